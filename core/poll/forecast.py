"""What the chosen paces come to: a day is lived through with the plan that is made from them. Pure. For the screen that sets them.

The day is an ordinary one: sixteen hours in which the owner is there, and a quiet night. Counted are the looks; what is found costs
a few units more (details of 50 videos are one).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import median

from core.model import Feed
from core.quota_day import PACIFIC
from core.settings import DAY_UNITS

from .plan import RESERVE, Bounds, Situation, plan

DAY = 86400.0
STEP = 900.0
NIGHT = (12 * 3600.0, 20 * 3600.0)  #: of the Pacific day: midnight to eight in Berlin is about that
ORDINARY = datetime(2026, 6, 15, tzinfo=PACIFIC).timestamp()  #: the beginning of a day of 24 hours


@dataclass(frozen=True, slots=True)
class Forecast:
    """Of a day."""

    units: int  #: of all looks together
    within: Mapping[Feed, float]  #: seconds within which something is usually seen while the owner is there
    enough: bool  #: fixed paces leave something for the others, and for what is found


def forecast(bounds: Mapping[Feed, Bounds], costs: Mapping[Feed, float], reconcile: float = 0.0) -> Forecast:
    """bounds: of the feeds that are on. costs, reconcile: as Situation has them."""
    day = Situation(ORDINARY, 0.0, bounds, costs, None, reconcile)
    waits: dict[Feed, list[float]] = {feed: [] for feed in bounds}
    spent, active_at = 0.0, ORDINARY
    for step in range(int(DAY / STEP)):
        now = ORDINARY + step * STEP
        there = not NIGHT[0] <= step * STEP < NIGHT[1]
        active_at = now if there else active_at
        made = plan(replace(day, now=now, spent=spent, active_at=active_at))
        for feed, wait in made.waits.items():
            spent += _units(wait, now, costs.get(feed, 0.0))
            if there:
                waits[feed].append(wait)
        if made.reconcile is not None:
            spent += _units(made.reconcile, now, reconcile)
    demand = sum(units_a_day(its.fastest, costs.get(feed, 0.0)) for feed, its in bounds.items() if its.fixed)
    within = {feed: median(found) for feed, found in waits.items()}
    return Forecast(min(round(spent), DAY_UNITS), within, demand <= DAY_UNITS * (1 - 2 * RESERVE))


def units_a_day(seconds: float, cost: float) -> int:
    """Of looks that are so many seconds apart."""
    return math.ceil(DAY / seconds) * math.ceil(cost)


def _units(wait: float, now: float, cost: float) -> float:
    """Of one step; a feed that waits for the next day takes none."""
    return STEP / wait * cost if wait < ORDINARY + DAY - now else 0.0
