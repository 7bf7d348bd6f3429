"""How far each running download is, in memory: for a card that shows it every few seconds, and for the log at DEBUG, where
`yagami demo` reads it.

It is no truth: that stands in rows. After a restart the board is empty until the work goes on.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from dataclasses import dataclass

from core.clock import Clock
from core.model import Sentence

log = logging.getLogger(__name__)

SMOOTHING = 5.0  #: seconds after which an old speed counts for about a third
NEARLY = (
    8.0  #: seconds that are left of a download that is nearly here: about what the next one takes before its first byte
)
BEFORE = frozenset({"extracting", "downloading"})  #: stages that need the line
STALE = 30.0  #: seconds without news after which a speed is no more than a memory


@dataclass(frozen=True, slots=True)
class Progress:
    """One stage of one download."""

    stage: str  #: extracting, downloading, encoding, merging, splitting, uploading
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
    nearly: bool = False


class Board:
    """`note` is called by who works, `of` by who shows it, `on_nearly` when a download is nearly here."""

    def __init__(self, clock: Clock, on_nearly: Callable[[], None] = lambda: None) -> None:
        self._clock = clock
        self._on_nearly = on_nearly
        self._lines: dict[int, _Line] = {}
        self._waits: dict[int, tuple[str, float]] = {}

    def note(self, job: int, stage: str, done: int, total: int | None) -> None:
        """So much of this stage is done. A stage that begins, or begins anew, has no speed yet."""
        log.debug("progress: download %d %s %d of %s", job, stage, done, total if total is not None else "?")
        self._write(job, stage, done, total)
        line = self._lines[job]
        if not line.nearly and self._is_nearly(job, line):
            line.nearly = True
            self._on_nearly()

    def _write(self, job: int, stage: str, done: int, total: int | None) -> None:
        now = self._clock.now()
        line = self._lines.get(job)
        if line is None or line.stage != stage or done < line.done:
            self._lines[job] = _Line(
                stage, now, done, total, nearly=line.nearly if line and stage not in BEFORE else False
            )
            return
        line.total = total
        seconds = now - line.at
        if seconds <= 0 or done == line.done:
            return
        fresh = (done - line.done) / seconds
        share = seconds / (seconds + SMOOTHING)
        line.speed = fresh if line.speed is None else line.speed + share * (fresh - line.speed)
        line.at, line.done = now, done

    def downloading(self) -> int:
        """How many take from the line now."""
        return sum(line.stage == "downloading" for line in self._lines.values())

    def nearly(self, job: int) -> bool:
        """Whether what it needs of the line has come, or comes within seconds."""
        line = self._lines.get(job)
        return line is not None and line.nearly

    def lasts(self, job: int) -> bool:
        """Whether it needs nothing of the line, and is at work for hours all the same."""
        line = self._lines.get(job)
        return line is not None and line.stage == "encoding"

    def _is_nearly(self, job: int, line: _Line) -> bool:
        if line.stage not in BEFORE:
            return True
        if line.stage != "downloading" or line.total is None or not line.speed or 2 * line.done < line.total:
            return False  # a speed is no more than a guess at first
        return (line.total - line.done) / line.speed < NEARLY

    def of(self, job: int) -> Progress | None:
        """None if nothing is known of it."""
        line = self._lines.get(job)
        if line is None:
            return None
        speed = line.speed if line.speed and self._clock.now() - line.at < STALE else None
        left = (line.total - line.done) / speed if speed and line.total is not None else None
        return Progress(line.stage, line.done, line.total, speed, left)

    def waits(self, job: int, why: str, seconds: float) -> None:
        """It stands still for so long without having stopped. why: a key of locales/ with `seconds` in its words."""
        self._waits[job] = (why, self._clock.now() + seconds)

    def waiting(self, job: int) -> Sentence | None:
        """Why it stands still now, and for how long yet."""
        why, until = self._waits.get(job, ("", 0.0))
        left = math.ceil(until - self._clock.now())
        return Sentence(why, {"seconds": left}) if left > 0 else None

    def drop(self, job: int) -> None:
        """It works no more."""
        self._lines.pop(job, None)
        self._waits.pop(job, None)
