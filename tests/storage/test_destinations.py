"""Where things are told: connected, lost, moved; and what is owed goes along."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.model import Account, Feed, Sentence
from storage.conversation import PanelRow
from storage.store import Store

LOST = Sentence("channel-bot-missing")


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    it = await Store.open(tmp_path / "yagami.db", b"k" * 32)
    async with it.database.transaction("events") as t:
        await t.run("INSERT INTO videos (id, seen_at) VALUES ('v', 1)")
        await t.run_many(
            "INSERT INTO events (id, kind, identity, subject, seen_at) VALUES (?, ?, ?, 'v', 1)",
            [(1, "liked", "a"), (2, "liked", "b"), (3, "watched", "c")],
        )
    yield it
    await it.close()


async def owe(store: Store, feed: Feed, *events: int, sent: int | None = None) -> None:
    """A message for each event to where the feed is told; `sent` stands there already. Likes bring a video."""
    place = await store.destinations.of_feed(feed)
    assert place
    async with store.database.transaction("owe") as t:
        for event in events:
            state, message = ("sent", 7) if event == sent else ("waiting", None)
            await t.run(
                "INSERT INTO deliveries (id, event_id, destination_id, random_id, state, message_id) VALUES (?, ?, ?, ?, ?, ?)",
                (event, event, place.id, event, state, message),
            )
            if feed is Feed.LIKES:
                await t.run(
                    """INSERT INTO downloads (id, event_id, delivery_id, destination_id, video_id, created_at, changed_at)
                       VALUES (?, ?, ?, ?, 'v', 1, 1)""",
                    (event, event, event, place.id),
                )


async def chats_of(store: Store, table: str) -> dict[int, int]:
    """Row -> the chat where it is to go."""
    rows = await store.database.fetch(
        f"SELECT x.id, d.chat_id FROM {table} x JOIN destinations d ON d.id = x.destination_id"
    )
    return {row["id"]: row["chat_id"] for row in rows}


async def test_a_feed_is_told_where_it_was_connected_last(store: Store) -> None:
    await store.destinations.connect(Feed.LIKES, -100, "One", 5.0, username="one")
    await store.destinations.connect(Feed.LIKES, -200, "Two", 6.0, topic_id=3, kind="supergroup")
    place = await store.destinations.of_feed(Feed.LIKES)
    assert place
    assert (place.chat_id, place.topic_id, place.title, place.kind, place.checked_at) == (
        -200,
        3,
        "Two",
        "supergroup",
        6.0,
    )
    assert await store.destinations.of_feed(Feed.HISTORY) is None
    await store.destinations.detach(Feed.LIKES)
    assert await store.destinations.of_feed(Feed.LIKES) is None
    assert await store.destinations.chats() == {-100, -200}


async def test_what_a_lost_chat_never_got_goes_to_the_one_that_replaces_it(store: Store) -> None:
    await store.destinations.connect(Feed.LIKES, -100, "Old", 5.0)
    await store.destinations.connect(Feed.HISTORY, -100, "Old", 5.0)
    await owe(store, Feed.LIKES, 1, 2, sent=1)
    await owe(store, Feed.HISTORY, 3)
    await store.destinations.lost(-100, LOST)
    lost = await store.destinations.of_feed(Feed.LIKES)
    assert lost
    assert (lost.trouble, lost.checked_at) == (LOST, None)

    await store.destinations.connect(Feed.LIKES, -200, "New", 6.0)

    assert await chats_of(store, "deliveries") == {1: -100, 2: -200, 3: -100}  # the history is not moved
    assert await chats_of(store, "downloads") == {1: -100, 2: -200}


async def test_what_is_owed_to_a_chat_that_is_well_stays_its_own(store: Store) -> None:
    await store.destinations.connect(Feed.LIKES, -100, "Old", 5.0)
    await owe(store, Feed.LIKES, 1, 2)
    await store.destinations.connect(Feed.LIKES, -200, "New", 6.0)
    assert set((await chats_of(store, "deliveries")).values()) == {-100}


async def test_a_chat_that_is_found_again_waits_for_nothing(store: Store) -> None:
    await store.destinations.connect(Feed.LIKES, -100, "Old", 5.0)
    await store.destinations.lost(-100, LOST)
    await store.destinations.found(-100, "Renamed", "public_now", 9.0)
    place = await store.destinations.of_feed(Feed.LIKES)
    assert place
    assert (place.title, place.username, place.trouble, place.checked_at) == ("Renamed", "public_now", None, 9.0)


async def test_a_group_that_moves_takes_everything_along_but_its_messages(store: Store) -> None:
    await store.destinations.connect(Feed.LIKES, -50, "Group", 5.0, kind="group")
    await store.destinations.remember(Account.USER, -50, 1)
    await owe(store, Feed.LIKES, 1, 2, sent=1)
    await store.destinations.moved(-50, -100)
    place = await store.destinations.of_feed(Feed.LIKES)
    assert place
    assert (place.chat_id, place.kind) == (-100, "supergroup")
    assert set((await chats_of(store, "deliveries")).values()) == {-100}
    gone = await store.database.fetch("SELECT id FROM deliveries WHERE gone = 1")
    assert [row["id"] for row in gone] == [1]  # its message has another number there
    assert await store.destinations.access_hash(Account.USER, -50) is None


async def test_a_group_that_moves_to_a_chat_that_is_known_already_is_one_with_it(store: Store) -> None:
    await store.destinations.connect(Feed.HISTORY, -100, "There", 5.0, kind="supergroup")
    await store.destinations.connect(Feed.LIKES, -50, "Group", 5.0, kind="group")
    await owe(store, Feed.LIKES, 1)
    await store.destinations.moved(-50, -100)
    likes, history = await store.destinations.of_feed(Feed.LIKES), await store.destinations.of_feed(Feed.HISTORY)
    assert likes == history
    assert await chats_of(store, "downloads") == {1: -100}
    assert await store.destinations.in_chat(-50) == []


async def test_a_panel_that_was_turned_while_it_was_drawn_is_drawn_again(store: Store) -> None:
    conversation = store.conversation
    await conversation.drawn(PanelRow(1, "home", "x.", False), None)
    before = await conversation.panel()
    await conversation.turn_to("setup")
    await conversation.drawn(PanelRow(2, "home", "y.", False), before)
    assert await conversation.panel() == PanelRow(2, "setup", "", False)
    await conversation.drawn(PanelRow(2, "setup", "z.", False), await conversation.panel())
    assert await conversation.panel() == PanelRow(2, "setup", "z.", False)
