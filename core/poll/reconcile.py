"""Asks about known likes, fifty at a time: whether the owner still likes them, and whether their videos are still there.

    likes.due(now)            those that a look doubts, or that are to be read twice; then those asked about longest ago
    youtube.videos(ids)       one unit: what is there, and the titles of what was known by its id only
    youtube.ratings(ids)      one unit: of those that are there, what the owner says to them
    findings()      (pure)    -> taken back, vanished, or nothing yet
    youtube.hidden_because()  one unit for each that vanished: why, or that the list of likes shows it all the same
    youtube.channels(ids)     one unit: whether it went with its channel
    decide_likes.reconciled() -> events, messages
    likes.record()            ONE transaction

It has its own pace, its own time limit and its own troubles: one that fails delays no look, and does not stand in the feed's row.

While the looks themselves are in trouble nothing is believed, so nothing is asked. What the answers mean is in findings.py.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import Protocol

from core.clock import Clock
from core.errors import Retry, Scope, Trouble, unexpected
from core.model import Channel, EventKind, Feed, Video
from core.record import KnownLike
from core.settings import Settings

from . import decide_likes
from .decide import FeedState, Rules, Sender
from .decide_likes import Reconciled
from .findings import Findings, contradicted, findings
from .poll import pause, waits, within

log = logging.getLogger(__name__)

BATCH = 50
LIMIT = 120.0  #: seconds that a turn may take
WITNESSES = 2  #: channels that exist, asked about together with those that may exist no more
SHOWN = "shown"  #: what the list of likes says of a video that is there


class YouTube(Protocol):
    """The Data API, as this needs it (youtube/data_api.py). Each raises Trouble."""

    async def videos(self, ids: Sequence[str]) -> dict[str, Video]: ...
    async def ratings(self, ids: Sequence[str]) -> dict[str, str]: ...
    async def channels(self, ids: Sequence[str]) -> dict[str, Channel]: ...
    async def hidden_because(self, video: str) -> str | None:
        """private, deleted or shown, as the list of likes says; None: it does not say."""


class Known(Protocol):
    """The likes that are known (storage/likes.py)."""

    async def due(self, now: float, limit: int, *, doubted: bool) -> tuple[KnownLike, ...]:
        """Those whose time has come; unless only they are wanted, then those asked about longest ago."""

    async def told(self, kind: EventKind, videos: Collection[str]) -> dict[str, int]: ...
    async def channels_of(self, videos: Collection[str]) -> dict[str, str]:
        """The channel of each video, as far as it is known."""

    async def record(self, decided: Reconciled) -> int | None:
        """Write all of it or nothing -> how many events were new; None if a look has changed one of the batch meanwhile."""


class Feeds(Protocol):
    """How the feed is (storage/feeds.py)."""

    async def state(self, feed: Feed) -> FeedState: ...


class Reconcile:
    """`await reconcile.turn(now)` asks about one batch. When, is the planner's business (plan.py)."""

    def __init__(
        self,
        youtube: YouTube,
        known: Known,
        feeds: Feeds,
        chosen: Callable[[], Awaitable[Settings]],
        ready: Callable[[], Awaitable[bool]],
        sender: Sender,
        clock: Clock,
        wake: Callable[[], None],
        limit: float = LIMIT,
    ) -> None:
        """ready: whether there is an account. wake: called when there is something to tell, or to stop."""
        self._youtube = youtube
        self._known = known
        self._feeds = feeds
        self._chosen = chosen
        self._ready = ready
        self._sender = sender
        self._clock = clock
        self._wake = wake
        self._limit = limit
        self._busy = False
        self._tries = 0
        self._not_before = 0.0

    async def doubtful(self, now: float) -> bool:
        """Whether one waits that should not wait for its turn. Costs no unit."""
        return bool(await self._known.due(now, 1, doubted=True))

    async def turn(self, now: float) -> int:
        """Ask about one batch -> how many were asked about.

        Raises nothing: a trouble is logged, and the turns until its pause is over ask nothing.
        """
        if self._busy or waits(self._not_before, now):
            return 0
        self._busy = True
        try:
            asked = await within(self._limit, self._clock, self._turn(now))
        except Trouble as trouble:
            self._failed(trouble, now)
            return 0
        except Exception as bug:  # noqa: BLE001  stops nothing else, and is met less and less often
            self._failed(unexpected(bug), now)
            return 0
        finally:
            self._busy = False
        self._tries = 0
        return asked

    def _failed(self, trouble: Trouble, now: float) -> None:
        log.warning("known likes can't be asked about: %s", trouble, exc_info=trouble.__cause__)
        self._not_before = now + pause(trouble, self._tries)
        self._tries += 1

    async def _turn(self, now: float) -> int:
        settings, state = await self._chosen(), await self._feeds.state(Feed.LIKES)
        rests = settings.paused_at is not None or not settings.feeds[Feed.LIKES].on
        if rests or state.seeded_at is None or state.trouble is not None or not await self._ready():
            return 0
        batch = await self._known.due(now, BATCH, doubted=False)
        if not batch:
            return 0
        videos = await self._youtube.videos([one.item for one in batch])
        ratings = await self._youtube.ratings(list(videos)) if videos else {}
        found = findings(batch, videos, ratings, now)
        why = await self._why(found.vanished, videos)
        found = contradicted(found, {video for video, said in why.items() if said == SHOWN}, now)
        if found.held:
            log.info(
                "%d of %d likes are not what they were: not believed before they are read again", found.held, len(batch)
            )
        rules = Rules(settings, state.destination, self._sender, state.catch_up)
        decided = decide_likes.reconciled(
            batch, found.unliked, found.vanished, found.rows, rules, videos,
            why,
            await self._told_before(found),
            now,
        )  # fmt: skip
        count = await self._known.record(decided)
        if count is None:
            log.info("a look has seen one of them meanwhile: they are asked about again")
        elif count:
            log.info("%d new events from asking about %d likes", count, len(batch))
            self._wake()
        return len(batch)

    async def _told_before(self, found: Findings) -> dict[tuple[EventKind, str], int]:
        told: dict[tuple[EventKind, str], int] = {}
        for kind, likes in ((EventKind.UNLIKED, found.unliked), (EventKind.VANISHED, found.vanished)):
            if likes:
                before = await self._known.told(kind, [one.item for one in likes])
                told |= {(kind, video): number for video, number in before.items()}
        return told

    async def _why(self, vanished: Sequence[KnownLike], there: Mapping[str, Video]) -> dict[str, str]:
        """Private, deleted or shown, as the list of likes says, or terminated with its channel. What is not known is left out."""
        said = {one.item: await self._youtube.hidden_because(one.item) for one in vanished}
        why = {video: reason for video, reason in said.items() if reason is not None}
        doubted = [video for video in said if why.get(video) != SHOWN]
        return why | dict.fromkeys(await self._terminated(doubted, there), "terminated")

    async def _terminated(self, videos: Sequence[str], there: Mapping[str, Video]) -> list[str]:
        """Those whose channels exist no more. That is believed of an answer only that knows other channels: an empty one, or half
        of one, looks just the same. Raises Trouble."""
        channels = await self._known.channels_of(videos) if videos else {}
        if not channels:
            return []
        known = dict.fromkeys(video.channel_id for video in there.values() if video.channel_id is not None)
        witnesses = [one for one in known if one not in channels.values()][:WITNESSES]
        exist = await self._youtube.channels([*sorted(set(channels.values())), *witnesses])
        if any(one not in exist for one in witnesses):
            raise Retry("google-nonsense", scope=Scope.GOOGLE, what="channels")
        if not exist:
            return []  # nobody could witness it
        return [video for video, channel in channels.items() if channel not in exist]
