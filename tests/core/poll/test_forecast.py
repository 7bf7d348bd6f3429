"""What the chosen paces come to."""

from __future__ import annotations

import pytest

from core.model import Feed
from core.poll.forecast import forecast, units_a_day
from core.poll.plan import Bounds
from core.settings import DAY_UNITS, DEFAULT_BOUNDS

AUTOMATIC = {feed: Bounds(*bounds) for feed, bounds in DEFAULT_BOUNDS.items()}
COSTS = {Feed.LIKES: 1.0, Feed.SUBSCRIPTIONS: 6.0}


def fixed(feed: Feed, seconds: float) -> dict[Feed, Bounds]:
    return AUTOMATIC | {feed: Bounds(seconds, seconds)}


def test_automatic_paces_use_the_day_and_see_a_like_within_ten_seconds() -> None:
    day = forecast(AUTOMATIC, COSTS, 2)

    assert day.enough
    assert 9000 < day.units <= DAY_UNITS * 0.96
    assert day.within[Feed.LIKES] <= 10
    assert day.within[Feed.SUBSCRIPTIONS] < 600
    assert day.within[Feed.HISTORY] == 150


def test_a_fixed_pace_costs_what_its_looks_cost() -> None:
    alone = forecast({Feed.LIKES: Bounds(120, 120)}, COSTS)

    assert alone.units == units_a_day(120, 1) == 720
    assert alone.within == {Feed.LIKES: 120}
    assert forecast({Feed.HISTORY: Bounds(60, 60)}, COSTS).units == 0


@pytest.mark.parametrize(
    ("feed", "seconds", "enough"),
    [(Feed.LIKES, 10, True), (Feed.LIKES, 9, False), (Feed.SUBSCRIPTIONS, 60, True), (Feed.SUBSCRIPTIONS, 50, False)],
)
def test_a_fixed_pace_that_leaves_too_little_is_said(feed: Feed, seconds: float, enough: bool) -> None:
    day = forecast(fixed(feed, seconds), COSTS)

    assert day.enough is enough
    assert day.units <= DAY_UNITS


def test_a_ceiling_that_is_slower_makes_nothing_slower_by_itself() -> None:
    assert forecast(AUTOMATIC | {Feed.LIKES: Bounds(5, 3600)}, COSTS).within == forecast(AUTOMATIC, COSTS).within


def test_a_floor_saves_units() -> None:
    day = forecast(AUTOMATIC | {Feed.LIKES: Bounds(60, 300)}, COSTS)

    assert day.units < 4000
    assert day.within[Feed.LIKES] == 60


def test_without_a_feed_nothing_is_spent() -> None:
    assert forecast({}, COSTS).units == 0
