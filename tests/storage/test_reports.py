"""Counts for the screens, each found by an index."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.store import Store

DAY = 86400.0
NOON = 1_700_049_600.0  #: 2023-11-15


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await Store.open(tmp_path / "yagami.db", b"k" * 32)
    async with store.database.transaction("rows") as t:
        await t.run("INSERT INTO destinations (id, chat_id) VALUES (1, -1)")
        await t.run("INSERT INTO videos (id, seen_at) VALUES ('v', 1)")
        await t.run_many(
            "INSERT INTO events (id, kind, identity, subject, seen_at) VALUES (?, 'liked', ?, 'v', 1)",
            [(n, str(n)) for n in range(1, 7)],
        )
        await t.run_many(
            "INSERT INTO deliveries (event_id, destination_id, random_id, state, message_id) VALUES (?, 1, ?, ?, ?)",
            [(n, n, ("waiting", "failed", "sent")[n % 3], n if n % 3 == 2 else None) for n in range(1, 7)],
        )
        await t.run_many(
            "INSERT INTO downloads (destination_id, video_id, state, created_at, changed_at) VALUES (1, 'v', ?, ?, ?)",
            [
                ("done", 1, NOON), ("done", 1, NOON + 60), ("done", 1, NOON - DAY), ("done", 1, NOON - 9 * DAY),
                ("failed", 1, NOON), ("queued", NOON - DAY, NOON), ("queued", NOON, NOON), ("fetching", 1, NOON),
            ],
        )  # fmt: skip
    yield store
    await store.close()


async def test_what_came_is_counted_by_day(store: Store) -> None:
    today = int(NOON // DAY)
    found = await store.listing.days(today - 7, today)
    assert {day: one.videos for day, one in found.items() if one.videos} == {today: 2, today - 1: 1}


async def test_what_waits_for_its_turn_is_what_cleaning_would_drop(store: Store) -> None:
    for than in (NOON - 2 * DAY, NOON - DAY / 2, NOON + 1):
        counted = await store.reports.queued_before(than)
        dropped = await store.requests.drop_older(than, NOON)
        assert counted == dropped
        async with store.database.transaction("back") as t:
            await t.run("UPDATE downloads SET state = 'queued' WHERE state = 'cancelled'")


async def test_posts_that_wait_and_posts_that_were_refused(store: Store) -> None:
    assert await store.reports.posts() == (2, 2)


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        ("SELECT count(*) FROM downloads WHERE state = 'done' AND changed_at >= 5", "downloads_state"),
        ("SELECT state, count(*) FROM downloads GROUP BY state", "downloads_state"),
        ("SELECT count(*) FROM deliveries WHERE state = 'failed'", "deliveries_failed"),
        ("SELECT count(*) FROM deliveries WHERE state = 'waiting'", "deliveries_owed"),
        ("SELECT id FROM events WHERE kind = 'liked' ORDER BY id DESC LIMIT 9", "events_kind"),
    ],
)
async def test_no_count_reads_a_whole_table(store: Store, sql: str, index: str) -> None:
    plan = " ".join(row["detail"] for row in await store.database.fetch(f"EXPLAIN QUERY PLAN {sql}"))
    assert f"INDEX {index}" in plan, plan
