"""Clocks that tests hand to the app."""

from __future__ import annotations

import asyncio
import time
from typing import Self

from core.clock import SystemClock


class FastClock(SystemClock):
    """Runs `speed` times as fast as the machine's, so that a backoff of minutes is a wait of seconds."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._start = time.time()  # noqa: TID251  a clock of its own
        self._monotonic = time.monotonic()

    def now(self) -> float:
        return self._start + (time.monotonic() - self._monotonic) * self._speed

    def steady(self) -> float:
        return time.monotonic() * self._speed

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds / self._speed)

    async def wait(self, event: asyncio.Event, seconds: float | None) -> None:
        await super().wait(event, None if seconds is None else seconds / self._speed)


class SharedClock(FastClock):
    """One that several processes have in common: it runs by the machine's steady clock, and `made_of` is all that it is made of."""

    def __init__(self, speed: float, start: float, monotonic: float) -> None:
        super().__init__(speed)
        self._start, self._monotonic = start, monotonic

    @classmethod
    def begun(cls, speed: float) -> Self:
        return cls(speed, time.time(), time.monotonic())  # noqa: TID251  a clock of its own

    def made_of(self) -> dict[str, float]:
        """The arguments that make the same clock in another process."""
        return {"speed": self._speed, "start": self._start, "monotonic": self._monotonic}

    def passes(self, seconds: float) -> None:
        """Time goes by at once; only for clocks that are made after it."""
        self._start += seconds


class JumpingClock(SystemClock):
    """The machine's, which a test sets forward: hours pass at once. Who waits for a time has to be woken."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def jump(self, seconds: float) -> None:
        self._ahead += seconds

    def now(self) -> float:
        return super().now() + self._ahead

    def steady(self) -> float:
        return super().steady() + self._ahead
