"""One person's days: the app's own looks, storage and plan against a simulated YouTube, on a clock that jumps from look to look.

A look at a list that is as it was at a look that changed nothing is known to change nothing, as long as nothing goes wrong in it
and nothing waits for time to pass: its units, bytes and time are counted, and one in 500 of them is made all the same, and must
change nothing; so is one in ten of those right after a look that told something. Looks happen one after the other here; in the
app no feed waits for another.
"""

from __future__ import annotations

import math
import random
from bisect import insort
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from core.model import Feed
from core.record import MassChange

from .detection_app import App
from .detection_batches import Batches
from .detection_mishaps import Mishap, mishaps
from .detection_peers import Peers, Told
from .detection_people import DAY, Person
from .detection_truth import Act, Phantom
from .detection_world import World

BEGIN = 1_796_083_200.0  #: 2026-12-01, a midnight
SAMPLE = 1 / 500  #: of the looks that are known to change nothing
SAMPLE_AFTER = 1 / 10  #: the same of those right after a look that told something
FAULTY = {Feed.LIKES: 1 / 800, Feed.SUBSCRIPTIONS: 1 / 25, Feed.HISTORY: 1 / 60}  #: of the looks
TAIL = 2.0  #: days at the end in which nothing happens any more


@dataclass
class Lived:
    """What came of one person's days."""

    person: Person
    acts: list[Act]
    phantoms: list[Phantom]
    peers: Told
    units: Counter[str]
    bytes: Counter[str]
    looks: Counter[str] = field(default_factory=Counter)
    surprises: list[str] = field(default_factory=list)  #: looks that were known to change nothing, and did
    ledger_wrong: list[str] = field(default_factory=list)


async def live(person: Person, days: int, folder: Path) -> Lived:
    random.seed(f"app {person.seed} {person.number}")  # the app's own jitter
    return await _Days(person, days, folder).live()


class _Days:
    def __init__(self, person: Person, days: int, folder: Path) -> None:
        self._person = person
        self._until = BEGIN + (days + TAIL) * DAY
        self._world = World(person, BEGIN, days)
        self._app = App(self._world, folder / f"{person.number}.db", BEGIN - 3600)
        self._batches = Batches(self._app)
        self._peers = Peers(self._world, BEGIN)
        self._world.before_act = self._peers.until
        self._dice = random.Random(f"days {person.seed} {person.number}")
        self._ordinary = {feed: self._until_special(feed) for feed in Feed}
        self._told = set[Feed]()  #: feeds whose last look told something
        self._settled: dict[Feed, object] = {}
        self._cost: dict[Feed, tuple[int, int]] = {}  #: units and bytes of the last look that changed nothing
        self._looks = Counter[str]()
        self._surprises: list[str] = []
        self._due = {feed: BEGIN - 3600 + place for place, feed in enumerate(Feed)}
        self._batch_due = BEGIN - 3000.0
        self._mishaps = mishaps(self._dice, BEGIN, days)
        self._asked_of = Feed.SUBSCRIPTIONS
        self._asked: MassChange | None = None  #: the owner was asked whether that was them

    async def live(self) -> Lived:
        app = self._app
        await app.start()
        clock, world = app.clock, self._world
        while (due := min(*self._due.values(), self._batch_due)) < self._until:
            clock.time = max(clock.time, due)
            now = clock.time
            if world.next_at <= now:
                world.advance(now)
            if self._mishaps and self._mishaps[0].at <= now:
                await self._go_wrong(self._mishaps.pop(0))
                continue
            if self._batch_due <= now:
                await self._ask()
                continue
            feed = min(self._due, key=lambda one: self._due[one])
            await self._look(feed)
        self._peers.until(self._until)
        self._peers.a_day_by_relevance()
        await app.ledger.flush(app.store)
        wrong = await app.ledger.wrong(app.store)
        await app.stop()
        return Lived(
            self._person, world.truth.acts, world.truth.phantoms, self._peers.told, app.line.units, app.ledger.bytes, self._looks,
            self._surprises, wrong,
        )  # fmt: skip

    # -- looks -----------------------------------------------------------------------------------------------------

    async def _look(self, feed: Feed) -> None:
        app, now = self._app, self._app.clock.time
        if feed is Feed.LIKES and now >= app.doubt_due:
            self._batch_due = min(self._batch_due, now)
        key = app.key(feed)
        known = self._settled.get(feed) == key and not app.in_trouble(feed)
        if known and self._ordinary[feed] and (feed not in self._told or self._dice.random() >= SAMPLE_AFTER):
            self._told.discard(feed)
            self._count(feed, now)
            return
        faulty = False
        if not self._ordinary[feed]:
            faulty = now > BEGIN and self._dice.random() < FAULTY[feed] / (FAULTY[feed] + SAMPLE)
            self._ordinary[feed] = self._until_special(feed)
        else:
            self._ordinary[feed] -= 1
        known = known and not faulty
        self._looks[feed] += 1
        change = await app.look(feed, faulty)
        self._looks[f"{feed} made"] += 1
        if known and change.changed and app.key(feed) == key:
            self._surprises.append(f"{feed} at {now}: {change}")
        self._settled.pop(feed, None)
        self._told.discard(feed)
        if app.key(feed) == key and not change.waiting and not change.hurt:
            if not change.changed:
                self._settled[feed], self._cost[feed] = key, (change.units, change.bytes)
            elif feed in self._cost and feed is not Feed.SUBSCRIPTIONS:
                self._settled[feed] = key
                self._told.add(feed)
        if change.held is not None and change.held != self._asked:
            self._asked = change.held
            self._asked_of = feed
            insort(self._mishaps, Mishap(app.clock.time + self._dice.uniform(300, 36_000), "believe"))
        if change.not_before > app.clock.time:
            self._due[feed] = change.not_before
            return
        self._due[feed] = app.clock.time + app.ledger.plan(app.clock.time).waits[feed]

    def _count(self, feed: Feed, now: float) -> None:
        """This look, and all that follow it before anything else happens or one is special, are known to change nothing."""
        app = self._app
        wait = app.ledger.plan(now, fresh=False).waits[feed]
        others = min(at for other, at in self._due.items() if other is not feed)
        mishaps = self._mishaps[0].at if self._mishaps else now + DAY
        doubt = app.doubt_due if feed is Feed.LIKES else now + DAY
        until = min(self._world.next_at, others, self._batch_due, mishaps, doubt, app.ledger.steady_until, self._until)
        count = 1 if feed is Feed.HISTORY else max(1, min(self._ordinary[feed], math.ceil((until - now) / wait)))
        units, size = self._cost[feed]
        app.ledger.count(units * count, size * count, now + (count - 1) * wait, feed)
        self._ordinary[feed] -= count
        self._looks[feed] += count
        self._due[feed] = now + count * wait

    def _until_special(self, feed: Feed) -> int:
        """How many looks until the next in which something goes wrong, or which is made though nothing has changed."""
        return int(math.log(1 - self._dice.random()) / math.log(1 - FAULTY[feed] - SAMPLE))

    async def _ask(self) -> None:
        """About a batch of the likes, as the schedule does."""
        app = self._app
        if (await app.not_before(Feed.LIKES)) <= app.clock.time:
            self._looks["batches"] += 1
            faulty = self._dice.random() < FAULTY[Feed.LIKES]
            made = faulty or self._dice.random() < SAMPLE or app.in_trouble(Feed.LIKES)
            calm = await self._batches.calm()
            if calm is not None and not made:
                await self._batches.count(calm)
            else:
                self._looks["batches made"] += 1
                told = await self._batches.ask(faulty=faulty)
                if told and calm is not None:
                    self._surprises.append(f"asking about likes at {app.clock.time}: {told} events")
        self._batch_due = app.clock.time + (app.ledger.plan(app.clock.time).reconcile or 60.0)

    async def _go_wrong(self, mishap: Mishap) -> None:
        at, app = mishap.at, self._app
        if mishap.what == "restart":
            await app.restart()
            self._settled.clear()
            for feed in Feed:
                self._due[feed] = max(self._due[feed], at + mishap.lasts)
            self._batch_due = max(self._batch_due, at + mishap.lasts)
        elif mishap.what == "believe" and self._asked is not None:
            await app.believe(self._asked_of, self._asked)
            self._asked = None
            self._due[self._asked_of] = at
        elif mishap.what == "cookies":
            app.reader.signed_out = False
            await app.mended(Feed.HISTORY)
            self._due[Feed.HISTORY] = at
        elif mishap.what == "signed-out":
            app.reader.signed_out = True
            insort(self._mishaps, Mishap(at + mishap.lasts, "cookies"))
        elif mishap.what == "kill":
            app.kill_next()
        else:
            app.line.suffer(mishap.what, at, mishap.lasts)
