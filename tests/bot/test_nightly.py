"""A night: a copy, a file in order, and an alert when the database does not pass SQLite's check."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.alerts import holding
from bot.nightly import DAMAGED, FAILED, MADE, Nightly
from core.clock import SystemClock
from core.errors import Condition
from storage import upkeep
from storage.backup import nightly
from storage.store import Store

PAGE = 4096


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await Store.open(tmp_path / "yagami.db", b"k" * 32)
    async with store.database.transaction("full") as t:
        await t.run_many(
            "INSERT INTO videos (id, title, seen_at) VALUES (?, ?, 1)", ((f"v{n}", "title" * 300) for n in range(4000))
        )
        await t.run("DELETE FROM videos WHERE id < 'v5'")
    await upkeep.empty_log(tmp_path / "yagami.db")
    yield store
    await store.close()


async def test_a_night_makes_a_copy_and_then_gives_back_what_was_erased(store: Store, tmp_path: Path) -> None:
    clock = SystemClock()
    before = (tmp_path / "yagami.db").stat().st_size

    await Nightly(store, tmp_path, clock).one(clock.now())

    assert len(nightly(tmp_path)) == 1
    assert (tmp_path / "yagami.db").stat().st_size < before / 2
    assert (tmp_path / "yagami.db-wal").stat().st_size == 0
    assert await store.settings.get(DAMAGED) is None


async def test_a_file_that_is_damaged_is_found_in_the_night_and_told_until_it_is_whole(
    store: Store, tmp_path: Path
) -> None:
    clock = SystemClock()
    copies = Nightly(store, tmp_path, clock)
    rows = await store.database.fetch("SELECT rootpage FROM sqlite_schema WHERE name = 'backfill_items_event'")
    place = (int(rows[0]["rootpage"]) - 1) * PAGE
    with (tmp_path / "yagami.db").open("r+b") as file:
        file.seek(place)
        whole = file.read(PAGE)
        file.seek(place)
        file.write(b"\xff" * PAGE)

    assert not await copies.one(clock.now())
    assert await store.settings.get(DAMAGED) is not None
    assert (await store.settings.get(FAILED))["key"] == "backup-damaged"
    assert nightly(tmp_path) == []

    with (tmp_path / "yagami.db").open("r+b") as file:
        file.seek(place)
        file.write(whole)
    assert await copies.one(clock.now())
    assert await store.settings.get(DAMAGED) is None
    assert await store.settings.get(MADE) is not None


def test_a_damaged_database_is_an_alert() -> None:
    [((condition, subject), said)] = holding([], [], [], set(), cookies_dead=False, damaged=True).items()
    assert (condition, subject, said.key) == (Condition.DATABASE_DAMAGED, "", "condition-database_damaged")
