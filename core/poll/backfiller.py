"""Lets the likes of a backfill go, one after the other (backfill.py says when). It posts and fetches nothing: what it writes are
the rows that any new like has, and the workers of those bring them.

After a kill it goes on from the rows: a like whose turn is written is over, any other is still to come.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from core.clock import Clock, Wakeup
from core.errors import Trouble
from core.model import Destination, Sentence
from core.record import NewEvent
from core.settings import Settings

from .backfill import RANK, End, Item, ItemState, Pause, Release, Situation, next_step, told
from .decide import Rules, Sender

log = logging.getLogger(__name__)

ROWS_PROBE = 30.0  #: seconds between two tries while rows can't be written
LOOK = 60.0  #: seconds until things are looked at again that nobody tells of (a check that ended, a channel that came back)


@dataclass(frozen=True, slots=True)
class UnderWay:
    """The one backfill that goes on, and what counts for it now."""

    backfill: int
    situation: Situation
    settings: Settings
    to: Destination | None


class Rows(Protocol):
    """What it writes (storage/backfills.py)."""

    async def next_item(self, backfill: int) -> Item | None: ...
    async def release(
        self, backfill: int, item: Item, new: NewEvent, now: float, *, rank: float
    ) -> ItemState | None: ...
    async def pause(self, backfill: int, why: Sentence | None, now: float) -> bool: ...
    async def done(self, backfill: int, now: float) -> bool: ...


class Backfiller:
    """`run` is one of the app's long-lived tasks. look: how things are; None: no backfill is under way."""

    def __init__(
        self, rows: Rows, look: Callable[[], Awaitable[UnderWay | None]], sender: Sender, clock: Clock, wakeup: Wakeup,
        wake: Callable[[], None],
    ) -> None:  # fmt: skip
        """wake: all workers look at their rows."""
        self._rows = rows
        self._look = look
        self._sender = sender
        self._clock = clock
        self._wakeup = wakeup
        self._wake = wake

    async def run(self) -> None:
        """For ever."""
        while True:
            try:
                due = await self.turn()
            except Trouble as trouble:
                log.warning("the backfill waits: %s", trouble, exc_info=trouble.__cause__)
                due = self._clock.now() + ROWS_PROBE
            except Exception:
                log.exception("the backfill")
                due = self._clock.now() + ROWS_PROBE
            await self._wakeup.wait(due)

    async def turn(self) -> float | None:
        """Do what is due -> when to look again (None: when woken)."""
        while True:
            now = await self._look()
            if now is None:
                return None
            step = next_step(now.situation)
            if isinstance(step, Release):
                await self._release(now)
            elif isinstance(step, Pause):
                log.warning("the backfill is paused: %s", step.why.key)
                await self._rows.pause(now.backfill, step.why, now.situation.now)
                self._wake()
            elif isinstance(step, End):
                if await self._rows.done(now.backfill, self._clock.now()):
                    log.info("the backfill has ended")
                self._wake()
            else:
                soon = self._clock.now() + LOOK
                return soon if step.until is None else min(step.until, soon)

    async def _release(self, now: UnderWay) -> None:
        item = await self._rows.next_item(now.backfill)
        if item is None or now.to is None:
            return
        rules = Rules(now.settings, now.to, self._sender)
        new = told(item, rules, now.situation.now, videos=now.situation.videos)
        became = await self._rows.release(now.backfill, item, new, now.situation.now, rank=RANK)
        log.info("old like %d, %s: %s", item.number, item.video.id, became or "left alone")
        if became is ItemState.RELEASED:
            self._wake()
