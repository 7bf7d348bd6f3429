"""What is left of a day's units, spread over what is left of the day: by hand, and over days that are lived through."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median

import pytest

from core.model import Feed
from core.poll.plan import NEW_DAY, Bounds, Plan, Situation, plan
from core.quota_day import PACIFIC, pacific_day, seconds_to_midnight
from core.settings import DAY_UNITS

HOUR, DAY = 3600.0, 86400.0
BOUNDS = {Feed.LIKES: Bounds(5, 300), Feed.SUBSCRIPTIONS: Bounds(300, 3600), Feed.HISTORY: Bounds(180, 1800)}
COSTS = {Feed.LIKES: 1, Feed.SUBSCRIPTIONS: 6}


def midnight(month: int, day: int, hour: float = 0) -> float:
    return datetime(2026, month, day, tzinfo=PACIFIC).timestamp() + hour * HOUR


NOON = midnight(6, 1, 12)


def planned(
    now: float = NOON,
    spent: float = 5000,
    quiet: float | None = 0,
    bounds: Mapping[Feed, Bounds] = BOUNDS,
    costs: Mapping[Feed, float] = COSTS,
    reconcile: float = 2,
) -> Plan:
    return plan(Situation(now, spent, bounds, costs, None if quiet is None else now - quiet, reconcile))


def only(feed: Feed, fastest: float, slowest: float) -> dict[Feed, Bounds]:
    return {feed: Bounds(fastest, slowest)}


@dataclass
class Lived:
    """Days of looks as the plan has them, with an exact ledger, an owner who sleeps and acts, and looks that cost more at times."""

    act: Callable[[random.Random, float], float]  #: now -> the next act
    bounds: Mapping[Feed, Bounds] = field(default_factory=lambda: BOUNDS)
    costs: Mapping[Feed, float] = field(default_factory=lambda: COSTS)
    units: dict[str, float] = field(default_factory=dict)
    delays: list[float] = field(default_factory=list)

    def live(self, start: float, days: int, seed: int = 1) -> None:
        dice = random.Random(seed)
        now, active, pending = start, start - DAY, list[float]()
        acts = self.act(dice, now)
        due: dict[str, float] = dict.fromkeys([*self.bounds, "reconcile"], start)
        while now < start + days * DAY:
            what = min(due, key=lambda one: due[one])
            now = due[what]
            while acts <= now:
                pending.append(acts)
                acts = self.act(dice, acts)
            cost = 2.0 if what == "reconcile" else self.costs.get(Feed(what), 0.0)
            if what == Feed.LIKES and pending:
                cost += 2
                self.delays += [now - one for one in pending]
                pending, active = [], now
            day = pacific_day(now)
            self.units[day] = self.units.get(day, 0.0) + cost
            made = plan(Situation(now, self.units[day], self.bounds, self.costs, active, 2))
            wait = made.reconcile if what == "reconcile" else made.waits[Feed(what)]
            assert wait is not None
            assert wait > 0
            due[what] = now + wait

    @property
    def most(self) -> float:
        return max(self.units.values())


def evenly(dice: random.Random, now: float) -> float:
    return now + dice.expovariate(1 / (DAY / 60))


def rarely(dice: random.Random, now: float) -> float:
    return now + dice.expovariate(1 / (DAY / 4))


def awake(dice: random.Random, now: float) -> float:
    """60 likes a day, none while it is night in Berlin."""
    while True:
        now += dice.expovariate(1 / (DAY / 60))
        if 6 <= (now / HOUR + 1) % 24 < 23:
            return now


@pytest.mark.parametrize("act", [evenly, rarely, awake])
@pytest.mark.parametrize("pages", [1, 30])
def test_a_like_is_seen_within_ten_seconds_and_the_day_within_its_units(
    act: Callable[[random.Random, float], float], pages: int
) -> None:
    days = Lived(act, costs={Feed.LIKES: 1, Feed.SUBSCRIPTIONS: pages})

    days.live(midnight(6, 1), 2)

    assert median(days.delays) <= 10
    assert days.most <= DAY_UNITS


def test_a_day_of_23_hours_and_one_of_25_keep_to_their_units() -> None:
    for start in (midnight(3, 7), midnight(10, 31)):
        days = Lived(awake)

        days.live(start, 3)

        assert days.most <= DAY_UNITS
        assert min(days.units[pacific_day(start + one * DAY)] for one in range(3)) > DAY_UNITS * 0.9


def test_likes_are_looked_at_about_every_ten_seconds_and_more_often_while_the_owner_is_active() -> None:
    active, quiet = planned(quiet=60).waits[Feed.LIKES], planned(quiet=2 * HOUR).waits[Feed.LIKES]

    assert 6 < active < 10 < quiet < 20
    assert planned(quiet=None).waits[Feed.LIKES] == pytest.approx(planned(quiet=10 * HOUR).waits[Feed.LIKES], rel=0.2)


def test_what_a_seed_has_spent_is_saved_in_the_rest_of_the_day() -> None:
    assert planned(spent=8000).waits[Feed.LIKES] > 2 * planned(spent=5000).waits[Feed.LIKES]


def test_a_feed_without_activity_is_asked_less_and_less_often_within_the_owners_bounds() -> None:
    waits = [planned(quiet=quiet).waits[Feed.HISTORY] for quiet in (0, HOUR, 2 * HOUR, DAY)]

    assert waits == [180, 600, 1200, 1800]


def test_subscriptions_of_many_pages_leave_the_likes_their_units() -> None:
    many = planned(costs={Feed.LIKES: 1, Feed.SUBSCRIPTIONS: 40}).waits

    assert many[Feed.SUBSCRIPTIONS] > 1800
    assert many[Feed.LIKES] < 12
    assert planned(costs={Feed.LIKES: 1, Feed.SUBSCRIPTIONS: 1}).waits[Feed.SUBSCRIPTIONS] == 300


def test_the_ceiling_is_kept_where_the_share_alone_would_be_slower() -> None:
    assert planned(costs={Feed.LIKES: 1, Feed.SUBSCRIPTIONS: 100}).waits[Feed.SUBSCRIPTIONS] == 3600


@pytest.mark.parametrize("seconds", [0.3, 7, 120, 86400])
@pytest.mark.parametrize("quiet", [0, DAY, None])
def test_a_fixed_pace_is_followed_exactly(seconds: float, quiet: float | None) -> None:
    for feed in Feed:
        fixed = BOUNDS | only(feed, seconds, seconds)
        assert planned(quiet=quiet, bounds=fixed).waits[feed] == seconds


def test_a_feed_that_is_off_gets_no_look_and_nothing_of_the_units() -> None:
    alone = planned(bounds=only(Feed.LIKES, 5, 300), reconcile=0)

    assert list(alone.waits) == [Feed.LIKES]
    assert alone.reconcile is None
    assert alone.waits[Feed.LIKES] < planned().waits[Feed.LIKES]


@pytest.mark.parametrize("spent", [9500, 10_000, 12_345])
@pytest.mark.parametrize("quiet", [0, None])
def test_once_the_units_are_spent_what_costs_some_waits_for_the_next_day(spent: float, quiet: float | None) -> None:
    for bounds in (BOUNDS, BOUNDS | only(Feed.LIKES, 0.3, 0.3) | only(Feed.SUBSCRIPTIONS, 60, 60)):
        made = planned(spent=spent, quiet=quiet, bounds=bounds)
        until = seconds_to_midnight(NOON) + NEW_DAY

        assert (made.waits[Feed.LIKES], made.waits[Feed.SUBSCRIPTIONS], made.reconcile) == (until, until, until)
        assert made.waits[Feed.HISTORY] <= 1800


def test_a_fixed_pace_that_takes_everything_does_not_starve_the_other_feed() -> None:
    made = planned(bounds=BOUNDS | only(Feed.LIKES, 2, 2))

    assert made.waits[Feed.SUBSCRIPTIONS] == 3600


def test_no_wait_of_an_automatic_feed_reaches_far_into_the_next_day() -> None:
    made = planned(now=midnight(6, 2) - 20, spent=9499)

    assert made.waits[Feed.LIKES] <= 80
    assert made.waits[Feed.SUBSCRIPTIONS] <= 300
    assert planned(now=midnight(6, 2) - 20, spent=9000).waits[Feed.LIKES] == 5


def test_an_activity_in_the_future_counts_as_one_of_now() -> None:
    """The clock was set back."""
    assert planned(quiet=-HOUR) == planned(quiet=0)


def test_the_likes_that_were_known_are_asked_about_in_batches_within_their_share() -> None:
    made = planned()

    assert made.reconcile is not None
    assert 300 < made.reconcile < 600
    assert planned(spent=0, now=midnight(6, 2) - 60).reconcile == 60
