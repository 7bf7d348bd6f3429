"""What follows from a change: events, messages, videos. Pure: everything it needs is handed in, what it decides is a Record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.identity import random_id
from core.model import Destination, Event, EventKind, Feed, NewDelivery, NewEvent, Record, Sentence, Video

from .diff import Changes

#: Google's like times and our looks come from two clocks, and a page may lag: so much of an overlap is no proof of age.
SLACK = 120.0


@dataclass(frozen=True, slots=True)
class FeedState:
    """What storage knows of one feed."""

    feed: Feed
    destination: Destination | None
    seeded_at: float | None
    looked_at: float | None
    tries: int
    not_before: float = 0.0
    trouble: Sentence | None = None  #: why the last look failed


@dataclass(frozen=True, slots=True)
class Sender:
    """Who posts, and the key that makes random ids of what is posted."""

    account_id: int
    identity_key: bytes


def seed(seen: tuple[str, ...], now: float) -> Record:
    """The first look: everything is known, nothing is told."""
    return Record(Feed.LIKES, now, seen=seen, seeded=True)


def likes(
    changes: Changes,
    state: FeedState,
    details: Mapping[str, Video],
    like_times: Mapping[str, float],
    sender: Sender,
    now: float,
) -> Record:
    """One event, one post and one video for each new like, oldest first.

    details and like_times may lack any id: unknown figures are left out of the post, and the identity is then VIDEO#1.
    """
    last_look = state.looked_at or 0.0
    late = [item for item in changes.resurfaced if like_times.get(item, 0.0) > last_look - SLACK]
    told = _in_order(changes.new, late, like_times)
    return Record(
        Feed.LIKES,
        now,
        seen=(*changes.new, *changes.resurfaced),
        videos=tuple(details.get(item) or Video(item) for item in told),
        events=tuple(_liked(item, state.destination, like_times.get(item), sender, now) for item in told),
    )


def _in_order(new: Sequence[str], late: Sequence[str], like_times: Mapping[str, float]) -> list[str]:
    """By act: the list's own order is trusted; one that was jumped over goes before the first that is known to be later."""
    told = list(new)
    for item in late:
        place = next((n for n, other in enumerate(told) if like_times.get(other, 0.0) > like_times[item]), len(told))
        told.insert(place, item)
    return told


def _liked(item: str, to: Destination | None, liked_at: float | None, sender: Sender, now: float) -> NewEvent:
    identity = f"{item}@{int(liked_at)}" if liked_at is not None else f"{item}#1"
    event = Event(EventKind.LIKED, identity, item, liked_at, now)
    if to is None:
        return NewEvent(event)
    number = random_id(sender.identity_key, sender.account_id, to.chat_id, event.kind, identity)
    return NewEvent(event, NewDelivery(to.id, number, Sentence("status-queued")), download=True)
