"""The watch history as a list: two readings of one page brought together, yt-dlp's and our own (history_page.py). Pure."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.model import Video
from core.youtube.ytdlp_said import whole, word

_LIVE = {"is_live": "live", "is_upcoming": "upcoming", "was_live": "none", "post_live": "none", "not_live": "none"}


@dataclass(frozen=True, slots=True)
class Watch:
    """One line of the history. The same video on another day is another line; on the same day it moved to the top."""

    video: Video
    day: str | None = None  #: ISO date in UTC; None where the page does not say it
    short: bool = False


def merge(entries: Iterable[Mapping[str, Any]], rows: Sequence[Watch], limit: int) -> tuple[Watch, ...]:
    """yt-dlp's entries and the rows of the pages they came from, as one list, newest first.

    The rows lead, because they have the Shorts; each takes what yt-dlp knows of it. If yt-dlp saw a video that
    the rows lack, then the page is not understood any more, and its list is used as it is, with the days that are known.

    limit: so many videos at most, and so many Shorts. A shelf stands above the videos of its day: with one limit for both, a day of
    thirty Shorts would hide every video.
    """
    listed = [one for entry in entries if (one := _from_ytdlp(entry)) is not None]
    if Counter(one.video.id for one in listed) - Counter(row.video.id for row in rows):
        by_id = _queues(rows)
        merged = [
            replace(one, day=row.day, short=one.short or row.short) if (row := _next(by_id, one.video.id)) else one
            for one in listed
        ]
    else:
        told = _queues(listed)
        merged = [
            replace(row, video=one.video, short=one.short or row.short) if (one := _next(told, row.video.id)) else row
            for row in rows
        ]
    left = {False: limit, True: limit}
    kept: list[Watch] = []
    for one in merged:
        if left[one.short]:
            left[one.short] -= 1
            kept.append(one)
    return tuple(kept)


def _from_ytdlp(entry: Mapping[str, Any]) -> Watch | None:
    if not isinstance(entry, Mapping) or word(entry.get("id")) is None or entry.get("ie_key") not in (None, "Youtube"):
        return None
    return Watch(video_of(entry), short="/shorts/" in str(entry.get("url")))


def video_of(entry: Mapping[str, Any]) -> Video:
    """One of yt-dlp's flat entries, or a whole extraction, in our words."""
    return Video(
        str(entry["id"]),
        word(entry.get("title")),
        word(entry.get("channel")) or word(entry.get("uploader")),
        word(entry.get("channel_id")),
        whole(entry.get("duration")),
        whole(entry.get("view_count")),
        _LIVE.get(str(entry.get("live_status"))),
    )


def _queues(watches: Iterable[Watch]) -> dict[str, deque[Watch]]:
    queues: dict[str, deque[Watch]] = {}
    for one in watches:
        queues.setdefault(one.video.id, deque()).append(one)
    return queues


def _next(queues: dict[str, deque[Watch]], video_id: str) -> Watch | None:
    queue = queues.get(video_id)
    return queue.popleft() if queue else None
