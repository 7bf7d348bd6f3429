"""Files and settings: what is imported, sent or restored, the boot settings, and the package registry with its wheels."""

from __future__ import annotations

import io
import json
import os
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from dotenv import dotenv_values
from pydantic import ValidationError

from bot.errands.files import Kind, kind_of
from bot.import_file import ImportRefused, _read
from bot.settings import PREFIX, Settings, SettingsError, _explain, _refuse_unknown, load
from core.errors import Permanent
from core.renewal import releases
from core.renewal.parts import needed
from core.renewal.unpack import unpack
from core.youtube.client_file import read_client_file
from core.youtube.cookies import read_cookies
from storage import sealed_file
from storage.sealed_file import BackupRefused, seal, unseal

from .inputs import Mill
from .parser import Parser, Read, fits_a_row, pure
from .samples import CLIENTS, COOKIES, IMPORTS, METADATA, REGISTRY, SETTINGS

NOW = 1_795_000_000.0
WORDS = "four words of mine"
CHEAP = (1, 1, 1)  #: scrypt's cost, so that a backup is opened at once
SECRET = "AAE_thirty_or_more_letters_and_digits0"


@contextmanager
def imports(folder: Path) -> Iterator[Read]:
    file = folder / "import.json"

    def read(data: bytes) -> object:
        file.write_bytes(data)
        found = _read(file)
        assert found.settings.likes_interval is None or 0 < found.settings.likes_interval < 1e10
        fits_a_row(found.destinations)
        if found.telegram:
            fits_a_row((found.telegram.api_id, found.telegram.api_hash.get_secret_value()))
        return found

    yield read


def sent(given: tuple[bytes, str]) -> object:
    """A file of any kind in the chat: told apart by its content, and read by who reads that kind."""
    data, name = given
    kind = kind_of(data, name)
    if kind is Kind.COOKIES:
        return read_cookies(data, NOW)
    return read_client_file(data) if kind is Kind.CLIENT else None


def backup(folder: Path) -> bytes:
    plain, file = folder / "plain.db", folder / "sealed"
    plain.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 400)
    file.unlink(missing_ok=True)
    seal(plain, file, WORDS, {"schema": 4, "key": "x"}, CHEAP)
    return file.read_bytes()


def forged(key: bytes, header: bytes, frames: list[bytes]) -> bytes:
    """Frames that are authentic, whatever is in them: by who knows the passphrase."""
    made, out = sealed_file._Frames(key, header), io.BytesIO()
    for number, frame in enumerate(frames, 1):
        made.write(out, frame, last=number == len(frames))
    return out.getvalue()


@contextmanager
def backups(folder: Path) -> Iterator[Read]:
    """A file with bits turned; with another header and its right sum; and authentic frames with nonsense in them."""
    whole = backup(folder)
    head = sealed_file._HEADER.size
    file, target = folder / "backup", folder / "target.db"
    real = os.fsync
    os.fsync = lambda _handle: None  # type: ignore[assignment]  # a hundred thousand files that nobody keeps

    def read(given: Callable[[bytes, int], bytes]) -> object:
        file.write_bytes(given(whole, head))
        target.unlink(missing_ok=True)
        manifest = unseal(file, target, WORDS)
        assert target.stat().st_mode & 0o777 == 0o600
        return manifest

    try:
        yield read
    finally:
        os.fsync = real


def _backup(mill: Mill) -> Callable[[bytes, int], bytes]:
    if mill.chance(0.4):
        return lambda whole, _head: mill.turned(whole)
    if mill.chance(0.5):
        fields = [mill.one((1, 1, 1, 0, 2, 255)), *(mill.one((1, 1, 0, 2, 8, 16, 17, 24, 255)) for _ in range(3))]
        if 128 * fields[2] << fields[1] > 1 << 20 and not mill.chance(0.002):
            fields[1] = mill.one((1, 25, 255))  # dear ones are tried, but rarely

        def other(whole: bytes, head: int) -> bytes:
            header = struct.pack(">8sHBBB16s7s", sealed_file.MAGIC, *fields, b"s" * 16, b"n" * 7)
            return header + struct.pack(">I", zlib.crc32(header)) + whole[head + 4 :]

        return other
    manifest = mill.json(('{"schema": 4}',))
    chunks = [zlib.compress(mill.data(("SQLite format 3",)) * 9) for _ in range(mill.one((1, 1, 1, 0, 2)))]
    chunks = [mill.turned(one) if mill.chance(0.4) else one for one in chunks]

    def framed(whole: bytes, head: int) -> bytes:
        header = whole[:head]
        key, check = sealed_file._keys(WORDS, header)
        return header + struct.pack(">I", zlib.crc32(header)) + check + forged(key, header, [manifest, *chunks])

    return framed


def checked(file: Path) -> Settings:
    """As `load`, without pydantic-settings' way to the values, which takes 10 ms."""
    try:
        values = dotenv_values(file)
    except UnicodeDecodeError:
        raise SettingsError("no text") from None
    _refuse_unknown(str(file), values)
    ours = {name.lower().removeprefix(PREFIX.lower()): one for name, one in values.items() if one}
    try:
        return cast(
            "Settings", Settings.__pydantic_validator__.validate_python(ours, self_instance=Settings.__new__(Settings))
        )
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise SettingsError(
            _explain(str(first["loc"][0]) if first["loc"] else None, first["type"], first["msg"])
        ) from None


@contextmanager
def settings(folder: Path) -> Iterator[Read]:
    """`.env`, the environment and secrets in files, each with a part of it; no sentence repeats a secret."""
    ours = {name: os.environ.pop(name) for name in list(os.environ) if name.upper().startswith(PREFIX)}
    secrets = folder / "secrets"

    def read(text: str) -> object:
        lines = text.split("\n")
        (folder / ".env").write_bytes("\n".join(lines[:-1]).encode("utf-8", "surrogatepass"))
        name, _, value = lines[-1].partition("=")
        set_there = name.startswith(PREFIX) and name.isascii() and "\0" not in name + value
        shutil.rmtree(secrets, ignore_errors=True)
        if set_there and len(text) % 2:
            os.environ[name] = value.encode("utf-8", "replace").decode()
        elif set_there and "/" not in name and len(name) < 200:
            secrets.mkdir()
            (secrets / name.lower()).write_bytes(value.encode("utf-8", "surrogatepass"))
        try:
            found = load(folder, secrets) if len(text) % 64 == 0 else checked(folder / ".env")
            return found, repr(found), found.secrets(), found.api_at, found.mtproto_address
        except SettingsError as error:
            if SECRET in str(error) or len(str(error)) > 600:
                raise AssertionError(str(error)) from error
            raise
        finally:
            if set_there:
                os.environ.pop(name, None)

    try:
        yield read
    finally:
        os.environ |= ours


def _settings(mill: Mill) -> str:
    lines = mill.text(SETTINGS, 3).split("\n")
    other = mill.one(SETTINGS).rstrip("\n").split("\n")[-1]
    return "\n".join([*lines, other if mill.chance(0.5) else mill.text((other,), 2).replace("\n", "")])


def registry(data: bytes) -> object:
    """A page as core/youtube/registry.py hands it on: a value of JSON."""
    try:
        page = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(page, dict):
        return None
    try:
        found = releases.read(page, "yt-dlp")
    except ValueError:
        return None
    fits_a_row(releases.as_json(found))
    assert releases.from_json(releases.as_json(found)) == found
    for one in found:
        one.runs_on("3.11.7")
    return found or None


@contextmanager
def wheels(folder: Path) -> Iterator[Read]:
    file, into = folder / "x.whl", folder / "tree"

    def read(data: bytes) -> object:
        file.write_bytes(data)
        shutil.rmtree(into, ignore_errors=True)
        into.mkdir()
        about = unpack(file, into, 1_000_000)
        try:
            needed(about.needs, ("default",))
        except ValueError:
            return None
        assert sorted(one.name for one in folder.iterdir()) == ["tree", "x.whl"]
        return about

    yield read


def _wheel(mill: Mill) -> bytes:
    out = io.BytesIO()
    names = [mill.text((one,), 1) if mill.chance(0.3) else one for one in ("yt_dlp/__init__.py", "yt_dlp/version.py")]
    with zipfile.ZipFile(
        out, "w", zipfile.ZIP_LZMA if mill.chance(0.02) else mill.one((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    ) as archive:
        for name in (*names, "yt_dlp-2026.11.20.dist-info/METADATA"):
            entry = zipfile.ZipInfo(name.encode("utf-8", "replace").decode()[:60_000].replace("\0", "") or "x")
            entry.external_attr = mill.one((0o100644, 0o120777, 0)) << 16 if mill.chance(0.1) else 0
            archive.writestr(entry, mill.data(METADATA, 2))
    return mill.turned(out.getvalue()) if mill.chance(0.4) else out.getvalue()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _sent(mill: Mill) -> tuple[bytes, str]:
    data = (
        mill.json(COOKIES[2:])
        if mill.chance(0.2)
        else mill.data((*COOKIES, *CLIENTS, "SQLite format 3\0x", "1" + "A" * 350))
    )
    return data, mill.one(("cookies.txt", "client_secret.json", "x.session", "", mill.piece()))


def _in_settings(text: str) -> Any:
    return f"YAGAMI_BOT_TOKEN={text}\n".replace("\0", "") + "YAGAMI_DATA=data"


PARSERS = (
    Parser(
        "import-file",
        "`yagami import FILE`",
        lambda mill: mill.json(IMPORTS),
        imports,
        (ImportRefused,),
        (IMPORTS, _bytes),
    ),
    Parser(
        "sent-files",
        "files in the chat, whatever they are",
        _sent,
        pure(sent),
        (Permanent,),
        (COOKIES, lambda text: (_bytes(text), "cookies.txt")),
    ),
    Parser("backups", "a backup's file", _backup, backups, (BackupRefused,)),
    Parser(
        "settings",
        "boot settings: .env, environment, secrets",
        _settings,
        settings,
        (SettingsError,),
        (SETTINGS, _in_settings),
    ),
    Parser(
        "registry",
        "the package registry's page",
        lambda mill: mill.json(REGISTRY),
        pure(registry),
        (),
        (REGISTRY, _bytes),
    ),
    Parser("wheels", "a release's wheel", _wheel, wheels, (Permanent,)),
)
