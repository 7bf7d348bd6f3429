"""What is said of a backfill in more than one place: what it is, how it ended, how long it takes; and a date that was typed."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime

from bot.conversation.words import Words
from core.poll.backfill import BackfillState
from storage.backfill_list import Counts
from storage.backfills import Backfill

#: YouTube's first day: nothing was liked before.
FIRST_DAY = date(2005, 4, 23)
HOUR, DAY = 3600.0, 86400.0
_DATES = (
    re.compile(r"(?P<y>\d{4})[-/. ](?P<m>\d{1,2})(?:[-/. ](?P<d>\d{1,2}))?"),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})"),
)


def read_date(text: str, now: float) -> date | None:
    """2024-01-15, 15.01.2024, 2024-01, 2024, in digits of any script; None if it is no day from YouTube's first to today."""
    shown = "".join(
        str(digit) if (digit := unicodedata.decimal(one, None)) is not None else one
        for one in text
        if unicodedata.category(one) != "Cf"
    ).strip()
    found = next((match for one in _DATES if (match := one.fullmatch(shown))), None)
    if found is None:
        return None
    parts = {"m": "1", "d": "1"} | {name: value for name, value in found.groupdict().items() if value}
    try:
        day = date(int(parts["y"]), int(parts["m"]), int(parts["d"]))
    except ValueError:
        return None
    if day.year == FIRST_DAY.year:
        day = max(day, FIRST_DAY)
    return day if FIRST_DAY <= day <= today(now) else None


def today(now: float) -> date:
    return datetime.fromtimestamp(now, UTC).date()


def midnight(day: date) -> float:
    """Its beginning, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()


def what(words: Words, backfill: Backfill) -> str:
    """Plain: what was asked for."""
    if backfill.amount is not None:
        return words.plain("backfill-what-last", count=backfill.amount)
    return words.plain("backfill-what-since", date=today(backfill.since or 0.0).isoformat())


def lasting(words: Words, seconds: float) -> str:
    """Plain: 12 min, 3 h, 2 days; never less than it takes."""
    if seconds >= 2 * DAY:
        return words.plain("backfill-days", count=int(-(-seconds // DAY)))
    if seconds >= 2 * HOUR:
        return words.plain("backfill-hours", count=int(-(-seconds // HOUR)))
    return words.plain("backfill-minutes", count=max(1, int(-(-seconds // 60))))


def ended(words: Words, backfill: Backfill, counts: Counts) -> str:
    """Plain, a few lines: how it ended."""
    stopped = backfill.state is BackfillState.STOPPED
    of = counts.to_post + counts.left
    key = "backfill-ended-stopped" if stopped else "backfill-ended-done"
    return "\n".join(
        [words.plain(key, what=what(words, backfill), count=counts.posted, of=of), *figures(words, backfill, counts)]
    )


def paused_text(words: Words, backfill: Backfill, counts: Counts) -> str:
    """Plain: why it is paused, and what to do."""
    reason = words.plain_reason(backfill.trouble) if backfill.trouble else words.plain("backfill-paused")
    return words.plain("backfill-told-paused", reason=reason, count=counts.posted, of=counts.to_post)


def figures(words: Words, backfill: Backfill, counts: Counts) -> list[str]:
    """Plain lines: what became of the videos, what was left out; those with nothing to say are missing."""
    videos = [
        ("fetched", counts.fetched),
        ("open", counts.open_videos),
        ("skipped", counts.skipped),
        ("failed", counts.failed),
    ]
    videos += [("offered", counts.offered)] if backfill.videos else []
    out = [("known", counts.known), ("gone", counts.gone), ("unliked", counts.unliked), ("left", counts.left)]
    refused = [("refused", counts.post_failed)]
    lines = []
    for key, parts in (("videos", videos), ("out", out), ("posts", refused)):
        said = [words.plain(f"backfill-count-{name}", count=count) for name, count in parts if count]
        if said:
            lines.append(words.plain(f"backfill-line-{key}", list=words.plain("list-comma").join(said)))
    return lines
