"""The database file keeps itself in order: it gives back what was erased, its log stays small, and nothing is lost on the way."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.clock import SystemClock
from core.errors import NeedsOwner
from storage import upkeep
from storage.backup import is_sound
from storage.database import LOG_LIMIT, Database, migrations
from tests.small_disk import small_disk

MEGABYTE = 1024 * 1024
KEPT = 300  #: rows that stay


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = await Database.open(tmp_path / "yagami.db")
    yield database
    await database.close()


def log_of(file: Path) -> Path:
    return file.with_name(f"{file.name}-wal")


async def much(database: Database, megabytes: int) -> None:
    """Rows, most of which are erased again: those that stay lie all over the file."""
    async with database.transaction("much", lasting=False) as t:
        await t.run_many(
            "INSERT OR REPLACE INTO videos (id, title, seen_at) VALUES (?, ?, 1)",
            ((f"v{n}", os.urandom(2048).hex()) for n in range(megabytes * 256)),
        )
        await t.run("DELETE FROM videos WHERE CAST(substr(id, 2) AS INTEGER) % ? > 0", (megabytes * 256 // KEPT,))


async def pages(database: Database, what: str) -> int:
    row = await database.one(f"PRAGMA {what}")
    return int(row[0]) if row else 0


async def test_a_night_gives_back_what_was_erased_and_empties_the_log(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "yagami.db"
    await much(database, 8)
    await upkeep.empty_log(file)
    before, rows = file.stat().st_size, await database.fetch("SELECT * FROM videos ORDER BY id")
    assert before > 8 * MEGABYTE

    await upkeep.night(database, file, SystemClock())

    assert file.stat().st_size < before / 2
    assert log_of(file).stat().st_size == 0
    assert await database.fetch("SELECT * FROM videos ORDER BY id") == rows
    assert is_sound(file)
    left = await pages(database, "freelist_count")
    await upkeep.night(database, file, SystemClock())
    assert await pages(database, "freelist_count") == left, "a few are kept for tomorrow"


async def test_whoever_writes_meanwhile_is_let_in_between_two_steps(database: Database, tmp_path: Path) -> None:
    await much(database, 8)
    begin, ahead = await pages(database, "freelist_count"), set[int]()

    async def presses() -> None:
        for number in range(10_000):
            async with database.update(number, 1.0) as first:
                assert first
            ahead.add(await pages(database, "freelist_count"))
            await asyncio.sleep(0)

    async with asyncio.TaskGroup() as tasks:
        pressing = tasks.create_task(presses())
        await upkeep.night(database, tmp_path / "yagami.db", SystemClock())
        pressing.cancel()

    assert len([one for one in ahead if upkeep.LEAST < one < begin]) >= (begin - upkeep.LEAST) // upkeep.STEP // 2


async def test_a_log_that_grew_is_small_after_it_was_emptied_and_while_nobody_empties_it(
    database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "yagami.db"
    with contextlib.closing(sqlite3.connect(file)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM videos").fetchall()  # it holds the log, as a copy that is being made does
        await much(database, 20)
        assert log_of(file).stat().st_size > 20 * MEGABYTE
        assert not await upkeep.empty_log(file), "it is not waited for"
    assert not await upkeep.empty_log(file, least=100 * MEGABYTE), "it is small enough"
    assert await upkeep.empty_log(file, least=MEGABYTE)
    assert log_of(file).stat().st_size == 0

    await much(database, 20)
    for _ in range(3):
        async with database.transaction("next") as t:
            await t.run("INSERT INTO videos (id, seen_at) VALUES (hex(randomblob(4)), 1)")
    assert log_of(file).stat().st_size <= LOG_LIMIT


async def test_a_disk_that_is_full_costs_the_tidying_and_nothing_else(tmp_path: Path) -> None:
    with small_disk(tmp_path / "small", "40m"):
        file = tmp_path / "small" / "yagami.db"
        database = await Database.open(file)
        await much(database, 8)
        await upkeep.empty_log(file)
        rows = await database.fetch("SELECT * FROM videos ORDER BY id")
        with (tmp_path / "small" / "filler").open("wb") as filler, contextlib.suppress(OSError):
            while True:
                filler.write(bytes(MEGABYTE // 16))
                filler.flush()
        with pytest.raises(NeedsOwner):
            await upkeep.night(database, file, SystemClock())
        assert await database.fetch("SELECT * FROM videos ORDER BY id") == rows
        (tmp_path / "small" / "filler").unlink()
        await upkeep.night(database, file, SystemClock())
        assert file.stat().st_size < 5 * MEGABYTE
        assert await database.fetch("SELECT * FROM videos ORDER BY id") == rows
        await database.close()
        assert is_sound(file)


TIDYING = """
import asyncio, sys
from pathlib import Path
from core.clock import SystemClock
from storage import upkeep
from storage.database import Database

async def tidy():
    file = Path(sys.argv[1])
    database = await Database.open(file)
    print("begun", flush=True)
    await upkeep.night(database, file, SystemClock())
    await asyncio.sleep(60)

asyncio.run(tidy())
"""


async def test_a_kill_in_the_middle_leaves_a_whole_file(tmp_path: Path) -> None:
    file = tmp_path / "yagami.db"
    database = await Database.open(file)
    await much(database, 8)
    rows = [tuple(row) for row in await database.fetch("SELECT id, title FROM videos ORDER BY id")]
    begin = await pages(database, "freelist_count")
    await database.close()

    tidying = await asyncio.create_subprocess_exec(
        sys.executable, "-c", TIDYING, str(file), stdout=asyncio.subprocess.PIPE
    )
    assert tidying.stdout
    await tidying.stdout.readline()
    with contextlib.closing(sqlite3.connect(file)) as looking:
        while looking.execute("PRAGMA freelist_count").fetchone()[0] > begin - 3 * upkeep.STEP:  # noqa: ASYNC110  another process
            await asyncio.sleep(0.005)
    tidying.send_signal(signal.SIGKILL)
    await tidying.wait()

    assert is_sound(file)
    database = await Database.open(file)
    assert upkeep.LEAST < await pages(database, "freelist_count") < begin
    assert [tuple(row) for row in await database.fetch("SELECT id, title FROM videos ORDER BY id")] == rows
    await upkeep.night(database, file, SystemClock())
    await database.close()
    assert file.stat().st_size < 5 * MEGABYTE


def older(file: Path) -> None:
    """A file of the time in which none could give pages back, with much that was erased."""
    with contextlib.closing(sqlite3.connect(file)) as raw:
        for _, script in migrations():
            raw.executescript(script)
        raw.executescript(f"PRAGMA application_id = 0x59414741; PRAGMA user_version = {migrations()[-1][0]}")
        raw.executemany(
            "INSERT INTO videos (id, title, seen_at) VALUES (?, ?, 1)", [(f"v{n}", "long" * 999) for n in range(1000)]
        )
        raw.execute("DELETE FROM videos WHERE id <> 'v77'")
        raw.commit()
        assert raw.execute("PRAGMA auto_vacuum").fetchone() == (0,)


async def test_a_file_of_an_older_version_learns_at_its_next_start_to_give_pages_back(tmp_path: Path) -> None:
    file = tmp_path / "yagami.db"
    older(file)
    before = file.stat().st_size

    database = await Database.open(file)

    assert await pages(database, "auto_vacuum") == upkeep.INCREMENTAL
    assert [row["id"] for row in await database.fetch("SELECT id FROM videos")] == ["v77"]
    await database.close()
    assert file.stat().st_size < before / 4
    assert is_sound(file)


async def test_without_room_to_make_it_anew_an_older_file_is_used_as_it_is(tmp_path: Path) -> None:
    with small_disk(tmp_path / "small", "16m"):
        file = tmp_path / "small" / "yagami.db"
        older(file)
        database = await Database.open(file)
        assert await pages(database, "auto_vacuum") == 0
        await upkeep.night(database, file, SystemClock())
        assert [row["id"] for row in await database.fetch("SELECT id FROM videos")] == ["v77"]
        await database.close()
