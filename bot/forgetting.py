"""Every night what is older than the owner wants kept is forgotten (storage/retention.py), a few events at a time.

At the hours of the nightly copy (nightly.py). A clock that is wrong by years must cost nothing: not within AFTER_START of a start,
since a machine without a clock of its own may still believe in another year then; and where nights have been leapt over, the
first one is left out. What is forgotten tonight is in the nightly copies for as long as those are kept.
"""

from __future__ import annotations

import logging
import random
from datetime import date

from bot.nightly import AGAIN, LONGEST, next_at, night
from core.clock import Clock
from core.errors import Trouble
from core.settings import kept_for
from storage.store import Store

logger = logging.getLogger(__name__)

AFTER_START = 3600.0
SPREAD = 2 * 3600.0
FEW = 200  #: events in one transaction: some milliseconds, in which everybody else's writes wait
PAUSE = 0.05  #: seconds between two of them
LEAPT = 3  #: nights
NIGHT = "forgetting.night"  #: setting: the last night (ISO date) in which it was done


class Forgetting:
    """`run` for as long as the app does."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def run(self) -> None:
        """For ever."""
        not_before = self._clock.now() + AFTER_START
        late = random.uniform(0.0, SPREAD)
        while True:
            now = self._clock.now()
            try:
                last, tonight = await self._store.settings.get(NIGHT), night(now)
                known = last if last and last <= tonight.isoformat() else None  # else the clock was ahead then
                due = max(not_before, next_at(now, known, late))
                if due <= now:
                    if is_trusted(last, tonight):
                        await self.forget(now)
                    else:
                        logger.info(
                            "the last night was %s by this clock: what is old is forgotten from the next on", last
                        )
                    await self._store.settings.put(NIGHT, night(now).isoformat())
                    late = random.uniform(0.0, SPREAD)
                    continue
            except Trouble as trouble:
                logger.warning("what is old is forgotten later: %s", trouble, exc_info=trouble.__cause__)
                due = not_before = now + AGAIN
            await self._clock.sleep(min(due - now, LONGEST))

    async def forget(self, now: float) -> int:
        """-> how many events are no more. What the owner chooses meanwhile holds from the next few on. Raises Trouble."""
        gone, begin = 0, (0.0, 0)
        while True:
            seconds = kept_for(await self._store.settings.chosen())
            if seconds is None:
                return gone
            batch = await self._store.retention.forget(now - seconds, begin, FEW)
            gone += batch.gone
            if batch.next is None:
                if gone:
                    logger.info("%d old events are forgotten, as the owner wants it", gone)
                return gone
            begin = batch.next
            await self._clock.sleep(PAUSE)


def is_trusted(last: str | None, tonight: date) -> bool:
    """Whether so few nights have passed since the last one that the clock may be believed. Pure."""
    return last is None or abs((tonight - date.fromisoformat(last)).days) <= LEAPT
