"""Which place of the panel mends what, so that a card and an alert can lead there. Pure.

Cards and alerts are messages of their own: their buttons say `card|go|PLACE` or `alert|mend|ID`, and the panel comes anew at
that place.
"""

from __future__ import annotations

from core.errors import Condition

PLACES: dict[Condition, str] = {
    Condition.GOOGLE_CONSENT: "google",
    Condition.GOOGLE_CLIENT: "google",
    Condition.TELEGRAM_SESSION: "telegram",
    Condition.TELEGRAM_ACCESS: "telegram",
    Condition.CHANNEL_LOST: "channels",
    Condition.QUOTA_OUT: "feed|likes",
    Condition.BOT_CHECK: "cookies",
    Condition.SLOWED_DOWN: "queue",
    Condition.COOKIES_DEAD: "cookies",
    Condition.DISK_FULL: "downloads",
    Condition.DATABASE_DAMAGED: "doctor",
    Condition.YTDLP_BROKEN: "ytdlp",
    Condition.FFMPEG_MISSING: "status",
    Condition.HISTORY_PAUSED: "feed|history",
    Condition.HISTORY_CLEARED: "feed|history",
    Condition.MASS_CHANGE: "believe|subscriptions",
}
#: What the owner's cookies may open (core/download/fetch.py tries them by itself where there are some).
COOKIES_HELP = frozenset({"video-age-restricted", "video-private", "video-members-only", "condition-bot_check"})
COOKIES_OFF = "video-cookies-off"  #: they would help, and the owner keeps them from downloads
GOES = frozenset(PLACES.values())  #: where a card's button may lead


def place_for(key: str) -> str | None:
    """Where the owner can do something about a trouble of a video; None: nowhere."""
    if key in COOKIES_HELP:
        return "cookies"
    if key == COOKIES_OFF:
        return PLACES[Condition.DISK_FULL]
    if key.startswith("condition-"):
        return PLACES.get(Condition(key.removeprefix("condition-")))
    return None
