"""The real yt-dlp in its child process, against the sandbox's YouTube: what does not come, and whose trouble that is."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import Condition, NeedsOwner, Permanent, Retry, Scope, Trouble
from core.youtube.ytdlp import FetchJob, fetch
from sandbox.faults import Faults
from sandbox.youtube.opening import ONE_OF_EACH
from sandbox.youtube.world import YouTubeWorld
from tests.core.youtube.ytdlp_rig import PLAIN, Order, media, quiet, refused
from tests.small_disk import small_disk


async def test_what_is_not_to_be_had_is_refused_by_name_and_nothing_is_fetched(
    order: Order, world: YouTubeWorld
) -> None:
    expected = {
        "private": "video-private",
        "deleted": "video-deleted",
        "live": "video-live",
        "upcoming": "video-upcoming",
        "vp9_only": "video-only-vp9",
    }
    jobs = {name: order(ONE_OF_EACH[name]) for name in expected}
    gate = asyncio.Semaphore(3)

    async def one(job: FetchJob) -> Trouble:
        async with gate:
            return await refused(job)

    troubles = dict(zip(jobs, await asyncio.gather(*map(one, jobs.values())), strict=True))
    assert {name: trouble.key for name, trouble in troubles.items()} == expected
    assert all(isinstance(trouble, Permanent) and trouble.skip for trouble in troubles.values())
    assert [one for one in media(world) if one["path"] == "/videoplayback"] == []


async def test_a_video_over_what_it_may_have_is_refused_before_a_byte_is_fetched(
    order: Order, world: YouTubeWorld
) -> None:
    trouble = await refused(order(PLAIN, most=100_000))
    assert isinstance(trouble, Permanent)
    assert (trouble.key, trouble.skip, trouble.args_for_text["limit"]) == ("video-over-megabytes", True, 100_000)
    assert trouble.args_for_text["size"] > 100_000  # type: ignore[operator]
    assert media(world) == []


async def test_room_is_not_promised_twice_for_what_came_of_another_choice(order: Order) -> None:
    """A disk that is reckoned with as if it were there would be full in the middle."""
    job = order(PLAIN)
    other = job.folder / f"{PLAIN}.f999.mp4.part"
    other.write_bytes(b"1" * 1000)
    subtitles = job.folder / f"{PLAIN}.fa.srt"
    subtitles.write_text("stays")
    await fetch(job, quiet)
    assert not other.exists()
    assert subtitles.exists()


async def test_a_disk_on_which_nothing_fits_is_full_and_no_video_is_to_blame(order: Order) -> None:
    trouble = await refused(order(PLAIN, capacity=100_000))
    assert isinstance(trouble, NeedsOwner)
    assert trouble.condition is Condition.DISK_FULL
    assert (await refused(order(PLAIN, disk=100_000, capacity=10**12))).key == "video-over-disk"


async def test_room_that_other_videos_have_now_is_waited_for_and_the_disk_is_not_called_full(
    order: Order, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "small", "8m"):
        job = replace(order(PLAIN), folder=tmp_path / "small")
        trouble = await refused(replace(job, capacity=10**9))
        assert (type(trouble), trouble.key) == (Retry, "held-disk")
        assert isinstance(await refused(replace(job, capacity=8 * 1024 * 1024)), NeedsOwner)


async def test_an_id_that_is_none_reaches_no_other_host(order: Order, world: YouTubeWorld) -> None:
    trouble = await refused(replace(order(PLAIN), video_id="x&list=PL1/../../"))
    assert isinstance(trouble, Permanent | Retry)
    assert {one["host"] for one in world.requests} <= {"www.youtube.com"}


@pytest.mark.parametrize(
    ("fault", "key", "scope"),
    [("media.403", "media-forbidden", Scope.ITEM), ("media.429", "youtube-rate-limited", Scope.YOUTUBE)],
)
async def test_a_refusal_of_media_that_stays_is_tried_again_later(
    order: Order, faults: Faults, fault: str, key: str, scope: Scope
) -> None:
    faults.switch_on(fault, times=None)
    trouble = await refused(order(PLAIN))
    assert isinstance(trouble, Retry)
    assert (trouble.key, trouble.scope) == (key, scope)


async def test_a_bot_check_is_the_owners(order: Order, faults: Faults) -> None:
    faults.switch_on("watch.bot_check")
    trouble = await refused(order(PLAIN))
    assert isinstance(trouble, NeedsOwner)
    assert (trouble.condition, trouble.scope) == (Condition.BOT_CHECK, Scope.YOUTUBE)


async def test_429_from_the_api_slows_youtube_down(order: Order, faults: Faults) -> None:
    faults.switch_on("player.429", times=None)
    faults.switch_on("watch.429", times=None)
    trouble = await refused(order(PLAIN))
    assert isinstance(trouble, Retry)
    assert (trouble.key, trouble.scope) == ("youtube-rate-limited", Scope.YOUTUBE)


async def test_a_line_that_is_down_is_youtubes_not_the_videos(order: Order) -> None:
    trouble = await refused(order(PLAIN, proxy="http://user:hunter2@127.0.0.1:1"))
    assert isinstance(trouble, Retry)
    assert (trouble.key, trouble.scope) == ("youtube-unreachable", Scope.YOUTUBE)
    assert "hunter2" not in repr(trouble.__cause__)


async def test_a_missing_ffmpeg_is_the_owners(order: Order, tmp_path: Path) -> None:
    trouble = await refused(order(PLAIN, ffmpeg=tmp_path / "gone"))
    assert isinstance(trouble, NeedsOwner)
    assert (trouble.condition, trouble.scope) == (Condition.FFMPEG_MISSING, Scope.YTDLP)


async def test_a_folder_that_can_not_be_written_is_the_owners(order: Order, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    trouble = await refused(order(PLAIN, folder=tmp_path / "file" / "7"))
    assert isinstance(trouble, NeedsOwner)
    assert (trouble.condition, trouble.args_for_text) == (Condition.DISK_FULL, {"reason": "unwritable"})
