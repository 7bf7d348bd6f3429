"""How long to wait before another try. Pure: the caller brings the dice."""

from __future__ import annotations

BASE = 5.0
FACTOR = 2.0
CAP = 300.0
JITTER = 0.2
TRIES = 5  #: faults of its own that a job may have


def delay(tries: int, dice: float) -> float:
    """Seconds to wait after the `tries`-th failure (from 1): 5 s doubling to 5 min, +-20 % by `dice` in [0, 1)."""
    plain = min(CAP, BASE * FACTOR ** min(max(0, tries - 1), 16))
    return plain * (1 + JITTER * (2 * dice - 1))
