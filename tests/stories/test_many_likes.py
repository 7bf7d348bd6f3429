"""A burst of likes between two looks: the poller with the real Data API client and the real database, nobody delivers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from bot.credentials import Credentials
from bot.opening import opened_store
from core.clock import SystemClock
from core.model import Feed
from core.poll.decide import Sender
from core.poll.likes import DOUBTED, Likes
from core.poll.poll import Poller
from core.record import MassChange
from core.settings import CatchUp
from core.youtube.google import Google
from core.youtube.google_http import http_client
from storage.store import Store

from .house import House


@asynccontextmanager
async def polling(home: House) -> AsyncIterator[tuple[Poller, Store]]:
    """A poller as the switch-on page makes it, without its clock."""
    async with AsyncExitStack() as stack:
        store = await opened_store(home.settings(), stack)
        clock, credentials, settings = SystemClock(), Credentials(store), home.settings()
        http = await stack.enter_async_context(http_client(settings.youtube_proxy, settings.ca))

        async def spend(units: int) -> None:
            await store.quota.spend(units, clock.now())

        async def connected() -> bool:
            return True

        looks = {Feed.LIKES: Likes(Google(http, credentials, clock, spend), store.likes, connected)}
        yield Poller(looks, store.feeds, store.settings.chosen, Sender(7, b"key"), clock, lambda: None), store


async def like_many(home: House, count: int, prefix: str = "many") -> list[str]:
    ids = [f"{prefix}{number:07d}" for number in range(count)]
    for number, video in enumerate(ids):
        home.sandbox.youtube.add_video(id=video, source="talk", title=f"Video {number}", channel="Many")
        home.sandbox.youtube.like(video)
    return ids


async def test_120_likes_between_two_looks_are_all_found_in_their_order(home: House) -> None:
    await like_many(home, 70, "olds")
    async with polling(home) as (poller, store):
        await poller.look(Feed.LIKES)
        assert await store.feeds.count_seeded(Feed.LIKES) == 70
        liked = await like_many(home, 120)
        await poller.look(Feed.LIKES)
        await poller.look(Feed.LIKES)

    rows = home.rows("SELECT e.subject, d.id FROM events e JOIN deliveries d ON d.event_id = e.id ORDER BY d.id")
    assert [row["subject"] for row in rows] == liked
    assert home.rows("SELECT count(*) AS n FROM downloads") == [{"n": 120}]
    assert home.rows("SELECT count(*) AS n FROM videos WHERE title IS NOT NULL") == [{"n": 190}]


async def test_a_look_that_finds_nothing_costs_one_unit_and_asks_for_ids_alone(home: House) -> None:
    await like_many(home, 3)
    async with polling(home) as (poller, store):
        await poller.look(Feed.LIKES)
        before = await store.quota.spent(SystemClock().now())
        asked = len(home.sandbox.youtube.requests)
        await poller.look(Feed.LIKES)
        assert await store.quota.spent(SystemClock().now()) == before + 1

    [request] = home.sandbox.youtube.requests[asked:]
    assert request["query"]["part"] == "id"
    assert home.sandbox.youtube.quota_used == before + 1


async def test_an_old_like_that_turns_public_again_is_not_told(home: House) -> None:
    ids = await like_many(home, 5)
    await home.world.set_video(ids[2], privacy="private")
    async with polling(home) as (poller, _):
        await poller.look(Feed.LIKES)
        await home.world.set_video(ids[2], privacy="public")
        home.sandbox.youtube.state.likes[2].at -= 3600  # it was liked an hour ago
        await poller.look(Feed.LIKES)

    assert home.rows("SELECT * FROM events") == []
    assert home.rows("SELECT count(*) AS n FROM snapshot") == [{"n": 5}]


async def test_another_accounts_likes_are_held_back_until_the_owner_says_that_they_are_theirs(home: House) -> None:
    await like_many(home, 3, "mine")
    async with polling(home) as (poller, store):
        await poller.look(Feed.LIKES)
        for video in ("mine0000000", "mine0000001", "mine0000002"):
            home.sandbox.youtube.unlike(video)
        await like_many(home, 60, "alie")
        for tries in range(DOUBTED + 2):
            await store.feeds.look_again(Feed.LIKES)
            await poller.look(Feed.LIKES)
            said = "likes-no-known-item" if tries < DOUBTED else "condition-mass_change"
            assert said in home.rows("SELECT trouble FROM feeds WHERE feed = 'likes'")[0]["trouble"]
        assert home.rows("SELECT * FROM events") == []

        assert await store.feeds.believe(Feed.LIKES, MassChange(new=60, gone=0, known=3), CatchUp.DIGEST)
        await store.feeds.look_again(Feed.LIKES)
        await poller.look(Feed.LIKES)
        assert len(home.rows("SELECT * FROM events")) == 60
        assert len(home.rows("SELECT * FROM deliveries")) == 1

        await like_many(home, 1, "more")
        await poller.look(Feed.LIKES)
    assert len(home.rows("SELECT * FROM deliveries")) == 2, "and the next like is told by itself"
