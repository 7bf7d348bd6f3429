"""A look at the subscriptions: the complete list, and the details of the channels that are new in it.

A channel that is gone from the list may be gone from YouTube: that is asked before anybody is told of an unsubscription.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from core.errors import Retry, Scope
from core.model import Channel, Feed, Record, SnapshotItem, Subscription

from . import decide_subscriptions, diff
from .decide import FeedState, Rules

log = logging.getLogger(__name__)


class YouTube(Protocol):
    """The Data API, as this feed needs it (youtube/data_api.py). Each raises Trouble."""

    async def subscriptions(self) -> tuple[Subscription, ...]:
        """All of them, or Trouble: half a list is never given."""

    async def channels(self, ids: Sequence[str]) -> dict[str, Channel]: ...


class Known(Protocol):
    """What is known of the list (storage/feeds.py)."""

    async def snapshot(self, feed: Feed) -> tuple[SnapshotItem, ...]: ...


class Subscriptions:
    """Implements poll.Look."""

    def __init__(self, youtube: YouTube, known: Known, ready: Callable[[], Awaitable[bool]]) -> None:
        self._youtube = youtube
        self._known = known
        self._ready = ready

    async def ready(self) -> bool:
        return await self._ready()

    async def look(self, state: FeedState, rules: Rules, now: float) -> Record:
        seen = await self._youtube.subscriptions()
        if state.seeded_at is None:
            log.info("first look at the subscriptions: %d are known from now on, none is told", len(seen))
            return Record(
                Feed.SUBSCRIPTIONS,
                now,
                page=tuple(SnapshotItem(one.channel_id, one.subscribed_at) for one in seen),
                channels=tuple(Channel(one.channel_id, one.title, description=one.description) for one in seen),
                seeded=True,
                caught_up=True,
            )
        known = await self._known.snapshot(Feed.SUBSCRIPTIONS)
        changes = diff.subscriptions(seen, known, last_look=state.looked_at or 0.0, now=now)
        if isinstance(changes, diff.Suspicious):
            raise Retry(changes.reason, scope=Scope.GOOGLE, count=len(seen))
        gone = [one.item for one in changes.gone]
        asked = [one.channel_id for one in changes.new] + gone
        details = await self._youtube.channels(asked) if asked else {}
        terminated = frozenset(one for one in gone if one not in details)
        return decide_subscriptions.subscriptions(changes, rules, details, terminated, now)
