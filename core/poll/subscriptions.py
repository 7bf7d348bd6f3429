"""A look at the subscriptions: the complete list, and the details of the channels that are new in it, or gone.

What ended is proved three times before anybody is told: the complete list lacks it in two looks, Google denies it when asked for
that very channel (in both of them), and the channel still exists. One that exists no more was terminated; that is believed of
an answer only that knows another channel, since an empty answer looks just the same.

A mass change is put to the owner and stays held until they answer (diff_subscriptions.py says why). Nothing is told meanwhile,
not even the few that may be true; what the owner then chooses is applied to all that the look finds.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from core.errors import Retry, Scope
from core.model import Channel, Feed, Subscription
from core.record import Record, SnapshotItem

from . import decide_subscriptions, diff_subscriptions
from .decide import FeedState, Rules

log = logging.getLogger(__name__)

#: So many looks in a row that failed, an hour or so. A list that is never complete by Google's own count (which counts channels
#: that are shown no more) is still worth more than none: what it lacks is asked for one by one.
WEARY = 12
WITNESSES = 2  #: channels that exist, asked about together with those that may exist no more
ODD_LISTS = frozenset({"subscriptions-incomplete", "google-nonsense"})


class YouTube(Protocol):
    """The Data API, as this feed needs it (youtube/data_api.py). Each raises Trouble."""

    async def subscriptions(self, *, lenient: bool, whole: bool) -> tuple[Subscription, ...]:
        """All of them, or Trouble: half a list is never given. lenient: what Google's count says proves nothing any more.
        whole: with descriptions and pictures."""

    async def subscribed(self, channel_ids: Sequence[str]) -> Mapping[str, Subscription]:
        """Those of these channels that the owner is subscribed to."""

    async def channels(self, ids: Sequence[str]) -> dict[str, Channel]:
        """Those of them that exist."""


class Known(Protocol):
    """What is known of the list (storage/feeds.py)."""

    async def snapshot(self, feed: Feed) -> tuple[SnapshotItem, ...]: ...
    async def vanished_before(self, channels: Collection[str]) -> dict[str, int]:
        """How often each of them vanished already."""


def _weary(state: FeedState) -> bool:
    return state.tries >= WEARY and state.trouble is not None and state.trouble.key in ODD_LISTS


class Subscriptions:
    """Implements poll.Look."""

    def __init__(self, youtube: YouTube, known: Known, ready: Callable[[], Awaitable[bool]]) -> None:
        self._youtube = youtube
        self._known = known
        self._ready = ready

    async def ready(self) -> bool:
        return await self._ready()

    async def look(self, state: FeedState, rules: Rules, now: float) -> Record:
        seen = await self._youtube.subscriptions(lenient=_weary(state), whole=state.seeded_at is None)
        if state.seeded_at is None:
            log.info("first look at the subscriptions: %d are known from now on, none is told", len(seen))
            return decide_subscriptions.seed(seen, now)
        known = await self._known.snapshot(Feed.SUBSCRIPTIONS)
        believed = state.held if state.believe is not None else None
        changes = diff_subscriptions.subscriptions(
            (*seen, *await self._hidden(seen, known)), known,
            last_look=state.looked_at or 0.0, now=now, seeded_at=state.seeded_at, believed=believed,
        )  # fmt: skip
        if isinstance(changes, diff_subscriptions.Held):
            record = decide_subscriptions.held(changes, now)
        else:
            details = await self._details(changes, seen)
            before = await self._known.vanished_before({one.item for one in changes.gone}) if changes.gone else {}
            record = decide_subscriptions.subscriptions(changes, rules, details, now, vanished_before=before)
        return replace(record, believed=believed is not None)

    async def _details(
        self, changes: diff_subscriptions.SubscriptionChanges, seen: Sequence[Subscription]
    ) -> dict[str, Channel]:
        """Of what was not known, and of what ended as far as it exists."""
        unknown = [one.channel_id for one in (*changes.new, *changes.resurfaced)]
        ended = [one.item for one in changes.gone]
        if not unknown and not ended:
            return {}
        witnesses = [one.channel_id for one in seen[:WITNESSES]] if ended else []
        known = await self._youtube.channels([*unknown, *ended, *witnesses])
        if witnesses and not known:
            raise Retry("google-nonsense", scope=Scope.GOOGLE, what="channels")
        return {one: known[one] for one in (*unknown, *ended) if one in known}

    async def _hidden(self, seen: Sequence[Subscription], known: Sequence[SnapshotItem]) -> list[Subscription]:
        """Those that the list lacks and Google has all the same."""
        listed = {one.channel_id for one in seen}
        missing = [one.item for one in known if one.item not in listed]
        return list((await self._youtube.subscribed(missing)).values()) if missing else []
