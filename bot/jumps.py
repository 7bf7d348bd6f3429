"""Notices that the machine's clock was set, or that the machine slept.

Set back an hour, everything that waits until a moment by that clock would wait an hour longer; asleep for two days, everything
that was due meanwhile would wait for what was left of its timer. Both are mended within seconds.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from core.clock import Clock, SteadyClock
from core.errors import Trouble
from storage import waits
from storage.store import Store

log = logging.getLogger(__name__)

EVERY = 5.0  #: seconds between two comparisons
JUMP = 2.0  #: a clock that is slewed by NTP gains or loses less in that time


async def watch(clock: SteadyClock, jumped: Callable[[float], Awaitable[None]]) -> None:
    """For ever. jumped: told how many seconds the clock has moved beyond what has passed; less than 0: it was set back."""
    wall, steady = clock.now(), clock.steady()
    while True:
        await clock.sleep(EVERY)
        passed, went = clock.steady() - steady, clock.now() - wall
        wall, steady = wall + went, steady + passed
        if abs(went - passed) > JUMP:
            log.warning("the clock has jumped by %+.0f seconds", went - passed)
            await jumped(went - passed)


async def set_back(store: Store, clock: Clock, seconds: float) -> None:
    """What waits until a moment by the clock waits no longer for its having jumped so many seconds, if it was set back."""
    if seconds >= 0:
        return
    try:
        await waits.set_back(store.database, -seconds, clock.now())
    except Trouble as trouble:  # what waits by the clock waits too long then, and no longer
        log.warning("what waits could not be set back: %s", trouble)
