"""Seeded days of a real person's shape: when they are at YouTube, and what they do there. Pure.

A day has a few sittings among quiet hours and a quiet night. In a sitting videos and Shorts are watched one after the other, 40 %
of them not for the first time; some are liked, now and then a row of them in a minute or two; a finger slips and takes its like
back; a channel is subscribed to or left, once in a while a dozen of them are tidied away. Beside that YouTube lives its own life:
videos turn private and come back, are deleted, whole channels are terminated and some reinstated.

`life` gives intentions; which video or channel they meet is decided by what stands in the account then (detection_world.py).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

DAY = 86_400.0
REWATCHES = 0.4  #: of the watches


@dataclass(frozen=True, slots=True)
class Person:
    """Who is simulated."""

    number: int
    seed: int
    likes: int  #: that they begin with
    subscriptions: int
    sittings: float  #: a day, in the mean
    watches: float  #: in a sitting
    shorts: float  #: of the watches
    shelf: bool  #: YouTube shows them the layout with a shelf of Shorts a day
    hours_east: int  #: where they live; nobody is awake from 1 to 7 there
    days_east: int = 0  #: in whose time zone YouTube means the days of their history; yt-dlp asks for UTC
    even: bool = False  #: their likes are spread evenly over the day, and nothing else happens


@dataclass(frozen=True, slots=True)
class Intention:
    """Something is done at this moment; `dice` decide whatever has to be chosen."""

    at: float
    what: str
    dice: float


SUBSCRIPTIONS = (20, 45, 90, 160, 300, 520, 900, 1500)
LIKES = (0, 40, 300, 900, 2500, 5000)


def people(count: int, seed: int) -> list[Person]:
    """One in twelve likes evenly over the day."""
    dice = random.Random(f"people {seed}")
    return [
        Person(
            number,
            seed,
            likes=LIKES[number % len(LIKES)],
            subscriptions=SUBSCRIPTIONS[number % len(SUBSCRIPTIONS)],
            sittings=dice.uniform(3, 6),
            watches=dice.uniform(30, 100),
            shorts=dice.choice([0.0, 0.4, 0.6, 0.8]),
            shelf=dice.random() < 0.6,
            hours_east=dice.randint(-8, 9),
            days_east=0 if number % 4 else dice.choice([-8, 3, 9]),
            even=number % 12 == 11,
        )
        for number in range(count)
    ]


def life(person: Person, begin: float, days: int) -> Iterator[Intention]:
    """In their order. begin: a midnight, UTC."""
    dice = random.Random(f"life {person.seed} {person.number}")
    left: list[Intention] = []
    for day in range(days):
        midnight = begin + day * DAY - person.hours_east * 3600
        until = midnight + DAY
        left += _even_day(midnight, dice) if person.even else _day(person, midnight, dice)
        left.sort(key=lambda one: one.at)
        yield from (one for one in left if begin <= one.at < until)
        left = [one for one in left if one.at >= until]


def _even_day(midnight: float, dice: random.Random) -> list[Intention]:
    return [Intention(midnight + dice.random() * DAY, "like", dice.random()) for _ in range(24)]


def _day(person: Person, midnight: float, dice: random.Random) -> list[Intention]:
    found: list[Intention] = []
    for _ in range(max(1, round(dice.gauss(person.sittings, 1.2)))):
        begin = midnight + 3600 * min(24.8, max(7.0, dice.choice([8, 13, 18, 20.5, 22]) + dice.gauss(0, 1.5)))
        found += _sitting(person, begin, dice)
    # what YouTube and other people do, at any hour
    for what, mean in (("vanish", 3.0), ("return", 1.5), ("terminate", 0.15), ("reinstate", 0.05)):
        for _ in range(_about(mean, dice)):
            found.append(Intention(midnight + dice.random() * DAY, what, dice.random()))
    return found


def _sitting(person: Person, begin: float, dice: random.Random) -> list[Intention]:
    found: list[Intention] = []

    def do(what: str, at: float) -> None:
        found.append(Intention(at, what, dice.random()))

    at = begin
    for _ in range(max(1, round(dice.expovariate(1 / person.watches)))):
        short = dice.random() < person.shorts
        again = dice.random() < REWATCHES
        do(("rewatch" if again else "watch") + ("-short" if short else ""), at)
        lasts = dice.uniform(8, 50) if short else dice.uniform(20, 700)
        if dice.random() < 0.10:
            _like(at + dice.random() * lasts, dice, do)
        if dice.random() < 0.012:
            do("subscribe", at + dice.random() * lasts)
        if dice.random() < 0.008:
            do("unsubscribe", at + dice.random() * lasts)
        if dice.random() < 0.012:
            do("forget", at + lasts)
        at += lasts
    if dice.random() < 0.12:  # a row of likes
        for _ in range(dice.randint(5, 20)):
            at += dice.uniform(2, 15)
            _like(at, dice, do)
    for what, share in (("unlike", 0.3), ("relike", 0.08), ("flip", 0.06), ("forget-some", 0.04), ("clear", 0.004)):
        if dice.random() < share:
            do(what, at + dice.uniform(0, 300))
            if what == "flip":  # taken back, and given again
                do("relike-last", found[-1].at + dice.choice([dice.uniform(2, 120), dice.uniform(120, 7200)]))
    for what, share in (("subscribe", 0.008), ("unsubscribe", 0.015)):
        if dice.random() < share:  # recommended by a friend; tidied up
            for _ in range(dice.randint(6, 30)):
                at += dice.uniform(2, 8)
                do(what, at)
    return found


def _like(at: float, dice: random.Random, do: Callable[[str, float], None]) -> None:
    do("like", at)
    if dice.random() < 0.04:  # the finger slipped
        do("unlike-last", at + dice.uniform(1, 60))


def _about(mean: float, dice: random.Random) -> int:
    """Poisson's, near enough."""
    count, rest = 0, dice.expovariate(1.0)
    while rest < mean:
        count += 1
        rest += dice.expovariate(1.0)
    return count
