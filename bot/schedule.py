"""When to look. APScheduler is a clock here and nothing more: it calls, what is called decides and writes rows.

Its traps (facts measured with 3.11.3): a run that is late by more than a second is dropped unless misfire_grace_time is None; only
coroutine functions are awaited; shutdown cancels running jobs, which a look survives since it is one transaction.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

LIKES_SECONDS = 120.0  #: 720 of the day's 10,000 units


@contextmanager
def ticking(look: Callable[[], Awaitable[None]], seconds: float, first: float) -> Iterator[None]:
    """Call `look` in `first` seconds and every so many seconds from then on, never twice at once."""

    async def tick() -> None:
        with suppress(asyncio.CancelledError):  # the app stops: APScheduler would log it as a failure
            await look()

    scheduler = AsyncIOScheduler(timezone=UTC)
    scheduler.add_job(
        tick,
        IntervalTrigger(seconds=seconds, timezone=UTC),
        id="likes",
        next_run_time=datetime.now(UTC) + timedelta(seconds=first),  # noqa: TID251  APScheduler has the machine's clock
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
