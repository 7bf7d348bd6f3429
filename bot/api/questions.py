"""What a request asks for: its query and its body, checked. Pure. Raises Refused with a sentence for whatever does not fit.

A cursor is an event's number in disguise: opaque, so that nobody counts on it.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from core.download.links import find
from core.model import EventKind, Feed
from core.settings import Quality
from storage.listing import Wanted

from .guard import Refused

MOST, USUAL = 500, 100  #: events of one answer
OF_FEED: Mapping[Feed, Mapping[EventKind, bool | None]] = {
    Feed.LIKES: {EventKind.LIKED: None, EventKind.UNLIKED: None, EventKind.VANISHED: False},
    Feed.SUBSCRIPTIONS: {EventKind.SUBSCRIBED: None, EventKind.UNSUBSCRIBED: None, EventKind.VANISHED: True},
    Feed.HISTORY: {EventKind.WATCHED: None},
}
QUALITIES = ", ".join(Quality)


@dataclass(frozen=True, slots=True)
class Wish:
    """A video that is to be brought."""

    video: str
    quality: Quality | None  #: None: as the settings say


def page(query: Mapping[str, str]) -> tuple[Wanted, int]:
    """-> (which events, how many of them)."""
    _only(query, {"kind", "feed", "since", "until", "cursor", "limit"})
    wanted = Wanted(
        _kinds(query.get("kind"), query.get("feed")),
        _time(query, "since"),
        _time(query, "until"),
        below(query["cursor"]) if "cursor" in query else None,
    )
    return wanted, _limit(query.get("limit"))


def span(query: Mapping[str, str]) -> str:
    """-> day or week."""
    _only(query, {"by"})
    by = query.get("by", "day")
    if by not in ("day", "week"):
        raise Refused(400, "by is one of day, week.")
    return by


def wish(body: bytes) -> Wish:
    """The body of a POST to /api/downloads."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(400, "The body is not JSON.") from None
    if not isinstance(given, dict) or not isinstance(given.get("url"), str):
        raise Refused(400, 'The body is not like {"url": "https://youtu.be/…"}.')
    if more := sorted(str(one)[:40] for one in given.keys() - {"url", "quality"}):
        raise Refused(400, f"The body has something that is not known: {more[0]}.")
    quality = given.get("quality")
    if quality is not None and (not isinstance(quality, str) or quality not in set(Quality)):
        raise Refused(400, f"quality is one of {QUALITIES}.")
    return Wish(_video(given["url"]), None if quality is None else Quality(quality))


def _video(url: str) -> str:
    found = find(url)
    ids = {link.video_id: None for link in found.links if link.video_id}
    if len(ids) == 1:
        return next(iter(ids))
    if ids:
        raise Refused(400, "url names more than one video; send them one by one.")
    if found.links:
        raise Refused(400, "url names a playlist; send its videos one by one, or the playlist to the bot.")
    if found.others:
        raise Refused(400, "url is YouTube's, but names no video.")
    raise Refused(400, "url names no video of YouTube.")


def cursor(event: int) -> str:
    """Behind this event."""
    return base64.urlsafe_b64encode(event.to_bytes(8)).rstrip(b"=").decode()


def below(text: str) -> int:
    try:
        number = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        number = b""
    if len(number) != 8 or cursor(int.from_bytes(number)) != text or number[0] & 0x80:
        raise Refused(400, "cursor is not one that an answer gave.")
    return int.from_bytes(number)


def _kinds(kind: str | None, feed: str | None) -> Mapping[EventKind, bool | None]:
    if kind is not None and kind not in set(EventKind):
        raise Refused(400, f"kind is one of {', '.join(EventKind)}.")
    if feed is not None and feed not in set(Feed):
        raise Refused(400, f"feed is one of {', '.join(Feed)}.")
    kinds = OF_FEED[Feed(feed)] if feed is not None else dict.fromkeys(EventKind)
    if kind is None:
        return kinds
    if kind not in kinds:
        raise Refused(400, f"No {kind} comes from {feed}.")
    return {EventKind(kind): kinds[EventKind(kind)]}


def _time(query: Mapping[str, str], name: str) -> float | None:
    text = query.get(name)
    if text is None:
        return None
    try:
        at = float(text)
    except ValueError:
        try:
            moment = datetime.fromisoformat(text)
            at = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
        except (ValueError, OverflowError):
            at = math.nan
    if not math.isfinite(at) or abs(at) > 1e11:
        raise Refused(400, f"{name} is a time like 2026-11-25T18:00:00Z, or in seconds since 1970.")
    return at


def _limit(text: str | None) -> int:
    if text is None:
        return USUAL
    if not (text.isascii() and text.isdecimal() and len(text) < 6 and 1 <= int(text) <= MOST):
        raise Refused(400, f"limit is a whole number from 1 to {MOST}.")
    return int(text)


def _only(query: Mapping[str, Any], known: set[str]) -> None:
    if more := sorted(query.keys() - known):
        raise Refused(400, f"There is no {more[0][:40]} here; there are {', '.join(sorted(known))}.")
    if len(query) != len(set(query)):  # one that holds a name twice counts both, and lists it once
        raise Refused(400, "The same word is asked for twice.")
