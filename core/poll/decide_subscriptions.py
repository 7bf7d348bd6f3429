"""What follows from a look at the subscriptions. Pure: data in, a Record out. What is common to all feeds is in decide.py."""

from __future__ import annotations

from collections.abc import Mapping

from core.model import Channel, Event, EventKind, Feed, Record

from .decide import Rules, acted_at, concluded, follow
from .diff import SubscriptionChanges


def subscriptions(
    changes: SubscriptionChanges,
    rules: Rules,
    details: Mapping[str, Channel],
    terminated: frozenset[str],
    now: float,
) -> Record:
    """What ended, then what began, by its time.

    details: of what began, and what is known of the others. terminated: of what ended, channels that are no more: those vanished.
    """
    events = [
        Event(
            EventKind.VANISHED if one.item in terminated else EventKind.UNSUBSCRIBED,
            acted_at(one.item, one.since), one.item, None, now,
        )
        for one in changes.gone
    ]  # fmt: skip
    events += [
        Event(EventKind.SUBSCRIBED, acted_at(one.channel_id, one.subscribed_at), one.channel_id, one.subscribed_at, now)
        for one in changes.new
    ]
    return concluded(
        Record(
            Feed.SUBSCRIPTIONS,
            now,
            page=changes.page,
            channels=tuple(
                details.get(one.channel_id) or Channel(one.channel_id, one.title, description=one.description)
                for one in changes.new
            ),
            events=tuple(follow(event, None, rules) for event in events),
        ),
        rules,
    )
