"""Keeps Python itself from making the owner wait: its garbage collector, and its one lock (GIL).

The database is read in threads of its own, and each row that comes of it takes the lock once: beside a loop that computes, five
hundred rows took 200 ms, since whoever holds the lock keeps it for 5 ms. It is asked for it after SWITCH.

A full collection looks through everything that lives, and nobody is answered meanwhile: 20 to 30 ms on a machine with two cores.
What has survived one is set aside (gc.freeze), so that the next one looks through what came since. Only the first FEW times, in
which the app gets to its size: what is set aside later would be what was just in use, and cycles in it would never be found.
"""

from __future__ import annotations

import gc
import sys
from typing import Any

FEW = 12
SWITCH = 0.0005  #: seconds


class _Collector:
    """Counts full collections."""

    def __init__(self) -> None:
        self._left = FEW

    def __call__(self, phase: str, info: dict[str, Any]) -> None:
        if phase != "stop" or info["generation"] < 2:
            return
        gc.freeze()
        self._left -= 1
        if not self._left:
            gc.callbacks.remove(self)


def keep_quick() -> None:
    """From now on; what is there already is set aside at once."""
    sys.setswitchinterval(SWITCH)
    gc.freeze()
    gc.callbacks.append(_Collector())
