"""When a feed is looked at: real APScheduler, the real settings; what looks is driven by the tests."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator
from datetime import datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path
from typing import ClassVar, Self

import pytest

from bot.pace import planned
from bot.schedule import Schedule
from core.clock import SystemClock
from core.model import Feed, Sentence
from core.poll.decide import FeedState
from core.poll.plan import Plan
from core.record import Record
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
        self.breaking = False
        self.hanging: dict[Feed, asyncio.Event] = {}
        self.looked = asyncio.Condition()

    async def look(self, feed: Feed) -> None:
        self.begun[feed] += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        async with self.looked:
            self.looked.notify_all()
        try:
            if self.breaking:
                raise RuntimeError("a bug in a look")
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


async def test_a_look_that_is_asked_for_while_one_is_on_its_way_follows_it_at_once_and_only_once(store: Store) -> None:
    looks = Looks(Feed.LIKES)
    await every(store, 3600, Feed.LIKES)
    await store.feeds.record(Record(Feed.LIKES, SystemClock().now()))  # the next one is an hour away
    plan = schedule(store, looks)

    async with plan.running():
        looks.hanging[Feed.LIKES] = asyncio.Event()
        assert plan.look_now(Feed.LIKES)
        await looks.until_begun(Feed.LIKES)
        assert plan.look_now(Feed.LIKES)
        assert plan.look_now(Feed.LIKES)
        looks.hanging[Feed.LIKES].set()
        await looks.until(Feed.LIKES, 2)
        await until_planned(plan, Feed.LIKES)
        assert not plan.look_now(Feed.HISTORY)

    assert looks.begun[Feed.LIKES] == 2
    assert not plan.look_now(Feed.LIKES)


class Unlooked:
    """Feeds that never were looked at; says so without a pause in which anything else could run."""

    async def state(self, feed: Feed) -> FeedState:
        return FeedState(feed, None, None, None, 0)


async def test_a_look_that_is_asked_for_while_the_next_one_is_planned_is_made_at_once() -> None:
    looks, planning, go_on = Looks(Feed.LIKES), asyncio.Event(), asyncio.Event()

    async def pace() -> Plan:
        if looks.done[Feed.LIKES] == 1:
            planning.set()
            await go_on.wait()
        return Plan({Feed.LIKES: 3600.0}, None)

    plan = Schedule(looks, Unlooked(), pace, SystemClock())
    async with plan.running(), asyncio.timeout(SOON):
        await planning.wait()
        go_on.set()
        assert plan.look_now(Feed.LIKES)
        await looks.until(Feed.LIKES, 2)


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
        await until_planned(plan, Feed.LIKES)


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


async def test_a_restart_is_no_burst_and_what_is_due_is_looked_at_soon(store: Store) -> None:
    plan = schedule(store, Looks(*Feed))
    now = SystemClock().now()

    async with plan.running():
        waits = sorted((plan.next_look(feed) or 0) - now for feed in Feed)

    assert waits[0] < SOON
    assert [later - sooner > 0.9 for sooner, later in itertools.pairwise(waits)] == [True, True]


async def test_a_look_that_breaks_is_not_the_last_one(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    looks = Looks(Feed.LIKES)
    looks.breaking = True
    await every(store, 0.1, Feed.LIKES)

    async with schedule(store, looks).running():
        await looks.until_begun(Feed.LIKES)
        looks.breaking = False
        await looks.until(Feed.LIKES, 2)

    assert "a bug in a look" in caplog.text


async def test_a_feed_that_is_switched_off_takes_nothing_of_the_plan_and_is_back_at_its_own_pace(store: Store) -> None:
    looks = Looks(*Feed)
    await store.settings.choose("feed.subscriptions.on", False)
    plan = await planned(store, SystemClock())

    assert plan.waits[Feed.SUBSCRIPTIONS] == 300
    async with schedule(store, looks).running():
        await looks.until(Feed.SUBSCRIPTIONS, 1)


async def test_what_reconciles_the_likes_has_a_pace_of_its_own_and_waits_with_the_likes(store: Store) -> None:
    clock, batches, turns = SystemClock(), asyncio.Queue[None](), asyncio.Queue[None]()

    async def pace() -> Plan:
        turns.put_nowait(None)
        return Plan({Feed.LIKES: 3600.0}, 0.1)

    async def batch() -> None:
        batches.put_nowait(None)

    plan = Schedule(Looks(Feed.LIKES), store.feeds, pace, clock, batch)
    async with plan.running(), asyncio.timeout(SOON):
        await batches.get()
        await batches.get()
        await store.feeds.look_failed(Feed.LIKES, clock.now() + 3600, Sentence("google-quota"))
        for queue in (turns, batches):
            while not queue.empty():
                queue.get_nowait()
        for _ in range(3):
            await turns.get()
        assert batches.qsize() <= 1, "the one that was under way"
        while not batches.empty():
            batches.get_nowait()
        await store.feeds.look_again(Feed.LIKES)
        await batches.get()


async def test_an_owner_who_is_back_hastens_what_was_put_off_while_it_was_quiet(store: Store) -> None:
    looks, quiet = Looks(Feed.LIKES, Feed.HISTORY), True

    async def pace() -> Plan:
        return Plan({Feed.LIKES: 0.1, Feed.HISTORY: 1800.0 if quiet else 0.2}, None)

    async with Schedule(looks, store.feeds, pace, SystemClock()).running():
        await looks.until(Feed.HISTORY, 1)
        await looks.until(Feed.LIKES, looks.done[Feed.LIKES] + 3)
        assert looks.begun[Feed.HISTORY] == 1
        quiet = False
        await looks.until(Feed.HISTORY, 3)


class SetClock(datetime):
    """The machine's clock, which somebody sets."""

    wrong: ClassVar[timedelta] = timedelta(0)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return super().now(tz) + cls.wrong


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> type[SetClock]:
    monkeypatch.setattr(SetClock, "wrong", timedelta(0))
    for module in ("bot.schedule", "apscheduler.schedulers.base", "apscheduler.util"):
        monkeypatch.setattr(f"{module}.datetime", SetClock)
    return SetClock


async def test_a_clock_that_is_set_back_an_hour_stops_no_looks(store: Store, wall: type[SetClock]) -> None:
    looks = Looks(*Feed)
    await every(store, 0.2, *Feed)
    plan = schedule(store, looks)

    async with plan.running():
        for feed in Feed:
            await looks.until(feed, 1)
        wall.wrong = timedelta(hours=-1)
        plan.clock_jumped()
        for feed in Feed:
            await looks.until(feed, looks.done[feed] + 2)


async def test_a_machine_that_slept_two_days_looks_once_at_each_feed_at_once(
    store: Store, wall: type[SetClock]
) -> None:
    looks = Looks(*Feed)
    await every(store, 1800, *Feed)
    plan = schedule(store, looks)

    async with plan.running():
        for feed in Feed:
            await looks.until(feed, 1)
            await until_planned(plan, feed)
        wall.wrong = timedelta(days=2)
        plan.clock_jumped()
        plan.clock_jumped()
        for feed in Feed:
            await looks.until(feed, 2)
            await until_planned(plan, feed)

    assert looks.begun == dict.fromkeys(Feed, 2)


async def until_planned(plan: Schedule, feed: Feed) -> None:
    async with asyncio.timeout(SOON):
        while (plan.next_look(feed) or 0) < SystemClock().now() + 1000:  # noqa: ASYNC110  APScheduler says nothing
            await asyncio.sleep(0.01)
