"""What looking so often costs of the day's quota. Pure. For the buttons that choose an interval.

Counted are the looks alone: what is found costs a few units more (details of 50 videos are one), and so does a try that failed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from core.model import Feed
from core.settings import DAY_UNITS

DAY = 86400.0
PAGE = 50  #: subscriptions that one unit lists


def units_a_look(feed: Feed, subscriptions: int = 0) -> int:
    """subscriptions: how many there are."""
    if feed is Feed.LIKES:
        return 1
    return max(1, math.ceil(subscriptions / PAGE)) if feed is Feed.SUBSCRIPTIONS else 0


def units_a_day(feed: Feed, interval: float, subscriptions: int = 0) -> int:
    """Of looks that are `interval` seconds apart."""
    return math.ceil(DAY / interval) * units_a_look(feed, subscriptions)


def share_of_day(intervals: Mapping[Feed, float], subscriptions: int = 0) -> float:
    """All feeds together, as a share of what Google gives a day; more than 1 can't be kept up."""
    return sum(units_a_day(feed, seconds, subscriptions) for feed, seconds in intervals.items()) / DAY_UNITS
