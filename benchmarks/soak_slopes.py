"""Whether a figure levels off, and how it is drawn. Pure.

The rule: of the samples of the second half (the first may fill caches and build what is built on first use) the slope is the
median of the slopes between any two of them (Theil and Sen), which a few outliers do not move. A figure has levelled off if it
grows by less than its bound a week.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

WEEK = 7 * 86_400.0
BARS = "▁▂▃▄▅▆▇█"
#: growth a week that counts as none
BOUNDS = {"rss_mb": 1.5, "fds": 0.5, "tasks": 0.5, "threads": 0.5, "children": 0.5, "wal_mb": 1.0}


def slope(samples: Sequence[tuple[float, float]]) -> float:
    """(seconds, value)... -> growth a week, over the second half."""
    half = samples[len(samples) // 2 :]
    found = [
        (later - value) / (then - at)
        for n, (at, value) in enumerate(half)
        for then, later in half[n + 1 :]
        if then > at
    ]
    return median(found) * WEEK if found else 0.0


def level(name: str, growth: float) -> bool:
    return growth <= BOUNDS[name]


def spark(values: Sequence[float], width: int = 60) -> str:
    """From the least to the most, each column the median of its samples."""
    if not values:
        return ""
    width = min(width, len(values))
    columns = [median(values[len(values) * n // width : len(values) * (n + 1) // width]) for n in range(width)]
    least, most = min(columns), max(columns)
    span = (most - least) or 1.0
    return "".join(BARS[min(len(BARS) - 1, int((one - least) / span * len(BARS)))] for one in columns)
