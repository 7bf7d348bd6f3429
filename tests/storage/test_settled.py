"""What is settled while a download is fetched, and what came with it, stays in its row: subtitles, chapters."""

from __future__ import annotations

import sqlite3

import pytest

from core.download.chapters import Chapter
from core.download.job import to
from core.model import DownloadState, Video
from core.settings import Quality
from storage.store import Store

from .downloads import NOW, add, store

__all__ = ["store"]  # a fixture

S = DownloadState
CHAPTERS = (Chapter(0.0, "Intro"), Chapter(61.25, 'The "end" 🎬'))


async def test_chapters_are_written_with_the_file_and_stay_with_the_job(store: Store) -> None:
    job = await store.jobs.get(await add(store, state="fetching"))
    assert job.chapters == ()
    moved = await store.jobs.move(job, to(S.FETCHED), NOW, chapters=CHAPTERS, subtitles="en?,de?")
    assert (moved.chapters, moved.wish.subtitles) == (CHAPTERS, "en?,de?")
    moved = await store.jobs.move(moved, to(S.UPLOADING), NOW)
    assert (moved.chapters, moved.wish.subtitles) == (CHAPTERS, "en?,de?")
    assert await store.jobs.get(job.id) == moved


async def test_a_video_that_came_anew_without_chapters_has_none(store: Store) -> None:
    job = await store.jobs.get(await add(store, state="fetching", chapters='[[0, "Old"], [5, "Older"]]'))
    assert [one.title for one in job.chapters] == ["Old", "Older"]
    assert (await store.jobs.move(job, to(S.FETCHED), NOW, chapters=())).chapters == ()


async def test_wished_subtitles_are_not_settled_again(store: Store) -> None:
    for wished in ("de", ""):
        job = await store.jobs.get(await add(store, state="fetching", subtitles=wished))
        assert (await store.jobs.move(job, to(S.FETCHED), NOW, subtitles="en?")).wish.subtitles == wished


async def test_the_same_request_is_known_again_after_the_settings_have_settled_it(store: Store) -> None:
    async def ask(subtitles: str | None) -> int:
        return await store.requests.request(Video("v"), 2, Quality.P720, None, subtitles, 10, NOW)

    first = await ask(None)
    job = await store.jobs.move(await store.jobs.get(first), to(S.FETCHING), NOW)
    await store.jobs.move(job, to(S.FETCHED), NOW, subtitles="en?,a.de?")
    assert await ask(None) == first
    assert await ask("") != first
    assert await ask("en") not in (first, await ask(""))


async def test_a_title_is_learnt_with_the_file_where_nobody_knew_it_and_not_changed_elsewhere(store: Store) -> None:
    async with store.database.transaction("test") as t:
        await t.run("INSERT INTO videos (id, seen_at) VALUES ('bare', 0)")
    for video, title, channel in (("bare", "As YouTube says", "Its channel"), ("v", "A video", "Its channel")):
        job = await store.jobs.get(await add(store, state="fetching", video_id=video))
        moved = await store.jobs.move(job, to(S.FETCHED), NOW, names=("As YouTube says", "Its channel"))
        assert (moved.video.title, moved.video.channel) == (title, channel)
        assert (await store.jobs.get(job.id)).video == moved.video


async def test_chapters_that_are_no_json_are_refused(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        await add(store, chapters="0:00 Intro")
