"""A backup's file gives back what was put in, and refuses everything else with one sentence."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import pytest

from storage import sealed_file
from storage.sealed_file import BackupRefused, seal, unseal

CHEAP = (4, 8, 1)
WORDS = "correct horse battery"
MANIFEST = {"vault_key": "not a real one", "schema": 4}


def sealed(tmp_path: Path, content: bytes) -> Path:
    (tmp_path / "plain").write_bytes(content)
    seal(tmp_path / "plain", tmp_path / "backup.yagami", WORDS, MANIFEST, CHEAP)
    return tmp_path / "backup.yagami"


def refusal(file: Path, passphrase: str = WORDS) -> str:
    target = file.with_name("out")
    target.unlink(missing_ok=True)
    with pytest.raises(BackupRefused) as refused:
        unseal(file, target, passphrase)
    said = str(refused.value)
    assert said.startswith(file.name)
    assert said.endswith(".")
    return said


@pytest.mark.parametrize("size", [0, 1, 65_536, 700_000])
def test_what_was_put_in_comes_out(tmp_path: Path, size: int) -> None:
    content = os.urandom(size // 2) + bytes(size - size // 2)
    file = sealed(tmp_path, content)

    assert unseal(file, tmp_path / "out", f" {WORDS}\n") == MANIFEST
    assert (tmp_path / "out").read_bytes() == content
    assert [oct(one.stat().st_mode & 0o777) for one in (file, tmp_path / "out")] == ["0o600", "0o600"]


def test_neither_the_database_nor_the_key_can_be_read_in_it(tmp_path: Path) -> None:
    file = sealed(tmp_path, b"a title that nobody is to read")

    assert b"title" not in file.read_bytes()
    assert b"not a real one" not in file.read_bytes()


def test_another_passphrase_is_refused(tmp_path: Path) -> None:
    assert "passphrase" in refusal(sealed(tmp_path, b"x"), "correct horse batterY")


def test_a_file_that_was_cut_short_anywhere_is_refused(tmp_path: Path) -> None:
    file = sealed(tmp_path, os.urandom(200_000))
    whole = file.read_bytes()
    for length in {*range(0, 120, 7), *range(120, len(whole), 4_999), len(whole) - 1, len(whole) - 66_000}:
        file.write_bytes(whole[:length])
        said = refusal(file)
        assert ("cut short" in said) or (length < 36 and "no backup" in said) or "damaged" in said, (length, said)


def test_a_file_that_ends_after_a_whole_frame_is_short(tmp_path: Path) -> None:
    file = sealed(tmp_path, os.urandom(200_000))
    whole, at = file.read_bytes(), 56
    at += 4 + struct.unpack(">I", whole[at : at + 4])[0]
    file.write_bytes(whole[:at])

    assert "cut short" in refusal(file)


def test_every_flipped_bit_is_seen(tmp_path: Path) -> None:
    file = sealed(tmp_path, b"small")
    whole = file.read_bytes()
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1 << (place % 8)
        file.write_bytes(changed)
        refusal(file)


def test_frames_in_another_order_or_with_more_behind_them_are_refused(tmp_path: Path) -> None:
    file = sealed(tmp_path, os.urandom(300_000))
    whole, at, frames = file.read_bytes(), 56, []
    while at < len(whole):
        end = at + 4 + struct.unpack(">I", whole[at : at + 4])[0]
        frames.append(whole[at:end])
        at = end
    for order in (
        [*frames[:1], frames[2], frames[1], *frames[3:]],
        [*frames, frames[-1]],
        [*frames, b"more"],
        frames[1:],
    ):
        file.write_bytes(whole[:56] + b"".join(order))
        assert "damaged" in refusal(file) or "cut short" in refusal(file)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda whole: b"SQLite format 3\0" + whole, "no backup"),
        (lambda whole: b"", "no backup"),
        (lambda whole: whole[:8] + struct.pack(">H", sealed_file.VERSION + 1) + whole[10:], "newer"),
        (lambda whole: whole[:10] + b"\x18\xff\xff" + whole[13:], "damaged"),
    ],
)
def test_what_is_not_ours_or_of_another_time_is_said(tmp_path: Path, change, said: str) -> None:  # type: ignore[no-untyped-def]
    file = sealed(tmp_path, b"x")
    file.write_bytes(change(file.read_bytes()))

    assert said in refusal(file)
