"""What is forgotten after a time, what stays, and that nothing is told again for it."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.clock import SystemClock
from core.model import Channel, EventKind, Feed, Subscription, Video
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

DAY = 86400.0
START = 20_000 * DAY + DAY / 2
KEPT = 30 * DAY


async def forget_all(store: Store, before: float, limit: int = 3) -> int:
    """As the night does it (bot/forgetting.py), a few at a time."""
    gone, begin = 0, (0.0, 0)
    while True:
        batch = await store.retention.forget(before, begin, limit)
        gone += batch.gone
        if batch.next is None:
            return gone
        begin = batch.next


# -- one thing each ----------------------------------------------------------------------------------------------------


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """Ten likes that were told, a day apart, each with its video; and a watch, a day after them."""
    store = await Store.open(tmp_path / "yagami.db", b"k" * 32)
    await store.destinations.add(-100)
    async with store.database.transaction("furnish") as t:
        for n in range(1, 11):
            at = START + n * DAY
            await t.run("INSERT INTO videos (id, title, seen_at) VALUES (?, 'A title', ?)", (f"v{n}", at))
            await t.run(
                "INSERT INTO events (id, kind, identity, subject, happened_at, seen_at) VALUES (?, 'liked', ?, ?, ?, ?)",
                (n, f"v{n}@{int(at)}", f"v{n}", at, at),
            )
            await t.run(
                """INSERT INTO deliveries (id, event_id, destination_id, random_id, state, message_id)
                   VALUES (?, ?, 1, ?, 'sent', ?)""",
                (n, n, n, n),
            )
            await t.run(
                """INSERT INTO downloads (id, event_id, delivery_id, destination_id, video_id, state, created_at, changed_at)
                   VALUES (?, ?, ?, 1, ?, 'done', ?, ?)""",
                (n, n, n, f"v{n}", at, at),
            )
        await t.run(
            "INSERT INTO events (id, kind, identity, subject, seen_at) VALUES (11, 'watched', '2024-11-01:v1:1', 'v1', ?)",
            (START + 11 * DAY,),
        )
        await t.run("INSERT INTO snapshot (feed, item, seen_at) VALUES ('likes', 'v1', 1), ('likes', 'v2', 1)")
    yield store
    await store.close()


async def ids(store: Store, table: str = "events") -> list[int]:
    return [row["id"] for row in await store.database.fetch(f"SELECT id FROM {table} ORDER BY id")]


async def test_what_is_old_goes_with_all_that_belongs_to_it(store: Store) -> None:
    assert await store.retention.older(START + 6.5 * DAY) == (6, 11)
    assert await forget_all(store, START + 6.5 * DAY) == 6

    for table in ("events", "deliveries", "downloads"):
        assert [one for one in await ids(store, table) if one <= 10] == [7, 8, 9, 10], table
    titles = {row["id"] for row in await store.database.fetch("SELECT id FROM videos")}
    assert titles == {"v1", "v2", "v7", "v8", "v9", "v10"}  # two are still liked: their titles will be needed
    assert await store.database.fetch("PRAGMA foreign_key_check") == []


async def test_the_highest_numbers_are_never_given_away_again(store: Store) -> None:
    await forget_all(store, START + 99 * DAY)

    assert await ids(store) == [10, 11]  # the newest event, and the one of the newest post and the newest download
    assert (await ids(store, "deliveries"), await ids(store, "downloads")) == ([10], [10])


@pytest.mark.parametrize(
    "still",
    [
        "UPDATE deliveries SET state = 'waiting', message_id = NULL WHERE id = 3",
        "UPDATE downloads SET state = 'queued' WHERE id = 3",
        f"UPDATE downloads SET changed_at = {START + 50 * DAY} WHERE id = 3",
        "INSERT INTO removals (download_id) VALUES (3)",
        """UPDATE deliveries SET digest = '[3, 9]', state = 'waiting', message_id = NULL, event_id = 9 WHERE id = 9""",
        """INSERT INTO backfills (id, amount, videos, pace, state, created_at) VALUES (1, 5, 1, 1.0, 'running', 1);
           INSERT INTO backfill_items (backfill_id, place, video_id, state, event_id) VALUES (1, 1, 'v3', 'released', 3)""",
    ],
)
async def test_what_something_is_still_to_be_done_about_stays(store: Store, still: str) -> None:
    async with store.database.transaction("still") as t:
        for one in still.split(";"):
            await t.run(one)

    await forget_all(store, START + 7.5 * DAY)

    assert await ids(store) == [3, 8, 9, 10, 11]


async def test_a_like_keeps_its_time_though_its_event_is_gone(store: Store) -> None:
    """It is the identity of its end."""
    before = await store.likes.due(START, 10, doubted=False)
    await forget_all(store, START + 6.5 * DAY)

    assert await store.likes.due(START, 10, doubted=False) == before
    assert {one.since for one in before} == {START + DAY, START + 2 * DAY}


async def test_a_backfill_knows_what_was_told_and_is_forgotten(store: Store) -> None:
    await forget_all(store, START + 3.5 * DAY)
    async with store.database.transaction("backfill") as t:
        await t.run(
            "INSERT INTO backfills (id, amount, videos, pace, state, created_at) VALUES (1, 5, 1, 1.0, 'listing', 1)"
        )
        for place, (video, at) in enumerate([("v1", START + DAY), ("v2", None), ("v3", 5.0), ("new", 6.0)]):
            await t.run(
                "INSERT INTO backfill_items (backfill_id, place, video_id, liked_at) VALUES (1, ?, ?, ?)",
                (place, video, at),
            )
    await store.backfill_list.propose(1, truncated=False)

    rows = await store.database.fetch("SELECT video_id, state FROM backfill_items")
    assert {row["video_id"]: row["state"] for row in rows} == {
        "v1": "known", "v2": "known", "v3": "waiting", "new": "waiting"  # v3 was liked again, at another time
    }  # fmt: skip


# -- all of it ---------------------------------------------------------------------------------------------------------


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


def test_kinds_are_all_named() -> None:
    """Who adds a kind of event decides what is kept of it."""
    assert set(EventKind) == {"liked", "unliked", "vanished", "subscribed", "unsubscribed", "watched"}
