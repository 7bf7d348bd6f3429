"""Counts for the screens: how many videos came, how many wait, how many posts do. Reads only, each by an index."""

from __future__ import annotations

from .database import Database


class Reports:
    """For bot/screens."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def brought_by_day(self, since: float) -> dict[str, int]:
        """Downloads that were done since then, by ISO day (UTC); days without any are left out."""
        rows = await self._database.fetch(
            """SELECT date(changed_at, 'unixepoch') AS day, count(*) AS n FROM downloads
               WHERE state = 'done' AND changed_at >= ? GROUP BY day""",
            (since,),
        )
        return {row["day"]: row["n"] for row in rows}

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
