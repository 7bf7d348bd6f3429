"""What follows from a look at the history. Pure: data in, a Record out. What is common to all feeds is in decide.py."""

from __future__ import annotations

from collections.abc import Mapping

from core.model import Event, EventKind, Feed, Record, SnapshotItem, Video

from .decide import Rules, concluded, follow
from .watches import Watched


def watches(
    read: Watched,
    rules: Rules,
    details: Mapping[str, Video],
    told_before: Mapping[str, int],
    today: str,
    now: float,
) -> Record:
    """One event for each new watch, oldest first. told_before: how often a `DAY:VIDEO` was told already."""
    events = []
    counted = dict(told_before)
    for one in read.new:
        key = f"{one.day or today}:{one.video}"
        counted[key] = counted.get(key, 0) + 1
        events.append(Event(EventKind.WATCHED, f"{key}:{counted[key]}", one.video, None, now))
    return concluded(
        Record(
            Feed.HISTORY,
            now,
            page=tuple(SnapshotItem(one.item) for one in read.page),
            videos=tuple(details.get(one) or Video(one) for one in dict.fromkeys(event.subject for event in events)),
            events=tuple(follow(event, None, rules) for event in events),
        ),
        rules,
    )
