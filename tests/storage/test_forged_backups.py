"""Backups by somebody who has a passphrase and no backup of ours: refused as damaged, before anything is believed."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

import pytest

from storage import sealed_file
from storage.sealed_file import BackupRefused, unseal

WORDS = "correct horse battery"


def forged(file: Path, *frames: bytes, cost: tuple[int, int, int] = (4, 8, 1)) -> Path:
    """Frames that are authentic."""
    header = struct.pack(">8sHBBB16s7s", sealed_file.MAGIC, 1, *cost, os.urandom(16), os.urandom(7))
    key, check = sealed_file._keys(WORDS, header) if frames else (b"", b"c" * 16)
    with file.open("wb") as out:
        out.write(header + struct.pack(">I", zlib.crc32(header)) + check)
        sealing = sealed_file._Frames(key, header) if frames else None
        for number, frame in enumerate(frames, 1):
            assert sealing is not None
            sealing.write(out, frame, last=number == len(frames))
    return file


def damaged(file: Path) -> bool:
    with pytest.raises(BackupRefused) as refused:
        unseal(file, file.with_name("out"), WORDS)
    return sealed_file.DAMAGED in str(refused.value)


@pytest.mark.parametrize(
    "chunks",
    [(b"not deflated at all",), (zlib.compress(b"x" * 999)[:-6],), (zlib.compress(b"x"), b"and more"), (b"",), ()],
)
def test_a_database_that_is_not_whole_inside_is_damaged(tmp_path: Path, chunks: tuple[bytes, ...]) -> None:
    assert damaged(forged(tmp_path / "a.yagami", b'{"schema": 5}', *chunks))


def test_a_manifest_that_is_none_is_damaged(tmp_path: Path) -> None:
    for manifest in (b"[" * 50_000, b"[]", b"\xff"):
        assert damaged(forged(tmp_path / "a.yagami", manifest, zlib.compress(b"x")))


@pytest.mark.parametrize("cost", [(17, 1, 1), (16, 1, 1), (24, 1, 16), (25, 8, 1), (0, 8, 1), (15, 0, 1), (15, 8, 0)])
def test_costs_that_scrypt_does_not_know_are_damaged(tmp_path: Path, cost: tuple[int, int, int]) -> None:
    assert damaged(forged(tmp_path / "a.yagami", cost=cost))
