"""Private times: since when the owner's watches are nobody's business, and until when.

A row for each, kept for ever: a look asks whether any of them touches the time that it covers (core/poll/history.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from .database import Database


@dataclass(frozen=True, slots=True)
class PrivateTime:
    """One that lasts."""

    began_at: float
    until: float | None  #: None: until the owner says so


class Private:
    """Rows in `private_times`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def now(self, at: float) -> PrivateTime | None:
        """The one that lasts. One whose end has come is over, whether somebody wrote that down or not."""
        row = await self._database.one(
            "SELECT began_at, until FROM private_times WHERE ended_at IS NULL AND (until IS NULL OR until > ?)", (at,)
        )
        return PrivateTime(row["began_at"], row["until"]) if row else None

    async def begin(self, at: float, until: float | None) -> None:
        """From now on; the one that lasts gets another end."""
        async with self._database.transaction("private-begins") as t:
            await t.run("UPDATE private_times SET ended_at = until WHERE ended_at IS NULL AND until <= ?", (at,))
            lasting = await t.run("UPDATE private_times SET until = ? WHERE ended_at IS NULL RETURNING id", (until,))
            if not lasting:
                await t.run("INSERT INTO private_times (began_at, until) VALUES (?, ?)", (at, until))

    async def end(self, at: float) -> None:
        """It is over: now, or since its end had come."""
        async with self._database.transaction("private-ends") as t:
            await t.run(
                "UPDATE private_times SET ended_at = min(coalesce(until, ?), ?) WHERE ended_at IS NULL", (at, at)
            )

    async def ended(self, at: float) -> float | None:
        """When the last one was over, that is over."""
        row = await self._database.one(
            "SELECT max(coalesce(ended_at, until)) AS ended FROM private_times WHERE coalesce(ended_at, until) <= ?",
            (at,),
        )
        return row["ended"] if row else None

    async def since(self, at: float) -> bool:
        """Whether any private time lasted later than that."""
        row = await self._database.one(
            "SELECT 1 FROM private_times WHERE ended_at IS NULL AND (until IS NULL OR until > ?) OR ended_at > ? LIMIT 1",
            (at, at),
        )
        return row is not None
