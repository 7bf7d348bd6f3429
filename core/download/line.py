"""How much of the line downloads and uploads may take now: the owner's limits, and the hours in which they hold.

`rates` and `turns_at` are pure. `Line` keeps the present rates for those who can't wait for a row at each chunk: it reads the
settings when it is woken and when the hours begin or end, so a change in the chat holds with the next chunk.

Personal requests obey the limits as well: a line that somebody else needs is full whoever filled it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from core.clock import Clock, Wakeup
from core.errors import Trouble
from core.settings import LineSettings

from .hours import next_hour, within
from .ports import Choices

log = logging.getLogger(__name__)

BYTES_OF_MEGABIT = 125_000
PROBE = 30.0  #: seconds until rows that can't be read are read again; the limits stay meanwhile


@dataclass(frozen=True, slots=True)
class Rates:
    """Bytes a second; None: no limit."""

    down: float | None = None
    up: float | None = None


def rates(line: LineSettings, now: float) -> Rates:
    """What holds now."""
    if line.hours is not None and not within(line.hours, now):
        return Rates()
    return Rates(_bytes(line.down_megabits), _bytes(line.up_megabits))


def turns_at(line: LineSettings, now: float) -> float | None:
    """When the hours begin or end next; None: they never do."""
    if line.hours is None or line.hours[0] == line.hours[1]:
        return None
    return min(next_hour(hour, now) for hour in line.hours)


class Line:
    """`run` is one of the app's long-lived tasks; `down` and `up` say what holds."""

    def __init__(self, choices: Choices, clock: Clock, wakeup: Wakeup) -> None:
        self._choices = choices
        self._clock = clock
        self._wakeup = wakeup
        self._now = Rates()

    def down(self, among: int = 1) -> float | None:
        """Bytes a second of one download: an equal part of what all may take together."""
        return None if self._now.down is None else self._now.down / max(1, among)

    def up(self) -> float | None:
        """Bytes a second of all uploads together."""
        return self._now.up

    async def run(self) -> None:
        """For ever."""
        while True:
            try:
                due = await self.read()
            except Trouble as trouble:
                log.warning("the limits of the line can't be read: %s", trouble, exc_info=trouble.__cause__)
                due = self._clock.now() + PROBE
            await self._wakeup.wait(due)

    async def read(self) -> float | None:
        """Take over what is chosen -> when that changes by itself."""
        line, now = (await self._choices()).line, self._clock.now()
        fresh = rates(line, now)
        if fresh != self._now:
            log.info("the line: at most %s bytes a second down, %s up", fresh.down or "any", fresh.up or "any")
            self._now = fresh
        return turns_at(line, now)


def _bytes(megabits: float | None) -> float | None:
    return None if megabits is None else megabits * BYTES_OF_MEGABIT
