"""One wheel into a folder: only plain files, only inside, never over another, never more than is allowed. Nothing of it is run.

The folder's own list (MANIFEST) is written when all is there: a folder without one, or with a file that has not its size, is
not whole. So a crash, and a power cut that leaves empty files behind, are seen at the next start without reading 1,500 files.
"""

from __future__ import annotations

import errno
import json
import lzma
import os
import stat
import struct
import sys
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from core.errors import Permanent

from .parts import Metadata, metadata

MANIFEST = "manifest.json"
MOST_FILES = 20_000
MOST_BYTES = 256 * 1024 * 1024  #: of one wheel, unpacked; yt-dlp has 16 MB
METADATA_MOST = 1024 * 1024
_CHUNK = 1 << 20
#: What is the disk's fault, or this process's; any other refusal of the system is the wheel's.
_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.EMFILE,
                   errno.ENFILE, errno.ENOMEM, errno.ENOENT})  # fmt: skip
_OURS = frozenset(
    {"bot", "core", "storage", "locales", "sandbox", "tests", "benchmarks", "sitecustomize", "usercustomize"}
)


def unpack(wheel: Path, folder: Path, most: int = MOST_BYTES) -> Metadata:
    """-> what the wheel says of itself. Raises Permanent("ytdlp-not-a-wheel", "ytdlp-too-large") and OSError; files may be left
    behind then, so the folder is one that is thrown away."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MOST_FILES:
                raise Permanent("ytdlp-too-large")
            about = _metadata(archive, entries)
            left = most
            for entry in entries:
                path = _place(entry)
                if path is not None:
                    left -= _write(archive, entry, folder / path, left)
            return about
    except OSError as error:
        if error.errno in _DISK:
            raise
        raise Permanent(
            "ytdlp-not-a-wheel"
        ) from error  # names that are too long, one file where another is, places before it begins
    except (
        zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError,
        IndexError, OverflowError,
    ) as error:  # fmt: skip
        raise Permanent("ytdlp-not-a-wheel") from error


def _metadata(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Metadata:
    [found] = [one for one in entries if one.filename.count("/") == 1 and one.filename.endswith(".dist-info/METADATA")]
    if found.file_size > METADATA_MOST:
        raise ValueError("METADATA is too large")
    with archive.open(found) as opened:
        return metadata(opened.read(METADATA_MOST).decode())


def _place(entry: zipfile.ZipInfo) -> Path | None:
    """Where it goes inside the folder; None: nowhere (manual pages, scripts). Raises ValueError."""
    name = entry.filename
    parts = PurePosixPath(name).parts
    if (
        not parts
        or name.startswith("/")
        or "\\" in name
        or ":" in name
        or "\0" in name
        or {"..", "."} & set(name.split("/"))
    ):
        raise ValueError("a file that would land outside")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG) or entry.flag_bits & 1:
        raise ValueError("a link, a device, or something encrypted")
    top = parts[0].split(".")[0]
    if top in _OURS or (top in sys.stdlib_module_names and not parts[0].endswith((".dist-info", ".data"))):
        raise ValueError("a file that would stand in for one of Python's or of ours")
    if parts[0] == MANIFEST:
        raise ValueError("a file that would stand in for the folder's own list")
    return None if parts[0].endswith(".data") else Path(*parts)


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, file: Path, left: int) -> int:
    """-> its size. What an entry says of its size is not believed."""
    file.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with archive.open(entry) as source, file.open("xb") as target:  # x: two parts with the same file are refused
        while chunk := source.read(_CHUNK):
            written += len(chunk)
            if written > left:
                raise Permanent("ytdlp-too-large")
            target.write(chunk)
    return written


def seal(folder: Path, version: str) -> None:
    """Write the folder's list: from now on it is whole. Raises OSError."""
    sizes = {str(file.relative_to(folder)): file.stat().st_size for file in folder.rglob("*") if file.is_file()}
    with (folder / MANIFEST).open("w", encoding="utf-8") as out:
        json.dump({"version": version, "files": sizes}, out)
        out.flush()
        os.fsync(out.fileno())


def is_whole(folder: Path, version: str) -> bool:
    """All that was unpacked is there, at its size."""
    try:
        said = json.loads((folder / MANIFEST).read_text("utf-8"))
        return bool(
            said["version"] == version
            and said["files"]
            and all((folder / name).stat().st_size == size for name, size in said["files"].items())
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
