"""One look at a feed: read, compare, decide, record. It never sends anything: what is owed stands in rows afterwards.

    seen  = YouTube's pages, until a known id stands          (youtube/data_api.py)
    diff.py     (pure)   known + seen -> Changes, or Suspicious
    decide.py   (pure)   Changes -> Record
    feeds.record(Record)            ONE transaction; then the workers are woken

A look that fails in the middle leaves no trace but the reason and the time of the next try.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from core.backoff import delay
from core.clock import Clock
from core.errors import NeedsOwner, Retry, Scope, Trouble
from core.model import Feed, Record, Sentence, Video

from . import decide, diff
from .decide import FeedState, Sender

log = logging.getLogger(__name__)

PAGES_OF_NEWS = 1 + diff.BURST // 50
PAGES_OF_SEED = 400  #: 20,000 likes, 400 units of quota, once
OWNER_PROBE = 900.0  #: seconds between two careful tries while the owner has something to mend


class LikedPage(Protocol):
    """One page of liked ids, newest first."""

    @property
    def ids(self) -> tuple[str, ...]: ...
    @property
    def next_page(self) -> str | None: ...


class Likes(Protocol):
    """YouTube, as this room needs it (youtube/data_api.py). Each raises Trouble."""

    async def liked_page(self, page: str | None = None) -> LikedPage: ...
    async def videos(self, ids: Sequence[str]) -> dict[str, Video]: ...
    async def like_times(self, wanted: Collection[str]) -> Mapping[str, float]: ...


class Feeds(Protocol):
    """What storage remembers of feeds (storage/feeds.py)."""

    async def state(self, feed: Feed) -> FeedState: ...
    async def known(self, feed: Feed, items: Sequence[str]) -> set[str]: ...
    async def anything_known(self, feed: Feed) -> bool: ...
    async def record(self, record: Record) -> int:
        """Write all of it or nothing -> how many events were new."""

    async def look_failed(self, feed: Feed, not_before: float, trouble: Sentence) -> None: ...


class Poller:
    """Looks at the likes when told to. The clock that tells it is bot/schedule.py."""

    def __init__(self, likes: Likes, feeds: Feeds, sender: Sender, clock: Clock, wake: Callable[[], None]) -> None:
        self._likes = likes
        self._feeds = feeds
        self._sender = sender
        self._clock = clock
        self._wake = wake

    async def look_at_likes(self) -> None:
        """One look, unless the feed waits for something. Raises nothing but bugs: troubles end up in the feed's row."""
        state = await self._feeds.state(Feed.LIKES)
        now = self._clock.now()
        if now < state.not_before:
            return
        try:
            await self._look(state)
        except Trouble as trouble:
            log.warning("a look at the likes failed: %s", trouble, exc_info=trouble.__cause__)
            await self._feeds.look_failed(Feed.LIKES, now + self._pause(trouble, state.tries), _sentence(trouble))

    async def _look(self, state: FeedState) -> None:
        now = self._clock.now()  # before the first page: what is liked while we read belongs to the next look
        if state.seeded_at is None:
            seen, _ = await self._read(PAGES_OF_SEED, stop_at_known=False)
            await self._feeds.record(decide.seed(seen, now))
            log.info("first look at the likes: %d are known from now on, none is told", len(seen))
            return
        seen, complete = await self._read(PAGES_OF_NEWS, stop_at_known=True)
        known = await self._feeds.known(Feed.LIKES, seen)
        anything_known = await self._feeds.anything_known(Feed.LIKES)
        changes = diff.likes(seen, known, complete=complete, anything_known=anything_known)
        if isinstance(changes, diff.Suspicious):
            raise Retry(changes.reason, scope=Scope.GOOGLE, count=len(seen))
        unknown = (*changes.new, *changes.resurfaced)
        details = await self._likes.videos(changes.new + changes.resurfaced) if unknown else {}
        times = await self._likes.like_times(unknown) if unknown else {}
        count = await self._feeds.record(decide.likes(changes, state, details, times, self._sender, now))
        if count:
            log.info("%d new likes", count)
            self._wake()

    async def _read(self, most_pages: int, *, stop_at_known: bool) -> tuple[tuple[str, ...], bool]:
        """-> (ids newest first, whether the list was read to its end)."""
        seen: dict[str, None] = {}  # a like made while we read pushes the last id of a page onto the next one
        token = None
        for _ in range(most_pages):
            page = await self._likes.liked_page(token)
            seen.update(dict.fromkeys(page.ids))
            token = page.next_page
            if token is None:
                return tuple(seen), True
            if stop_at_known and await self._feeds.known(Feed.LIKES, page.ids):
                break
        return tuple(seen), False

    def _pause(self, trouble: Trouble, tries: int) -> float:
        if isinstance(trouble, NeedsOwner):
            return OWNER_PROBE
        if isinstance(trouble, Retry) and trouble.after is not None:
            return trouble.after
        return delay(tries + 1, random.random())


def _sentence(trouble: Trouble) -> Sentence:
    return Sentence(trouble.key, trouble.args_for_text)
