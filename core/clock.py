"""The one clock of the whole app. It is handed in everywhere, so that tests can simulate months."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import Protocol


class Clock(Protocol):
    """Tells the time and waits. Nothing else in the app may do either (ruff's banned-api sees to it)."""

    def now(self) -> float:
        """Unix seconds, UTC."""

    async def sleep(self, seconds: float) -> None:
        """Wait at least so long; zero or less yields once."""

    async def wait(self, event: asyncio.Event, seconds: float | None) -> None:
        """Until the event is set, or so long; None: for as long as it takes."""


class SteadyClock(Clock, Protocol):
    """One that can tell whether it was set."""

    def steady(self) -> float:
        """Seconds that only ever pass, from some beginning; while the machine sleeps they may stand still."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> float:
        return time.time()  # noqa: TID251  the one place

    def steady(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds))

    async def wait(self, event: asyncio.Event, seconds: float | None) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(None if seconds is None else max(0.0, seconds)):
                await event.wait()


class Wakeup:
    """Lets a worker sleep until something is due or somebody calls. A call while it is busy is not lost."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._called = asyncio.Event()

    def call(self) -> None:
        self._called.set()

    async def wait(self, until: float | None) -> None:
        """Until called, or until the clock shows `until` (Unix seconds); None: until called."""
        await self._clock.wait(self._called, None if until is None else until - self._clock.now())
        self._called.clear()
