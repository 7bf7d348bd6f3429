"""The parts of a download: what stands is kept, and a copy takes the place of what never went out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.download.job import JobMoved, to
from core.model import DownloadState
from core.settings import Quality
from storage.store import Store

from .downloads import NOW, add, part, store

__all__ = ["store"]  # a fixture

S = DownloadState


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
