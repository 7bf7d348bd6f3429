"""What goes wrong in simulated days, beside single faulty looks: when, and for how long. Pure."""

from __future__ import annotations

import random
from dataclasses import dataclass

from .detection_people import DAY

#: What, every how many days in the mean, and how many seconds it lasts, from and to (of the quota: how many units are left).
KINDS = (
    ("restart", 3.0, 5, 120),
    ("restart", 9.0, 600, 7200),
    ("restart", 120.0, DAY / 2, 2 * DAY),  # the machine sleeps
    ("kill", 1.0, 0, 0),  # in the middle of a look
    ("outage", 6.0, 300, 7200),  # of Google's
    ("quota", 12.0, 0, 3000),  # another program of the same project
    ("signed-out", 30.0, 600, 4 * 3600),  # until the owner has seen the alert and sent new cookies
)


@dataclass(frozen=True, slots=True, order=True)
class Mishap:
    """Something happens to the app, or to what it reads from."""

    at: float
    what: str
    lasts: float = 0.0


def mishaps(dice: random.Random, begin: float, days: int) -> list[Mishap]:
    """In their order."""
    found = []
    for what, every, least, most in KINDS:
        at = begin + dice.expovariate(1 / every) * DAY
        while at < begin + days * DAY:
            found.append(Mishap(at, what, dice.uniform(least, most)))
            at += dice.expovariate(1 / every) * DAY
    return sorted(found)
