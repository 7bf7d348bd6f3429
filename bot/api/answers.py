"""Rows as the API's JSON. Pure, but for nothing: the shapes are those of openapi.py, which a test holds them against."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from core.model import Channel, EventKind, Feed, Sentence, Video
from storage.happenings import Happening
from storage.listing import DAY, DayOfFigures

Json = dict[str, Any]
DAYS, WEEKS = 30, 12  #: that are told of
MONDAY = 4  #: days from 1970-01-01, a Thursday, to the first Monday
FEEDS = {
    EventKind.LIKED: Feed.LIKES, EventKind.UNLIKED: Feed.LIKES, EventKind.SUBSCRIBED: Feed.SUBSCRIPTIONS,
    EventKind.UNSUBSCRIBED: Feed.SUBSCRIPTIONS, EventKind.WATCHED: Feed.HISTORY,
}  # fmt: skip


def event(one: Happening) -> Json:
    """A subject is either a video or a channel."""
    happened, is_channel = one.event, one.channel is not None
    feed = FEEDS.get(happened.kind) or (Feed.SUBSCRIPTIONS if is_channel else Feed.LIKES)
    about_channel = feed is Feed.SUBSCRIPTIONS
    return {
        "id": one.id,
        "kind": str(happened.kind),
        "feed": str(feed),
        "happened_at": None if happened.happened_at is None else moment(happened.happened_at),
        "seen_at": moment(happened.seen_at),
        "video": None if about_channel else video(one.video),
        "channel": channel(one.channel or Channel(happened.subject)) if about_channel else None,
    }


def video(one: Video) -> Json:
    return {
        "id": one.id, "title": one.title, "channel": one.channel, "channel_id": one.channel_id,
        "duration": one.duration, "url": one.url,
    }  # fmt: skip


def channel(one: Channel) -> Json:
    return {"id": one.id, "title": one.title, "handle": one.handle, "url": one.url}


def download(job: int, state: str, trouble: Sentence | None) -> Json:
    return {"id": job, "state": str(state), "trouble": trouble.key if trouble else None}


def moment(at: float) -> str:
    """RFC 3339 in UTC, in milliseconds."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def first_day(by: str, today: int) -> int:
    """From which day (since 1970) on there are figures."""
    return today - DAYS + 1 if by == "day" else _monday(today) - 7 * (WEEKS - 1)


def stats(by: str, today: int, days: Mapping[int, DayOfFigures]) -> Json:
    """One entry for every day or week, the newest first, also where nothing happened. Weeks begin on Monday (UTC)."""
    step = 1 if by == "day" else 7
    starts = range(first_day(by, today), today + 1, step)
    return {"by": by, "entries": [_entry(start, step, days) for start in reversed(starts)]}


def _entry(start: int, step: int, days: Mapping[int, DayOfFigures]) -> Json:
    known = [days[day] for day in range(start, start + step) if day in days]
    return {
        "from": (date(1970, 1, 1) + timedelta(days=start)).isoformat(),
        "events": {kind: sum(one.events.get(kind, 0) for one in known) for kind in EventKind},
        "videos": sum(one.videos for one in known),
        "received": sum(one.received for one in known),
        "sent": sum(one.sent for one in known),
    }


def _monday(day: int) -> int:
    return day - (day - MONDAY) % 7


def today(now: float) -> int:
    return int(now // DAY)
