"""How many chunks may be on their way at once: few at first, more while more is faster, half after a flood wait.

Pure arithmetic on times it is given. A round is two windows full of acknowledgements; the first window after a change of
size is not counted, because it was sent under the old one.
"""

from __future__ import annotations

SMALLEST = 1
FIRST = 2
LARGEST = (
    16  #: 8 MiB on their way: 160 MB/s at 50 ms. More gained nothing that could be measured, and invites flood waits
)
GAIN = 1.1  #: so much faster a larger window has to be, to be kept
PATIENT_ROUNDS = (
    16  #: rounds at one size before a larger one is tried again: conditions change within an upload's hours
)


class Window:
    """`size` is the answer; tell it of every acknowledgement and every flood wait."""

    def __init__(self) -> None:
        self.size = FIRST
        self._kept = FIRST  #: the best size so far; `size` is larger while a larger one is on trial
        self._rate = 0.0  #: bytes a second that it brought; 0: not known yet
        self._ceiling = LARGEST  #: lower after a flood wait
        self._patience = 0  #: rounds at the kept size before the next trial
        self._settle()

    def acknowledged(self, size: int, now: float) -> None:
        """`size` bytes have arrived; now: seconds of any steady clock."""
        if self._settling > 0:
            self._settling -= 1
            self._since = now
            return
        self._bytes += size
        self._count += 1
        if self._count >= max(4, 2 * self.size) and now > self._since:
            self._judge(self._bytes / (now - self._since))
            self._settle()

    def shrink(self) -> None:
        """A flood wait, or a connection that fell silent: half, and no more than that for a while."""
        self.size = self._kept = self._ceiling = max(SMALLEST, self.size // 2)
        self._rate = 0.0
        self._patience = PATIENT_ROUNDS
        self._settle()

    def _judge(self, rate: float) -> None:
        if self.size > self._kept and rate < self._rate * GAIN:
            self.size, self._patience = self._kept, PATIENT_ROUNDS
            return
        self._kept, self._rate = self.size, rate
        if self._patience > 0:
            self._patience -= 1
            return
        if self.size == self._ceiling:
            self._ceiling = min(self._ceiling + max(1, self._ceiling // 2), LARGEST)
            self._patience = PATIENT_ROUNDS
        self.size = min(self.size * 2, self._ceiling)

    def _settle(self) -> None:
        self._settling = max(1, self.size)
        self._since = 0.0
        self._bytes = 0
        self._count = 0
