"""Counts for the screens: how many videos wait, how many posts do. Reads only, each by an index. By day: listing.py."""

from __future__ import annotations

from .database import Database


class Reports:
    """For bot/screens."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def queued_before(self, than: float) -> int:
        """How many have waited for their turn since before that time: what `Requests.drop_older` would cancel."""
        row = await self._database.one(
            """SELECT count(*) AS n FROM downloads
               WHERE state NOT IN ('offered', 'done', 'skipped', 'failed', 'cancelled') AND state = 'queued' AND created_at < ?""",
            (than,),
        )
        return int(row["n"]) if row else 0

    async def posts(self) -> tuple[int, int]:
        """-> how many wait, how many Telegram refused for good. Literal states: the partial indexes are found by them."""
        row = await self._database.one(
            """SELECT (SELECT count(*) FROM deliveries WHERE state = 'waiting') AS waiting,
               (SELECT count(*) FROM deliveries WHERE state = 'failed') AS failed"""
        )
        return (int(row["waiting"]), int(row["failed"])) if row else (0, 0)
