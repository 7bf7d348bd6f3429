"""Three kinds of trouble, named by what is done next. Every adapter has one table that turns its library's errors into these.

    Trouble
     +-- Retry        keep the row and try again
     +-- NeedsOwner   pause what depends on it until the owner mends a named condition
     +-- Permanent    mark it failed or skipped, tell it once, go on

A trouble carries a locale key (`key`, with `args` to fill it) for people, and its cause (`raise ... from`) for the log.
No secret and no raw library text belongs into `args`.
"""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """What a trouble stops. Only ITEM counts against a job's tries: an outage of a day fails no job."""

    ITEM = "item"  #: this one video or message
    YOUTUBE = "youtube"  #: extraction and media: bot check, soft rate limit, outage
    GOOGLE = "google"  #: Data API and tokens: quota, consent, outage
    TELEGRAM = "telegram"  #: the bot's session or the whole service: posts wait
    UPLOAD = "upload"  #: the session that uploads, or its allowance: videos wait, posts go on
    CHAT = "chat"  #: one destination: slow mode, lost rights
    DISK = "disk"  #: no room, or not writable
    YTDLP = "ytdlp"  #: yt-dlp itself is broken or too old


class Condition(StrEnum):
    """What only the owner can mend. One alert when it begins, one when it ends."""

    GOOGLE_CONSENT = "google_consent"
    GOOGLE_CLIENT = "google_client"
    TELEGRAM_SESSION = "telegram_session"
    TELEGRAM_ACCESS = "telegram_access"
    CHANNEL_LOST = "channel_lost"
    QUOTA_OUT = "quota_out"
    BOT_CHECK = "bot_check"
    SLOWED_DOWN = "slowed_down"  #: YouTube's limit of an hour for a whole address: it passes, and is told all the same
    COOKIES_DEAD = "cookies_dead"
    DISK_FULL = "disk_full"
    DATABASE_DAMAGED = "database_damaged"  #: found by a night's check of the whole file
    YTDLP_BROKEN = "ytdlp_broken"
    FFMPEG_MISSING = "ffmpeg_missing"
    HISTORY_PAUSED = "history_paused"  #: YouTube keeps no history: what is watched meanwhile nobody can know
    HISTORY_CLEARED = "history_cleared"  #: it is empty now, though it was not; the next watch ends it
    MASS_CHANGE = "mass_change"  #: more changed at once than an owner does: it is told when the owner says so


#: Why yt-dlp is broken: the `reason` of a NeedsOwner(YTDLP_BROKEN), for whoever can renew it.
YTDLP_NEEDS_UPDATE = "ytdlp-needs-update"  #: it runs, and does not understand YouTube any more
YTDLP_NO_JAVASCRIPT = "ytdlp-no-javascript"  #: it runs, but what solves YouTube's challenges for it is missing
YTDLP_DOES_NOT_START = "ytdlp-does-not-start"


class Trouble(Exception):
    """Base class: what every trouble can say of itself, and the only place that knows the locale key."""

    def __init__(self, key: str, *, scope: Scope = Scope.ITEM, **args: str | int | float) -> None:
        super().__init__(key, args)
        self.key = key
        self.scope = scope
        self.args_for_text = args

    def __str__(self) -> str:
        filled = ", ".join(f"{name}={value}" for name, value in self.args_for_text.items())
        return f"{self.key} ({filled})" if filled else self.key


class Retry(Trouble):
    """Try again. `after` is what the other side asked for in seconds; None leaves it to the backoff (core/backoff.py)."""

    def __init__(
        self, key: str, *, scope: Scope = Scope.ITEM, after: float | None = None, **args: str | int | float
    ) -> None:
        super().__init__(key, scope=scope, **args)
        self.after = after


class NeedsOwner(Trouble):
    """Pause the scope until the owner has mended the condition."""

    def __init__(self, condition: Condition, *, scope: Scope, **args: str | int | float) -> None:
        super().__init__(f"condition-{condition.value}", scope=scope, **args)
        self.condition = condition


class Permanent(Trouble):
    """It will not work, now or later. `skip` tells a video that is not to be had from one that went wrong."""

    def __init__(self, key: str, *, skip: bool = False, scope: Scope = Scope.ITEM, **args: str | int | float) -> None:
        super().__init__(key, scope=scope, **args)
        self.skip = skip


def unexpected(bug: Exception) -> Retry:
    """A bug met one item: it is tried again and then given up like any fault of its own, and stops nothing else."""
    trouble = Retry("internal-error", kind=type(bug).__name__)
    trouble.__cause__ = bug
    return trouble
