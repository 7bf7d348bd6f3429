"""The downloads' rows: their order, what the owner does to them, what screens read of them, and the traffic."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import tempfile
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.clock import SystemClock
from core.download.job import FOREVER, OPEN, JobMoved, Part, Wish, to
from core.model import Account, DownloadState, Sentence, UploadProgress, Video
from core.settings import Quality
from storage.queue import CardRow
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
    asked = await add(store, asked=1, height=480)
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
    assert await store.queue.cards(NOW, "gone") == [CardRow(10, job, NOW, True, None)]
    await store.queue.card_shown(job, "half way")
    second = await store.requests.request(Video("w"), 2, Quality.BEST, None, None, 10, NOW + 1)
    assert await store.queue.cards(NOW, "gone") == [CardRow(10, second, NOW + 1, True, None)]
    await store.queue.card_shown(second, "gone")
    assert await store.queue.cards(NOW, "gone") == []
    await store.requests.cancel(job, NOW + 60)
    await store.requests.cancel(second, NOW + 50)
    assert await store.queue.cards(NOW + 60, "another") == [CardRow(10, second, NOW + 60, False, "gone")]
    assert await store.queue.cards(NOW + 30 * 86400, "another") == []


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


async def test_a_copy_takes_the_place_of_a_part_that_was_never_sent(store: Store) -> None:
    """Its file was lost before it went out, and by now the video stands elsewhere."""
    job = await store.jobs.get(await add(store, state="fetching"))
    job = await store.jobs.move(job, to(S.FETCHED), NOW, parts=[part(1, 1), part(2, 2)])
    for state in (S.QUEUED, S.FETCHING):
        job = await store.jobs.move(job, to(state), NOW)
    await store.jobs.move(job, to(S.SENT), NOW, parts=[replace(part(1, 1), message_id=100)])
    assert [(one.number, one.message_id) for one in await store.jobs.parts(job.id)] == [(1, 100)]


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


async def test_what_lies_on_the_disk_is_counted_and_what_can_not_go_on_from_there_is_not(store: Store) -> None:
    await add(store, state="queued")
    at_work = await add(store, state="fetching", asked=1)
    await add(store, state="fetching")
    await add(store, state="fetched")
    await add(store, state="uploading", not_before=NOW + 60)
    await add(store, state="uploading", destination_id=2, asked=1)
    await add(store, state="done")
    assert await store.jobs.lying(NOW, {at_work}) == (2, 3)
    await store.destinations.wait(2, NOW + 60, Sentence("held-turn"))
    assert await store.jobs.lying(NOW, {at_work}) == (1, 2)
    assert await store.jobs.lying(NOW, set()) == (0, 1)


async def test_a_video_that_is_on_its_way_is_not_due_a_second_time_as_the_same_file(store: Store) -> None:
    on_its_way = await add(store, state="uploading", quality="best")
    same = await add(store, destination_id=2)
    other = await add(store, destination_id=2, quality="audio")
    due = await store.jobs.due([S.QUEUED], NOW)
    assert due is not None
    assert due.id == other
    assert await store.jobs.due([S.QUEUED], NOW, beside={other}) is None
    await store.requests.cancel(other, NOW)
    assert await store.jobs.due([S.QUEUED], NOW) is None
    await store.requests.hold(on_its_way, NOW)
    due = await store.jobs.due([S.QUEUED], NOW)
    assert due is not None
    assert due.id == same


async def test_a_post_of_what_is_under_way_is_not_told_to_wait(store: Store) -> None:
    at_work, waits = await add(store, state="fetching", post=True), await add(store, state="queued", post=True)
    assert await store.jobs.show_hold(Sentence("held-day"), {at_work})
    rows = await store.database.fetch("SELECT status_wanted FROM deliveries ORDER BY id")
    assert ["held-day" in (row["status_wanted"] or "") for row in rows] == [False, True]
    assert waits > at_work


async def test_room_on_the_disk_wakes_what_waits_for_it_and_nothing_else(store: Store) -> None:
    waits = await add(store, not_before=NOW + 900, trouble='{"key": "held-disk", "args": {}}')
    later = await add(store, not_before=NOW + 900, trouble='{"key": "held-later", "args": {"time": "1"}}')
    assert await store.jobs.room_again()
    assert not await store.jobs.room_again()
    assert ((await store.jobs.get(waits)).not_before, (await store.jobs.get(later)).not_before) == (0.0, NOW + 900)


@pytest.mark.parametrize("state", ["queued", "fetching", "fetched", "uploading"])
async def test_what_is_held_waits_until_it_is_told_to_go_on(store: Store, state: str) -> None:
    job = await add(store, state=state, post=True)
    for _ in range(2):
        assert await store.requests.hold(job, NOW)
    row = await store.jobs.get(job)
    assert (row.not_before, row.trouble) == (FOREVER, Sentence("held-by-you"))
    assert await store.jobs.due(ALL, NOW + 10 * 365 * 86400) is None
    assert await store.requests.go_on(job, NOW)
    assert not await store.requests.go_on(job, NOW)
    row = await store.jobs.get(job)
    assert (row.not_before, row.trouble, row.state == state or row.state is S.QUEUED) == (0.0, None, True)
    due = await store.jobs.due(ALL, NOW)
    assert due is not None
    [delivery] = await store.database.fetch("SELECT status_wanted FROM deliveries")
    assert json.loads(delivery["status_wanted"])["key"] == to(due.state).status.key


async def test_go_on_ends_a_wait_between_two_tries_and_keeps_what_was_said(store: Store) -> None:
    job = await add(store, not_before=NOW + 60, tries=2, trouble='{"key": "video-unavailable", "args": {}}')
    assert await store.requests.go_on(job, NOW)
    row = await store.jobs.get(job)
    assert (row.not_before, row.tries, row.trouble) == (0.0, 2, Sentence("video-unavailable"))


@pytest.mark.parametrize("ended", ["sent", "done", "failed", "cancelled", "offered"])
async def test_what_has_ended_is_neither_held_nor_told_to_go_on(store: Store, ended: str) -> None:
    job = await add(store, state=ended)
    assert not await store.requests.hold(job, NOW)
    assert not await store.requests.go_on(job, NOW)


MOVES = st.lists(st.tuples(st.integers(0, 7), st.sampled_from(["up", "down", "first"])), max_size=25)


@given(moves=MOVES, ranks=st.lists(st.sampled_from([0.0, 1.0]), min_size=8, max_size=8))
@settings(max_examples=40, deadline=None)
def test_any_moves_leave_the_queue_as_a_list_would_be(moves: list[tuple[int, str]], ranks: list[float]) -> None:
    """Likes of long ago have rank 1 and come last; whatever was moved, a new like comes behind all that had rank 0."""

    async def run(folder: Path) -> None:
        store = await Store.open(folder / "yagami.db", b"k" * 32)
        async with store.database.transaction("test") as t:
            await t.run("INSERT INTO destinations (id, chat_id) VALUES (1, -1001)")
            await t.run("INSERT INTO videos (id, title, seen_at) VALUES ('v', 'A video', 0)")
        ids = [await add(store, rank=rank) for rank in ranks]
        expected = [one for _, one in sorted(zip(ranks, ids, strict=True))]
        for which, move in moves:
            job = ids[which]
            at = expected.index(job)
            if move == "first":
                assert await store.requests.move_first(job)
                expected.insert(0, expected.pop(at))
            else:
                to_place = at - 1 if move == "up" else at + 1
                moved = await store.requests.swap(job, up=move == "up")
                assert moved is (0 <= to_place < len(expected))
                if moved:
                    expected[at], expected[to_place] = expected[to_place], expected[at]
            assert await order(store) == expected
        await store.close()

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(Path(folder)))


async def test_only_what_waits_among_its_own_kind_moves(store: Store) -> None:
    fetching, asked = await add(store, state="fetching"), await add(store, asked=1)
    first, second = await add(store), await add(store)
    troubled = await add(store, trouble='{"key": "video-unavailable", "args": {}}')
    for job in (fetching, asked, troubled, 404):
        assert not await store.requests.swap(job, up=True)
    assert not await store.requests.swap(first, up=True)
    assert not await store.requests.swap(second, up=False)
    assert await store.requests.swap(second, up=True)
    assert await order(store) == [asked, second, fetching, first, troubled]
