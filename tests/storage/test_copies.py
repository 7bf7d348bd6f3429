"""Which message is named as the saved copy of a video that is gone; and what an owed message is made of."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.model import Channel, Destination, Event, EventKind, Feed, Sentence, Video
from core.notify.copies import Copy
from core.record import NewDelivery, NewEvent, Record
from storage.copies import copies
from storage.store import Store

NOW = 1_795_000_000.0
CHANNEL, FORUM, GROUP, OWNER = -1000000000001, -1000000000002, -3, 77
K = EventKind


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await Store.open(tmp_path / "yagami.db", b"k" * 32)
    async with store.database.transaction("test") as t:
        await t.run(
            """INSERT INTO destinations (id, chat_id, topic_id, title, kind, username) VALUES
               (1, ?, NULL, 'Likes', 'channel', NULL), (2, ?, 5, 'All', 'supergroup', 'all_of_it'),
               (3, ?, NULL, 'Family', 'group', NULL), (4, ?, NULL, '', 'private', NULL)""",
            (CHANNEL, FORUM, GROUP, OWNER),
        )
        await t.run("INSERT INTO videos (id, title, seen_at) VALUES ('v', 'A video', 0), ('w', 'Another', 0)")
    yield store
    await store.close()


async def saved(
    store: Store, where: int, *messages: int | None, video: str = "v", state: str = "done", kind: str = "video"
) -> int:
    """A download there, with a message for each of its parts."""
    async with store.database.transaction("test") as t:
        [row] = await t.run(
            """INSERT INTO downloads (destination_id, video_id, state, created_at, changed_at) VALUES (?, ?, ?, 0, 0)
               RETURNING id""",
            (where, video, state),
        )
        for number, message in enumerate(messages, 1):
            await t.run(
                """INSERT INTO parts (download_id, number, account, random_id, path, size, duration, width, height, file_id,
                   chunk_size, message_id, kind) VALUES (?, ?, 'bot', ?, 'p', 1, 1, 1, 1, 1, 1, ?, ?)""",
                (row["id"], number, row["id"] * 100 + number, message, kind),
            )
    return int(row["id"])


async def found(store: Store, *videos: str) -> dict[str, tuple[int, int]]:
    """-> by video, the chat and the message."""
    return {name: (one.where.chat_id, one.message_id) for name, one in (await copies(store.database, videos)).items()}


async def test_the_newest_copy_is_named_by_its_first_part(store: Store) -> None:
    await saved(store, 1, 10)
    await saved(store, 1, 20, 21, 22)
    await saved(store, 1, 30, video="w")

    assert await found(store, "v", "w", "x") == {"v": (CHANNEL, 20), "w": (CHANNEL, 30)}


async def test_a_copy_that_a_link_leads_to_goes_before_newer_ones_without(store: Store) -> None:
    await saved(store, 1, 10)
    await saved(store, 3, 20)
    await saved(store, 4, 30)

    assert await found(store, "v") == {"v": (CHANNEL, 10)}


async def test_where_no_link_leads_the_newest_is_named_all_the_same(store: Store) -> None:
    await saved(store, 3, 20)
    await saved(store, 4, 30)

    assert await found(store, "v") == {"v": (OWNER, 30)}


async def test_a_copy_knows_its_topic_and_the_name_of_its_chat(store: Store) -> None:
    await saved(store, 2, 10)

    assert await copies(store.database, ["v"]) == {"v": Copy(Destination(2, FORUM, "All", 5), 10, "all_of_it")}


@pytest.mark.parametrize("state", ["offered", "queued", "fetching", "uploading", "failed", "cancelled", "skipped"])
async def test_what_was_not_sent_whole_is_no_copy(store: Store, state: str) -> None:
    await saved(store, 1, 10, None, state=state)

    assert await found(store, "v") == {}


async def test_what_is_being_taken_out_again_is_no_copy(store: Store) -> None:
    await saved(store, 1, 10)
    async with store.database.transaction("test") as t:
        await t.run("INSERT INTO removals (download_id) VALUES (?)", (await saved(store, 1, 20),))

    assert await found(store, "v") == {"v": (CHANNEL, 10)}


async def test_subtitles_alone_are_no_copy(store: Store) -> None:
    await saved(store, 1, 10, kind="subtitles")

    assert await found(store, "v") == {}


async def test_a_copy_in_a_chat_that_is_lost_is_not_named_but_one_in_a_chat_that_waits_is(store: Store) -> None:
    await saved(store, 1, 10)
    await store.destinations.wait(1, NOW, Sentence("telegram-flood", {"seconds": 3}))
    assert await found(store, "v") == {"v": (CHANNEL, 10)}

    await store.destinations.lost(CHANNEL, Sentence("condition-channel_lost"))
    assert await found(store, "v") == {}


async def test_a_copy_in_a_group_that_became_a_supergroup_is_not_named_as_it_has_another_number_there(
    store: Store,
) -> None:
    async with store.database.transaction("test") as t:
        await t.run("INSERT INTO events (id, kind, identity, subject, seen_at) VALUES (1, 'liked', 'i', 'v', 0)")
        await t.run(
            """INSERT INTO deliveries (id, event_id, destination_id, random_id, state, message_id)
               VALUES (1, 1, 3, 1, 'sent', 9)"""
        )
    job = await saved(store, 3, 10)
    async with store.database.transaction("test") as t:
        await t.run("UPDATE downloads SET delivery_id = 1 WHERE id = ?", (job,))
    assert await found(store, "v") == {"v": (GROUP, 10)}

    await store.destinations.moved(GROUP, -1000000000009)
    assert await found(store, "v") == {}


# -- what an owed message is made of ----------------------------------------------------------------------------------


def event(kind: EventKind, subject: str = "v", **detail: str | int) -> Event:
    return Event(kind, f"{subject}@{kind}", subject, None, NOW, detail)


async def record(store: Store, *events: Event, digest: bool = False, at: float = NOW, feed: Feed = Feed.LIKES) -> None:
    new = tuple(
        NewEvent(one, None if digest else NewDelivery(1, 500 + n), in_digest=digest) for n, one in enumerate(events)
    )
    await store.feeds.record(Record(feed, at, events=new, digest=NewDelivery(1, 499) if digest else None))


@pytest.mark.parametrize(("kind", "has"), [(K.UNLIKED, True), (K.VANISHED, True), (K.LIKED, False), (K.WATCHED, False)])
async def test_what_is_gone_is_told_with_its_copy(store: Store, kind: EventKind, has: bool) -> None:
    await saved(store, 1, 10)
    await record(store, event(kind, why="private", times=2))

    [owed] = await store.outbox.owed(NOW)

    [told] = owed.told
    assert (told.copy is not None) is has
    assert told.event.detail == {"why": "private", "times": 2}


async def test_a_copy_that_came_after_the_record_is_told_too(store: Store) -> None:
    await record(store, event(K.VANISHED))
    await saved(store, 1, 10)

    [owed] = await store.outbox.owed(NOW)

    assert owed.told[0].copy is not None


async def test_a_digest_counts_copies_of_all_that_vanished_also_of_what_it_has_no_room_for(store: Store) -> None:
    names = [f"x{number}" for number in range(250)]
    await store.feeds.record(Record(Feed.LIKES, NOW, videos=tuple(Video(name, f"T {name}") for name in names)))
    for name in names[::2]:
        await saved(store, 1, 10, video=name)
    await record(store, *(event(K.VANISHED, name, why="private") for name in names), digest=True)

    [owed] = await store.outbox.owed(NOW)

    assert owed.digest is not None
    assert (owed.digest.counts, owed.digest.liked_gone, owed.digest.saved) == ({K.VANISHED: 250}, 250, 125)
    assert len(owed.told) == 200
    assert [one.copy is not None for one in owed.told[:4]] == [True, False, True, False]


async def test_a_terminated_channel_is_no_liked_video(store: Store) -> None:
    await store.feeds.record(Record(Feed.SUBSCRIPTIONS, NOW, channels=(Channel("UC1", "A channel"),)))
    await record(store, event(K.VANISHED, "UC1"), event(K.VANISHED, "v"), digest=True)

    [owed] = await store.outbox.owed(NOW)

    assert owed.digest is not None
    assert (owed.digest.of, owed.digest.liked_gone) == (2, 1)


async def test_a_digest_says_until_when_all_had_been_told(store: Store) -> None:
    await record(store, at=NOW - 90_000)
    await record(store, event(K.LIKED), digest=True)
    await record(store, at=NOW + 10)

    [owed] = await store.outbox.owed(NOW + 10)

    assert owed.digest is not None
    assert owed.digest.since == NOW - 90_000
