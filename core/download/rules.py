"""What the owner's settings mean for the downloads. Pure.

Pause, hours, and the caps of the day and the month hold what would be fetched by itself; what the owner asked for in person obeys
none of them, and none of the limits on one video's size and length: a button was pressed for exactly this one. What is fetched
already is sent in any case: that frees the disk.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from core import subtitles
from core.errors import Permanent, Retry, Trouble
from core.model import Sentence
from core.settings import Large, Settings

from .hours import next_hour, within
from .job import Job, Wanted

MEGABYTE = 1_000_000
GIGABYTE = 1_000_000_000
ROOM_AGAIN = (
    900.0  #: seconds until it is tried again whether there is room on the disk; earlier, when a video leaves it
)
CHEAPEST = MEGABYTE  #: with less than this left of a cap nothing is begun


@dataclass(frozen=True, slots=True)
class Used:
    """Bytes of downloads and uploads together, both directions."""

    day: int = 0
    month: int = 0


@dataclass(frozen=True, slots=True)
class Hold:
    """Nothing is fetched by itself, and why. until: Unix seconds; None: until something is changed."""

    why: Sentence
    until: float | None


def hold(settings: Settings, used: Used, now: float) -> Hold | None:
    """What holds all automatic downloads now; None: nothing does."""
    if settings.paused_at is not None:
        return Hold(Sentence("held-paused"), None)
    if settings.downloads_paused_at is not None:
        return Hold(Sentence("held-downloads"), None)
    downloads = settings.downloads
    if _left(downloads.month_gigabytes, used.month) < CHEAPEST:
        return Hold(Sentence("held-month"), _next_month(now))
    if _left(downloads.day_gigabytes, used.day) < CHEAPEST:
        return Hold(Sentence("held-day"), _midnight(now))
    if downloads.hours and not within(downloads.hours, now):
        opens = next_hour(downloads.hours[0], now)
        return Hold(Sentence("held-hours", {"time": f"{downloads.hours[0]:02}:00"}), opens)
    return None


def is_paused(settings: Settings) -> bool:
    """Nothing is fetched by itself, and what is being fetched stops."""
    return settings.paused_at is not None or settings.downloads_paused_at is not None


def wanted(job: Job, settings: Settings, used: Used, limit: int, on_disk: int) -> Wanted:
    """What to fetch for a job. on_disk: bytes that other downloads have on the disk now; they go out, so they are spent already."""
    downloads = settings.downloads
    wish = job.wish if job.wish.quality or job.wish.height else replace(job.wish, quality=downloads.quality)
    if wish.sound_only:
        wish = replace(wish, subtitles=None)
    elif wish.subtitles is None:
        wish = replace(wish, subtitles=subtitles.of_settings(downloads))
    wish = replace(wish, large=wish.large or downloads.large)
    parts_first = wish.large is Large.SPLIT
    if job.asked:
        return Wanted(wish, limit, parts_first, downloads.sponsorblock, convert=downloads.convert)
    left = min(_left(downloads.day_gigabytes, used.day), _left(downloads.month_gigabytes, used.month))
    return Wanted(
        wish,
        limit,
        parts_first,
        downloads.sponsorblock,
        most=_bytes(downloads.most_megabytes, MEGABYTE),
        most_seconds=downloads.most_minutes * 60 if downloads.most_minutes is not None else None,
        room=max(0, int(downloads.disk_gigabytes * GIGABYTE) - on_disk)
        if downloads.disk_gigabytes is not None
        else None,
        disk=_bytes(downloads.disk_gigabytes, GIGABYTE),
        allowance=max(0, int(left) - on_disk) if left != float("inf") else None,
        convert=downloads.convert,
    )


def settled(trouble: Trouble, settings: Settings, now: float) -> Trouble:
    """A budget that has no room for a video now says when there will be some; one that never will is another trouble."""
    downloads, size = settings.downloads, float(trouble.args_for_text.get("size", 0))
    if trouble.key == "held-disk":
        if size > _left(downloads.disk_gigabytes, 0):
            return Permanent("video-over-disk", skip=True)
        return Retry("held-disk", after=ROOM_AGAIN)
    if trouble.key == "held-day":
        if size > min(_left(downloads.day_gigabytes, 0), _left(downloads.month_gigabytes, 0)):
            return Permanent("video-over-allowance", skip=True)
        return Retry("held-day", after=_midnight(now) - now)
    return trouble


def _left(gigabytes: float | None, used: int) -> float:
    return float("inf") if gigabytes is None else gigabytes * GIGABYTE - used


def _bytes(count: float | None, unit: int) -> int | None:
    return None if count is None else int(count * unit)


def _midnight(now: float) -> float:
    return next_hour(0, now)


def _next_month(now: float) -> float:
    at = datetime.fromtimestamp(now, UTC)
    return datetime(at.year + at.month // 12, at.month % 12 + 1, 1, tzinfo=UTC).timestamp()
