"""A look at the watch history: its first page, and more of it where that does not explain itself.

The page is read with the owner's cookies (youtube/history.py). What YouTube renewed of them is kept at once, even if the rest
of the look fails.

A page without an entry is one of these, and each has its own sentence:
- Nobody is signed in: youtube/history.py raises COOKIES_DEAD.
- The history is paused, which the page says: a good look, and the owner is told. YouTube shows a paused history as it was, so
  this is said as well where there are entries.
- It was cleared: what was known is gone. That is believed of the third such page in a row, since YouTube has bad moments.
- The page does not say who is signed in (YouTube changed it): it means nothing, and the look is made again.

After the second and third what was known is kept as gone (watches.py): the next watch is told, and a history that comes back whole
tells nothing.

A private time (storage/private.py): a look that covers any part of one makes the page known, and tells and records nothing. That
swallows what was watched since the look before it began; the other choice would be to tell what was watched just after. YouTube
shows some watches late, so a private time counts as lasting for LAG beyond its end: what is watched in that minute stays private,
and the look that is made at the end of it (bot/errands/private_end.py) is the last silent one.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol

from core.errors import Condition, NeedsOwner, Retry, Scope, Trouble
from core.model import Feed, Sentence, Video
from core.record import Record, SnapshotItem

from . import decide_watches, watches
from .decide import FeedState, Rules
from .watches import WINDOW, Entry, ReadOn, Watched

log = logging.getLogger(__name__)

DEPTHS = (WINDOW, 100, 300)  #: entries that are read; each next one only if the one before does not explain itself
LAG = 60.0  #: seconds in which a watch is on the page, however late that is
EMPTY = "history-empty"
EMPTY_TRIES = 2  #: empty pages that are doubted before one is believed


def condition(which: Condition) -> Sentence:
    return Sentence(NeedsOwner(which, scope=Scope.ITEM).key)


PAUSED, CLEARED = condition(Condition.HISTORY_PAUSED), condition(Condition.HISTORY_CLEARED)


class Watch(Protocol):
    """One line of the page."""

    @property
    def video(self) -> Video: ...
    @property
    def day(self) -> str | None:
        """ISO date."""

    @property
    def short(self) -> bool: ...


class Page(Protocol):
    """What one reading showed (youtube/history.py)."""

    @property
    def watches(self) -> Sequence[Watch]:
        """Newest first."""

    @property
    def signed_in(self) -> bool | None:
        """None: the page did not say, so an empty one means nothing."""

    @property
    def paused(self) -> bool | None: ...
    @property
    def jar(self) -> str | None:
        """Cookies to keep from now on."""


class YouTube(Protocol):
    """The history, as this feed needs it."""

    async def read_history(self, limit: int) -> Page:
        """The newest entries. Raises Trouble; COOKIES_DEAD where nobody is signed in."""

    async def keep_jar(self, jar: str) -> None: ...


class Known(Protocol):
    """What is known of the page (storage/feeds.py)."""

    async def snapshot(self, feed: Feed) -> tuple[SnapshotItem, ...]: ...
    async def times_watched(self, days_and_videos: Collection[str]) -> dict[str, int]:
        """How often each `DAY:VIDEO` was told already."""

    async def watched_ever(self, videos: Collection[str]) -> dict[str, int]:
        """How many watches of each video are recorded, on any day."""


@dataclass(frozen=True, slots=True)
class _Read:
    entries: list[Entry]
    videos: dict[str, Video]
    paused: bool


class History:
    """Implements poll.Look."""

    def __init__(
        self,
        youtube: YouTube,
        known: Known,
        ready: Callable[[], Awaitable[bool]],
        details: Callable[[Sequence[str]], Awaitable[dict[str, Video]]] | None = None,
        private_since: Callable[[float], Awaitable[bool]] | None = None,
    ) -> None:
        """details: the Data API's videos, for the figures that the page leaves out; without it they stay unknown.

        private_since: whether a private time lasted later than that.
        """
        self._youtube = youtube
        self._known = known
        self._ready = ready
        self._details = details
        self._private_since = private_since

    async def ready(self) -> bool:
        return await self._ready()

    async def look(self, state: FeedState, rules: Rules, now: float) -> Record:
        snapshot = await self._known.snapshot(Feed.HISTORY)
        known = [watches.entry(one.item, gone=one.missing_since is not None) for one in snapshot]
        missing = {one.item: one.missing_since for one in snapshot if one.missing_since is not None}
        today = datetime.fromtimestamp(now, UTC).date()
        if state.seeded_at is None:
            first = await self._read(WINDOW)
            log.info("first look at the history: %d watches are known from now on, none is told", len(first.entries))
            seen = decide_watches.remembered(first.entries, {}, now)
            notice = PAUSED if first.paused else None
            return Record(Feed.HISTORY, now, page=seen, seeded=True, caught_up=True, notice=notice)
        looked_at = state.looked_at or now
        read, found = await self._read_until_explained(
            known, today, datetime.fromtimestamp(looked_at, UTC).date(), state
        )
        notice = PAUSED if found.paused else CLEARED if known and not found.entries else None
        if read.begun_anew:
            log.warning("nothing on the history's page is known: it is taken as a new beginning, none is told")
        if self._private_since and await self._private_since(looked_at - LAG):
            if read.new:
                log.info("a private time: some watches are told and recorded nowhere")
            page = decide_watches.remembered(read.page, missing, now)
            return Record(Feed.HISTORY, now, page=page, caught_up=rules.catch_up is not None, notice=notice)
        told_before = await self._known.times_watched({f"{one.day or today}:{one.video}" for one in read.new})
        watched_before = await self._known.watched_ever({one.video for one in read.new})
        new = await self._filled({one.video: found.videos[one.video] for one in read.new})
        return decide_watches.watches(
            read, rules, new, told_before, watched_before, missing, today.isoformat(), now, notice=notice
        )

    async def _read_until_explained(
        self, known: Sequence[Entry], today: date, last_look: date, state: FeedState
    ) -> tuple[Watched, _Read]:
        for depth in DEPTHS:
            found = await self._read(depth)
            if not found.entries and known:
                if not found.paused:
                    _believe_empty(state)
                return Watched((), watches.emptied(known)), found
            end = len(found.entries) < depth or depth == DEPTHS[-1]
            read = watches.compare(found.entries, known, today=today, last_look=last_look, complete=end)
            if not isinstance(read, ReadOn):
                return read, found
        raise AssertionError("the last depth counts as the end")

    async def _read(self, depth: int) -> _Read:
        read = await self._youtube.read_history(depth)
        if read.jar is not None:
            await self._youtube.keep_jar(read.jar)
        if not read.watches and not read.signed_in:
            raise Retry(EMPTY)
        entries = [Entry(one.video.id, one.day, one.short) for one in read.watches]
        return _Read(entries, {one.video.id: one.video for one in read.watches}, bool(read.paused))

    async def _filled(self, new: dict[str, Video]) -> dict[str, Video]:
        """The page leaves out views, and more in some layouts; a look does not fail for them."""
        gaps = [one.id for one in new.values() if None in (one.title, one.channel, one.duration, one.views)]
        if not gaps or self._details is None:
            return new
        try:
            return new | await self._details(gaps)
        except Trouble as trouble:
            log.info("some figures of watched videos stay unknown: %s", trouble)
            return new


def _believe_empty(state: FeedState) -> None:
    """Raises Retry until a page without an entry is no accident any more."""
    said = state.trouble.key if state.trouble else None
    if said not in (CLEARED.key, PAUSED.key) and (said != EMPTY or state.tries < EMPTY_TRIES):
        raise Retry(EMPTY)
