"""What follows from a look at the subscriptions. Pure: data in, a Record out. What is common to all feeds is in decide.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.model import Channel, Event, EventKind, Feed, Subscription
from core.record import Record, SnapshotItem

from .decide import Rules, acted_at, concluded, follow, unless_few
from .diff_subscriptions import Held, SubscriptionChanges


def seed(seen: Sequence[Subscription], now: float) -> Record:
    """The first look: all of it is known from now on, and none is told."""
    return Record(
        Feed.SUBSCRIPTIONS,
        now,
        page=tuple(SnapshotItem(one.channel_id, one.subscribed_at) for one in seen),
        channels=tuple(map(_channel, seen)),
        seeded=True,
        caught_up=True,
    )


def held(change: Held, now: float) -> Record:
    """Nothing but the marks of what is missing, so that the owner's word finds the second reading done."""
    return Record(Feed.SUBSCRIPTIONS, now, page=change.page, held=change.change)


def subscriptions(
    changes: SubscriptionChanges,
    rules: Rules,
    details: Mapping[str, Channel],
    now: float,
    *,
    vanished_before: Mapping[str, int] | None = None,
) -> Record:
    """What ended, then what began, by its time.

    details: of all that was not known, or ended, as far as those channels exist. One that ended and is no more was terminated: it
    vanished, and nobody unsubscribed from it. A channel that YouTube gave back has its old time and may vanish again: these ends
    are numbered; vanished_before: how many there were.
    """
    before = vanished_before or {}
    events = [_ended(one, one.item in details, before.get(one.item, 0), now) for one in changes.gone]
    events += [
        Event(EventKind.SUBSCRIBED, acted_at(one.channel_id, one.subscribed_at), one.channel_id, one.subscribed_at, now)
        for one in changes.new
    ]
    rules = unless_few(rules, len(events))
    unknown = {one.channel_id: _channel(one) for one in (*changes.new, *changes.resurfaced)}
    return concluded(
        Record(
            Feed.SUBSCRIPTIONS,
            now,
            page=changes.page,
            channels=tuple((unknown | dict(details)).values()),
            events=tuple(follow(event, None, rules) for event in events),
        ),
        rules,
    )


def _ended(one: SnapshotItem, exists: bool, before: int, now: float) -> Event:
    identity = acted_at(one.item, one.since)
    if exists:
        return Event(EventKind.UNSUBSCRIBED, identity, one.item, None, now)
    numbered = f"{identity}#{before + 1}" if before else identity
    return Event(EventKind.VANISHED, numbered, one.item, None, now, {"why": "terminated"})


def _channel(one: Subscription) -> Channel:
    return Channel(one.channel_id, one.title, description=one.description, picture=one.picture)
