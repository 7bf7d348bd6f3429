"""The week: one life of the app after the other, what happens meanwhile, and the end, when everything is let come to rest."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from sandbox.owner import import_document
from tests.clocks import SharedClock
from tests.stories.forking import Forking
from tests.stories.house import House, house

from .deaths import Death, Deaths
from .life import Lives
from .owner import Owner
from .people import FEED_OF, SOURCES, People
from .posts import is_file, told_by
from .troubles import Troubles

WEEK = 7 * 86_400.0
SPEED = 10.0  #: the app's clock against the machine's
#: Seconds between two looks, in a life; what is due by the clock after the machine was off is looked at at once. Each look at the
#: history is a process of its own.
PACE = {"likes": 1.5, "subscriptions": 3.0, "history": 3 * 3600.0}
PARTS = 5  #: of 512 KiB, of which a file may have so many: what is larger comes in several
FIRST = 240.0  #: seconds that anything in the first life may take; nothing is timed with it
QUIET = 60.0  #: and each of the lives at the end
RESTS = 6  #: lives at the end, APART seconds one after the other, in which all has to come to rest
APART = 4 * 3600.0
STUCK = 8  #: lives without a step forward, after which one is left alone for a while
PATIENCE = 60.0  #: starts that it then gets at most
QUICK_CHECK = 25  #: lives between two looks at the database's health


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked for."""

    seed: int
    kills: int = 500
    seconds: float = WEEK
    sources: tuple[str, ...] = tuple(SOURCES)  #: what is liked before the first kill, undisturbed
    feeds: tuple[str, ...] = tuple(PACE)
    talks: bool = True  #: the owner does, too


class Week:
    """`async with week(folder, plan) as it: await it.live(say)`; then reckoning.py."""

    def __init__(self, plan: Plan, home: House, starts: Forking, clock: SharedClock, lives: Lives) -> None:
        self.plan = plan
        self.home = home
        self.starts = starts
        self.clock = clock
        self.lives = lives
        self.people = People(home, plan.feeds)
        self.owner = Owner(home, self.people)
        self.troubles = Troubles(home)
        self.deaths = Deaths()
        self.began = clock.now()
        self.starting = time.monotonic()
        self.unwell: list[str] = []  #: what the database's quick checks said
        self.enough = (
            False  #: somebody asked for the end: what is owed comes, and the reckoning is made of what there was
        )
        self._turn: Random = Random(0)
        self._forward = (0, 0)  #: the last progress, and the life it was made in

    async def live(self, say: Callable[[Week], Awaitable[None]]) -> None:
        """All of it. say: called after every life."""
        await self.undisturbed()
        n = 0
        while self.deaths.kills < self.plan.kills and not self.enough:
            await self._life(n)
            await say(self)
            n += 1
        await self._rest()

    # -- before the first kill ---------------------------------------------------------------------------------

    async def undisturbed(self) -> None:
        """Move in, let the first looks be made, and one video of each kind come."""
        document = await import_document(self.home.addresses)
        document["destinations"] = {feed: self.home.addresses["channels"][feed] for feed in self.plan.feeds}
        await self.home.move_in(document=document)
        for feed, seconds in PACE.items():
            rows = {
                f"feed.{feed}.fastest": str(seconds),
                f"feed.{feed}.slowest": str(seconds),
                f"feed.{feed}.after_gap": '"all"',
            }
            for key, value in rows.items():
                self.home.write(f"INSERT OR REPLACE INTO settings (key, value) VALUES ('{key}', '{value}')")
        await self.home.world.max_parts(PARTS)
        await self.people.open()
        await self.lives.up("", self.clock.made_of())
        if "history" in self.plan.feeds:
            await self.home.world.send_file("cookies.txt", (await self.home.world.cookies()).encode())
        await self.home.until(
            "SELECT 1 WHERE (SELECT count(*) FROM feeds WHERE seeded_at IS NOT NULL) = ?",
            len(self.plan.feeds),
            timeout=FIRST,
        )
        for source in self.plan.sources:
            await self.people.like(source)
        await self.home.all_done(len(self.people.videos), timeout=FIRST)
        await self.lives.stopped()

    # -- a life ------------------------------------------------------------------------------------------------

    async def _life(self, n: int) -> None:
        """Everything that is by chance comes from the seed and the number, whatever the lives before it were like."""
        chance = Random(f"{self.plan.seed}:{n}")
        self._turn = Random(f"{self.plan.seed}:{n}:meanwhile")
        left = self.began + self.plan.seconds - self.clock.now()
        self.clock.passes(max(0.0, left / max(1, self.plan.kills - self.deaths.kills) * chance.uniform(0.5, 1.5)))
        await self.troubles.change(chance)
        for _ in range(chance.choice((0, 0, 0, 1, 1, 2))):
            await self.people.act(chance)
        death = self.deaths.plan(chance)
        left_alone = n - self._progress(n) > STUCK
        if left_alone:
            death, self._forward = Death("time", PATIENCE), (self._forward[0], n)

        async def meanwhile() -> bool:
            await self._meanwhile()
            return not left_alone or self._progress(n + 1) <= n

        names, at_step = await self.lives.one(death, meanwhile)
        self.deaths.note(death, names, at_step=at_step)
        if n % QUICK_CHECK == 0:
            self.unwell += [f"after life {n}: {row}" for row in checked(self.home.data / "yagami.db", "quick_check")]

    async def _meanwhile(self) -> None:
        """What may happen in a tenth of a second."""
        if self._turn.random() < 0.03:
            await self.people.act(self._turn)
        if self.plan.talks and self._turn.random() < 0.02:
            await self.owner.incline(self._turn)
        if self._turn.random() < 0.5:
            await self.owner.turn()

    def _progress(self, n: int) -> int:
        """The last life that wrote something down, told it or brought it; or had nothing to do."""
        [row] = self.home.rows(
            """SELECT (SELECT count(*) FROM events) + (SELECT count(*) FROM deliveries WHERE state = 'sent')
                    + (SELECT count(*) FROM downloads WHERE state IN ('done', 'cancelled', 'failed', 'skipped')) AS done,
                      (SELECT count(*) FROM deliveries WHERE state = 'waiting')
                    + (SELECT count(*) FROM downloads WHERE state NOT IN ('done', 'cancelled', 'failed', 'skipped')) AS left"""
        )
        if row["done"] > self._forward[0] or not (row["left"] or self.people.owed()):
            self._forward = (row["done"], n)
        return self._forward[1]

    # -- the end -----------------------------------------------------------------------------------------------

    async def _rest(self) -> None:
        """No more acts, troubles or kills: what is owed comes. In lives hours apart, since much waits by the clock."""
        await self.troubles.end()
        self.owner.wants_pause = False
        for _ in range(RESTS):
            self.clock.passes(APART)
            await self.lives.up("", self.clock.made_of())
            end = time.monotonic() + QUIET
            while time.monotonic() < end and not (quiet := self.at_rest()):
                self.lives.assert_lives()
                await self.owner.turn()
                await asyncio.sleep(0.1)
            await self.lives.stopped()
            if quiet:
                break

    def at_rest(self) -> bool:
        """Nothing is owed any more, as far as the rows say."""
        return not any(self.restless())

    def restless(self) -> list[str]:
        """What keeps it from being at rest."""
        open_ = self.home.rows(
            """SELECT 'download ' || id || ' ' || state || ' ' || ifnull(trouble, '') AS what FROM downloads
                   WHERE state NOT IN ('done', 'skipped', 'failed', 'cancelled', 'offered')
               UNION ALL SELECT 'delivery ' || id || ' ' || state || ' ' || ifnull(trouble, '') FROM deliveries
                   WHERE state = 'waiting' OR (state = 'sent' AND gone = 0 AND status_shown IS NOT status_wanted)
               UNION ALL SELECT 'errand ' || kind || ' ' || subject || ' ' || ifnull(trouble, '') FROM errands
                   WHERE ended_at IS NULL"""
        )
        owed = [f"{kind} {subject}" for kind, subject in self.people.owed()]
        return [*owed, *(row["what"] for row in open_), *([] if self.owner.content() else ["what the owner wants"])]

    def happened(self) -> int:
        return len(self.people.ledger) + sum(one.height is not None for one in self.owner.links)

    def told(self) -> int:
        """Of the events, how many stand in their channel by the rows."""
        [row] = self.home.rows("SELECT count(*) AS n FROM deliveries WHERE state = 'sent'")
        return int(row["n"])

    async def so_far(self) -> tuple[list[str], list[str]]:
        """-> (posts that the rows say were sent and that do not stand there, posts that stand there too often)."""
        wanted = Counter((act.kind, act.subject) for act in self.people.ledger)
        there, ids = Counter[tuple[str, str]](), set[tuple[int, int]]()
        for feed in PACE:
            posts = [one for one in await self.home.world.read(feed) if not is_file(one)]
            there.update(told for one in posts for told in told_by(one))
            ids |= {(self.home.addresses["channels"][feed], one["id"]) for one in posts}
        sent = self.home.rows(
            """SELECT chat_id, message_id, random_id FROM deliveries d JOIN destinations t ON t.id = d.destination_id
               WHERE state = 'sent'"""
        )
        lost = [f"{row}" for row in sent if (row["chat_id"], row["message_id"]) not in ids]
        doubled = there - wanted
        return lost, [f"{kind} {subject}" for kind, subject in doubled.elements()]

    def feeds(self) -> dict[str, int]:
        """What happened in each feed."""
        count = dict.fromkeys(PACE, 0)
        for act in self.people.ledger:
            count[FEED_OF[act.kind]] += 1
        return count


def checked(file: Path, pragma: str) -> list[str]:
    """What a check of the database finds, while no app runs."""
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        rows = [" ".join(map(str, row)) for row in connection.execute(f"PRAGMA {pragma}")]
    finally:
        connection.close()
    return [row for row in rows if row != "ok"]


@asynccontextmanager
async def week(folder: Path, plan: Plan) -> AsyncIterator[Week]:
    """A world whose clock is the app's, and everything that is about the app in it."""
    clock = SharedClock.begun(SPEED)
    async with house(folder, clock.now) as home, Forking() as starts, Lives(home, starts, clock) as lives:
        home.extra["YAGAMI_LOG_LEVEL"] = "INFO"
        yield Week(plan, home, starts, clock, lives)
