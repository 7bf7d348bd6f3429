"""Who forgets tells the same as who keeps everything, whatever happens to the account."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.clock import SystemClock
from core.model import Channel, Feed, Subscription, Video
from core.poll.decide import Rules, Sender
from core.poll.history import History
from core.poll.likes import Likes
from core.poll.poll import Look
from core.poll.reconcile import Reconcile
from core.poll.subscriptions import Subscriptions
from core.settings import CatchUp
from core.youtube.history import HistoryRead
from core.youtube.watches import Watch
from storage.store import Store

from .forgetting import DAY, START, forget_all

KEPT = 30 * DAY


@dataclass
class YouTube:
    """An account, and what its owner and YouTube do to it. Implements what the looks ask for."""

    now: float = START
    likes: dict[str, float] = field(default_factory=dict)  #: the newest last
    hidden: set[str] = field(default_factory=set)
    timeless: set[str] = field(default_factory=set)  #: of whose likes the list does not say when
    subscribed_at: dict[str, float] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    watches: list[tuple[str, str]] = field(default_factory=list)  #: (day, video), the newest first

    def act(self, what: str, number: int) -> None:
        video, channel = f"v{number}", f"UC{number}"
        match what:
            case "like":
                self.likes.pop(video, None)
                self.likes[video] = self.now
                self.timeless.symmetric_difference_update({video} if number % 3 == 0 else set())
            case "unlike":
                self.likes.pop(video, None)
            case "hide":
                self.hidden ^= {video}
            case "subscribe" if channel not in self.closed:
                self.subscribed_at.setdefault(channel, self.now)
            case "unsubscribe":
                self.subscribed_at.pop(channel, None)
            case "close":
                self.closed ^= {channel}
            case "watch":
                day = f"{datetime.fromtimestamp(self.now, UTC):%Y-%m-%d}"
                self.watches = [(day, video), *(one for one in self.watches if one != (day, video))]

    # core.poll.likes.YouTube, core.poll.reconcile.YouTube
    async def liked_page(self, page: str | None = None, *, titles: bool = False) -> Any:
        ids = tuple(one for one in reversed(self.likes) if one not in self.hidden)

        @dataclass
        class Page:
            ids: tuple[str, ...]
            next_page: str | None = None
            total: int | None = None
            videos: tuple[Video, ...] = ()

        return Page(ids, total=len(ids), videos=tuple(Video(one, f"The {one}") for one in ids))

    async def videos(self, ids: Sequence[str]) -> dict[str, Video]:
        return {one: Video(one, f"The {one}") for one in ids if one not in self.hidden}

    async def like_times(self, wanted: Collection[str]) -> Mapping[str, float]:
        return {one: self.likes[one] for one in wanted if one in self.likes and one not in self.timeless}

    async def newest_likes(self) -> Sequence[tuple[str, float | None]]:
        return [(one, None if one in self.timeless else at) for one, at in reversed(self.likes.items())]

    async def ratings(self, ids: Sequence[str]) -> dict[str, str]:
        return {one: "like" if one in self.likes else "none" for one in ids}

    async def hidden_because(self, video: str) -> str | None:
        return "private" if video in self.hidden and video in self.likes else None

    # core.poll.subscriptions.YouTube
    async def subscriptions(self, *, lenient: bool, whole: bool) -> tuple[Subscription, ...]:
        open_ones = {one: at for one, at in self.subscribed_at.items() if one not in self.closed}
        return tuple(Subscription(one, f"The {one}", subscribed_at=at) for one, at in open_ones.items())

    async def subscribed(self, channel_ids: Sequence[str]) -> Mapping[str, Subscription]:
        return {
            one.channel_id: one
            for one in await self.subscriptions(lenient=False, whole=False)
            if one.channel_id in channel_ids
        }

    async def channels(self, ids: Sequence[str]) -> dict[str, Channel]:
        return {one: Channel(one, f"The {one}") for one in ids if one not in self.closed}

    # core.poll.history.YouTube
    async def read_history(self, limit: int) -> HistoryRead:
        return HistoryRead(tuple(Watch(Video(video, video), day) for day, video in self.watches[:limit]), True, False)

    async def keep_jar(self, jar: str) -> None: ...


class At(SystemClock):
    """Says the account's time."""

    def __init__(self, youtube: YouTube) -> None:
        self._youtube = youtube

    def now(self) -> float:
        return self._youtube.now


class Watcher:
    """Looks at an account, and keeps all that it has told."""

    def __init__(self, store: Store, youtube: YouTube) -> None:
        self.store = store
        self.youtube = youtube
        self.told: list[tuple[int, str, str, str]] = []
        self._seen = 0
        sender = Sender(7, b"key")
        self._sender = sender
        self._looks: dict[Feed, Look] = {
            Feed.LIKES: Likes(youtube, store.likes, _ready),
            Feed.SUBSCRIPTIONS: Subscriptions(youtube, store.feeds, _ready),
            Feed.HISTORY: History(youtube, store.feeds, _ready, youtube.videos),
        }
        self._reconcile = Reconcile(
            youtube, store.likes, store.feeds, store.settings.chosen, _ready, sender, At(youtube), lambda: None
        )

    async def look(self, catch_up: CatchUp | None) -> None:
        chosen = await self.store.settings.chosen()
        for feed, look in self._looks.items():
            state = await self.store.feeds.state(feed)
            rules = Rules(chosen, state.destination, self._sender, catch_up if state.seeded_at else None)
            await self.store.feeds.record(await look.look(state, rules, self.youtube.now))
        await self._reconcile.turn(self.youtube.now)
        await self._tell()

    async def _tell(self) -> None:
        """Everything that is owed arrives, and every video with it."""
        rows = await self.store.database.fetch(
            """SELECT d.id, d.random_id, e.kind, e.identity, coalesce(d.digest, e.detail, '') AS more FROM deliveries d
               JOIN events e ON e.id = d.event_id WHERE d.id > ? ORDER BY d.id""",
            (self._seen,),
        )
        for row in rows:
            self._seen = row["id"]
            more = row["more"] if not row["more"].startswith("[") else str(row["more"].count(","))
            self.told.append((row["random_id"], row["kind"], row["identity"], more))
        async with self.store.database.transaction("arrived") as t:
            await t.run("UPDATE deliveries SET state = 'sent', message_id = id WHERE state = 'waiting'")
            await t.run(
                "UPDATE downloads SET state = 'done', changed_at = ? WHERE state = 'queued'", (self.youtube.now,)
            )
            await t.run("DELETE FROM removals")


async def _ready() -> bool:
    return True


ACT = st.tuples(
    st.sampled_from(["like", "like", "unlike", "hide", "subscribe", "unsubscribe", "close", "watch", "watch"]),
    st.integers(0, 4),
)
DAYS = st.lists(
    st.tuples(
        st.sampled_from([1, 2, 9, 35, 70]), st.lists(ACT, max_size=4), st.sampled_from([None, None, None, *CatchUp])
    ),
    min_size=4,
    max_size=9,
)


def forgets_and_tells_the_same(days: list[tuple[int, list[tuple[str, int]], CatchUp | None]]) -> None:
    """Two watch the same account, and one of them forgets: they tell the same, each once."""

    async def lived(folder: Path) -> None:
        told = []
        for name, forgets in (("keeps", False), ("forgets", True)):
            youtube = YouTube()
            store = await Store.open(folder / f"{name}.db", b"k" * 32)
            for number, feed in enumerate(Feed):
                await store.feeds.set_destination(feed, await store.destinations.add(-100 - number))
            watcher = Watcher(store, youtube)
            for number in range(5, 8):
                youtube.act("like", number)
                youtube.act("subscribe", number)
                youtube.act("watch", number)
            await watcher.look(None)
            for passed, acts, catch_up in days:
                youtube.now += passed * DAY
                for number, one in enumerate(acts):
                    youtube.now += 60.0 * (number + 1)
                    youtube.act(*one)
                for _ in range(3):  # what is gone is believed when it is gone twice
                    youtube.now += 4000.0
                    await watcher.look(catch_up)
                    catch_up = None
                if forgets:
                    await forget_all(store, youtube.now - KEPT, 5)
            told.append(watcher.told)
            assert await store.database.fetch("PRAGMA foreign_key_check") == []
            await store.close()
        assert told[1] == told[0]
        numbers = [one[0] for one in told[1]]
        assert len(numbers) == len(set(numbers)), "something was told twice"

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(lived(Path(folder)))


FEW = settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(DAYS)
def test_who_forgets_tells_the_same_as_who_keeps_everything(days: list[Any]) -> None:
    forgets_and_tells_the_same(days)


@pytest.mark.large
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DAYS)
def test_who_forgets_tells_the_same_over_many_lives(days: list[Any]) -> None:
    forgets_and_tells_the_same(days)


def test_a_life_in_which_everything_comes_back_is_told_the_same() -> None:
    """Each of these acts has the identity of one that is forgotten, but for its number."""
    everything = [("like", 0), ("like", 1), ("subscribe", 2), ("watch", 3)]
    gone = [("unlike", 0), ("hide", 1), ("close", 2)]
    back = [("like", 0), ("hide", 1), ("close", 2), ("watch", 3)]
    forgets_and_tells_the_same([
        (1, everything, None), (40, gone, None), (40, back, None), (40, gone, None), (40, back, None),
    ])  # fmt: skip
