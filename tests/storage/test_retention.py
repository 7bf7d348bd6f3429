"""What is forgotten after a time, and what stays. That nothing is told again for it is in test_told_the_same.py."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.model import EventKind
from storage.store import Store

from .forgetting import DAY, START, forget_all


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """Ten likes that were told, a day apart, each with its video; and a watch, a day after them."""
    store = await Store.open(tmp_path / "yagami.db", b"k" * 32)
    await store.destinations.add(-100)
    async with store.database.transaction("furnish") as t:
        for n in range(1, 11):
            at = START + n * DAY
            await t.run("INSERT INTO videos (id, title, seen_at) VALUES (?, 'A title', ?)", (f"v{n}", at))
            await t.run(
                "INSERT INTO events (id, kind, identity, subject, happened_at, seen_at) VALUES (?, 'liked', ?, ?, ?, ?)",
                (n, f"v{n}@{int(at)}", f"v{n}", at, at),
            )
            await t.run(
                """INSERT INTO deliveries (id, event_id, destination_id, random_id, state, message_id)
                   VALUES (?, ?, 1, ?, 'sent', ?)""",
                (n, n, n, n),
            )
            await t.run(
                """INSERT INTO downloads (id, event_id, delivery_id, destination_id, video_id, state, created_at, changed_at)
                   VALUES (?, ?, ?, 1, ?, 'done', ?, ?)""",
                (n, n, n, f"v{n}", at, at),
            )
        await t.run(
            "INSERT INTO events (id, kind, identity, subject, seen_at) VALUES (11, 'watched', '2024-11-01:v1:1', 'v1', ?)",
            (START + 11 * DAY,),
        )
        await t.run("INSERT INTO snapshot (feed, item, seen_at) VALUES ('likes', 'v1', 1), ('likes', 'v2', 1)")
    yield store
    await store.close()


async def ids(store: Store, table: str = "events") -> list[int]:
    return [row["id"] for row in await store.database.fetch(f"SELECT id FROM {table} ORDER BY id")]


async def test_what_is_old_goes_with_all_that_belongs_to_it(store: Store) -> None:
    assert await store.retention.older(START + 6.5 * DAY) == (6, 11)
    assert await forget_all(store, START + 6.5 * DAY) == 6

    for table in ("events", "deliveries", "downloads"):
        assert [one for one in await ids(store, table) if one <= 10] == [7, 8, 9, 10], table
    titles = {row["id"] for row in await store.database.fetch("SELECT id FROM videos")}
    assert titles == {"v1", "v2", "v7", "v8", "v9", "v10"}  # two are still liked: their titles will be needed
    assert await store.database.fetch("PRAGMA foreign_key_check") == []


async def test_the_highest_numbers_are_never_given_away_again(store: Store) -> None:
    await forget_all(store, START + 99 * DAY)

    assert await ids(store) == [10, 11]  # the newest event, and the one of the newest post and the newest download
    assert (await ids(store, "deliveries"), await ids(store, "downloads")) == ([10], [10])


@pytest.mark.parametrize(
    "still",
    [
        "UPDATE deliveries SET state = 'waiting', message_id = NULL WHERE id = 3",
        "UPDATE downloads SET state = 'queued' WHERE id = 3",
        f"UPDATE downloads SET changed_at = {START + 50 * DAY} WHERE id = 3",
        "INSERT INTO removals (download_id) VALUES (3)",
        """UPDATE deliveries SET digest = '[3, 9]', state = 'waiting', message_id = NULL, event_id = 9 WHERE id = 9""",
        """INSERT INTO backfills (id, amount, videos, pace, state, created_at) VALUES (1, 5, 1, 1.0, 'running', 1);
           INSERT INTO backfill_items (backfill_id, place, video_id, state, event_id) VALUES (1, 1, 'v3', 'released', 3)""",
    ],
)
async def test_what_something_is_still_to_be_done_about_stays(store: Store, still: str) -> None:
    async with store.database.transaction("still") as t:
        for one in still.split(";"):
            await t.run(one)

    await forget_all(store, START + 7.5 * DAY)

    assert await ids(store) == [3, 8, 9, 10, 11]


async def test_a_like_keeps_its_time_though_its_event_is_gone(store: Store) -> None:
    """It is the identity of its end."""
    before = await store.likes.due(START, 10, doubted=False)
    await forget_all(store, START + 6.5 * DAY)

    assert await store.likes.due(START, 10, doubted=False) == before
    assert {one.since for one in before} == {START + DAY, START + 2 * DAY}


async def test_a_backfill_knows_what_was_told_and_is_forgotten(store: Store) -> None:
    await forget_all(store, START + 3.5 * DAY)
    async with store.database.transaction("backfill") as t:
        await t.run(
            "INSERT INTO backfills (id, amount, videos, pace, state, created_at) VALUES (1, 5, 1, 1.0, 'listing', 1)"
        )
        for place, (video, at) in enumerate([("v1", START + DAY), ("v2", None), ("v3", 5.0), ("new", 6.0)]):
            await t.run(
                "INSERT INTO backfill_items (backfill_id, place, video_id, liked_at) VALUES (1, ?, ?, ?)",
                (place, video, at),
            )
    await store.backfill_list.propose(1, truncated=False)

    rows = await store.database.fetch("SELECT video_id, state FROM backfill_items")
    assert {row["video_id"]: row["state"] for row in rows} == {
        "v1": "known", "v2": "known", "v3": "waiting", "new": "waiting"  # v3 was liked again, at another time
    }  # fmt: skip


def test_kinds_are_all_named() -> None:
    """Who adds a kind of event decides what is kept of it."""
    assert set(EventKind) == {"liked", "unliked", "vanished", "subscribed", "unsubscribed", "watched"}
