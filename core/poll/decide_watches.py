"""What follows from a look at the history. Pure: data in, a Record out. What is common to all feeds is in decide.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.model import Event, EventKind, Feed, Sentence, Video
from core.record import Record, SnapshotItem

from .decide import Rules, concluded, follow, unless_few
from .watches import Entry, Watched


def watches(
    read: Watched,
    rules: Rules,
    details: Mapping[str, Video],
    told_before: Mapping[str, int],
    watched_before: Mapping[str, int],
    missing: Mapping[str, float],
    today: str,
    now: float,
    *,
    notice: Sentence | None = None,
) -> Record:
    """One event for each new watch, oldest first; from the second of a video on it says the how manieth it is.

    told_before: how often a `DAY:VIDEO` was told already, which makes the event's identity. watched_before: how often a video
    was watched, on any day. missing: since when what is gone of the snapshot is.
    """
    rules = unless_few(rules, len(read.new))
    events = []
    of_day, of_video = dict(told_before), dict(watched_before)
    for one in read.new:
        key = f"{one.day or today}:{one.video}"
        of_day[key] = of_day.get(key, 0) + 1
        times = of_video[one.video] = of_video.get(one.video, 0) + 1
        detail = {"times": times} if times > 1 else {}
        events.append(Event(EventKind.WATCHED, f"{key}:{of_day[key]}", one.video, None, now, detail))
    return concluded(
        Record(
            Feed.HISTORY,
            now,
            page=remembered(read.page, missing, now),
            videos=tuple(details.get(one) or Video(one) for one in dict.fromkeys(event.subject for event in events)),
            events=tuple(follow(event, None, rules) for event in events),
            notice=notice,
        ),
        rules,
    )


def remembered(page: Sequence[Entry], missing: Mapping[str, float], now: float) -> tuple[SnapshotItem, ...]:
    """The page as the snapshot keeps it."""
    return tuple(
        SnapshotItem(one.item, None, missing.get(one.item, now) if one.gone else None) for one in dict.fromkeys(page)
    )
