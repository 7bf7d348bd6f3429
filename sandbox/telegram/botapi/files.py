"""Files at the Bot API's door: what comes up is kept in the state, what goes down is read from there.

A file_id is good for one bot only and can't be guessed. Limits are those of the public Bot API server.
"""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import hmac
import mimetypes
import secrets
from pathlib import Path
from typing import Any

from sandbox.telegram.botapi.errors import ApiError
from sandbox.telegram.botapi.forms import Form, Part
from sandbox.telegram.records import FileKind as Kind
from sandbox.telegram.state import Account, State, StoredFile

PHOTO_LIMIT = 10_000_000
DOWNLOAD_LIMIT = 20_000_000
THUMBNAIL_LIMIT, THUMBNAIL_SIDE = 200_000, 320
#: a photo's width and height together, and how much longer one may be than the other
PHOTO_SIDES, PHOTO_RATIO = 10_000, 20
FOLDERS: dict[Kind, str] = {
    "photo": "photos", "video": "videos", "document": "documents", "audio": "music", "voice": "voice",
    "video_note": "video_notes", "animation": "animations", "sticker": "stickers",
}  # fmt: skip


class Files:
    """Names files for bots, takes new ones in, finds them again."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._secret = secrets.token_bytes(16)
        self._named: dict[tuple[int, str], StoredFile] = {}  #: (bot, file_id) -> file

    def file_id(self, file: StoredFile, bot: Account) -> str:
        digest = hmac.new(self._secret, f"{bot.id}:{file.kind}:{file.id}:{file.sha256}".encode(), hashlib.sha256)
        name = "BQAC" + base64.urlsafe_b64encode(digest.digest()).decode().rstrip("=")
        self._named[bot.id, name] = file
        return name

    def by_id(self, bot: Account, file_id: str) -> StoredFile:
        file = self._named.get((bot.id, file_id))
        if file is None:
            raise ApiError(400, "wrong file identifier/HTTP URL specified")
        return file

    def path_of(self, file: StoredFile, bot: Account) -> str:
        """getFile's file_path. The file's own name shows in its ending only, as with the real one."""
        if file.size > DOWNLOAD_LIMIT:
            raise ApiError(400, "file is too big")
        ending = Path(file.name or "").suffix or mimetypes.guess_extension(file.mime_type) or ""
        return f"{FOLDERS[file.kind]}/{self.file_id(file, bot)}{ending}"

    def by_path(self, bot: Account, path: str) -> StoredFile | None:
        """The file that a file_path names; None for one that is not there or over the limit."""
        file = self._named.get((bot.id, path.rpartition("/")[2].partition(".")[0]))
        return file if file and file.size <= DOWNLOAD_LIMIT else None

    def given(self, form: Form, bot: Account, field: str, value: str | None, kind: Kind) -> StoredFile | None:
        """The file that a field means: uploaded under the field's own name, `attach://NAME`, or a file_id."""
        name = value.removeprefix("attach://") if value and value.startswith("attach://") else field
        part = form.parts.get(name)
        if part is not None and (value is None or name != field or value.startswith("attach://")):
            return self.take_in(part, bot, kind)
        if value is None:
            return None
        if value.startswith("attach://"):
            raise ApiError(400, f"file part {name!r} not found")
        if value.startswith(("http://", "https://")):
            raise ApiError(400, "sandbox: files by URL are not modelled")
        file = self.by_id(bot, value)
        if file.kind != kind:
            raise ApiError(400, f"type of file mismatch: it is a {file.kind}")
        return file

    def take_in(self, part: Part, bot: Account, kind: Kind) -> StoredFile:
        if part.size == 0:
            raise ApiError(400, "file must be non-empty")
        if kind == "photo" and part.size > PHOTO_LIMIT:
            raise ApiError(
                400, f"file of size {part.size} bytes is too big for a photo; the maximum size is 10485760 bytes"
            )
        width, height = image_size(part.path.read_bytes()) if kind == "photo" else (0, 0)
        if kind == "photo" and not width:
            raise ApiError(400, "IMAGE_PROCESS_FAILED")
        if width + height > PHOTO_SIDES or max(width, height) > PHOTO_RATIO * max(min(width, height), 1):
            raise ApiError(400, "PHOTO_INVALID_DIMENSIONS")
        number = secrets.randbits(62)
        path = self.state.folder / f"file-{number}"
        part.path.rename(path)
        file = StoredFile(
            number, bot.id, secrets.randbits(63), part.size, sha256_of(path), path, part.mime_type, part.name, kind,
            width=width, height=height,
        )  # fmt: skip
        self.state.files[file.id] = file
        return file

    def thumbnail(self, form: Form, bot: Account, value: str | None) -> StoredFile | None:
        """Stricter than the real one, which drops a bad thumbnail without a word."""
        if value is not None and not value.startswith("attach://"):
            raise ApiError(400, "sandbox: a thumbnail must be uploaded, it can't be reused")
        file = self.given(form, bot, "thumbnail", value, "photo")
        if file and (file.size > THUMBNAIL_LIMIT or max(file.width, file.height) > THUMBNAIL_SIDE):
            raise ApiError(400, "sandbox: a thumbnail is at most 320 px and 200 kB")
        return file

    def own(self, file: StoredFile, account: Account) -> StoredFile:
        """The file under a reference of the account's own: what one account sent, another reaches as a copy."""
        if file.owner == account.id:
            return file
        copy = dataclasses.replace(file, id=secrets.randbits(62), owner=account.id, access_hash=secrets.randbits(63))
        self.state.files[copy.id] = copy
        return copy


def describe(file: StoredFile, given: dict[str, Any]) -> None:
    """What the sender says of a video or an audio."""
    for said in ("width", "height", "duration", "supports_streaming", "title", "performer"):
        if said in given:
            setattr(file, said, given[said])


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def image_size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG or JPEG from its header; (0, 0) for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    at = 2
    while data.startswith(b"\xff\xd8") and at + 9 < len(data) and data[at] == 0xFF:
        if 0xC0 <= data[at + 1] <= 0xCF and data[at + 1] not in {0xC4, 0xC8, 0xCC}:  # a frame header
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return 0, 0
