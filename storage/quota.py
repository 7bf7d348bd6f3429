"""The ledger: units of the Data API by Pacific day, and what else core/poll/plan.py is made from.

Units are counted in the moment in which a call is made, each try of it, whatever comes of it: a crash never undercounts (a power
cut may, by the looks of the last half minute). A call that the day's units no longer pay for is refused here, before it is made.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta

from core.errors import Retry, Scope
from core.model import Feed
from core.quota_day import pacific_day, seconds_to_midnight
from core.settings import DAY_UNITS

from .database import Database

KEPT = timedelta(days=90)
PAGE = 50  #: subscriptions that one unit lists


@dataclass(frozen=True, slots=True)
class Pace:
    """What the next looks depend on."""

    spent: int  #: units since midnight Pacific
    active_at: float | None  #: the newest sign of the owner: something they did on YouTube, or here
    subscription_pages: int


class Quota:
    """Rows in `quota`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def spend(self, units: int, now: float) -> None:
        """Raises Retry("google-quota") for what is more than the day has, and counts nothing then."""
        day = pacific_day(now)
        async with self._database.transaction("quota", lasting=False) as t:
            counted = await t.run(
                """INSERT INTO quota (day, units) VALUES (:day, :units)
                   ON CONFLICT (day) DO UPDATE SET units = units + excluded.units WHERE units + excluded.units <= :most
                   RETURNING units""",
                {"day": day, "units": units, "most": DAY_UNITS},
            )
            if counted and counted[0]["units"] == units:  # the day's first
                await t.run("DELETE FROM quota WHERE day < date(?, ?)", (day, f"-{KEPT.days} days"))
        if not counted:
            raise Retry("google-quota", scope=Scope.GOOGLE, after=seconds_to_midnight(now) + 60)

    async def spent(self, now: float) -> int:
        row = await self._database.one("SELECT units FROM quota WHERE day = ?", (pacific_day(now),))
        return int(row["units"]) if row else 0

    async def pace(self, now: float) -> Pace:
        row = await self._database.one(
            """SELECT (SELECT units FROM quota WHERE day = ?) AS spent,
                (SELECT seen_at FROM events WHERE kind <> 'vanished' ORDER BY seen_at DESC LIMIT 1) AS event,
                (SELECT max(at) FROM seen_updates) AS update_at,
                (SELECT count(*) FROM snapshot WHERE feed = ?) AS subscriptions""",
            (pacific_day(now), Feed.SUBSCRIPTIONS),
        )
        assert row is not None
        signs = [at for at in (row["event"], row["update_at"]) if at is not None]
        pages = max(1, math.ceil(row["subscriptions"] / PAGE))
        return Pace(int(row["spent"] or 0), max(signs, default=None), pages)
