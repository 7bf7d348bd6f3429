"""The downloads' rows: their order, what the owner does to them, what screens read of them, and the traffic."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from core.clock import SystemClock
from core.download.job import OPEN, JobMoved, Part, Wish, to
from core.model import Account, DownloadState, Sentence, UploadProgress, Video
from core.settings import Quality
from storage.store import Store
from storage.traffic import MUCH

S = DownloadState
ALL = sorted(OPEN)
NOW = 1000.0


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await Store.open(tmp_path / "yagami.db", b"k" * 32)
    async with store.database.transaction("test") as t:
        await t.run("INSERT INTO destinations (id, chat_id) VALUES (1, -1001), (2, 77)")
        await t.run("INSERT INTO videos (id, title, seen_at) VALUES ('v', 'A video', 0)")
    yield store
    await store.close()


async def add(store: Store, **columns: Any) -> int:
    """A download; post=True: with a post that stands."""
    async with store.database.transaction("test") as t:
        if columns.pop("post", False):
            count = (await t.run("SELECT count(*) AS n FROM events"))[0]["n"]
            event = await t.run(
                "INSERT INTO events (kind, identity, subject, seen_at) VALUES ('liked', ?, 'v', 0) RETURNING id",
                (count,),
            )
            delivery = await t.run(
                """INSERT INTO deliveries (event_id, destination_id, random_id, state, message_id)
                   VALUES (?, 1, ?, 'sent', ?) RETURNING id""",
                (event[0]["id"], count + 1, count + 50),
            )
            columns |= {"event_id": event[0]["id"], "delivery_id": delivery[0]["id"]}
        fields = {"destination_id": 1, "video_id": "v", "created_at": 0.0, "changed_at": 0.0} | columns
        rows = await t.run(
            f"INSERT INTO downloads ({', '.join(fields)}) VALUES ({', '.join('?' * len(fields))}) RETURNING id",
            tuple(fields.values()),
        )
    return int(rows[0]["id"])


async def order(store: Store) -> list[int]:
    return [row.job.id for row in (await store.queue.page(100, 0))[1]]


async def state(store: Store, job: int) -> DownloadState:
    return (await store.jobs.get(job)).state


async def status(store: Store, job: int) -> str | None:
    row = await store.database.one(
        "SELECT status_wanted FROM deliveries WHERE id = (SELECT delivery_id FROM downloads WHERE id = ?)", (job,)
    )
    return json.loads(row["status_wanted"])["key"] if row and row["status_wanted"] else None


def part(number: int, random_id: int, message_id: int | None = None, **more: Any) -> Part:
    lines = more.pop("lines", 720)
    return Part(
        number, Account.BOT, random_id, Path("1/a.mp4"), None, None, 5, 1.0, lines * 2, lines, UploadProgress(1, 512),
        message_id, **more,
    )  # fmt: skip


async def test_asked_goes_first_then_what_was_moved_up_then_what_is_begun_and_troubled_last(store: Store) -> None:
    troubled = await add(store, trouble='{"key": "a", "args": {}}', asked=1)
    queued = await add(store)
    moved = await add(store)
    begun = await add(store, state="fetched")
    asked = await add(store, asked=1)
    sent = await add(store, state="sent")
    await add(store, state="offered")
    await store.requests.move_first(moved)

    assert await order(store) == [sent, asked, moved, begun, queued, troubled]
    first = await store.jobs.due(ALL, NOW)
    assert first
    assert first.id == sent
    await store.requests.move_first(queued)
    assert await order(store) == [sent, asked, queued, moved, begun, troubled]


async def test_what_is_not_asked_for_is_not_begun_while_it_is_held_but_sent(store: Store) -> None:
    await add(store)
    await add(store, state="fetching")
    assert await store.jobs.due(ALL, NOW, automatic=False) is None
    fetched = await add(store, state="fetched")
    due = await store.jobs.due(ALL, NOW, automatic=False)
    assert due
    assert due.id == fetched
    asked = await add(store, asked=1)
    due = await store.jobs.due(ALL, NOW, automatic=False)
    assert due
    assert due.id == asked


async def test_posts_say_what_holds_and_when_it_is_over(store: Store) -> None:
    queued, asked = await add(store, post=True), await add(store, post=True, asked=1)
    waiting = await add(store, post=True, trouble='{"key": "a", "args": {}}')
    begun = await add(store, post=True, state="uploading")
    assert await store.jobs.show_hold(Sentence("held-paused"))
    assert not await store.jobs.show_hold(Sentence("held-paused"))
    said = [await status(store, job) for job in (queued, asked, waiting, begun)]
    assert said == ["status-waiting", None, None, None]
    assert await store.jobs.show_hold(None)
    assert await status(store, queued) == "status-queued"
    assert not await store.jobs.show_hold(None)


@pytest.mark.parametrize("before", sorted(S))
async def test_a_cancel_ends_what_does_not_stand_yet(store: Store, before: S) -> None:
    job = await add(store, state=before, post=True)
    expected = before in {S.OFFERED, S.QUEUED, S.FETCHING, S.FETCHED, S.UPLOADING}
    assert await store.requests.cancel(job, NOW) is expected
    assert await state(store, job) == (S.CANCELLED if expected else before)
    assert await status(store, job) == ("status-cancelled" if expected else None)
    assert not await store.requests.cancel(job, NOW), "a second press does nothing"


async def test_a_cancel_after_the_message_stands_changes_nothing(store: Store) -> None:
    job = await store.jobs.get(await add(store, state="fetched"))
    await store.jobs.move(job, to(S.UPLOADING), NOW, parts=[part(1, 1), part(2, 2)])
    await store.jobs.part_sent(job.id, 1, 100, None, NOW)
    await store.jobs.part_sent(job.id, 2, 101, None, NOW)
    assert not await store.requests.cancel(job.id, NOW)
    assert await state(store, job.id) is S.UPLOADING


@pytest.mark.parametrize("before", sorted(S))
async def test_a_retry_begins_again_with_all_its_tries_where_that_can_help(store: Store, before: S) -> None:
    job = await add(store, state=before, tries=5, not_before=5000.0, trouble='{"key": "a", "args": {}}', post=True)
    expected = before in {S.OFFERED, S.SKIPPED, S.FAILED, S.CANCELLED}
    assert await store.requests.retry(job, NOW) is expected
    if expected:
        row = await store.jobs.get(job)
        assert (row.state, row.tries, row.not_before, row.trouble, row.asked) == (S.QUEUED, 0, 0.0, None, True)
        assert await status(store, job) == "status-queued"


async def test_get_now_takes_an_offer_and_what_waits_for_its_turn(store: Store) -> None:
    for before in (S.OFFERED, S.QUEUED):
        job = await add(store, state=before, post=True)
        assert await store.requests.get_now(job, NOW)
        assert (await store.jobs.get(job)).asked
    assert not await store.requests.get_now(await add(store, state="done"), NOW)


async def test_later_is_not_before_that_time_and_says_so(store: Store) -> None:
    for before, after in (("queued", S.QUEUED), ("fetching", S.QUEUED), ("uploading", S.UPLOADING)):
        job = await add(store, state=before, post=True)
        assert await store.requests.later(job, NOW + 60, NOW)
        assert (await state(store, job), await status(store, job)) == (after, "status-waiting")
    assert await store.jobs.due(ALL, NOW) is None
    assert await store.jobs.next_due(NOW) == NOW + 60
    assert await store.jobs.due(ALL, NOW + 60)
    assert not await store.requests.later(await add(store, state="sent"), NOW, NOW)


async def test_what_is_older_is_dropped_from_the_queue(store: Store) -> None:
    old, begun, young = (
        await add(store, post=True),
        await add(store, state="fetching"),
        await add(store, created_at=500.0),
    )
    assert await store.requests.drop_older(400.0, NOW) == 1
    assert [await state(store, job) for job in (old, begun, young)] == [S.CANCELLED, S.FETCHING, S.QUEUED]
    assert await status(store, old) == "status-cancelled"


async def test_a_press_that_is_not_committed_changes_nothing(store: Store) -> None:
    job = await add(store)

    async def half() -> None:
        async with store.database.update(1, NOW):
            await store.requests.cancel(job, NOW)
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        await half()
    assert await state(store, job) is S.QUEUED


async def test_two_identical_open_requests_are_one_with_the_newest_card(store: Store) -> None:
    video = Video("new", "Title", "Channel", duration=5)
    first = await store.requests.request(video, 2, Quality.P720, None, "en", 10, NOW)
    second = await store.requests.request(Video("new"), 2, Quality.P720, None, "en", 11, NOW)
    other = await store.requests.request(video, 2, None, 720, "en", 12, NOW)
    assert first == second != other
    row = await store.jobs.get(first)
    assert (row.asked, row.card, row.video.title, row.wish) == (True, 11, "Title", Wish(Quality.P720, None, "en"))
    await store.requests.cancel(first, NOW)
    assert await store.requests.request(video, 2, Quality.P720, None, "en", 13, NOW) not in (first, other)


async def test_cards_are_looked_after_while_they_change_and_a_while_longer(store: Store) -> None:
    job = await store.requests.request(Video("v"), 2, Quality.BEST, None, None, 10, NOW)
    [card] = await store.queue.cards(NOW)
    assert (card.job.id, card.job.card, card.shown) == (job, 10, None)
    await store.queue.card_shown(job, "half way")
    assert [row.shown for row in await store.queue.of_card(10)] == ["half way"]
    await store.requests.cancel(job, NOW)
    assert [row.job.state for row in await store.queue.cards(NOW + 60)] == [S.CANCELLED]
    assert await store.queue.cards(NOW + 30 * 86400) == []


async def test_the_queue_is_paged_and_measured(store: Store) -> None:
    assert await store.queue.size() == (0, None)
    jobs = [await add(store, created_at=100.0 + n) for n in range(5)]
    await add(store, state="done")
    total, rows = await store.queue.page(2, 2)
    assert (total, [row.job.id for row in rows]) == (5, jobs[2:4])
    assert await store.queue.size() == (5, 100.0)


async def test_parts_that_stand_are_kept_when_the_others_change_their_account(store: Store) -> None:
    job = await store.jobs.get(await add(store, state="fetched"))
    job = await store.jobs.move(job, to(S.UPLOADING), NOW, parts=[part(1, 1), part(2, 2)], quality=Quality.P720)
    assert job.wish.quality is Quality.P720
    await store.jobs.part_sent(job.id, 1, 100, (1, 2, b"r"), NOW)
    first, second = await store.jobs.parts(job.id)
    assert (first.message_id, second.message_id) == (100, None)
    await store.jobs.move(job, to(S.UPLOADING), NOW, parts=[first, part(2, 22)])
    assert [(one.random_id, one.message_id) for one in await store.jobs.parts(job.id)] == [(1, 100), (22, None)]
    [row] = await store.database.fetch("SELECT document_id FROM parts WHERE number = 1")
    assert row["document_id"] == 1
    await store.requests.cancel(job.id, NOW)
    with pytest.raises(JobMoved):
        await store.jobs.move(job, to(S.SENT), NOW)


async def test_traffic_is_summed_by_day_and_month_and_purpose(store: Store) -> None:
    def at(day: int, month: int = 11) -> float:
        return datetime(2026, month, day, 23, 59, tzinfo=UTC).timestamp()

    await store.traffic.add("download", 100, 1, at(30, 10))
    await store.traffic.add("download", 10, 1, at(1))
    await store.traffic.add("download", 5, 0, at(1))
    await store.traffic.add("upload", 0, 20, at(2))
    assert (await store.traffic.day(at(1))).received == 15
    assert (await store.traffic.day(at(3))).total == 0
    month = await store.traffic.month(at(2))
    assert (month.received, month.sent) == (15, 21)
    used = await store.traffic.used(at(2))
    assert (used.day, used.month) == (20, 36)
    assert [(one.day, one.purpose) for one in await store.traffic.by_day(2)] == [
        ("2026-11-02", "upload"),
        ("2026-11-01", "download"),
    ]


async def test_what_is_noted_counts_at_once_and_is_written_together(store: Store) -> None:
    now = 1_790_000_000.0
    store.traffic.note("poll", 10, 1)
    store.traffic.note("poll", 5, 0)
    store.traffic.note("chat", 0, 7)
    assert (await store.traffic.used(now)).day == 23
    assert await store.database.fetch("SELECT * FROM traffic") == []

    for _ in range(2):
        await store.traffic.write(now)
        assert (await store.traffic.used(now)).month == 23
    rows = await store.database.fetch("SELECT purpose, received, sent FROM traffic ORDER BY purpose")
    assert [tuple(row) for row in rows] == [("chat", 0, 7), ("poll", 15, 1)]


async def test_much_is_written_at_once(store: Store) -> None:
    writing = asyncio.ensure_future(store.traffic.keep_writing(SystemClock()))  # noqa: TID251  cancelled below
    store.traffic.note("download", MUCH, 0)
    async with asyncio.timeout(5):
        while not await store.database.fetch("SELECT 1 FROM traffic"):  # noqa: ASYNC110  it tells nobody
            await asyncio.sleep(0.01)
    writing.cancel()
    assert (await store.traffic.used(SystemClock().now())).day == MUCH


async def test_what_can_not_be_written_stays_noted(store: Store) -> None:
    store.traffic.note("nonsense", 3, 0)
    store.traffic.note("poll", 4, 0)
    with pytest.raises(sqlite3.IntegrityError):
        await store.traffic.write(1_790_000_000.0)
    assert (await store.traffic.used(1_790_000_000.0)).day == 7
