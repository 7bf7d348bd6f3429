"""The file: made, or refused and left untouched; and a disk that can not be read."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import Condition, NeedsOwner, Scope
from storage.database import Database, DatabaseRefused, migrations


async def test_a_new_database_is_private_and_has_the_newest_version(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "yagami.db")
    await database.close()

    assert (tmp_path / "yagami.db").stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(tmp_path / "yagami.db") as raw:
        assert raw.execute("PRAGMA user_version").fetchone()[0] == migrations()[-1][0]
        assert raw.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    raw.close()


async def test_a_file_from_a_newer_version_is_refused_and_left_untouched(tmp_path: Path) -> None:
    file = tmp_path / "yagami.db"
    await (await Database.open(file)).close()
    raw = sqlite3.connect(file)
    raw.execute("PRAGMA user_version = 999")
    raw.execute("PRAGMA journal_mode = DELETE")
    raw.close()
    before = file.read_bytes()

    with pytest.raises(DatabaseRefused, match="newer Yagami"):
        await Database.open(file)

    assert file.read_bytes() == before


@pytest.mark.parametrize("content", [b"this is not a database", b"SQLite format 3\x00" + b"\xff" * 200])
async def test_a_file_that_is_no_database_is_refused_and_left_untouched(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "yagami.db"
    file.write_bytes(content)

    with pytest.raises(DatabaseRefused):
        await Database.open(file)

    assert file.read_bytes() == content


async def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    raw = sqlite3.connect(tmp_path / "yagami.db")
    raw.execute("CREATE TABLE theirs (x)")
    raw.commit()
    raw.close()

    with pytest.raises(DatabaseRefused, match="another program"):
        await Database.open(tmp_path / "yagami.db")


async def test_a_folder_that_is_a_file_is_a_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")

    with pytest.raises(DatabaseRefused, match="can't be opened"):
        await Database.open(tmp_path / "data" / "yagami.db")


@contextlib.contextmanager
def lost_disk(file: Path) -> Iterator[None]:
    """Whoever has the file open reads from it no more: EISDIR, which SQLite calls an I/O error."""
    theirs = [int(one.name) for one in Path("/proc/self/fd").iterdir() if one.is_symlink() and one.readlink() == file]
    assert theirs
    kept = {fd: os.dup(fd) for fd in theirs}
    other = os.open(file.parent, os.O_RDONLY)
    try:
        for fd in theirs:
            os.dup2(other, fd)
        yield
    finally:
        for fd, copy in kept.items():
            os.dup2(copy, fd)
            os.close(copy)
        os.close(other)


async def test_a_disk_that_can_not_be_read_is_waited_for_like_one_that_is_full(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "yagami.db")
    async with database.transaction("test") as t:
        await t.run_many("INSERT INTO seen_updates VALUES (?, 0)", [(number,) for number in range(50_000)])
    await database.close()
    database = await Database.open(tmp_path / "yagami.db")
    count = "SELECT count(*) AS n FROM seen_updates"

    async def in_a_snapshot() -> None:
        async with database.snapshot():
            await database.fetch(count)

    async def in_a_transaction() -> None:
        async with database.transaction("test") as t:
            await t.run(count)

    with lost_disk(tmp_path / "yagami.db"):
        for read in (database.fetch(count), in_a_snapshot(), in_a_transaction()):
            with pytest.raises(NeedsOwner) as trouble:
                await read
            assert (trouble.value.condition, trouble.value.scope) == (Condition.DISK_FULL, Scope.DISK)
            assert isinstance(trouble.value.__cause__, sqlite3.OperationalError)

    async with database.snapshot():
        [row] = await database.fetch(count)
    assert row["n"] == 50_000, "and it goes on when the disk is back"
    await database.close()


async def test_a_mistake_in_a_statement_is_no_fault_of_the_disk(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "yagami.db")
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        await database.fetch("SELECT * FROM nowhere")
    await database.close()
