"""What follows from a look at the likes. Pure: data in, a Record out. What is common to all feeds is in decide.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.model import Event, EventKind, Feed, Record, Video

from .decide import Rules, acted_at, concluded, follow
from .diff import SLACK, Changes


def likes(
    changes: Changes,
    rules: Rules,
    details: Mapping[str, Video],
    like_times: Mapping[str, float],
    last_look: float,
    now: float,
) -> Record:
    """One event for each new like, oldest first.

    details and like_times may lack any id: unknown figures are left out of the post, and the identity is then VIDEO#1.
    """
    late = [item for item in changes.resurfaced if like_times.get(item, 0.0) > last_look - SLACK]
    told = _in_order(changes.new, late, like_times)
    videos = tuple(details.get(item) or Video(item) for item in told)
    events = [
        Event(EventKind.LIKED, acted_at(video.id, like_times.get(video.id)), video.id, like_times.get(video.id), now)
        for video in videos
    ]
    return concluded(
        Record(
            Feed.LIKES,
            now,
            seen=(*changes.new, *changes.resurfaced),
            videos=videos,
            events=tuple(follow(event, video, rules) for event, video in zip(events, videos, strict=True)),
        ),
        rules,
    )


def _in_order(new: Sequence[str], late: Sequence[str], like_times: Mapping[str, float]) -> list[str]:
    """By act: the list's own order is trusted; one that was jumped over goes before the first that is known to be later."""
    told = list(new)
    for item in late:
        place = next((n for n, other in enumerate(told) if like_times.get(other, 0.0) > like_times[item]), len(told))
        told.insert(place, item)
    return told
