"""Reads Google's JSON into the app's words. Pure.

Ids must be there and be text, else the whole answer is nonsense and nothing of it counts. Every other field may be missing
or odd and is then unknown: one strange video must not hide the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from core.model import Channel, Subscription, Video
from core.youtube.google_troubles import nonsense

_DURATION = re.compile(
    r"P(?:(?P<weeks>\d{1,9})W)?(?:(?P<days>\d{1,9})D)?"
    r"(?:T(?:(?P<hours>\d{1,9})H)?(?:(?P<minutes>\d{1,9})M)?(?:(?P<seconds>\d{1,9})S)?)?"
)
_HALF = re.compile("[\ud800-\udfff]")
#: A larger figure counts nothing that there is, and no row holds it.
_MOST = 2**63


def items_of(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The answer's items. Raises Retry("google-nonsense") where there is no list of objects.

    An empty one may be left out where only some fields were asked for; `pageInfo`, always asked for, tells that from nonsense.
    """
    items = body.get("items", [] if isinstance(body.get("pageInfo"), dict) else None)
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise nonsense("items")
    return items


def is_word(value: object) -> bool:
    """A text that can be kept and asked for: not empty, and without half a surrogate pair, which JSON can hold and UTF-8 can't."""
    return isinstance(value, str) and value != "" and not _HALF.search(value)


def id_of(value: object) -> str:
    if not isinstance(value, str) or not is_word(value):
        raise nonsense("id")
    return value


def page_token_of(body: Mapping[str, Any]) -> str | None:
    """The next page's token; None on the last page."""
    token = body.get("nextPageToken")
    if token is None:
        return None
    if not isinstance(token, str) or not is_word(token):
        raise nonsense("nextPageToken")
    return token


def total_of(body: Mapping[str, Any]) -> int | None:
    """How many Google thinks there are (approximate; counts private and deleted ones)."""
    info = body.get("pageInfo")
    total = info.get("totalResults") if isinstance(info, dict) else None
    return total if isinstance(total, int) and 0 <= total < _MOST else None


def video_of(item: Mapping[str, Any]) -> Video:
    """A video from `part=snippet,contentDetails,statistics`."""
    snippet = _part(item, "snippet")
    return Video(
        id=id_of(item.get("id")),
        title=_text(snippet.get("title")),
        channel=_text(snippet.get("channelTitle")),
        channel_id=_text(snippet.get("channelId")),
        duration=seconds_of(_part(item, "contentDetails").get("duration")),
        views=_count(_part(item, "statistics").get("viewCount")),
        live_status=_text(snippet.get("liveBroadcastContent")),
    )


def added_of(item: Mapping[str, Any]) -> tuple[str, float | None]:
    """A playlist item's video id, and when it was put into the list (Unix seconds), if Google says so."""
    snippet = _part(item, "snippet")
    return id_of(_part(snippet, "resourceId").get("videoId")), time_of(snippet.get("publishedAt"))


def hidden_of(item: Mapping[str, Any]) -> str | None:
    """Why a playlist item shows no video any more: private or deleted; shown: it does show it. None if it does not say.

    From `part=snippet,status`. The title is the older way and is English only where Google feels like it.
    """
    status = _part(item, "status").get("privacyStatus")
    title = _part(item, "snippet").get("title")
    if status == "private" or title == "Private video":
        return "private"
    if status == "privacyStatusUnspecified" or title == "Deleted video":
        return "deleted"
    return "shown" if status in ("public", "unlisted") else None


def channel_of(item: Mapping[str, Any]) -> Channel:
    """A channel from `part=snippet,statistics`, or from `snippet` alone."""
    snippet, statistics = _part(item, "snippet"), _part(item, "statistics")
    return Channel(
        id=id_of(item.get("id")),
        title=_text(snippet.get("title")),
        handle=_text(snippet.get("customUrl")),
        description=_text(snippet.get("description")),
        # the number of a channel that hides it is missing, or zero
        subscribers=None if statistics.get("hiddenSubscriberCount") else _count(statistics.get("subscriberCount")),
        videos=_count(statistics.get("videoCount")),
        picture=_picture(snippet.get("thumbnails")),
    )


def is_named(item: Mapping[str, Any]) -> bool:
    """Whether a subscription says which channel it is of."""
    return _text(_part(_part(item, "snippet"), "resourceId").get("channelId")) is not None


def subscription_of(item: Mapping[str, Any]) -> Subscription:
    """A subscription from `part=snippet`: the channel's own title and description, and when it was subscribed to."""
    snippet = _part(item, "snippet")
    return Subscription(
        channel_id=id_of(_part(snippet, "resourceId").get("channelId")),
        title=_text(snippet.get("title")),
        description=_text(snippet.get("description")),
        subscribed_at=time_of(snippet.get("publishedAt")),
        picture=_picture(snippet.get("thumbnails")),
    )


def rating_of(item: Mapping[str, Any]) -> tuple[str, str]:
    """A video's id and the owner's rating of it. Raises Retry("google-nonsense") where there is none: it decides too much."""
    return id_of(item.get("videoId")), id_of(item.get("rating"))


def seconds_of(value: object) -> int | None:
    """ISO 8601's PT1H2M3S in seconds. None for what is no duration, and for the P0D of live broadcasts."""
    match = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    weeks, days, hours, minutes, seconds = (int(match[name] or 0) for name in match.groupdict())
    return (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds or None


def time_of(value: object) -> float | None:
    """RFC 3339 with a zone, in Unix seconds."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment.timestamp() if moment.tzinfo else None


def _part(item: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = item.get(name)
    return part if isinstance(part, dict) else {}


def _text(value: object) -> str | None:
    """A title that was cut off within a sign (an emoji is a surrogate pair) ends in a question mark."""
    return _HALF.sub("?", value) if isinstance(value, str) and value else None


def _picture(thumbnails: object) -> str | None:
    """The widest one's address. Chosen by width, not by name: names come and go."""
    if not isinstance(thumbnails, dict):
        return None
    found = [one for one in thumbnails.values() if isinstance(one, dict) and _text(one.get("url"))]
    return _text(max(found, key=_width)["url"]) if found else None


def _width(thumbnail: Mapping[str, Any]) -> int:
    width = thumbnail.get("width")
    return width if isinstance(width, int) else 0


def _count(value: object) -> int | None:
    """Google writes counts as text."""
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 18 else None
