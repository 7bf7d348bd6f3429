"""How it is, in one look at the rows: for `/health`, `yagami health` and the container's health check.

Well is what is well, or waits for what passes by itself: a quota, an outage, a set-up that is not finished. Not well is what
only the owner can mend, and what hangs: a look that takes longer than STUCK, posts that could go out and do not, a database
that can't be read. No title, number or name is in it: whoever may ask may know no more than that.
"""

from __future__ import annotations

import logging
import platform
from dataclasses import dataclass
from typing import Any

from bot import VERSION
from bot.credentials import API, COOKIES, GOOGLE, SESSIONS
from bot.errands.versions import FFMPEG
from bot.renewing import own
from bot.services import Services
from core.errors import Condition, Trouble, unexpected
from core.model import Account
from core.renewal import decide
from storage.listing import FeedFigures
from storage.store import Store

logger = logging.getLogger(__name__)

Json = dict[str, Any]
STUCK = 1800.0  #: seconds that a look, or a post that could go out, may take
PASSING = frozenset({Condition.QUOTA_OUT, Condition.SLOWED_DOWN})  #: conditions that end by themselves
#: What the vault holds of each account, and which conditions are its.
ACCOUNTS = {
    "telegram": (API, {Condition.TELEGRAM_SESSION, Condition.TELEGRAM_ACCESS}),
    "google": (GOOGLE, {Condition.GOOGLE_CONSENT, Condition.GOOGLE_CLIENT}),
    "cookies": (COOKIES, {Condition.COOKIES_DEAD}),
}


@dataclass(frozen=True, slots=True)
class Health:
    """The report, and the one word of it."""

    well: bool
    report: Json

    @property
    def why(self) -> list[str]:
        return list(self.report["troubles"])


async def quiet() -> Json:
    """What a copy says that must not work (bot/quiet.py)."""
    return {"status": "quiet", "troubles": ["another-copy-works"]}


class Asked:
    """`now` looks. Made once."""

    def __init__(self, store: Store, services: Services) -> None:
        self._store = store
        self._services = services

    async def report(self) -> Json:
        """What `/health` answers with."""
        return (await self.now()).report

    async def now(self) -> Health:
        """Never raises for what it is there to tell."""
        try:
            return await self._looked()
        except Exception as error:
            if not isinstance(error, Trouble):
                logger.exception("how it is can't be read")
            trouble = error if isinstance(error, Trouble) else unexpected(error)
            report = {
                "status": "trouble", "troubles": ["database"], "database": {"ok": False, "trouble": trouble.key},
                "versions": {"yagami": VERSION, "python": platform.python_version()},
            }  # fmt: skip
            return Health(well=False, report=report)

    async def _looked(self) -> Health:
        now = self._services.clock.now()
        async with self._store.database.snapshot():
            alerts = await self._store.alerts.current(now)
            standing = {one.condition for one in alerts if one.ended_at is None}
            feeds = {str(one.feed): self._feed(one) for one in await self._store.listing.feeds()}
            posts = await self._store.listing.owed(now)
            chosen = await self._store.settings.chosen()
            troubles = sorted(str(one) for one in standing - PASSING)
            troubles += [f"look-{name}-stuck" for name, feed in feeds.items() if feed["stuck"]]
            since = [one for one in (posts.due_since, posts.sent_at) if one is not None]
            hangs = posts.due_since is not None and now - max(*since, self._services.started_at) > STUCK
            if hangs and chosen.paused_at is None:
                troubles.append("posts-stuck")
            report: Json = {
                "status": "trouble" if troubles else "ok",
                "troubles": troubles,
                "waits": await self._waits(now),
                "paused": chosen.paused_at is not None,
                "started_at": self._services.started_at,
                "feeds": feeds,
                "accounts": await self._accounts(standing),
                "queue": await self._queue(posts.waiting, posts.failed),
                "database": {"ok": True, "schema": await self._store.listing.schema(), "bytes": self._bytes()},
                "disk": self._disk(),
                "versions": await self._versions(),
            }
        return Health(not troubles, report)

    def _feed(self, feed: FeedFigures) -> Json:
        return {
            "looked_at": feed.looked_at,
            "tries": feed.tries,
            "trouble": feed.trouble.key if feed.trouble else None,
            "stuck": self._services.schedule.overdue(feed.feed) > STUCK,
        }

    async def _waits(self, now: float) -> list[Json]:
        return [
            {"scope": str(scope), "trouble": said.key, "until": until}
            for scope, until, said in await self._store.pauses.all(now)
        ]

    async def _accounts(self, standing: set[Condition]) -> Json:
        sealed = await self._store.listing.sealed()
        states = {
            name: "trouble" if standing & conditions else "connected" if kept in sealed else "missing"
            for name, (kept, conditions) in ACCOUNTS.items()
        }
        return {**states, "uploads_by": "user" if SESSIONS[Account.USER] in sealed else "bot"}

    async def _queue(self, waiting: int, failed: int) -> Json:
        count, oldest = await self._store.queue.size()
        return {"open": count, "oldest": oldest, "posts": waiting, "posts_failed": failed}

    def _bytes(self) -> int:
        data = self._services.boot.data
        files = [data / f"yagami.db{end}" for end in ("", "-wal")]
        return sum(one.stat().st_size for one in files if one.exists())

    def _disk(self) -> Json:
        try:
            return {"free": self._services.work.free(), "used": self._services.work.used(beside=0)}
        except OSError:
            return {"free": None, "used": None}

    async def _versions(self) -> Json:
        releases = self._store.releases
        taken = decide.running(await releases.shown(), await releases.tried(), own())
        return {
            "yagami": VERSION,
            "yt-dlp": taken.version if taken else own(),
            "ffmpeg": await self._store.settings.get(FFMPEG),
            "python": platform.python_version(),
        }
