"""What looking so often costs."""

from __future__ import annotations

from core.model import Feed
from core.poll.forecast import share_of_day, units_a_day


def test_a_look_at_the_likes_costs_a_unit_and_at_the_subscriptions_one_for_fifty() -> None:
    assert units_a_day(Feed.LIKES, 120) == 720
    assert units_a_day(Feed.SUBSCRIPTIONS, 900, 300) == 576
    assert units_a_day(Feed.SUBSCRIPTIONS, 900, 301) == 672
    assert units_a_day(Feed.SUBSCRIPTIONS, 900, 0) == 96


def test_the_history_costs_nothing() -> None:
    assert units_a_day(Feed.HISTORY, 60) == 0


def test_all_feeds_together_are_a_share_of_the_day() -> None:
    intervals = {Feed.LIKES: 120.0, Feed.SUBSCRIPTIONS: 900.0, Feed.HISTORY: 300.0}

    assert share_of_day(intervals, 300) == (720 + 576) / 10_000
