"""How long one chunk may go without an answer while others are answered: learnt from how long answers take.

TCP's own rule for a lost segment (RFC 6298) on whole chunks: smoothed time plus four times its deviation. What waits in the
kernel's buffer before a slow line counts too, so a slow line brings patience by itself. Pure arithmetic on seconds it is
given.
"""

from __future__ import annotations

LEAST = 10.0  #: seconds; Telegram takes its time with some chunks, and to send one twice costs the line half a megabyte
MOST = 60.0
SMOOTH, SMOOTH_DEVIATION, DEVIATIONS = 1 / 8, 1 / 4, 4


class Patience:
    """`seconds` is the answer; tell it of every chunk that was answered at its first sending."""

    def __init__(self, least: float = LEAST, most: float = MOST) -> None:
        self._least = least
        self._most = max(least, most)
        self._usual: float | None = None
        self._deviation = 0.0

    @property
    def seconds(self) -> float:
        """Before anything was answered: the most."""
        if self._usual is None:
            return self._most
        return min(max(self._usual + DEVIATIONS * self._deviation, self._least), self._most)

    def answered(self, seconds: float) -> None:
        """A chunk was on its way for so long."""
        if self._usual is None:
            self._usual, self._deviation = seconds, seconds / 2
            return
        self._deviation += SMOOTH_DEVIATION * (abs(self._usual - seconds) - self._deviation)
        self._usual += SMOOTH * (seconds - self._usual)
