"""A look at the watch history: its first page, and more of it where nothing on that is known.

The page is read with the owner's cookies (youtube/history.py). What YouTube renewed of them is kept at once, even if the rest
of the look fails. An empty page of somebody who is signed in is no proof that nothing was watched: it was cleared, or paused,
or YouTube had a bad moment; the page before stays what is known.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import UTC, date, datetime
from typing import Protocol

from core.errors import Retry, Trouble
from core.model import Feed, Record, SnapshotItem, Video

from . import decide_watches, watches
from .decide import FeedState, Rules
from .watches import WINDOW, Entry, ReadOn, Watched

log = logging.getLogger(__name__)

DEPTHS = (WINDOW, 100, 300)  #: entries that are read; each next one only if nothing in the one before is known


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


class History:
    """Implements poll.Look."""

    def __init__(
        self,
        youtube: YouTube,
        known: Known,
        ready: Callable[[], Awaitable[bool]],
        details: Callable[[Sequence[str]], Awaitable[dict[str, Video]]] | None = None,
    ) -> None:
        """details: the Data API's videos, for the figures that the page leaves out; without it they stay unknown."""
        self._youtube = youtube
        self._known = known
        self._ready = ready
        self._details = details

    async def ready(self) -> bool:
        return await self._ready()

    async def look(self, state: FeedState, rules: Rules, now: float) -> Record:
        known = [watches.entry(one.item) for one in await self._known.snapshot(Feed.HISTORY)]
        today = datetime.fromtimestamp(now, UTC).date()
        if state.seeded_at is None:
            page, _ = await self._read(WINDOW)
            log.info("first look at the history: %d watches are known from now on, none is told", len(page))
            seen = tuple(SnapshotItem(one.item) for one in dict.fromkeys(page))
            return Record(Feed.HISTORY, now, page=seen, seeded=True, caught_up=True)
        last_look = datetime.fromtimestamp(state.looked_at or now, UTC).date()
        read, videos = await self._read_until_known(known, today, last_look)
        if read.begun_anew:
            log.warning("nothing on the history's page is known: it is taken as a new beginning, none is told")
        told_before = await self._known.times_watched({f"{one.day or today}:{one.video}" for one in read.new})
        new = {one.video: videos[one.video] for one in read.new}
        return decide_watches.watches(read, rules, await self._filled(new), told_before, today.isoformat(), now)

    async def _read_until_known(
        self, known: Sequence[Entry], today: date, last_look: date
    ) -> tuple[Watched, dict[str, Video]]:
        for depth in DEPTHS:
            page, videos = await self._read(depth)
            if not page and known:
                raise Retry("history-empty")
            end = len(page) < depth or depth == DEPTHS[-1]
            read = watches.compare(page, known, today=today, last_look=last_look, complete=end)
            if not isinstance(read, ReadOn):
                return read, videos
        raise AssertionError("the last depth counts as the end")

    async def _read(self, depth: int) -> tuple[list[Entry], dict[str, Video]]:
        read = await self._youtube.read_history(depth)
        if read.jar is not None:
            await self._youtube.keep_jar(read.jar)
        if not read.watches and read.paused:
            raise Retry("history-paused")
        if not read.watches and not read.signed_in:
            raise Retry("history-empty")
        entries = [Entry(one.video.id, one.day, one.short) for one in read.watches]
        return entries, {one.video.id: one.video for one in read.watches}

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
