"""When to look. APScheduler is a clock here and nothing more: it calls, what is called decides and writes rows.

A job a feed, so that one that hangs delays no other. The owner's interval is read again at each tick, and `reschedule` makes a
new one count at once; a look that failed is made again when its row says so, not an interval later.

Its traps (facts measured with 3.11.3): a run that is late by more than a second is dropped unless misfire_grace_time is None; only
coroutine functions are awaited; shutdown cancels running jobs, which a look survives since it is one transaction.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from contextvars import Context
from datetime import UTC, datetime, timedelta
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from core.clock import Clock
from core.model import Feed
from core.poll.decide import FeedState
from core.settings import Settings

FIRST = 0.5  #: seconds after the start until the first feed is looked at, if its time has come
APART = 1.0  #: and between one feed and the next, so that a start is no burst


class Looks(Protocol):
    """Who looks (core/poll/poll.py)."""

    @property
    def feeds(self) -> tuple[Feed, ...]: ...
    async def look(self, feed: Feed) -> None: ...


class States(Protocol):
    """What is known of a feed (storage/feeds.py)."""

    async def state(self, feed: Feed) -> FeedState: ...


class Schedule:
    """`async with schedule.running():` looks at each feed in its interval, never twice at once."""

    def __init__(self, looks: Looks, states: States, chosen: Callable[[], Awaitable[Settings]], clock: Clock) -> None:
        """chosen: the owner's settings."""
        self._looks = looks
        self._states = states
        self._chosen = chosen
        self._clock = clock
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._intervals: dict[Feed, float] = {}
        self._looking = set[Feed]()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        settings = await self._chosen()
        for place, feed in enumerate(self._looks.feeds):
            interval = settings.feeds[feed].interval
            self._intervals[feed] = interval
            self._scheduler.add_job(
                self._tick,
                IntervalTrigger(seconds=interval, timezone=UTC),
                args=(feed,),
                id=feed,
                next_run_time=_in(await self._first(feed, interval, FIRST + place * APART)),
                misfire_grace_time=None,
                coalesce=True,
                max_instances=2,  # the second one sees that the first still looks, and goes; APScheduler would warn each time
            )
        self._scheduler.start()
        try:
            yield
        finally:
            self._intervals.clear()
            self._scheduler.shutdown(wait=False)

    def look_now(self, feed: Feed) -> bool:
        """Look at once, unless it rests -> False if it is being looked at already, or never is."""
        if feed in self._looking or feed not in self._intervals:
            return False
        self._scheduler.modify_job(feed, next_run_time=_in(0))
        return True

    def reschedule(self, feed: Feed, seconds: float) -> None:
        """From now on so many seconds between two looks."""
        if self._intervals.get(feed, seconds) != seconds:
            self._intervals[feed] = seconds
            # In a context of its own: a timer takes along the one it is set in, and a press is inside a transaction.
            trigger = IntervalTrigger(seconds=seconds, timezone=UTC)
            Context().run(self._scheduler.reschedule_job, feed, trigger=trigger)

    def next_look(self, feed: Feed) -> float | None:
        """When it is looked at next, by the app's clock; None if it never is."""
        job = self._scheduler.get_job(feed) if feed in self._intervals else None
        if job is None or job.next_run_time is None:
            return None
        at: datetime = job.next_run_time
        return self._clock.now() + max(0.0, (at - _in(0)).total_seconds())

    async def _tick(self, feed: Feed) -> None:
        if feed in self._looking:
            return
        with suppress(asyncio.CancelledError):  # the app stops: APScheduler would log it as a failure
            self._looking.add(feed)
            try:
                await self._looks.look(feed)
            finally:
                self._looking.discard(feed)
            await self._adjust(feed)

    async def _adjust(self, feed: Feed) -> None:
        """The next look is when the settings say, or sooner if the row of one that failed says so."""
        interval = (await self._chosen()).feeds[feed].interval
        self.reschedule(feed, interval)
        wait = (await self._states.state(feed)).not_before - self._clock.now()
        if 0 < wait < interval and feed in self._intervals:
            self._scheduler.modify_job(feed, next_run_time=_in(wait))

    async def _first(self, feed: Feed, interval: float, soon: float) -> float:
        """Seconds until the first look: soon after the start, or when an interval has passed since the last one."""
        looked_at = (await self._states.state(feed)).looked_at or 0.0
        return min(max(soon, looked_at + interval - self._clock.now()), interval)


def _in(seconds: float) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)  # noqa: TID251  APScheduler has the machine's clock
