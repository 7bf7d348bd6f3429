"""The app as far as it looks: its poller, its looks, its client of Google and its database, switched on for one simulated account.

The switch-on page wires the same things (bot/app.py, bot/looks.py); here the line to Google and the history's child are simulated.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import httpx

from bot.credentials import Credentials
from bot.looks import CookieHistory, looks, reconciliation
from bot.pace import RECONCILE_UNITS, situation
from core.model import EventKind, Feed, MassChange
from core.poll.decide import Sender
from core.poll.plan import Plan, plan
from core.poll.poll import Poller
from core.poll.reconcile import BATCH
from core.quota_day import pacific_day, seconds_to_midnight
from core.settings import DAY_UNITS, CatchUp
from core.youtube.google import Google
from core.youtube.oauth import GoogleCredentials
from storage.quota import Pace
from storage.store import Store

from .detection_history import HistoryReader, Told
from .detection_line import HandClock, Killed, Line, faults_of_a_look
from .detection_world import World

PLANNED_FOR = 60.0  #: seconds
HISTORY_FAULTS = ("empty", "history-unreadable", "google-rate-limited")


@dataclass(frozen=True, slots=True)
class Change:
    """What one look did."""

    changed: bool  #: anything that it left behind
    waiting: bool  #: something is decided when time has passed
    hurt: bool  #: something went wrong
    units: int
    bytes: int
    not_before: float
    held: MassChange | None


class Consent:
    """The owner's, for ever. Implements core.youtube.google.Consents."""

    async def credentials(self) -> GoogleCredentials | None:
        return GoogleCredentials("client", "secret", "refresh")

    async def replace(self, old: str, new: str) -> None: ...


class App:
    """Switched on by `start`."""

    def __init__(self, world: World, database: Path, begin: float) -> None:
        seed = f"{world.person.seed} {world.person.number}"
        self.clock = HandClock(begin)
        self.line = Line(world, self.clock, seed)
        self.reader = HistoryReader(world, self.clock, seed)
        self.bytes = Counter[str]()
        self._world = world
        self._path = database
        self._events = 0
        self._active_at: float | None = None
        self._pages = 1
        self._failed = set[Feed]()
        self._owed = dict[
            str, tuple[int, float]
        ]()  #: by quota day: units of looks that were only counted, and when the last was
        self._looked = dict[Feed, float]()
        self._marks = dict[Feed, object]()
        self._batch_bytes = 0
        self.doubt_due = float("inf")  #: when a like waits to be asked about that should not wait for its turn
        self._calm: tuple[object, bool] | None = None
        self._day = 0.0, 0.0, ""
        self._plan: tuple[float, Plan] | None = None

    async def start(self) -> None:
        first = not self._path.exists()
        self._http = httpx.AsyncClient(transport=self.line)
        self._store = await Store.open(self._path, b"k" * 32)
        self._google = Google(self._http, Consent(), self.clock, self._spend)
        found = looks(
            self._store, self._google, cast(Credentials, Consent()), cast(CookieHistory, self.reader)
        )  # fmt: skip
        self._poller = Poller(
            found, self._store.feeds, self._store.settings.chosen, Sender(7, b"key"), self.clock, lambda: None
        )
        self._settings = await self._store.settings.chosen()
        self._reconcile = reconciliation(
            self._store, self._google, cast(Credentials, Consent()), Sender(7, b"key"), self.clock, lambda: None
        )
        if first:
            for number, feed in enumerate(Feed):
                await self._store.feeds.set_destination(feed, await self._store.destinations.add(-100 - number))

    async def stop(self) -> None:
        await self._http.aclose()
        await self._store.close()

    async def restart(self) -> None:
        await self.flush()
        await self.stop()
        await self.start()

    def kill_next(self) -> None:
        """The app is killed inside one of the next looks."""
        self.line.kill_at = self.line.requests + 1 + self.line.requests % 3
        self.reader.kill = self.line.requests % 5 == 0

    async def _spend(self, units: int) -> None:
        await self._store.quota.spend(units, self.clock.now())

    # -- one look --------------------------------------------------------------------------------------------------

    def key(self, feed: Feed) -> object:
        """Changes with what the feed's list shows."""
        if feed is not Feed.HISTORY:
            return self._world.version(feed)
        now = datetime.fromtimestamp(self.clock.time, UTC)
        theirs = now + timedelta(hours=self._world.person.days_east)
        return self._world.version(feed), now.date(), theirs.date()

    def in_trouble(self, feed: Feed) -> bool:
        now, line = self.clock.time, self.line
        if feed in self._failed or (feed is Feed.HISTORY and self.reader.signed_out):
            return True
        if feed is Feed.HISTORY:
            return False
        day = self.quota_day(now)
        return (
            line.kill_at is not None
            or line.units[day] + line.foreign[day] + 60 >= DAY_UNITS
            or any(begin <= now < end for begin, end in line.outages)
        )

    async def look(self, feed: Feed, faulty: bool) -> Change:
        """The app's own."""
        await self.flush()
        line, reader, begin = self.line, self.reader, self.clock.time
        before = sum(line.units.values()), line.bytes, reader.bytes
        line.hurt = reader.hurt = False
        line.faults.clear()
        reader.fault = self.line.dice.choice(HISTORY_FAULTS) if faulty else ""
        if faulty and feed is not Feed.HISTORY:
            line.faults.extend(faults_of_a_look(line.dice))
        marks = self._marks.get(feed)
        await self._survived(self._poller.look(feed))
        line.faults.clear()
        told = await self._news(feed, begin)
        state = await self._store.feeds.state(feed)
        waiting = await self._mark(feed)
        (self._failed.add if state.trouble else self._failed.discard)(feed)
        size = line.bytes - before[1] + reader.bytes - before[2]
        self.bytes[pacific_day(begin)] += size
        changed = bool(told) or marks != self._marks[feed]
        hurt = line.hurt or reader.hurt or state.trouble is not None
        units = sum(line.units.values()) - before[0]
        return Change(changed, waiting, hurt, units, size, state.not_before, state.held)

    async def _survived(self, work: Awaitable[object]) -> None:
        """Unless the app is killed in the middle of it, and started again."""
        try:
            await work
        except BaseExceptionGroup as group:
            if group.split(Killed)[1] is not None:
                raise
            self.line.hurt = True
            await self.restart()

    async def ask(self, faulty: bool) -> int:
        """One batch of known likes is asked about -> how many events that told."""
        await self.flush()
        line, begin = self.line, self.clock.time
        line.faults.extend(faults_of_a_look(line.dice) if faulty else [])
        before = line.bytes
        await self._survived(self._reconcile.turn(begin))
        line.faults.clear()
        self._batch_bytes = line.bytes - before
        self.bytes[pacific_day(begin)] += self._batch_bytes
        told = await self._news(None, begin)
        await self._mark(Feed.LIKES)
        return told

    async def all_calm(self) -> bool:
        """Whether every known like is as it is known, and nothing of them waits: asking about any would change nothing."""
        found = self._world.likes_version, self._events, self._marks.get(Feed.LIKES)
        if self._calm is None or self._calm[0] != found:
            rows = await self._store.database.fetch(
                "SELECT item, vanished, ask_after, missing_since FROM snapshot WHERE feed = 'likes'"
            )
            self._calm = found, all(map(self._as_known, rows))
        return self._calm[1]

    async def next_calm(self) -> list[str] | None:
        """The batch that would be asked about now, if all of that is as it is known."""
        batch = await self._store.likes.due(self.clock.time, BATCH, doubted=False)
        calm = all(self._as_known(asdict(one)) for one in batch)
        return [one.item for one in batch] if calm else None

    def _as_known(self, like: Mapping[str, Any] | sqlite3.Row) -> bool:
        there = like["item"] in self._world.liked and (like["item"] in self._world.hidden) == bool(like["vanished"])
        return there and like["ask_after"] is None and (bool(like["vanished"]) or like["missing_since"] is None)

    async def asked(self, items: Collection[str]) -> None:
        """A batch that is known to change nothing but the time of asking."""
        if items:
            async with self._store.database.transaction("asked") as t:
                await t.run(
                    "UPDATE snapshot SET asked_at = ? WHERE feed = 'likes' AND item IN (SELECT value FROM json_each(?))",
                    (self.clock.time, json.dumps(list(items))),
                )
        self._count(int(RECONCILE_UNITS) if self._world.liked else 0, self._batch_bytes, self.clock.time)

    async def _news(self, feed: Feed | None, begin: float) -> int:
        """What the look told, held against the truth."""
        rows = await self._store.database.fetch(
            "SELECT id, kind, identity, subject, happened_at, seen_at FROM events WHERE id > ? ORDER BY id",
            (self._events,),
        )
        watched = list[Told]()
        for row in rows:
            kind = EventKind(row["kind"])
            self._events = row["id"]
            if kind is not EventKind.VANISHED:
                self._active_at = row["seen_at"]
            if kind is EventKind.WATCHED:
                watched.append(Told(row["subject"], row["identity"]))
                continue
            about = Feed.SUBSCRIPTIONS if row["subject"].startswith("UC") else Feed.LIKES
            self._world.truth.told(about, kind, row["subject"], row["identity"], row["happened_at"], self.clock.time)
        if feed is Feed.HISTORY and (await self._store.feeds.state(feed)).looked_at == begin:
            self.reader.judge(watched)
        return len(rows)

    async def _mark(self, feed: Feed) -> bool:
        """What the look left behind -> whether it waits for time to pass."""
        if feed is Feed.LIKES:
            sql = """SELECT count(*) AS n, total(missing_since) AS missing, total(ask_after) AS asked, min(ask_after) AS due
                FROM snapshot WHERE feed = ?"""
        else:
            sql = "SELECT item, since, missing_since AS missing, place FROM snapshot WHERE feed = ? ORDER BY item"
        rows = await self._store.database.fetch(sql, (feed,))
        self._marks[feed] = [tuple(row) for row in rows]
        if feed is Feed.LIKES:
            self.doubt_due = rows[0]["due"] or float("inf")
        if feed is Feed.SUBSCRIPTIONS:
            self._pages = max(1, math.ceil(len(rows) / 50))
        return feed is not Feed.LIKES and any(row["missing"] for row in rows)  # those of likes wait for no look

    # -- the plan and the ledger -----------------------------------------------------------------------------------

    def counted(self, feed: Feed, units: int, size: int, now: float) -> None:
        """A look that is known to change nothing."""
        self._count(units, size, now)
        self._looked[feed] = now

    def _count(self, units: int, size: int, now: float) -> None:
        day = self.quota_day(now)
        self.line.units[day] += units
        self.bytes[day] += size
        self._owed[day] = (self._owed.get(day, (0, 0.0))[0] + units, now)

    def quota_day(self, now: float) -> str:
        """core.quota_day.pacific_day, asked once a day."""
        if not self._day[0] <= now < self._day[1]:
            self._day = now, now + seconds_to_midnight(now), pacific_day(now)
        return self._day[2]

    async def flush(self) -> None:
        """What was only counted is written down."""
        for units, at in self._owed.values():
            if units:
                await self._store.quota.spend(units, at)
        self._owed.clear()
        async with self._store.database.transaction("looked") as t:
            for feed, at in self._looked.items():
                await t.run("UPDATE feeds SET looked_at = max(looked_at, ?) WHERE feed = ?", (at, feed))
        self._looked.clear()

    async def ledger_wrong(self) -> list[str]:
        """Days of which the database says something else than Google; after a kill it may say one more."""
        rows = await self._store.database.fetch("SELECT day, units FROM quota")
        kept = {row["day"]: row["units"] for row in rows}
        return [
            f"{day}: {kept.get(day, 0)} of {units}"
            for day, units in self.line.units.items()
            if kept.get(day, 0) < units
        ]

    def plan(self, fresh: bool = True) -> Plan:
        """As bot/pace.py makes it, from what this knows of the ledger without asking it. Of looks that changed nothing it is
        not made anew each time, but once a minute: so little moves nothing in it."""
        now = self.clock.time
        made = self._plan
        if fresh or made is None or now >= made[0]:
            pace = Pace(self.line.units[self.quota_day(now)], self._active_at, self._pages)
            self._plan = made = now + PLANNED_FOR, plan(situation(self._settings, pace, now))
        return made[1]

    async def not_before(self, feed: Feed) -> float:
        """Until when the feed waits after a trouble."""
        return (await self._store.feeds.state(feed)).not_before if feed in self._failed else 0.0

    async def mended(self, feed: Feed) -> None:
        await self._store.feeds.mended(feed)
        self._failed.discard(feed)

    async def believe(self, feed: Feed, change: MassChange) -> None:
        """The owner says that it was them."""
        await self._store.feeds.believe(feed, change, CatchUp.ALL)
        await self.mended(feed)
