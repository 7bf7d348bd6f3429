"""A look at the likes: the list's newest pages until a known id ends one, then the details and like times of what is unknown.

The first look reads the whole list, with titles for the same units, so that a like whose video vanishes in years still has its
title; and the newest page of the playlist of likes, which alone shows private and deleted videos: one of those that is made
public again must not stand above all that is known as if it were new.

A list that can't be believed is read again a few times, since half a list is soon a whole one. One that stays so is put to the
owner like any mass change (poll.py): their word makes what it shows the likes that are new, and says how they are told.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from core.errors import Retry, Scope
from core.model import EventKind, Feed, Video
from core.record import LikesSeen, MassChange, Record

from . import decide_likes, diff_likes
from .decide import FeedState, Rules
from .diff_likes import PAGE

log = logging.getLogger(__name__)

PAGES_OF_NEWS = 1 + diff_likes.BURST // PAGE
PAGES_OF_SEED = 400  #: 20,000 likes, 400 units of quota, once
DOUBTED = 6  #: so many readings in a row that can't be believed, before they are put to the owner
#: Seconds for which a page may show a like whose end was told. One without a time is not believed for so long: if it was given
#: again, the list of likes will have its time.
OLD_PAGE = 3600.0
MOST_DOUBTED = PAGE  #: as many as are asked about at once
FEW_HIDDEN = 5  #: so many more likes than are shown may be counted in a list that is complete, or as many as it shows


class LikedPage(Protocol):
    """One page of liked ids, newest first."""

    @property
    def ids(self) -> tuple[str, ...]: ...
    @property
    def next_page(self) -> str | None: ...
    @property
    def total(self) -> int | None: ...
    @property
    def videos(self) -> tuple[Video, ...]: ...


class YouTube(Protocol):
    """The Data API, as this feed needs it (youtube/data_api.py). Each raises Trouble."""

    async def liked_page(self, page: str | None = None, *, titles: bool = False) -> LikedPage: ...
    async def videos(self, ids: Sequence[str]) -> dict[str, Video]: ...
    async def like_times(self, wanted: Collection[str]) -> Mapping[str, float]: ...
    async def newest_likes(self) -> Sequence[tuple[str, float | None]]:
        """The newest page of the playlist of likes, hidden videos too, with when each was given."""


class Known(Protocol):
    """What is known of the list (storage/likes.py)."""

    async def places(self, items: Sequence[str]) -> dict[str, int | None]:
        """Of those that are known."""

    async def highest(self) -> int | None: ...
    async def missing(self, above: float, seen: Collection[str], limit: int) -> tuple[str, ...]:
        """Known likes of a higher place than this that were not seen, and about which nothing is doubted yet."""

    async def ended(self, like_times: Mapping[str, float]) -> set[str]:
        """Videos whose like of this time was taken back, and that was told."""

    async def ended_since(self, videos: Collection[str], since: float) -> set[str]:
        """Of these the videos of which it was told since then that their like was taken back."""

    async def anything_known(self) -> bool: ...
    async def count(self) -> int: ...
    async def told(self, kind: EventKind, videos: Collection[str]) -> dict[str, int]:
        """How many events of a kind there are of each video whose identity is numbered; those with none are left out."""


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
            return await self._seed(now)
        seen, complete = await self._read_news()
        known = await self._known.places(seen)
        believed = state.believe is not None and state.held is not None
        changes = diff_likes.likes(
            seen, known,
            complete=complete,
            anything_known=await self._known.anything_known(),
            highest=await self._known.highest(),
            believed=believed,
        )  # fmt: skip
        if isinstance(changes, diff_likes.Suspicious):
            if state.held is None and state.tries < DOUBTED:
                raise Retry(changes.reason, scope=Scope.GOOGLE, count=len(seen))
            return Record(Feed.LIKES, now, held=MassChange(len(seen), 0, await self._known.count()))
        unknown = (*changes.new, *changes.resurfaced)
        details = await self._youtube.videos(unknown) if unknown else {}
        times = await self._times(unknown)
        untimed = [one for one in unknown if one not in times]
        if untimed:
            changes = changes.without(await self._known.ended_since(untimed, now - OLD_PAGE))
            unknown = (*changes.new, *changes.resurfaced)
        from_place = changes.shows_from
        record = decide_likes.likes(
            changes, rules, details, times, state.looked_at or 0.0, now,
            told_before=await self._known.told(EventKind.LIKED, [one for one in unknown if one not in times]),
            ended=await self._known.ended({one: at for one, at in times.items() if one in unknown}),
            shown=[one for one in seen if one in known],
            doubted=() if from_place is None else await self._known.missing(from_place, seen, MOST_DOUBTED),
            believed=believed,
        )  # fmt: skip
        return replace(record, believed=believed)

    async def _times(self, wanted: Sequence[str]) -> Mapping[str, float]:
        """When they were given, where that can be had: a like is told without it rather than late."""
        if not wanted:
            return {}
        try:
            return await self._youtube.like_times(wanted)
        except Retry as trouble:
            log.warning("the times of %d likes can't be read: %s", len(wanted), trouble, exc_info=trouble.__cause__)
            return {}

    async def _read_news(self) -> tuple[tuple[str, ...], bool]:
        """-> (ids newest first, whether the list was read to its end)."""
        seen: dict[str, None] = {}  # a like made while we read pushes the last id of a page onto the next one
        token, total, tokens = None, None, set[str]()
        for _ in range(PAGES_OF_NEWS):
            page = await self._youtube.liked_page(token)
            seen.update(dict.fromkeys(page.ids))
            token, total = page.next_page, page.total
            if token is None:
                hidden = 0 if total is None else total - len(seen)
                return tuple(seen), hidden <= max(FEW_HIDDEN, len(seen))
            # Known ones at its top may have been given again, with many new ones below them: its end must be known.
            if page.ids and await self._known.places(page.ids[-1:]):
                break
            _go_on(token, tokens)
        return tuple(seen), False

    async def _seed(self, now: float) -> Record:
        newest = await self._newest()  # first: a like that is made while the pages are read is not one that they hide
        videos: dict[str, Video] = {}
        token, tokens = None, set[str]()
        for _ in range(PAGES_OF_SEED):
            page = await self._youtube.liked_page(token, titles=True)
            told = {video.id: video for video in page.videos}
            videos |= {one: told.get(one) or Video(one) for one in page.ids if one not in videos}
            token = page.next_page
            if token is None:
                break
            _go_on(token, tokens)
        order = _merged([one for one, _ in newest], list(videos))
        log.info("first look at the likes: %d are known from now on, none is told", len(order))
        return Record(
            Feed.LIKES,
            now,
            seen=tuple(order),
            videos=tuple(videos.values()),
            seeded=True,
            caught_up=True,
            likes=LikesSeen(
                places={one: len(order) - number for number, one in enumerate(order)},
                since={one: at for one, at in newest if at is not None},
                hidden=tuple(one for one in order if one not in videos),
            ),
        )

    async def _newest(self) -> Sequence[tuple[str, float | None]]:
        try:
            return await self._youtube.newest_likes()
        except Retry as trouble:
            log.warning("the newest likes' times can't be read: %s", trouble, exc_info=trouble.__cause__)
            return ()


def _go_on(token: str, tokens: set[str]) -> None:
    """To the page of this token, unless Google has sent us there before. Raises Retry."""
    if token in tokens:
        raise Retry("google-nonsense", scope=Scope.GOOGLE, what="nextPageToken")
    tokens.add(token)


def _merged(newest: Sequence[str], shown: Sequence[str]) -> list[str]:
    """One list from two of the same order: hidden ones stand where the newest page has them.

    One that stands only at the top of `shown` was given after the newest page was read, or is not in it for reasons of Google's.
    """
    visible, order = set(shown), list[str]()
    rest = iter(shown)
    for one in dict.fromkeys(newest):
        if one not in visible:
            order.append(one)
        elif one not in order:
            for other in rest:
                if other not in order:
                    order.append(other)
                if other == one:
                    break
    return order + [one for one in rest if one not in order]
