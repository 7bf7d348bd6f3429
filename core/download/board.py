"""How far each running download is, in memory: for a card that shows it every few seconds, and for the log at DEBUG, where
`yagami demo` reads it.

It is no truth: that stands in rows. After a restart the board is empty until the work goes on.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from core.clock import Clock

log = logging.getLogger(__name__)

SMOOTHING = 5.0  #: seconds after which an old speed counts for about a third
STALE = 30.0  #: seconds without news after which a speed is no more than a memory


@dataclass(frozen=True, slots=True)
class Progress:
    """One stage of one download."""

    stage: str  #: extracting, downloading, merging, splitting, uploading
    done: int  #: bytes
    total: int | None
    speed: float | None  #: bytes a second, smoothed; None until there are two figures
    seconds_left: float | None


@dataclass(slots=True)
class _Line:
    stage: str
    at: float
    done: int
    total: int | None
    speed: float | None = None


class Board:
    """`note` is called by who works, `of` by who shows it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lines: dict[int, _Line] = {}

    def note(self, job: int, stage: str, done: int, total: int | None) -> None:
        """So much of this stage is done. A stage that begins, or begins anew, has no speed yet."""
        log.debug("progress: download %d %s %d of %s", job, stage, done, total if total is not None else "?")
        now = self._clock.now()
        line = self._lines.get(job)
        if line is None or line.stage != stage or done < line.done:
            self._lines[job] = _Line(stage, now, done, total)
            return
        line.total = total
        seconds = now - line.at
        if seconds <= 0 or done == line.done:
            return
        fresh = (done - line.done) / seconds
        share = seconds / (seconds + SMOOTHING)
        line.speed = fresh if line.speed is None else line.speed + share * (fresh - line.speed)
        line.at, line.done = now, done

    def of(self, job: int) -> Progress | None:
        """None if nothing is known of it."""
        line = self._lines.get(job)
        if line is None:
            return None
        speed = line.speed if line.speed and self._clock.now() - line.at < STALE else None
        left = (line.total - line.done) / speed if speed and line.total is not None else None
        return Progress(line.stage, line.done, line.total, speed, left)

    def drop(self, job: int) -> None:
        """It works no more."""
        self._lines.pop(job, None)
