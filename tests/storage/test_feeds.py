"""What one look writes, all of it or nothing; what the outbox then owes; and what the screens read of it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.model import Channel, DownloadState, Event, EventKind, Feed, Sentence, Video
from core.record import NewDelivery, NewEvent, Record, SnapshotItem
from core.settings import CatchUp
from storage.happenings import Happening
from storage.listing import Wanted
from storage.store import Store

DAY = 86400.0
NOON = 20_000 * DAY + DAY / 2


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await Store.open(tmp_path / "yagami.db", b"k" * 32)
    for number, feed in enumerate(Feed):
        await store.feeds.set_destination(feed, await store.destinations.add(-100 - number, str(feed)))
    yield store
    await store.close()


def happened(kind: EventKind, identity: str, subject: str = "v", at: float = NOON) -> Event:
    return Event(kind, identity, subject, None, at)


def liked(number: int, *, download: DownloadState | None = None, silent: bool = False, at: float = NOON) -> NewEvent:
    """The like of video v<number>, told in destination 1."""
    status = Sentence(f"status-{download}") if download else None
    event = happened(EventKind.LIKED, f"v{number}@{number}", f"v{number}", at)
    return NewEvent(event, NewDelivery(1, number, status, silent), download)


def likes(*events: NewEvent, **more: object) -> Record:
    return replace(
        Record(Feed.LIKES, NOON, videos=tuple(Video(one.event.subject, "A title") for one in events), events=events),
        **more,  # type: ignore[arg-type]
    )


# -- record ----------------------------------------------------------------------------------------------------------


async def test_an_event_that_is_there_already_brings_nothing_again(store: Store) -> None:
    assert await store.feeds.record(likes(liked(1, download=DownloadState.QUEUED))) == 1
    assert await store.feeds.record(likes(liked(1, download=DownloadState.QUEUED))) == 0

    assert len(await store.database.fetch("SELECT * FROM deliveries")) == 1
    assert len(await store.database.fetch("SELECT * FROM downloads")) == 1


async def test_a_record_that_can_not_be_written_whole_leaves_nothing(store: Store) -> None:
    twice = replace(liked(2), delivery=NewDelivery(1, 1))  # another message's random id
    with pytest.raises(Exception, match="UNIQUE"):
        await store.feeds.record(likes(liked(1), twice, seen=("v1", "v2")))

    assert await store.database.fetch("SELECT * FROM events") == []
    assert await store.likes.places(["v1"]) == {}
    assert (await store.feeds.state(Feed.LIKES)).looked_at is None


async def test_a_snapshot_that_is_kept_as_read_is_replaced_in_its_order(store: Store) -> None:
    first = Record(Feed.HISTORY, NOON, page=tuple(SnapshotItem(one) for one in "cba"), seeded=True)
    await store.feeds.record(first)
    await store.feeds.record(replace(first, at=NOON + 1, page=tuple(SnapshotItem(one) for one in "adc")))

    assert [one.item for one in await store.feeds.snapshot(Feed.HISTORY)] == ["a", "d", "c"]
    assert await store.feeds.count_seeded(Feed.HISTORY) == 2


async def test_a_subscription_keeps_its_time_and_that_it_was_missing(store: Store) -> None:
    page = (SnapshotItem("UC1", 5.0), SnapshotItem("UC2", 6.0, NOON))
    await store.feeds.record(Record(Feed.SUBSCRIPTIONS, NOON, page=page))

    assert await store.feeds.snapshot(Feed.SUBSCRIPTIONS) == page


async def test_a_snapshot_of_one_feed_is_no_other_feeds(store: Store) -> None:
    await store.feeds.record(likes(seen=("x",)))
    await store.feeds.record(Record(Feed.HISTORY, NOON, page=()))

    assert await store.likes.places(["x"]) == {"x": None}


async def test_what_was_known_first_of_a_channel_stays_and_its_figures_are_renewed(store: Store) -> None:
    for channel in (Channel("UC1", "Old", "@a", "About", 10, 5), Channel("UC1", "New", subscribers=20)):
        await store.feeds.record(Record(Feed.SUBSCRIPTIONS, NOON, channels=(channel,)))

    [row] = await store.database.fetch("SELECT title, handle, description, subscribers, videos FROM channels")
    assert tuple(row) == ("Old", "@a", "About", 20, 5)


async def test_what_comes_after_a_pause_is_decided_once(store: Store) -> None:
    for feed in (Feed.LIKES, Feed.HISTORY):
        await store.feeds.record(Record(feed, NOON, seeded=True))
    await store.feeds.resume(CatchUp.DIGEST)
    await store.feeds.look_failed(Feed.LIKES, 0.0, Sentence("google-down"))
    assert (await store.feeds.state(Feed.LIKES)).catch_up is CatchUp.DIGEST

    await store.feeds.record(likes(caught_up=True))

    states = {feed: (await store.feeds.state(feed)).catch_up for feed in Feed}
    assert states == {Feed.LIKES: None, Feed.SUBSCRIPTIONS: None, Feed.HISTORY: CatchUp.DIGEST}


async def test_watches_of_a_video_on_a_day_are_counted(store: Store) -> None:
    identities = ["2026-11-25:v:1", "2026-11-25:v:2", "2026-11-24:v:1", "2026-11-25:vv:1"]
    events = tuple(NewEvent(happened(EventKind.WATCHED, one)) for one in identities)
    await store.feeds.record(Record(Feed.HISTORY, NOON, events=events))

    assert await store.feeds.times_watched(["2026-11-25:v", "2026-11-25:w"]) == {"2026-11-25:v": 2}


# -- the outbox ------------------------------------------------------------------------------------------------------


async def test_what_is_owed_says_how_loud_it_is_and_which_video_it_brings(store: Store) -> None:
    await store.feeds.record(likes(liked(1, download=DownloadState.OFFERED, silent=True)))

    [owed] = await store.outbox.owed(NOON)

    assert (owed.silent, owed.download, owed.download_state) == (True, 1, DownloadState.OFFERED)
    assert (owed.status, owed.digest) == (Sentence("status-offered"), None)
    assert owed.told[0].video.title == "A title"


async def test_a_post_that_stands_is_stale_with_the_state_that_its_video_has_now(store: Store) -> None:
    await store.feeds.record(likes(liked(1, download=DownloadState.QUEUED)))
    await store.outbox.sent(1, 50, Sentence("status-queued"), NOON)
    async with store.database.transaction("test") as t:
        await t.run("UPDATE downloads SET state = 'fetching'")
        await t.run("""UPDATE deliveries SET status_wanted = '{"args": {}, "key": "status-downloading"}'""")

    [stale] = await store.outbox.stale(NOON)

    assert (stale.message_id, stale.download, stale.download_state) == (50, 1, DownloadState.FETCHING)
    assert stale.status == Sentence("status-downloading")


async def test_a_subscription_is_owed_with_its_channel(store: Store) -> None:
    event = NewEvent(happened(EventKind.SUBSCRIBED, "UC1@5", "UC1"), NewDelivery(2, 9))
    channel = Channel("UC1", "Gears", "@gears", "About", 10, 5, "https://yt3.example/p")
    await store.feeds.record(Record(Feed.SUBSCRIPTIONS, NOON, channels=(channel,), events=(event,)))

    [owed] = await store.outbox.owed(NOON)

    assert owed.told[0].channel == channel


async def test_a_digest_is_one_message_with_all_that_it_tells_in_order(store: Store) -> None:
    events = tuple(replace(liked(number), delivery=None, in_digest=True) for number in (1, 2, 3))
    await store.feeds.record(likes(events[0]))  # without a digest of its own
    await store.feeds.record(likes(*events, digest=NewDelivery(1, 77, silent=True), caught_up=True))

    [owed] = await store.outbox.owed(NOON)

    assert owed.digest is not None
    assert ([one.event.subject for one in owed.told], owed.digest.of, owed.silent) == (["v2", "v3"], 2, True)
    assert owed.download is None


async def test_a_digest_of_what_is_known_already_is_not_sent(store: Store) -> None:
    one = replace(liked(1), delivery=None, in_digest=True)
    await store.feeds.record(likes(one))
    await store.feeds.record(likes(one, digest=NewDelivery(1, 77)))

    assert await store.outbox.owed(NOON) == []


async def test_the_oldest_of_each_chat_is_owed_and_a_chat_that_waits_holds_no_other(store: Store) -> None:
    await store.feeds.record(likes(liked(1), liked(2)))
    watched = NewEvent(happened(EventKind.WATCHED, "d:v:1"), NewDelivery(3, 90))
    await store.feeds.record(Record(Feed.HISTORY, NOON, events=(watched,)))
    assert [one.random_id for one in await store.outbox.owed(NOON)] == [1, 90]

    await store.destinations.wait(1, NOON + 60, Sentence("telegram-flood"))

    assert [one.random_id for one in await store.outbox.owed(NOON)] == [90]


# -- what screens read -----------------------------------------------------------------------------------------------


async def test_the_newest_of_a_kind_come_first_page_by_page(store: Store) -> None:
    await store.feeds.record(likes(*(liked(number, at=NOON + number) for number in range(1, 6))))
    kinds = [EventKind.LIKED]
    bounds, pages = list[int | None]([None]), list[list[Happening]]()

    for _ in range(3):
        pages.append(await store.happenings.recent(kinds, 2, bounds[-1]))
        bounds.append(pages[-1][-1].id)
    back = [await store.happenings.page_before(kinds, 2, page[0].id) for page in pages]

    assert [[one.event.subject for one in page] for page in pages] == [["v5", "v4"], ["v3", "v2"], ["v1"]]
    assert back == [None, None, bounds[1]]
    assert await store.happenings.recent(kinds, 2, bounds[-1]) == []
    assert await store.happenings.recent([EventKind.WATCHED], 2) == []
    assert await store.happenings.get(pages[0][0].id) == pages[0][0]
    assert await store.happenings.get(999) is None


async def test_events_are_counted_by_kind_and_day_and_as_ever_recorded(store: Store) -> None:
    await store.feeds.record(likes(liked(1, at=NOON), liked(2, at=NOON), liked(3, at=NOON + DAY)))
    watched = NewEvent(happened(EventKind.WATCHED, "d:v:1", at=NOON + DAY))
    await store.feeds.record(Record(Feed.HISTORY, NOON, events=(watched,)))

    day = int(NOON // DAY)
    assert {number: one.events for number, one in (await store.listing.days(day, day + 1)).items()} == {
        day: {EventKind.LIKED: 2, EventKind.WATCHED: 0},
        day + 1: {EventKind.LIKED: 1, EventKind.WATCHED: 1},
    }
    await store.feeds.record(likes(liked(3, at=NOON + DAY)))  # is there already
    async with store.database.transaction("forget") as t:
        await t.run("DELETE FROM deliveries")
        await t.run("DELETE FROM events WHERE kind = 'liked'")
    assert await store.listing.recorded() == {EventKind.LIKED: 3, EventKind.WATCHED: 1}
    assert await store.alerts.events_since([EventKind.WATCHED, EventKind.LIKED], NOON) == 1


async def test_an_overview_says_how_a_feed_is(store: Store) -> None:
    await store.feeds.record(likes(liked(1), seen=("v1", "v0"), seeded=True))
    await store.feeds.look_failed(Feed.LIKES, NOON + 5, Sentence("google-down"))

    seen = await store.happenings.overview(Feed.LIKES)

    assert seen.destination
    assert (seen.destination.title, seen.known, seen.waiting) == ("likes", 2, 1)
    assert (seen.seeded_at, seen.looked_at, seen.not_before, seen.tries) == (NOON, NOON, NOON + 5, 1)
    assert seen.trouble == Sentence("google-down")


async def test_no_page_no_count_and_no_turn_of_the_outbox_reads_all_events(store: Store) -> None:
    """Asked of SQLite for the very statements that are run."""
    run: list[str] = []
    reader = store.database._reader
    await reader.set_trace_callback(run.append)
    kinds = [EventKind.LIKED, EventKind.VANISHED, EventKind.WATCHED]
    await store.happenings.recent(kinds, 5, 900)
    await store.happenings.page_before(kinds, 5, 900)
    await store.listing.days(int(NOON // DAY) - 27, int(NOON // DAY))
    await store.listing.events(Wanted(dict.fromkeys(kinds), NOON, NOON + DAY, 900), 50)
    await store.listing.recorded()
    await store.alerts.events_since(kinds, NOON)
    await store.alerts.posts(NOON, None)
    await store.alerts.posts(NOON, 1)
    await store.outbox.owed(NOON)
    await store.outbox.stale(NOON)
    await store.outbox.next_due(NOON)
    await store.queue.page(8, 80)
    await store.queue.size()
    await store.queue.order()
    await store.jobs.open_ids()
    await store.jobs.lying(NOON, [])
    await store.jobs.next_due(NOON)
    await store.removals.due(NOON)
    await store.removals.next_due(NOON)
    await store.feeds.times_watched(["2026-11-25:v"])
    await reader.set_trace_callback(None)  # type: ignore[arg-type]

    assert len(run) > 20
    everything = re.compile(
        r"SCAN (?:e|events|d|o|deliveries|j|downloads|p|parts|v|videos)(?: USING (?:COVERING )?INDEX (\w+))?$"
    )
    #: what these indexes hold is little: something is still to be done about it
    few = {"deliveries_owed", "deliveries_stale", "deliveries_digest", "downloads_open"}
    for sql in run:
        plan = [row["detail"] for row in await store.database.fetch(f"EXPLAIN QUERY PLAN {sql}")]
        whole = [one for one in plan if (found := everything.match(one)) and found.group(1) not in few]
        assert not whole, (sql, plan)
