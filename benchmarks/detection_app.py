"""The app as far as it looks: its poller, its looks, its client of Google and its database, switched on for one simulated account.

The switch-on page wires the same things (bot/app.py, bot/looks.py); here the line to Google and the history's child are simulated.
"""

from __future__ import annotations

import math
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import httpx

from bot.credentials import Credentials
from bot.looks import CookieHistory, looks, reconciliation
from core.model import EventKind, Feed
from core.poll.decide import Sender
from core.poll.poll import Poller
from core.record import MassChange
from core.settings import DAY_UNITS, CatchUp
from core.youtube.google import Google
from storage.store import Store

from .detection_history import FAULTS as HISTORY_FAULTS
from .detection_history import HistoryReader, Told
from .detection_ledger import Ledger
from .detection_line import Consent, HandClock, Killed, Line, faults_of_a_look
from .detection_world import World


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


class App:
    """Switched on by `start`."""

    def __init__(self, world: World, database: Path, begin: float) -> None:
        seed = f"{world.person.seed} {world.person.number}"
        self.clock = HandClock(begin)
        self.line = Line(world, self.clock, seed)
        self.reader = HistoryReader(world, self.clock, seed)
        self.ledger = Ledger(self.line)
        self.world = world
        self._path = database
        self.events = 0
        self._failed = set[Feed]()
        self.marks = dict[Feed, object]()
        self.doubt_due = float("inf")  #: when a like waits to be asked about that should not wait for its turn

    async def start(self) -> None:
        first = not self._path.exists()
        self._http = httpx.AsyncClient(transport=self.line)
        self.store = await Store.open(self._path, b"k" * 32)
        self._google = Google(self._http, Consent(), self.clock, self._spend)
        consent = cast(Credentials, Consent())
        found = looks(self.store, self._google, consent, cast(CookieHistory, self.reader))
        self._poller = Poller(
            found, self.store.feeds, self.store.settings.chosen, Sender(7, b"key"), self.clock, lambda: None
        )
        self.ledger.settings = await self.store.settings.chosen()
        sender = Sender(7, b"key")
        self.reconcile = reconciliation(self.store, self._google, consent, sender, self.clock, lambda: None)
        if first:
            for number, feed in enumerate(Feed):
                await self.store.feeds.set_destination(feed, await self.store.destinations.add(-100 - number))

    async def stop(self) -> None:
        await self._http.aclose()
        await self.store.close()

    async def restart(self) -> None:
        await self.ledger.flush(self.store)
        await self.stop()
        await self.start()

    def kill_next(self) -> None:
        """The app is killed inside one of the next looks."""
        self.line.kill_at = self.line.requests + 1 + self.line.requests % 3
        self.reader.kill = self.line.requests % 5 == 0

    async def _spend(self, units: int) -> None:
        await self.store.quota.spend(units, self.clock.now())

    # -- one look --------------------------------------------------------------------------------------------------

    def key(self, feed: Feed) -> object:
        """Changes with what the feed's list shows."""
        if feed is not Feed.HISTORY:
            return self.world.version(feed)
        now = datetime.fromtimestamp(self.clock.time, UTC)
        theirs = now + timedelta(hours=self.world.person.days_east)
        return self.world.version(feed), now.date(), theirs.date()

    def in_trouble(self, feed: Feed) -> bool:
        now, line = self.clock.time, self.line
        if feed in self._failed or (feed is Feed.HISTORY and (self.reader.signed_out or self.reader.kill)):
            return True
        if feed is Feed.HISTORY:
            return False
        day = self.ledger.quota_day(now)
        return (
            line.kill_at is not None
            or line.units[day] + line.foreign[day] + 60 >= DAY_UNITS
            or any(begin <= now < end for begin, end in line.outages)
        )

    async def look(self, feed: Feed, faulty: bool) -> Change:
        """The app's own."""
        await self.ledger.flush(self.store)
        line, reader, begin = self.line, self.reader, self.clock.time
        before = sum(line.units.values()), line.bytes, reader.bytes
        line.hurt = reader.hurt = False
        line.faults.clear()
        reader.fault = self.line.dice.choice(HISTORY_FAULTS) if faulty else ""
        if faulty and feed is not Feed.HISTORY:
            line.faults.extend(faults_of_a_look(line.dice))
        marks = self.marks.get(feed)
        await self.survived(self._poller.look(feed))
        line.faults.clear()
        told = await self.news(feed, begin)
        state = await self.store.feeds.state(feed)
        waiting = await self.mark(feed)
        (self._failed.add if state.trouble else self._failed.discard)(feed)
        size = line.bytes - before[1] + reader.bytes - before[2]
        self.ledger.bytes[self.ledger.quota_day(begin)] += size
        changed = bool(told) or marks != self.marks[feed]
        hurt = line.hurt or reader.hurt or state.trouble is not None
        units = sum(line.units.values()) - before[0]
        return Change(changed, waiting, hurt, units, size, state.not_before, state.held)

    async def survived(self, work: Awaitable[object]) -> None:
        """Unless the app is killed in the middle of it, and started again."""
        try:
            await work
        except BaseExceptionGroup as group:
            if group.split(Killed)[1] is not None:
                raise
            self.line.hurt = True
            await self.restart()

    async def news(self, feed: Feed | None, begin: float) -> int:
        """What the look told, held against the truth."""
        rows = await self.store.database.fetch(
            "SELECT id, kind, identity, subject, happened_at, seen_at FROM events WHERE id > ? ORDER BY id",
            (self.events,),
        )
        watched = list[Told]()
        for row in rows:
            kind = EventKind(row["kind"])
            self.events = row["id"]
            if kind is not EventKind.VANISHED:
                self.ledger.active_at = row["seen_at"]
            if kind is EventKind.WATCHED:
                watched.append(Told(row["subject"], row["identity"]))
                continue
            about = Feed.SUBSCRIPTIONS if row["subject"].startswith("UC") else Feed.LIKES
            self.world.truth.told(about, kind, row["subject"], row["identity"], row["happened_at"], self.clock.time)
        if feed is Feed.HISTORY and (await self.store.feeds.state(feed)).looked_at == begin:
            self.reader.judge(watched)
        return len(rows)

    async def mark(self, feed: Feed) -> bool:
        """What the look left behind -> whether it waits for time to pass."""
        if feed is Feed.LIKES:
            sql = """SELECT count(*) AS n, total(missing_since) AS missing, total(ask_after) AS asked, min(ask_after) AS due
                FROM snapshot WHERE feed = ?"""
        else:
            sql = "SELECT item, since, missing_since AS missing, place FROM snapshot WHERE feed = ? ORDER BY item"
        rows = await self.store.database.fetch(sql, (feed,))
        self.marks[feed] = [tuple(row) for row in rows]
        if feed is Feed.LIKES:
            self.doubt_due = rows[0]["due"] or float("inf")
        if feed is Feed.SUBSCRIPTIONS:
            self.ledger.pages = max(1, math.ceil(len(rows) / 50))
        return feed is not Feed.LIKES and any(row["missing"] for row in rows)  # those of likes wait for no look

    async def not_before(self, feed: Feed) -> float:
        """Until when the feed waits after a trouble."""
        return (await self.store.feeds.state(feed)).not_before if feed in self._failed else 0.0

    async def mended(self, feed: Feed) -> None:
        await self.store.feeds.mended(feed)
        self._failed.discard(feed)

    async def believe(self, feed: Feed, change: MassChange) -> None:
        """The owner says that it was them."""
        await self.store.feeds.believe(feed, change, CatchUp.ALL)
        await self.mended(feed)
