"""Bytes by day (UTC) and purpose, both directions: for the owner's caps and figures. For core/download and the screens.

    download, look, poll   what yt-dlp's processes say of their sockets (core/youtube/ytdlp_meter.py)
    poll                   and the Data API, its tokens and pictures (core/youtube/google_http.py)
    upload                 chunks of files to Telegram
    chat                   the Bot API, heads aside
    update, backup         a new version, and what is kept elsewhere

Not counted: the frames and handshakes of TCP and TLS, and what the two Telegram sessions say beside files (posts, and what they are
told of): a few kilobytes a post.

What passes in small pieces is noted in memory and written together; until then it counts all the same. A kill loses at most
the last minute or MUCH of it.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from core.clock import Clock
from core.download.rules import Used
from core.errors import Trouble

from .database import Database

EVERY = 60.0  #: seconds between two writings of what is noted
MUCH = 16 * 1024 * 1024  #: bytes that are written at once


@dataclass(frozen=True, slots=True)
class Bytes:
    """Both directions."""

    received: int = 0
    sent: int = 0

    @property
    def total(self) -> int:
        return self.received + self.sent


@dataclass(frozen=True, slots=True)
class DayOfBytes:
    """What one purpose (download, upload, look ...) took on one day."""

    day: str  #: 2026-11-25
    purpose: str
    bytes: Bytes


class Traffic:
    """Rows in `traffic`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._noted: dict[str, Bytes] = {}  #: by purpose; not written yet
        self._much = asyncio.Event()

    def note(self, purpose: str, received: int, sent: int) -> None:
        """To be written soon. purpose: as above."""
        had = self._noted.get(purpose, Bytes())
        self._noted[purpose] = Bytes(had.received + received, had.sent + sent)
        if self._pending() >= MUCH:
            self._much.set()

    async def keep_writing(self, clock: Clock) -> None:
        """Write what is noted, every EVERY seconds and as soon as it is much. For ever."""
        while True:
            await clock.wait(self._much, EVERY)
            with suppress(Trouble):  # the disk is full: it stays noted
                await self.write(clock.now())

    async def write(self, now: float) -> None:
        """All that is noted."""
        self._much.clear()
        for purpose in list(self._noted):
            moved = self._noted.pop(purpose)
            try:
                await self.add(purpose, moved.received, moved.sent, now)
            except BaseException:
                self.note(purpose, moved.received, moved.sent)
                raise

    async def add(self, purpose: str, received: int, sent: int, now: float) -> None:
        """purpose: as above."""
        async with self._database.transaction("traffic", lasting=False) as t:
            await t.run(
                """INSERT INTO traffic (day, purpose, received, sent) VALUES (?, ?, ?, ?) ON CONFLICT (day, purpose)
                   DO UPDATE SET received = received + excluded.received, sent = sent + excluded.sent""",
                (_day(now), purpose, received, sent),
            )

    async def day(self, now: float) -> Bytes:
        """Of all purposes, since midnight UTC."""
        return await self._sum(_day(now), _day(now))

    async def month(self, now: float) -> Bytes:
        """The same since the first of the month."""
        return await self._sum(f"{_day(now)[:7]}-01", _day(now))

    async def used(self, now: float) -> Used:
        """What counts against the caps."""
        return Used((await self.day(now)).total, (await self.month(now)).total)

    async def by_day(self, days: int) -> list[DayOfBytes]:
        """Of the last so many days that have any, newest first."""
        rows = await self._database.fetch(
            """SELECT * FROM traffic WHERE day IN (SELECT DISTINCT day FROM traffic ORDER BY day DESC LIMIT ?)
               ORDER BY day DESC, purpose""",
            (days,),
        )
        return [DayOfBytes(row["day"], row["purpose"], Bytes(row["received"], row["sent"])) for row in rows]

    async def _sum(self, first: str, last: str) -> Bytes:
        row = await self._database.one(
            "SELECT ifnull(sum(received), 0) AS r, ifnull(sum(sent), 0) AS s FROM traffic WHERE day BETWEEN ? AND ?",
            (first, last),
        )
        pending = self._noted.values()
        received, sent = (row["r"], row["s"]) if row else (0, 0)
        return Bytes(received + sum(one.received for one in pending), sent + sum(one.sent for one in pending))

    def _pending(self) -> int:
        return sum(one.total for one in self._noted.values())


def _day(now: float) -> str:
    return datetime.fromtimestamp(now, UTC).date().isoformat()
