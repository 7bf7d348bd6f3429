"""Files: parts that arrive in any order, the file they become, and its bytes read back.

A part is written where it will lie if parts have 512 KiB, so that nothing need be known of the others; a file of smaller
parts is moved together when it is put to use. core.telegram.org/api/files; errors as there. Parts do not expire (only
`telegram.part_missing` loses one).
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from telethon.tl import TLObject
from telethon.tl.functions.upload import GetFileRequest
from telethon.tl.types import (
    InputDocument,
    InputDocumentFileLocation,
    InputFile,
    InputFileBig,
    InputPhoto,
    InputPhotoFileLocation,
    storage,
    upload,
)

from sandbox.telegram.schedule import stands
from sandbox.telegram.state import Account, Refused, StoredFile, Upload

from .parts import Part
from .rpc import Answer, Call, answers

if TYPE_CHECKING:
    from .server import MTProtoServer

SLOT = 524_288
SMALL_LIMIT = 10 << 20
_MIB = 1 << 20


class Uploads:
    """What has arrived of every (account, file_id)."""

    def __init__(self, server: MTProtoServer) -> None:
        self._server = server
        self._state = server.state

    def max_parts(self, account: Account) -> int:
        return self._state.max_parts_premium if account.premium else self._state.max_parts

    def save(self, account: Account, part: Part, plain: bytes) -> bool:
        """Take in one part. Raises FILE_PART_EMPTY, FILE_PART_TOO_BIG, FILE_PART_INVALID, FILE_PARTS_INVALID,
        FILE_PART_SIZE_INVALID, FILE_PART_SIZE_CHANGED."""
        limit = self.max_parts(account)
        if part.size == 0:
            raise Refused("FILE_PART_EMPTY")
        if part.size > SLOT:
            raise Refused("FILE_PART_TOO_BIG")
        if not 0 <= part.number < limit:
            raise Refused("FILE_PART_INVALID")
        if part.total is not None and part.total != -1:
            if not 1 <= part.total <= limit:
                raise Refused("FILE_PARTS_INVALID")
            if part.number >= part.total:
                raise Refused("FILE_PART_INVALID")
        stands = self._state.uploads.get((account.id, part.file_id))
        into = stands or Upload(self._state.folder / f"upload-{account.id}-{part.file_id}", big=part.big)
        self._check_against(into, part)
        if not self._server.head_only:
            flags = os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC
            handle = os.open(into.path, flags, 0o600)
            try:
                os.pwrite(handle, memoryview(plain)[part.start : part.start + part.size], part.number * SLOT)
            finally:
                os.close(handle)
        into.parts[part.number] = part.size
        self._state.uploads[account.id, part.file_id] = into
        return True

    def _check_against(self, into: Upload, part: Part) -> None:
        """What a big file's parts tell of each other; a small file's length is not known before it is used."""
        if into.big != part.big:
            raise Refused("FILE_PART_INVALID")
        if part.total is None:
            return
        if part.total > 0:
            if into.total not in (None, part.total):
                raise Refused("FILE_PART_INVALID")
            into.total = part.total
        if part.number + 1 != part.total:
            check_size(part.size)
            into.part_size = into.part_size or part.size
            if into.part_size != part.size:
                raise Refused("FILE_PART_SIZE_CHANGED")
        elif into.part_size and part.size > into.part_size:
            raise Refused("FILE_PART_SIZE_CHANGED")

    def check(self, call: Call, file: TLObject) -> None:
        """Raises what `assemble` would, but for the checksum. Nothing is used up. Here the fault strikes that loses a part."""
        account = call.account
        if isinstance(file, InputFile | InputFileBig) and (account.id, file.id) in self._state.uploads:
            lost = call.strike("telegram.part_missing")
            if lost is not None:
                self._state.uploads[account.id, file.id].parts.pop(lost.get("part", 0), None)
        self._arrived(account, file)

    def _arrived(self, account: Account, file: TLObject) -> tuple[InputFile | InputFileBig, Upload]:
        if not isinstance(file, InputFile | InputFileBig):
            raise Refused("INPUT_FILE_INVALID")
        if not 1 <= file.parts <= self.max_parts(account):
            raise Refused("FILE_PARTS_INVALID")
        arrived = self._state.uploads.get((account.id, file.id))
        if arrived is None:
            raise Refused("FILE_PART_0_MISSING")
        if arrived.big != isinstance(file, InputFileBig):
            raise Refused("INPUT_FILE_INVALID")
        self._check_parts(arrived, file.parts)
        return file, arrived

    async def assemble(self, account: Account, uploaded: TLObject, mime_type: str) -> StoredFile:
        """Make a file of its parts; they are used up. Raises INPUT_FILE_INVALID, FILE_PARTS_INVALID,
        FILE_PART_X_MISSING, FILE_PART_SIZE_INVALID, MD5_CHECKSUM_INVALID."""
        file, arrived = self._arrived(account, uploaded)
        del self._state.uploads[account.id, file.id]
        sizes = [arrived.parts[number] for number in range(file.parts)]
        number = secrets.randbits(62)
        path = self._state.folder / f"file-{number}"
        if self._server.head_only:
            path.touch()
            os.truncate(path, sum(sizes))
            sha256 = ""
        else:
            sha256, md5 = await asyncio.to_thread(_join, arrived.path, sizes, path)
            if isinstance(file, InputFile) and file.md5_checksum and file.md5_checksum.lower() != md5:
                path.unlink()
                raise Refused("MD5_CHECKSUM_INVALID")
        access_hash = secrets.randbits(62)
        stored = StoredFile(number, account.id, access_hash, sum(sizes), sha256, path, mime_type, file.name or None)
        self._state.files[number] = stored
        return stored

    def _check_parts(self, arrived: Upload, count: int) -> None:
        for number in range(count):
            if number not in arrived.parts:
                raise Refused(f"FILE_PART_{number}_MISSING")
        if len(arrived.parts) != count or (arrived.total or count) != count:
            raise Refused("FILE_PARTS_INVALID")
        if not arrived.big:
            if sum(arrived.parts.values()) > SMALL_LIMIT:
                raise Refused("FILE_PARTS_INVALID")
            if count > 1:
                check_size(arrived.parts[0])
        whole = {arrived.parts[number] for number in range(count - 1)}
        if len(whole) > 1 or any(arrived.parts[count - 1] > size for size in whole):
            raise Refused("FILE_PART_SIZE_INVALID")


def check_size(size: int) -> None:
    """The size of a part that is not the last. Raises FILE_PART_SIZE_INVALID."""
    if size % 1024 or SLOT % size:
        raise Refused("FILE_PART_SIZE_INVALID")


def _join(parts: Path, sizes: list[int], to: Path) -> tuple[str, str]:
    """Move the parts together. -> SHA-256 and MD5, hexadecimal."""
    if len(sizes) == 1 or sizes[0] == SLOT:
        os.truncate(parts, sum(sizes))
        parts.rename(to)
    else:
        with parts.open("rb") as source, to.open("wb") as target:
            for number, size in enumerate(sizes):
                source.seek(number * SLOT)
                target.write(source.read(size))
        parts.unlink()
    with to.open("rb") as whole:
        sha256 = hashlib.file_digest(whole, "sha256").hexdigest()
        md5 = ""
        if sum(sizes) <= SMALL_LIMIT:
            whole.seek(0)
            md5 = hashlib.file_digest(whole, "md5").hexdigest()
    return sha256, md5


def file_reference(call: Call, file: StoredFile) -> bytes:
    """What the asking account must show to use the file again, for a while; another account's is another."""
    return _reference(call, file, int(call.state.now()))


def _reference(call: Call, file: StoredFile, issued: int) -> bytes:
    digest = call.state.access_hash(call.account.id, -(file.id ^ issued))
    return b"\x01" + issued.to_bytes(8, "big") + digest.to_bytes(8, "big", signed=True)


Referring = InputDocument | InputPhoto | InputDocumentFileLocation | InputPhotoFileLocation


def by_reference(call: Call, asked: Referring) -> StoredFile:
    """The file that an id, access hash and reference name. Raises FILE_ID_INVALID, FILE_REFERENCE_INVALID/EMPTY/EXPIRED.

    A reference expires by age, and (stricter than what is known of the real one) when no message holds the file any more.
    """
    file = call.state.files.get(asked.id)
    if file is None or asked.access_hash != call.state.access_hash(call.account.id, file.id):
        raise Refused("FILE_ID_INVALID")
    if not asked.file_reference:
        raise Refused("FILE_REFERENCE_EMPTY")
    issued = int.from_bytes(asked.file_reference[1:9], "big")
    if asked.file_reference != _reference(call, file, issued):
        raise Refused("FILE_REFERENCE_INVALID")
    old = call.state.now() - issued > call.state.reference_life
    expired = isinstance(asked, InputDocument) and call.strike("telegram.reference_expired") is not None
    if old or expired or stands(call.state, file.id) is False:
        raise Refused("FILE_REFERENCE_EXPIRED")
    return file


@answers(GetFileRequest)
async def get_file(call: Call, request: GetFileRequest) -> Answer:
    """A stretch of a file's bytes, as they came. Raises LOCATION_INVALID, OFFSET_INVALID, LIMIT_INVALID."""
    where = request.location
    if not isinstance(where, InputDocumentFileLocation | InputPhotoFileLocation):
        raise Refused("LOCATION_INVALID")
    file: StoredFile | None = by_reference(call, where)
    if isinstance(where, InputDocumentFileLocation) and where.thumb_size:
        file = file.thumb if file else None
    if file is None:
        raise Refused("LOCATION_INVALID")
    grain = 1024 if request.precise else 4096
    if request.offset < 0 or request.offset % grain:
        raise Refused("OFFSET_INVALID")
    start, end = request.offset, request.offset + request.limit
    if request.limit <= 0 or request.limit % grain or start // _MIB != (end - 1) // _MIB:
        raise Refused("LIMIT_INVALID")
    if not request.precise and _MIB % request.limit:
        raise Refused("LIMIT_INVALID")
    with file.path.open("rb") as source:
        data = os.pread(source.fileno(), request.limit, request.offset)
    return upload.File(storage.FilePartial(), int(call.state.now()), data)
