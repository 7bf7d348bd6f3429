"""Keeps what passes below a rate: bytes a second, which may change at any time.

    throttle = Throttle(clock, lambda: rates.up)
    await throttle.take(len(chunk))     # then send it

What is taken is waited for first, so nothing runs ahead of its time; who asked first is served first, and all takers share the
one rate. The rate is looked at again every SLICE while somebody waits, so a change holds for a chunk that waits already. Time
that nobody used is lost but for a SLICE of it: a line that rested for an hour must not be flooded for a minute. A clock that was
set back or forward gives and costs no more than that either.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from core.clock import Clock

SLICE = 0.1  #: seconds


def free() -> None:
    """The rate of a line without a limit."""


class Throttle:
    """rate: bytes a second that hold now; None: as fast as it goes."""

    def __init__(self, clock: Clock, rate: Callable[[], float | None] = free) -> None:
        self._clock = clock
        self._rate = rate
        self._turn = asyncio.Lock()
        self._saved = 0.0  #: bytes that may pass now
        self._at: float | None = None  #: until when time was turned into bytes

    async def take(self, size: int) -> None:
        """Until `size` bytes may pass. Cancelled, it has taken nothing."""
        if self._rate() is None and not self._turn.locked():
            return
        async with self._turn:
            self._save(size, idle=True)
            while (rate := self._rate()) is not None:
                missing = size - self._saved
                if missing < 1:  # less than a byte is no time that a clock can tell
                    self._saved = -missing
                    return
                await self._clock.sleep(min(SLICE, missing / rate))
                self._save(size, idle=False)

    def _save(self, wanted: int, *, idle: bool) -> None:
        """Turn the time since the last look into bytes. idle: nobody has waited in that time."""
        now, rate = self._clock.now(), self._rate() or 0.0
        passed = max(0.0, now - self._at) if self._at is not None else 0.0
        self._at = now
        self._saved = min(
            self._saved + (min(passed, SLICE) if idle else passed) * rate, (0 if idle else wanted) + SLICE * rate
        )
