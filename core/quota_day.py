"""Google's quota day: from midnight to midnight Pacific, 23 or 25 hours long when daylight saving begins or ends. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

PACIFIC = ZoneInfo("America/Los_Angeles")


def pacific_day(now: float) -> str:
    """The ISO date of the quota day that `now` is in."""
    return datetime.fromtimestamp(now, UTC).astimezone(PACIFIC).date().isoformat()


def seconds_to_midnight(now: float) -> float:
    """Until the next midnight Pacific, whatever daylight saving does; never 0."""
    tomorrow = datetime.fromtimestamp(now, PACIFIC).date() + timedelta(days=1)
    return datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=PACIFIC).timestamp() - now
