"""Hours of the day, in UTC: whether it is within some, and when an hour begins. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def within(hours: tuple[int, int], now: float) -> bool:
    """From the first hour to before the second, over midnight if need be; both alike: the whole day."""
    begins, ends = hours
    hour = datetime.fromtimestamp(now, UTC).hour
    return begins == ends or (begins <= hour < ends if begins < ends else hour >= begins or hour < ends)


def next_hour(hour: int, now: float) -> float:
    """When it begins next."""
    at = datetime.fromtimestamp(now, UTC)
    opens = at.replace(hour=hour, minute=0, second=0, microsecond=0)
    return (opens if opens > at else opens + timedelta(days=1)).timestamp()
