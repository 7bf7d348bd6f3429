"""A backup's file: one database and the vault's key, under a passphrase. It knows bytes and files, nothing of what is in them.

    header   "YAGAMI\\x00B", version, scrypt's parameters and salt, the nonces' beginning, their CRC-32; then what tells a wrong
             passphrase from a damaged file: 16 bytes that scrypt gives beside the key and that say nothing about it
    frames   length, AES-256-GCM of up to 64 KiB; the first one is the manifest (JSON), the others the database through zlib

Each frame's nonce holds its number and whether it is the last one, and the header is authenticated with each: so a file that was
cut short, put together anew or changed anywhere is refused, and nothing of a frame is used before it is proven. scrypt with
N = 2^15, r = 8, p = 3 is as strong as the often named 2^17, 8, 1, in 32 MiB instead of 128: the machine may be small. What
a file asks for beyond MOST_MEMORY is refused before it is allocated.
"""

from __future__ import annotations

import hmac
import json
import os
import struct
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"YAGAMI\x00B"
VERSION = 1
CHUNK = 64 * 1024
COST = (15, 8, 3)  #: log2 of N, r, p
MOST_MEMORY = 256 * 1024 * 1024
_HEADER = struct.Struct(">8sHBBB16s7s")
_CRC = struct.Struct(">I")
_CHECK = 16
_TAG = 16

NOT_OURS = "is no backup of Yagami's."
NEWER = "was made by a newer Yagami. Install that version (or a later one) and restore with it."
DAMAGED = "is damaged: some of its bytes are not those that were written. Take another copy of it, or an older backup."
SHORT = "was cut short: its end is missing. Download it again, or take an older backup."
WRONG = "can't be opened with this passphrase. Type the one that you gave when you asked for the backup."


class BackupRefused(Exception):
    """The file can't be used; nothing was changed. The message is one sentence for the owner."""


def seal(
    source: Path, target: Path, passphrase: str, manifest: Mapping[str, Any], cost: tuple[int, int, int] = COST
) -> None:
    """Write `source` and the manifest into the new file `target` (mode 0600). Slow on purpose: for a thread. Raises OSError."""
    header = _HEADER.pack(MAGIC, VERSION, *cost, os.urandom(16), os.urandom(7))
    key, check = _keys(passphrase, header)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out, source.open("rb") as plain:
        out.write(header + _CRC.pack(zlib.crc32(header)) + check)
        frames = _Frames(key, header)
        ahead = json.dumps(manifest).encode()
        for chunk in _squeezed(plain):
            frames.write(out, ahead, last=False)
            ahead = chunk
        frames.write(out, ahead, last=True)
        out.flush()
        os.fsync(out.fileno())


def unseal(file: Path, target: Path, passphrase: str) -> dict[str, Any]:
    """Write the database in `file` into the new file `target` (mode 0600) -> the manifest. For a thread. Raises BackupRefused,
    and OSError for what the disk does; what was written of `target` until then is no database."""
    with file.open("rb") as sealed:
        key, header = _opened(sealed, file.name, passphrase)
        frames = _Frames(key, header)
        chunks = frames.read(sealed, file.name)
        manifest = _manifest(next(chunks), file.name)
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            inflate = zlib.decompressobj()
            for chunk in chunks:
                while chunk:
                    out.write(_inflated(inflate, chunk, file.name))
                    chunk = inflate.unconsumed_tail
            out.write(inflate.flush())
            if not inflate.eof or inflate.unused_data:
                raise BackupRefused(f"{file.name} {DAMAGED}")
            out.flush()
            os.fsync(out.fileno())
    return manifest


def _opened(sealed: BinaryIO, name: str, passphrase: str) -> tuple[bytes, bytes]:
    """-> the key and the header, from the file's beginning."""
    header = sealed.read(_HEADER.size)
    if header[: len(MAGIC)] != MAGIC:
        raise BackupRefused(f"{name} {NOT_OURS}")
    crc, check = sealed.read(_CRC.size), sealed.read(_CHECK)
    if len(check) != _CHECK:
        raise BackupRefused(f"{name} {SHORT}")
    _, version, log_n, r, p, _, _ = _HEADER.unpack(header)
    if version > VERSION:
        raise BackupRefused(f"{name} {NEWER}")
    # scrypt itself takes no N of 2^(16 r) or more
    too_dear = not (1 <= log_n <= 24 and r and p) or (128 * r << log_n) > MOST_MEMORY or p > 16 or log_n >= 16 * r
    if _CRC.pack(zlib.crc32(header)) != crc or version < 1 or too_dear:
        raise BackupRefused(f"{name} {DAMAGED}")
    key, expected = _keys(passphrase, header)
    if not hmac.compare_digest(check, expected):
        raise BackupRefused(f"{name} {WRONG}")
    return key, header


def _keys(passphrase: str, header: bytes) -> tuple[bytes, bytes]:
    """-> the key, and what a right passphrase is known by."""
    _, _, log_n, r, p, salt, _ = _HEADER.unpack(header)
    words = unicodedata.normalize("NFKC", passphrase.strip()).encode()  # the same words, whichever keyboard typed them
    made = Scrypt(salt=salt, length=32 + _CHECK, n=1 << log_n, r=r, p=p).derive(words)
    return made[:32], made[32:]


def _manifest(chunk: bytes, name: str) -> dict[str, Any]:
    try:
        manifest = json.loads(chunk)
    except (ValueError, RecursionError):
        manifest = None
    if not isinstance(manifest, dict):
        raise BackupRefused(f"{name} {DAMAGED}")
    return manifest


def _inflated(inflate: zlib._Decompress, chunk: bytes, name: str) -> bytes:
    """What is authentic may still be none of ours: by somebody who has a passphrase."""
    try:
        return inflate.decompress(chunk, 16 * CHUNK)
    except zlib.error:
        raise BackupRefused(f"{name} {DAMAGED}") from None


def _squeezed(plain: BinaryIO) -> Iterator[bytes]:
    """The compressed file, in pieces of CHUNK; the last one is shorter."""
    deflate, ready = zlib.compressobj(6), bytearray()
    while chunk := plain.read(CHUNK):
        ready += deflate.compress(chunk)
        while len(ready) >= CHUNK:
            yield bytes(ready[:CHUNK])
            del ready[:CHUNK]
    ready += deflate.flush()
    for start in range(0, len(ready), CHUNK):
        yield bytes(ready[start : start + CHUNK])


class _Frames:
    """Each with its number; for one file and one direction."""

    def __init__(self, key: bytes, header: bytes) -> None:
        self._cipher = AESGCM(key)
        self._header = header
        self._prefix = header[-7:]
        self._number = 0

    def write(self, out: BinaryIO, chunk: bytes, *, last: bool) -> None:
        frame = self._cipher.encrypt(self._nonce(last=last), chunk, self._header)
        out.write(_CRC.pack(len(frame)) + frame)
        self._number += 1

    def read(self, sealed: BinaryIO, name: str) -> Iterator[bytes]:
        """All of them, each proven. Raises BackupRefused: also when the last one is no last one, or is followed by more."""
        size = sealed.read(_CRC.size)
        while True:
            if len(size) < _CRC.size:
                raise BackupRefused(f"{name} {SHORT}")
            length = _CRC.unpack(size)[0]
            if not _TAG <= length <= CHUNK + _TAG:
                raise BackupRefused(f"{name} {DAMAGED}")
            frame = sealed.read(length)
            if len(frame) < length:
                raise BackupRefused(f"{name} {SHORT}")
            size = sealed.read(_CRC.size)
            last = self._proven(frame, last=True) if not size else None
            if last is not None:
                yield last
                return
            chunk = self._proven(frame, last=False)
            if chunk is None:
                raise BackupRefused(f"{name} {DAMAGED}")
            yield chunk
            self._number += 1

    def _proven(self, frame: bytes, *, last: bool) -> bytes | None:
        try:
            return self._cipher.decrypt(self._nonce(last=last), frame, self._header)
        except InvalidTag:
            return None

    def _nonce(self, *, last: bool) -> bytes:
        return self._prefix + struct.pack(">IB", self._number, int(last))
