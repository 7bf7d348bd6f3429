"""What a look at the likes doubts is asked about at once, not at the plan's pace."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.schedule import Schedule
from core.clock import SystemClock
from core.model import Feed
from core.poll.plan import Plan
from storage.store import Store

SOON = 20.0


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await Store.open(tmp_path / "yagami.db", b"k" * 32)
    yield store
    await store.close()


class Looks:
    """The likes, which see something to doubt at the second look."""

    feeds = (Feed.LIKES,)

    def __init__(self) -> None:
        self.count = 0
        self.looked = asyncio.Queue[int]()

    async def look(self, feed: Feed) -> None:
        self.count += 1
        self.looked.put_nowait(self.count)

    async def doubtful(self) -> bool:
        return self.count >= 2


async def test_what_a_look_doubts_is_asked_about_at_once(store: Store) -> None:
    looks, asked = Looks(), asyncio.Queue[int]()

    async def planned() -> Plan:
        return Plan({Feed.LIKES: 0.1}, 3600.0)

    async def reconcile() -> None:
        asked.put_nowait(looks.count)

    schedule = Schedule(looks, store.feeds, planned, SystemClock(), reconcile, looks.doubtful)
    async with schedule.running(), asyncio.timeout(SOON):
        assert await asked.get() >= 2


async def test_a_turn_that_hangs_delays_no_look(store: Store) -> None:
    looks, begun, never = Looks(), asyncio.Event(), asyncio.Event()

    async def planned() -> Plan:
        return Plan({Feed.LIKES: 0.05}, 0.05)

    async def reconcile() -> None:
        begun.set()
        await never.wait()

    schedule = Schedule(looks, store.feeds, planned, SystemClock(), reconcile, looks.doubtful)
    async with schedule.running(), asyncio.timeout(SOON):
        await begun.wait()
        before = looks.count
        while await looks.looked.get() < before + 3:
            pass
