"""When a feed is looked at: real APScheduler, the real settings; what looks is driven by the tests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from bot.pace import planned
from bot.schedule import Schedule
from core.clock import SystemClock
from core.model import Feed, Record, Sentence
from storage.store import Store
from tests.clocks import FastClock

SOON = 10.0  #: seconds until a test that waits for a look fails


class Looks:
    """Counts looks; one may hang until it is let go."""

    def __init__(self, *feeds: Feed) -> None:
        self.feeds = feeds
        self.done = dict.fromkeys(Feed, 0)
        self.begun = dict.fromkeys(Feed, 0)
        self.at_once = self.most_at_once = 0
        self.hanging: dict[Feed, asyncio.Event] = {}
        self.looked = asyncio.Condition()

    async def look(self, feed: Feed) -> None:
        self.begun[feed] += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        async with self.looked:
            self.looked.notify_all()
        try:
            if feed in self.hanging:
                await self.hanging[feed].wait()
        finally:
            self.at_once -= 1
        self.done[feed] += 1
        async with self.looked:
            self.looked.notify_all()

    async def until(self, feed: Feed, done: int) -> None:
        async with asyncio.timeout(SOON), self.looked:
            await self.looked.wait_for(lambda: self.done[feed] >= done)

    async def until_begun(self, feed: Feed) -> None:
        async with asyncio.timeout(SOON), self.looked:
            await self.looked.wait_for(lambda: self.begun[feed] > 0)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await Store.open(tmp_path / "yagami.db", b"k" * 32)
    yield store
    await store.close()


async def every(store: Store, seconds: float, *feeds: Feed) -> None:
    for feed in feeds:
        for bound in ("fastest", "slowest"):
            await store.settings.choose(f"feed.{feed}.{bound}", seconds)


def schedule(store: Store, looks: Looks, clock: SystemClock | None = None) -> Schedule:
    clock = clock or SystemClock()
    return Schedule(looks, store.feeds, partial(planned, store, clock), clock)


async def test_a_feed_is_looked_at_in_its_interval(store: Store) -> None:
    looks = Looks(Feed.LIKES)
    await every(store, 0.1, Feed.LIKES)

    async with schedule(store, looks).running():
        await looks.until(Feed.LIKES, 3)


async def test_a_feed_that_hangs_delays_no_other_and_is_not_looked_at_twice_at_once(store: Store) -> None:
    looks = Looks(Feed.HISTORY, Feed.LIKES)
    await every(store, 0.1, *looks.feeds)
    looks.hanging[Feed.HISTORY] = asyncio.Event()

    async with schedule(store, looks).running():
        await looks.until_begun(Feed.HISTORY)
        await looks.until(Feed.LIKES, looks.done[Feed.LIKES] + 3)
        assert looks.begun[Feed.HISTORY] == 1
        looks.hanging[Feed.HISTORY].set()
        await looks.until(Feed.HISTORY, 2)


async def test_a_look_can_be_asked_for_at_once_but_not_while_one_is_on_its_way(store: Store) -> None:
    looks = Looks(Feed.LIKES)
    await every(store, 3600, Feed.LIKES)
    await store.feeds.record(Record(Feed.LIKES, SystemClock().now()))  # the next one is an hour away
    plan = schedule(store, looks)

    async with plan.running():
        looks.hanging[Feed.LIKES] = asyncio.Event()
        assert plan.look_now(Feed.LIKES)
        await looks.until_begun(Feed.LIKES)
        assert not plan.look_now(Feed.LIKES)
        looks.hanging[Feed.LIKES].set()
        await looks.until(Feed.LIKES, 1)
        assert not plan.look_now(Feed.HISTORY)

    assert looks.begun[Feed.LIKES] == 1
    assert not plan.look_now(Feed.LIKES)


async def test_a_new_interval_counts_at_once(store: Store) -> None:
    looks = Looks(Feed.LIKES)
    await every(store, 3600, Feed.LIKES)
    await store.feeds.record(Record(Feed.LIKES, SystemClock().now()))
    plan = schedule(store, looks)

    async with plan.running():
        await every(store, 0.1, Feed.LIKES)
        plan.reschedule(Feed.LIKES, 0.1)
        await looks.until(Feed.LIKES, 3)


async def test_an_interval_that_was_changed_elsewhere_counts_from_the_next_look(store: Store) -> None:
    looks = Looks(Feed.LIKES)
    await every(store, 0.1, Feed.LIKES)
    plan = schedule(store, looks)

    async with plan.running():
        await every(store, 3600, Feed.LIKES)
        await looks.until(Feed.LIKES, 1)
        async with asyncio.timeout(SOON):
            while (plan.next_look(Feed.LIKES) or 0) < SystemClock().now() + 1000:  # noqa: ASYNC110  APScheduler says nothing
                await asyncio.sleep(0.01)


async def test_the_first_look_after_a_start_is_when_an_interval_has_passed_since_the_last_one(store: Store) -> None:
    now = SystemClock().now()
    await every(store, 1000, Feed.LIKES, Feed.HISTORY)
    await store.feeds.record(Record(Feed.LIKES, now - 400))
    await store.feeds.record(Record(Feed.HISTORY, now - 5000))
    plan = schedule(store, Looks(Feed.LIKES, Feed.HISTORY))

    async with plan.running():
        waits = [(plan.next_look(feed) or 0) - now for feed in (Feed.LIKES, Feed.HISTORY)]

    assert waits[0] == pytest.approx(600, abs=5)
    assert waits[1] == pytest.approx(1.5, abs=5)
    assert plan.next_look(Feed.SUBSCRIPTIONS) is None


async def test_a_look_that_failed_is_made_again_when_its_row_says_so(store: Store) -> None:
    looks = Looks(Feed.LIKES)
    await every(store, 3600, Feed.LIKES)
    clock = SystemClock()
    await store.feeds.look_failed(Feed.LIKES, clock.now() + 2, Sentence("google-down"))

    async with schedule(store, looks, clock).running():
        await looks.until(Feed.LIKES, 2)


async def test_the_next_look_is_told_by_the_apps_own_clock(store: Store) -> None:
    clock = FastClock(50)
    await every(store, 1000, Feed.LIKES)
    await store.feeds.record(Record(Feed.LIKES, clock.now()))
    plan = schedule(store, Looks(Feed.LIKES), clock)

    async with plan.running():
        assert (plan.next_look(Feed.LIKES) or 0) - clock.now() == pytest.approx(1000, abs=100)
