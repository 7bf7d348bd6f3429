"""What looks that were only counted have cost, and the plan that is made from it, without asking the database each time."""

from __future__ import annotations

from collections import Counter

from bot.pace import situation
from core.model import Feed
from core.poll.plan import Plan, plan
from core.quota_day import pacific_day, seconds_to_midnight
from core.settings import Settings
from storage.quota import Pace
from storage.store import Store

from .detection_line import Line

PLANNED_FOR = 300.0  #: seconds


class Ledger:
    """Google's own count is in the line; `flush` brings the app's to it."""

    settings: Settings

    def __init__(self, line: Line) -> None:
        self.bytes = Counter[str]()  #: by quota day
        self.active_at: float | None = None
        self.pages = 1  #: of the subscriptions
        self._line = line
        self._owed = dict[
            str, tuple[int, float]
        ]()  #: by quota day: units that were only counted, and when the last was
        self._looked = dict[Feed, float]()
        self._day = 0.0, 0.0, ""
        self._plan: tuple[float, Plan] | None = None

    def count(self, units: int, size: int, now: float, feed: Feed | None = None) -> None:
        """What is known to change nothing was done; feed: it was a look at this one."""
        day = self.quota_day(now)
        self._line.units[day] += units
        self.bytes[day] += size
        self._owed[day] = (self._owed.get(day, (0, 0.0))[0] + units, now)
        if feed is not None:
            self._looked[feed] = now

    def quota_day(self, now: float) -> str:
        """core.quota_day.pacific_day, asked once a day."""
        if not self._day[0] <= now < self._day[1]:
            # a datetime has microseconds: what is nearer to midnight than that is of the next day
            self._day = now, now + seconds_to_midnight(now) - 1e-3, pacific_day(now)
        return self._day[2]

    @property
    def steady_until(self) -> float:
        """Until then the plan and the quota's day stay as they are."""
        return min(self._day[1], self._plan[0] if self._plan else 0.0)

    async def flush(self, store: Store) -> None:
        """What was only counted is written down."""
        for units, at in self._owed.values():
            if units:
                await store.quota.spend(units, at)
        self._owed.clear()
        if self._looked:
            async with store.database.transaction("looked") as t:
                for feed, at in self._looked.items():
                    await t.run("UPDATE feeds SET looked_at = max(looked_at, ?) WHERE feed = ?", (at, feed))
            self._looked.clear()

    async def wrong(self, store: Store) -> list[str]:
        """Days of which the database knows less than Google: an undercount. After a kill it may know one more."""
        kept = {row["day"]: row["units"] for row in await store.database.fetch("SELECT day, units FROM quota")}
        spent = self._line.units.items()
        return [f"{day}: {kept.get(day, 0)} of {units}" for day, units in spent if kept.get(day, 0) < units]

    def plan(self, now: float, *, fresh: bool = True) -> Plan:
        """As bot/pace.py. After looks that changed nothing it is made anew every five minutes."""
        made = self._plan
        if fresh or made is None or now >= made[0]:
            pace = Pace(self._line.units[self.quota_day(now)], self.active_at, self.pages)
            self._plan = made = now + PLANNED_FOR, plan(situation(self.settings, pace, now))
        return made[1]
