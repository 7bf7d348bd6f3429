"""Copies are whole, proven, few, and cost nothing but themselves when something goes wrong."""

from __future__ import annotations

import shutil
import sqlite3
from collections import namedtuple
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from core.errors import Condition, NeedsOwner, Permanent
from core.model import Feed
from core.settings import CatchUp
from storage import backup, restored
from storage.store import Store

KEY = bytes(range(32))
DAY = date(2026, 11, 25)


def names(data: Path) -> list[str]:
    return sorted(one.name for one in (data / backup.FOLDER).iterdir())


async def test_a_copy_is_one_private_file_with_all_that_is_committed(tmp_path: Path) -> None:
    store = await Store.open(tmp_path / "yagami.db", KEY)
    await store.settings.put("a", 1)
    async with store.database.transaction("open"):
        file = await backup.make_nightly(tmp_path / "yagami.db", tmp_path, DAY)
        await store.settings.put("b", 2)
    await store.close()

    assert names(tmp_path) == ["yagami-2026-11-25.db"]
    assert (file.stat().st_mode & 0o777, (tmp_path / backup.FOLDER).stat().st_mode & 0o777) == (0o600, 0o700)
    copy = await Store.open(file, KEY)
    assert (await copy.settings.get("a"), await copy.settings.get("b")) == (1, None)
    await copy.close()


async def test_seven_are_kept_and_other_files_are_left_alone(tmp_path: Path) -> None:
    await (await Store.open(tmp_path / "yagami.db", KEY)).close()
    (backup.folder(tmp_path) / "mine.db").touch()
    for night in range(9):
        await backup.make_nightly(tmp_path / "yagami.db", tmp_path, DAY + timedelta(days=night))

    assert [one.day for one in backup.nightly(tmp_path)] == [DAY + timedelta(days=n) for n in range(8, 1, -1)]
    assert "mine.db" in names(tmp_path)


async def test_nights_of_a_clock_that_was_wrong_take_the_place_of_no_others(tmp_path: Path) -> None:
    """Ahead by years or back in 1970: what was made by the right clock stays, and the night after it has its copy."""
    await (await Store.open(tmp_path / "yagami.db", KEY)).close()
    wrong = [date(2036, 1, 1), *(date(1970, 1, day) for day in (1, 2))]
    for day in [*(DAY + timedelta(days=night) for night in range(7)), *wrong, DAY + timedelta(days=7)]:
        await backup.make_nightly(tmp_path / "yagami.db", tmp_path, day)

    kept = [one.day for one in backup.nightly(tmp_path)]
    assert kept == [wrong[0], *(DAY + timedelta(days=night) for night in range(7, 0, -1))]


async def test_a_full_disk_costs_the_copy_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await (await Store.open(tmp_path / "yagami.db", KEY)).close()
    await backup.make_nightly(tmp_path / "yagami.db", tmp_path, DAY)
    before = (tmp_path / backup.FOLDER / "yagami-2026-11-25.db").read_bytes()
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(1, 1, 1_000))

    with pytest.raises(NeedsOwner) as trouble:
        await backup.make_nightly(tmp_path / "yagami.db", tmp_path, DAY)

    assert trouble.value.condition is Condition.DISK_FULL
    assert names(tmp_path) == ["yagami-2026-11-25.db"]
    assert (tmp_path / backup.FOLDER / "yagami-2026-11-25.db").read_bytes() == before


async def test_a_folder_that_can_not_be_made_is_a_trouble(tmp_path: Path) -> None:
    await (await Store.open(tmp_path / "yagami.db", KEY)).close()
    (tmp_path / backup.FOLDER).write_text("a file stands there")

    with pytest.raises(NeedsOwner):
        await backup.make_nightly(tmp_path / "yagami.db", tmp_path, DAY)


async def test_a_damaged_database_makes_no_copy(tmp_path: Path) -> None:
    store = await Store.open(tmp_path / "yagami.db", KEY)
    for number in range(200):
        await store.settings.put(f"filler {number}", "x" * 500)
    await store.close()
    with (tmp_path / "yagami.db").open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 40_000)

    with pytest.raises(Permanent):
        await backup.make_nightly(tmp_path / "yagami.db", tmp_path, DAY)
    assert names(tmp_path) == []


async def test_a_restored_database_is_of_a_higher_generation_and_tells_one_by_one(tmp_path: Path) -> None:
    store = await Store.open(tmp_path / "yagami.db", KEY)
    now = 1_800_000_000.0
    async with store.database.transaction("test") as t:
        await t.run("UPDATE feeds SET seeded_at = 1, looked_at = ?, gap = 1", (now - 3 * 86400,))
    asked = await store.errands.start("backup", now)

    first = await restored.make_ready(store, now, 0)
    second = await restored.make_ready(store, now, 7)

    assert (first.generation, second.generation, second.claim) == (1, 8, True)
    assert first.token != second.token
    states = {feed: (await store.feeds.state(feed)).catch_up for feed in Feed}
    assert states == {Feed.LIKES: CatchUp.ALL, Feed.SUBSCRIPTIONS: CatchUp.ALL, Feed.HISTORY: None}
    assert await store.errands.open() == []
    assert await store.errands.start("look", now) > asked + restored.FAR
    await store.close()


def test_what_lies_there_is_read_by_its_name_only(tmp_path: Path) -> None:
    place = backup.folder(tmp_path)
    for name in ("yagami-2026-13-45.db", "yagami-2026-11-25.db.new", "notes"):
        (place / name).touch()
    with closing(sqlite3.connect(place / "yagami-2026-01-02.db")):
        pass

    assert [one.day for one in backup.nightly(tmp_path)] == [date(2026, 1, 2)]
