"""Whose turn it is: the order of the queue, what moves in it, what is due and what waits; and what its posts say then."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import DownloadState, Sentence
from storage.store import Store

from .downloads import ALL, NOW, add, status, store

__all__ = ["store"]  # a fixture

S = DownloadState


async def order(store: Store) -> list[int]:
    return [row.job.id for row in (await store.queue.page(100, 0))[1]]


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


async def test_the_queue_is_paged_and_measured(store: Store) -> None:
    assert await store.queue.size() == (0, None)
    jobs = [await add(store, created_at=100.0 + n) for n in range(5)]
    await add(store, state="done")
    total, rows = await store.queue.page(2, 2)
    assert (total, [row.job.id for row in rows]) == (5, jobs[2:4])
    assert await store.queue.size() == (5, 100.0)


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
