"""Bytes by day (UTC) and purpose, both directions: for the owner's caps and figures. For core/download and the screens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from core.download.rules import Used

from .database import Database


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
    """What one purpose (download, upload, look) took on one day."""

    day: str  #: 2026-11-25
    purpose: str
    bytes: Bytes


class Traffic:
    """Rows in `traffic`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, purpose: str, received: int, sent: int, now: float) -> None:
        """purpose: download, upload or look."""
        async with self._database.transaction("traffic") as t:
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
        return Bytes(row["r"], row["s"]) if row else Bytes()


def _day(now: float) -> str:
    return datetime.fromtimestamp(now, UTC).date().isoformat()
