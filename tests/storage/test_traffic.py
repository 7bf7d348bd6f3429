"""The traffic: summed by day, month and purpose; noted at once, written together."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import UTC, datetime

import pytest

from core.clock import SystemClock
from storage.store import Store
from storage.traffic import MUCH

from .downloads import store

__all__ = ["store"]  # a fixture


async def test_traffic_is_summed_by_day_and_month_and_purpose(store: Store) -> None:
    def at(day: int, month: int = 11) -> float:
        return datetime(2026, month, day, 23, 59, tzinfo=UTC).timestamp()

    await store.traffic.add("download", 100, 1, at(30, 10))
    await store.traffic.add("download", 10, 1, at(1))
    await store.traffic.add("download", 5, 0, at(1))
    await store.traffic.add("upload", 0, 20, at(2))
    assert (await store.traffic.day(at(1))).received == 15
    assert (await store.traffic.day(at(3))).total == 0
    month = await store.traffic.month(at(2))
    assert (month.received, month.sent) == (15, 21)
    used = await store.traffic.used(at(2))
    assert (used.day, used.month) == (20, 36)
    assert [(one.day, one.purpose) for one in await store.traffic.by_day(2)] == [
        ("2026-11-02", "upload"),
        ("2026-11-01", "download"),
    ]


async def test_what_is_noted_counts_at_once_and_is_written_together(store: Store) -> None:
    now = 1_790_000_000.0
    store.traffic.note("poll", 10, 1)
    store.traffic.note("poll", 5, 0)
    store.traffic.note("chat", 0, 7)
    assert (await store.traffic.used(now)).day == 23
    assert await store.database.fetch("SELECT * FROM traffic") == []

    for _ in range(2):
        await store.traffic.write(now)
        assert (await store.traffic.used(now)).month == 23
    rows = await store.database.fetch("SELECT purpose, received, sent FROM traffic ORDER BY purpose")
    assert [tuple(row) for row in rows] == [("chat", 0, 7), ("poll", 15, 1)]


async def test_much_is_written_at_once(store: Store) -> None:
    writing = asyncio.ensure_future(store.traffic.keep_writing(SystemClock()))  # noqa: TID251  cancelled below
    store.traffic.note("download", MUCH, 0)
    async with asyncio.timeout(5):
        while not await store.database.fetch("SELECT 1 FROM traffic"):  # noqa: ASYNC110  it tells nobody
            await asyncio.sleep(0.01)
    writing.cancel()
    assert (await store.traffic.used(SystemClock().now())).day == MUCH


async def test_what_can_not_be_written_stays_noted(store: Store) -> None:
    store.traffic.note("nonsense", 3, 0)
    store.traffic.note("poll", 4, 0)
    with pytest.raises(sqlite3.IntegrityError):
        await store.traffic.write(1_790_000_000.0)
    assert (await store.traffic.used(1_790_000_000.0)).day == 7
