"""A look at the likes: the list's newest pages until a known id stands, then the details and like times of what is unknown."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import Protocol

from core.errors import Retry, Scope
from core.model import Feed, Record, Video

from . import decide_likes, diff
from .decide import FeedState, Rules

log = logging.getLogger(__name__)

PAGES_OF_NEWS = 1 + diff.BURST // 50
PAGES_OF_SEED = 400  #: 20,000 likes, 400 units of quota, once


class LikedPage(Protocol):
    """One page of liked ids, newest first."""

    @property
    def ids(self) -> tuple[str, ...]: ...
    @property
    def next_page(self) -> str | None: ...


class YouTube(Protocol):
    """The Data API, as this feed needs it (youtube/data_api.py). Each raises Trouble."""

    async def liked_page(self, page: str | None = None) -> LikedPage: ...
    async def videos(self, ids: Sequence[str]) -> dict[str, Video]: ...
    async def like_times(self, wanted: Collection[str]) -> Mapping[str, float]: ...


class Known(Protocol):
    """What is known of the list (storage/feeds.py)."""

    async def known(self, feed: Feed, items: Sequence[str]) -> set[str]: ...
    async def anything_known(self, feed: Feed) -> bool: ...


class Likes:
    """Implements poll.Look."""

    def __init__(self, youtube: YouTube, known: Known, ready: Callable[[], Awaitable[bool]]) -> None:
        self._youtube = youtube
        self._known = known
        self._ready = ready

    async def ready(self) -> bool:
        return await self._ready()

    async def look(self, state: FeedState, rules: Rules, now: float) -> Record:
        if state.seeded_at is None:
            seen, _ = await self._read(PAGES_OF_SEED, stop_at_known=False)
            log.info("first look at the likes: %d are known from now on, none is told", len(seen))
            return Record(Feed.LIKES, now, seen=seen, seeded=True, caught_up=True)
        seen, complete = await self._read(PAGES_OF_NEWS, stop_at_known=True)
        known = await self._known.known(Feed.LIKES, seen)
        anything_known = await self._known.anything_known(Feed.LIKES)
        changes = diff.likes(seen, known, complete=complete, anything_known=anything_known)
        if isinstance(changes, diff.Suspicious):
            raise Retry(changes.reason, scope=Scope.GOOGLE, count=len(seen))
        unknown = (*changes.new, *changes.resurfaced)
        details = await self._youtube.videos(unknown) if unknown else {}
        times = await self._youtube.like_times(unknown) if unknown else {}
        return decide_likes.likes(changes, rules, details, times, state.looked_at or 0.0, now)

    async def _read(self, most_pages: int, *, stop_at_known: bool) -> tuple[tuple[str, ...], bool]:
        """-> (ids newest first, whether the list was read to its end)."""
        seen: dict[str, None] = {}  # a like made while we read pushes the last id of a page onto the next one
        token = None
        for _ in range(most_pages):
            page = await self._youtube.liked_page(token)
            seen.update(dict.fromkeys(page.ids))
            token = page.next_page
            if token is None:
                return tuple(seen), True
            if stop_at_known and await self._known.known(Feed.LIKES, page.ids):
                break
        return tuple(seen), False
