"""A start where the disk, or another program on the database, does not let it: one sentence, and nothing is changed."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.small_disk import small_disk

from .test_start import TOKEN, yagami


@contextlib.contextmanager
def read_only(disk: Path) -> Iterator[None]:
    """What a card does that has worn out, or a disk after a fault of its file system."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)


async def made(folder: Path) -> None:
    """A data folder that has been used."""
    (folder / "import.json").write_text("{}")
    assert (await yagami(folder, "import", "import.json", bot_token=TOKEN))[0] == 0


def content(data: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in data.iterdir() if one.is_file() and one.suffix != ".lock"}


async def refused(folder: Path, said: str) -> None:
    """Raises AssertionError unless a start ends with one plain sentence, in which that stands."""
    code, words = await yagami(folder, "run", bot_token=TOKEN)
    sentence = words.strip().splitlines()[-1]
    assert (code, said in sentence) == (1, True), words
    assert sentence.startswith("yagami: ")
    assert sentence.endswith(".")
    assert "Traceback" not in words


async def test_a_data_folder_that_can_only_be_read(tmp_path: Path) -> None:
    with small_disk(tmp_path / "data", "8m"):
        await made(tmp_path)
        before = content(tmp_path / "data")
        with read_only(tmp_path / "data"):
            await refused(tmp_path, "Read-only file system")
            assert content(tmp_path / "data") == before


async def test_a_disk_without_a_byte_left_at_the_first_start_and_room_at_the_next(tmp_path: Path) -> None:
    with small_disk(tmp_path / "data", "8m"):
        ballast = tmp_path / "data" / "ballast"
        with contextlib.suppress(OSError), ballast.open("wb") as full:
            while True:
                full.write(bytes(65536))
                full.flush()
        await refused(tmp_path, "No space left on device")
        assert not (tmp_path / "data" / "vault.key").exists(), "half a key is none"
        ballast.unlink()
        await made(tmp_path)


async def test_a_database_that_another_program_holds_is_said_and_left(tmp_path: Path) -> None:
    await made(tmp_path)
    before = content(tmp_path / "data")
    with contextlib.closing(sqlite3.connect(tmp_path / "data" / "yagami.db", isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        await refused(tmp_path, "another program holds it")
    assert content(tmp_path / "data")["yagami.db"] == before["yagami.db"]
    assert (await yagami(tmp_path, "import", "import.json", bot_token=TOKEN))[0] == 0, (
        "and it starts when that one is gone"
    )
