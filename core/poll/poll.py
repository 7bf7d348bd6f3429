"""One look at a feed: read, compare, decide, record. It never sends anything: what is owed stands in rows afterwards.

    looks[feed].look(state, rules)     likes.py, subscriptions.py, history.py: what YouTube shows
        diff_*.py, watches.py (pure)   known + seen -> what is new; or it can't be true
        decide*.py            (pure)   + what the owner chose -> Record
    feeds.record(Record)               ONE transaction; then the workers are woken

What can't be true, and stays so, is held: the look's record says so and tells nothing, the owner is asked (MASS_CHANGE), and the
first look after their word tells it as they said. It settles itself when a look finds all in its place.

A look that fails in the middle leaves no trace but the reason and the time of the next try. Each feed is looked at by itself,
with a time limit of its own: one that hangs delays no other.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Protocol, TypeVar

from core.backoff import delay
from core.clock import Clock
from core.errors import Condition, NeedsOwner, Retry, Scope, Trouble, unexpected
from core.model import Feed, Sentence
from core.record import Record
from core.settings import CatchUp, Settings

from .decide import FeedState, Rules, Sender

log = logging.getLogger(__name__)

T = TypeVar("T")
#: Seconds that one look may take.
LIMITS: Mapping[Feed, float] = {Feed.LIKES: 120.0, Feed.SUBSCRIPTIONS: 300.0, Feed.HISTORY: 600.0}
#: Seconds between two careful tries while the owner has something to mend. Signed-out cookies stay so, and asking is a risk.
OWNER_PROBES = {Condition.COOKIES_DEAD: 3 * 3600.0}
OWNER_PROBE = 900.0
#: Seconds; nothing waits longer than a quota day of 25 hours and some jitter. What seems to was written by a clock that ran ahead.
LONGEST_WAIT = 26 * 3600.0
#: Seconds since a feed's last good look from which on the owner's rule for long gaps holds for what the next one finds. Of the
#: history a day would be a flood. Dead cookies make a gap at once: what is watched until others come is what they have cost.
LONG_GAP: Mapping[Feed, float] = {Feed.LIKES: 86400.0, Feed.SUBSCRIPTIONS: 86400.0, Feed.HISTORY: 6 * 3600.0}


class Look(Protocol):
    """One feed, read and compared."""

    async def ready(self) -> bool:
        """Whether there is an account to read it with; while there is none, the feed rests in silence."""

    async def look(self, state: FeedState, rules: Rules, now: float) -> Record:
        """What one look finds. Writes nothing. Raises Trouble."""


class Feeds(Protocol):
    """What storage remembers of feeds (storage/feeds.py)."""

    async def state(self, feed: Feed) -> FeedState: ...
    async def record(self, record: Record) -> int:
        """Write all of it or nothing -> how many events were new."""

    async def look_failed(self, feed: Feed, not_before: float, trouble: Sentence, *, began: float, gap: bool) -> None:
        """began: the state's `not_before` when the look began; what the owner has said since then counts, and not this look.
        gap: it makes a gap (FeedState.gap)."""


@dataclass(slots=True)
class Counts:
    """Looks since the start. made: those whose findings are written; failed: those that came to nothing."""

    made: int = 0
    failed: int = 0


class Poller:
    """Looks at a feed when told to. The clock that tells it is bot/schedule.py."""

    def __init__(
        self,
        looks: Mapping[Feed, Look],
        feeds: Feeds,
        chosen: Callable[[], Awaitable[Settings]],
        sender: Sender,
        clock: Clock,
        wake: Callable[[], None],
        used: Callable[[float], Awaitable[tuple[int, int]]] | None = None,
        limits: Mapping[Feed, float] = LIMITS,
    ) -> None:
        """chosen: the owner's settings, read at each look. wake: there is something to tell, or the owner has something to mend, or
        has mended it. used: bytes of this day and of this month, both directions."""
        self._looks = looks
        self._feeds = feeds
        self._chosen = chosen
        self._sender = sender
        self._clock = clock
        self._wake = wake
        self._used = used
        self._limits = limits
        self._busy = set[Feed]()
        self.counts = {feed: Counts() for feed in looks}

    @property
    def feeds(self) -> tuple[Feed, ...]:
        """Those that it can look at."""
        return tuple(self._looks)

    async def look(self, feed: Feed) -> None:
        """One look, unless the feed waits, rests, or is being looked at. Raises nothing: troubles end up in the feed's row."""
        if feed in self._busy:
            return
        self._busy.add(feed)
        try:
            await self._look(feed)
        except Trouble as trouble:  # the row could not even be written
            log.warning("a look at the %s can't be noted: %s", feed, trouble, exc_info=trouble.__cause__)
        finally:
            self._busy.discard(feed)

    async def _look(self, feed: Feed) -> None:
        settings = await self._chosen()
        state = await self._feeds.state(feed)
        now = self._clock.now()  # before the first page: what happens while we read belongs to the next look
        if settings.paused_at is not None or not settings.feeds[feed].on or waits(state.not_before, now):
            return
        look = self._looks[feed]
        if not await look.ready():
            return
        try:
            said = state.believe or state.catch_up
            mode = said or after_gap(settings, state, now)
            capped = await self._capped(settings, now)
            rules = Rules(settings, state.destination, self._sender, mode, capped, gap=said is None)
            record = await within(self._limits[feed], self._clock, look.look(state, rules, now))
            if (await self._feeds.state(feed)).seeded_at != state.seeded_at:
                return  # another account was connected meanwhile: what was read is of both, or of neither
            count = await self._feeds.record(record)
            self.counts[feed].made += 1
            if record.held is not None:
                raise NeedsOwner(Condition.MASS_CHANGE, scope=Scope.GOOGLE, **asdict(record.held))
        except Trouble as trouble:
            await self._failed(state, trouble, now)
            return
        except Exception as bug:  # noqa: BLE001  one feed's bug stops no other, and is asked about less and less often
            await self._failed(state, unexpected(bug), now)
            return
        if count:
            log.info("%d new events from the %s", count, feed)
        if count or state.trouble is not None or state.held is not None:
            self._wake()

    async def _capped(self, settings: Settings, now: float) -> bool:
        """Whether the day's or the month's gigabytes are used up."""
        caps = settings.downloads.day_gigabytes, settings.downloads.month_gigabytes
        if self._used is None or caps == (None, None):
            return False
        used = await self._used(now)
        return any(cap is not None and so_far >= cap * 1e9 for cap, so_far in zip(caps, used, strict=True))

    async def _failed(self, state: FeedState, trouble: Trouble, now: float) -> None:
        log.warning("a look at the %s failed: %s", state.feed, trouble, exc_info=trouble.__cause__)
        self.counts[state.feed].failed += 1
        said = Sentence(trouble.key, trouble.args_for_text)
        again = now + pause(trouble, state.tries)
        dead = isinstance(trouble, NeedsOwner) and trouble.condition is Condition.COOKIES_DEAD
        await self._feeds.look_failed(state.feed, again, said, began=state.not_before, gap=dead)
        if isinstance(trouble, NeedsOwner):
            self._wake()


def after_gap(settings: Settings, state: FeedState, now: float) -> CatchUp | None:
    """What the owner wants done with what a gap has gathered; None: it was none, or nothing special."""
    its = settings.feeds[state.feed]
    if state.seeded_at is None or state.looked_at is None:
        return None
    if not state.gap and now - state.looked_at <= long_gap(settings, state.feed):
        return None
    return its.after_gap if its.after_gap is not CatchUp.ALL else None


def long_gap(settings: Settings, feed: Feed) -> float:
    """Seconds without a look beyond which it was a gap; looks as rare as the owner chose them make none."""
    return max(LONG_GAP[feed], 2 * settings.feeds[feed].slowest)


def pause(trouble: Trouble, tries: int) -> float:
    """Seconds until a feed is looked at again."""
    if isinstance(trouble, NeedsOwner):
        return OWNER_PROBES.get(trouble.condition, OWNER_PROBE)
    if isinstance(trouble, Retry) and trouble.after is not None:
        return min(trouble.after, LONGEST_WAIT)
    return delay(tries + 1, random.random())


def waits(not_before: float, now: float) -> bool:
    """Whether that time is still to come, and can be meant."""
    return 0 < not_before - now <= LONGEST_WAIT


async def within(seconds: float, clock: Clock, work: Awaitable[T]) -> T:
    """The work's result. Raises Retry("look-too-long") when the clock has shown so many seconds, and stops the work."""
    results: list[T] = []
    troubles: list[Exception] = []
    done = asyncio.Event()

    async def run() -> None:
        try:
            results.append(await work)
        except Exception as error:  # noqa: BLE001  raised below, without the group around it
            troubles.append(error)
        finally:
            done.set()

    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(run())
        await clock.wait(done, seconds)
        running.cancel()
    if troubles:
        raise troubles[0]
    if not results:
        raise Retry("look-too-long", minutes=max(1, round(seconds / 60)))
    return results[0]
