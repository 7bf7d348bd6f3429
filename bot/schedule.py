"""When to look. APScheduler is a clock here and nothing more: it calls, what is called decides and writes rows.

A job a feed, so that one that hangs delays no other. After each look its next one is planned anew (core/poll/plan.py) and set as a
single date: a machine that slept for two days makes one look a feed at once, not all that it missed. A look that failed is made
again when its row says so, if that is sooner. A plan that has become quicker for another feed (the owner is back) counts at
once. What reconciles the likes has a job of its own.

Its traps (facts measured with 3.11.3): a run that is late by more than a second is dropped unless misfire_grace_time is None; only
coroutine functions are awaited; shutdown cancels running jobs, which a look survives since it is one transaction; its dates are
the wall clock's, so one that is set back an hour would stop everything for an hour (`clock_jumped`).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from contextvars import Context
from datetime import UTC, datetime, timedelta
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from core.clock import Clock
from core.errors import Trouble
from core.model import Feed
from core.poll.decide import FeedState
from core.poll.plan import Plan

log = logging.getLogger(__name__)

FIRST = 0.5  #: seconds after the start until the first feed is looked at, if its time has come
APART = 1.0  #: and between one feed and the next, so that a start is no burst
UNPLANNED = 60.0  #: seconds until the next look where no plan could be made: the disk is full
RECONCILE = "reconcile"


class Looks(Protocol):
    """Who looks (core/poll/poll.py)."""

    @property
    def feeds(self) -> tuple[Feed, ...]: ...
    async def look(self, feed: Feed) -> None: ...


class States(Protocol):
    """What is known of a feed (storage/feeds.py)."""

    async def state(self, feed: Feed) -> FeedState: ...


class Schedule:
    """`async with schedule.running():` looks at each feed when the plan says so, never twice at once."""

    def __init__(
        self,
        looks: Looks,
        states: States,
        planned: Callable[[], Awaitable[Plan]],
        clock: Clock,
        reconcile: Callable[[], Awaitable[object]] | None = None,
        doubtful: Callable[[], Awaitable[bool]] | None = None,
    ) -> None:
        """planned: how things stand now; every feed that is looked at has its wait there. reconcile: one batch. doubtful: whether a
        look at the likes has left what should not wait for the next one."""
        self._looks = looks
        self._states = states
        self._planned = planned
        self._clock = clock
        self._reconcile = reconcile
        self._doubtful = doubtful
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._waits: dict[str, float] = {}  #: of each job: seconds between its last look and the next
        self._due: dict[str, float] = {}  #: by the loop's clock, which nobody sets
        self._looked: dict[str, float] = {}  #: when each job was done last, by the same clock
        self._looking = set[str]()
        self._asked = set[str]()  #: to be looked at once more when the look that is under way has ended

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        plan = await self._planned()
        for place, feed in enumerate(self._looks.feeds):
            wait = plan.waits[feed]
            looked_at = (await self._states.state(feed)).looked_at or 0.0
            soon = FIRST + place * APART
            self._set(feed, wait, min(max(soon, looked_at + wait - self._clock.now()), max(wait, soon)))
        if self._reconcile is not None:
            wait = plan.reconcile if plan.reconcile is not None else UNPLANNED
            self._set(RECONCILE, wait, wait)
        self._scheduler.start()
        try:
            yield
        finally:
            self._waits.clear()
            self._scheduler.shutdown(wait=False)

    def look_now(self, feed: Feed) -> bool:
        """Look at once, unless it rests; a look that is under way began before this was asked, so another one follows it at once
        -> False if it never is looked at."""
        if feed not in self._waits:
            return False
        if feed in self._looking:
            self._asked.add(feed)
        else:
            self._set(feed, self._waits[feed], 0.0)
        return True

    def reschedule(self, feed: Feed, seconds: float) -> None:
        """The owner chose another pace: the next look is in so many seconds at the latest, and planned by it from then on."""
        if feed in self._waits and self._waits[feed] > seconds and feed not in self._looking:
            self._set(feed, seconds, seconds)

    def next_look(self, feed: Feed) -> float | None:
        """When it is looked at next, by the app's clock; None if it never is."""
        if feed not in self._waits:
            return None
        return self._clock.now() + max(0.0, self._due[feed] - _steady())

    def overdue(self, feed: Feed) -> float:
        """For how many seconds its look has been under way, or due without being made; 0 for what is not due."""
        return max(0.0, _steady() - self._due[feed]) if feed in self._waits else 0.0

    def clock_jumped(self) -> None:
        """The wall clock was set, or the machine slept: what is due by either clock is looked at at once, the rest in its time."""
        for name in self._waits:
            job = self._scheduler.get_job(name)
            if job is not None:
                left = (job.next_run_time - _in(0)).total_seconds()
                self._set(name, self._waits[name], max(0.0, min(left, self._due[name] - _steady())))

    async def _tick(self, name: str) -> None:
        if name in self._looking:
            return
        with suppress(asyncio.CancelledError):  # the app stops: APScheduler would log it as a failure
            self._looking.add(name)
            try:
                await self._act(name)
                self._looked[name] = _steady()
                await self._set_next(name)
            finally:
                self._looking.discard(name)

    async def _act(self, name: str) -> None:
        try:
            if name != RECONCILE:
                await self._looks.look(Feed(name))
                if name == Feed.LIKES and self._doubtful is not None and await self._doubtful():
                    self._reconcile_now()
            elif self._reconcile is not None and (await self._states.state(Feed.LIKES)).not_before <= self._clock.now():
                await self._reconcile()  # not while Google asked to wait
        except Exception:  # a bug of one look is no end of looking
            log.exception("a look: %s", name)

    def _reconcile_now(self) -> None:
        if RECONCILE in self._waits and RECONCILE not in self._looking:
            self._set(RECONCILE, self._waits[RECONCILE], 0.0)

    async def _set_next(self, name: str) -> None:
        """As planned, or sooner if the row of a look that failed says so."""
        wait = soon = UNPLANNED
        try:
            plan = await self._planned()
            self._hasten(plan, but=name)
            if name == RECONCILE:
                wait = soon = plan.reconcile if plan.reconcile is not None else UNPLANNED
            else:
                wait = plan.waits[Feed(name)]
                again = (await self._states.state(Feed(name))).not_before - self._clock.now()
                soon = again if 0 < again < wait else wait
        except Trouble as trouble:
            log.warning("the next look can't be planned: %s", trouble)
        except Exception:  # the same: the database may come back
            log.exception("the next look can't be planned")
        if name in self._waits:
            self._set(name, wait, 0.0 if name in self._asked else soon)
            self._asked.discard(name)

    def _hasten(self, plan: Plan, *, but: str) -> None:
        """The owner is back: what was put off while it was quiet is looked at as the plan is now."""
        for feed, wait in plan.waits.items():
            due = self._looked.get(feed, float("inf")) + wait
            if feed != but and feed in self._waits and feed not in self._looking and due < self._due[feed]:
                self._set(feed, wait, max(0.0, due - _steady()))

    def _set(self, name: str, wait: float, seconds: float) -> None:
        """Look in so many seconds; wait: what is planned between two looks."""
        self._waits[name] = wait
        self._due[name] = _steady() + seconds
        # In a context of its own: a timer takes along the one it is set in, and a press is inside a transaction.
        Context().run(
            self._scheduler.add_job,
            self._tick,
            DateTrigger(_in(seconds)),
            args=(name,),
            id=name,
            misfire_grace_time=None,
            max_instances=2,  # the second one sees that the first still looks, and goes
            replace_existing=True,
        )


def _in(seconds: float) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)  # noqa: TID251  APScheduler has the machine's clock


def _steady() -> float:
    return asyncio.get_running_loop().time()
