"""What the owner does to a download: asked for, cancelled, begun again, put off, held and told to go on; and its card."""

from __future__ import annotations

import json

import pytest

from core.download.job import FOREVER, Wish, to
from core.model import DownloadState, Sentence, Video
from core.settings import Quality
from storage.queue import CardRow
from storage.store import Store

from .downloads import ALL, NOW, add, part, status, store

__all__ = ["store"]  # a fixture

S = DownloadState


async def state(store: Store, job: int) -> DownloadState:
    return (await store.jobs.get(job)).state


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
