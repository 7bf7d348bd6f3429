"""The real yt-dlp in its child process, against the sandbox's YouTube."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.errors import Condition, NeedsOwner, Permanent, Retry, Scope, Trouble
from core.media.ffmpeg import Tools, check, probe
from core.youtube.ytdlp import FetchJob, Progress, fetch
from sandbox.faults import Faults
from sandbox.youtube.opening import ONE_OF_EACH
from sandbox.youtube.sponsorblock import segment
from sandbox.youtube.world import YouTubeWorld

PLAIN, LARGE = ONE_OF_EACH["plain"], ONE_OF_EACH["large"]


Order = Callable[..., FetchJob]


@pytest.fixture
def order(world: YouTubeWorld, tmp_path: Path, tools: Tools) -> Order:
    """order(VIDEO_ID, limit=...) -> a job in a folder of its own."""

    def make(video_id: str, **more: Any) -> FetchJob:
        folder = tmp_path / f"job{video_id}"
        folder.mkdir(exist_ok=True)
        job = FetchJob(video_id, folder, 10**9, None, (), tools.ffmpeg, world.proxy_url, world.ca_path)
        return replace(job, pause=0, retry_wait=0.05, **more)

    return make


def quiet(_: Progress) -> None:
    """Progress that nobody looks at."""


async def refused(job: FetchJob) -> Trouble:
    with pytest.raises(Trouble) as caught:
        await fetch(job, quiet)
    return caught.value


def media(world: YouTubeWorld) -> list[dict[str, Any]]:
    return [one for one in world.requests if one["host"].endswith(".googlevideo.com")]


def children() -> list[int]:
    """Our living child processes that run yt-dlp."""
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdecimal() and b"core.youtube.ytdlp_child" in (entry / "cmdline").read_bytes():
                stat = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                if int(stat[1]) == os.getpid() and stat[0] != "Z":
                    found.append(int(entry.name))
    return found


async def until(condition: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for what other processes do, of which there is no event to wait for."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def test_a_video_comes_whole_in_the_form_that_plays_everywhere(order: Order, tools: Tools) -> None:
    said: list[Progress] = []
    job = order(PLAIN)
    fetched = await fetch(job, said.append)
    assert (fetched.title, fetched.channel) == ("How a Sewing Machine Works", "Gears & Levers")
    assert (fetched.duration, fetched.slack) == (10, 0)
    found = await probe(tools, fetched.path)
    check(found, fetched.duration, fetched.slack)
    assert (found.video_codec, found.audio_codec, found.height) == ("h264", "aac", 720)
    assert fetched.thumbnail is not None
    assert fetched.thumbnail.stat().st_size > 1000
    left = {entry.name for entry in job.folder.iterdir() if not entry.name.startswith(".")}
    assert left == {fetched.path.name, fetched.thumbnail.name}
    head = fetched.path.read_bytes()
    assert head.index(b"moov") < head.index(b"mdat"), "Telegram streams only files with the index in front"
    assert [one.stage for one in said if one.stage != "downloading"] == ["extracting", "merging"]
    done = [one.done for one in said]
    assert done == sorted(done), "both streams count as one"
    assert said[-1].done == said[-1].total
    assert children() == []


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


async def test_a_video_over_the_limit_is_refused_before_a_byte_is_fetched(order: Order, world: YouTubeWorld) -> None:
    trouble = await refused(order(PLAIN, limit=100_000))
    assert isinstance(trouble, Permanent)
    assert (trouble.key, trouble.skip, trouble.args_for_text["limit"]) == ("video-too-large", True, 100_000)
    assert trouble.args_for_text["size"] > 100_000  # type: ignore[operator]
    assert media(world) == []


async def test_a_smaller_picture_is_taken_when_the_large_one_is_over_the_limit(order: Order, tools: Tools) -> None:
    fetched = await fetch(order(LARGE, limit=2_000_000), quiet)
    assert fetched.path.stat().st_size <= 2_000_000
    assert (await probe(tools, fetched.path)).height == 144


async def test_an_id_that_begins_with_a_dash_is_a_video_like_any_other(order: Order, tools: Tools) -> None:
    fetched = await fetch(order(ONE_OF_EACH["dash_id"]), quiet)
    assert fetched.path.name.startswith("-")
    check(await probe(tools, fetched.path), fetched.duration)


async def test_an_id_that_is_none_reaches_no_other_host(order: Order, world: YouTubeWorld) -> None:
    trouble = await refused(replace(order(PLAIN), video_id="x&list=PL1/../../"))
    assert isinstance(trouble, Permanent | Retry)
    assert {one["host"] for one in world.requests} <= {"www.youtube.com"}


async def test_a_403_in_the_middle_is_answered_by_a_new_extraction(
    order: Order, world: YouTubeWorld, faults: Faults, tools: Tools
) -> None:
    faults.switch_on("media.403", skip=1)
    fetched = await fetch(order(PLAIN), quiet)
    check(await probe(tools, fetched.path), fetched.duration)
    assert [one["path"] for one in world.requests].count("/watch") == 2
    assert [one["status"] for one in media(world)] == [206, 403, 206], "the stream that was whole is not fetched again"


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


async def test_a_500_a_truncated_and_a_reset_stream_are_resumed_at_their_byte(
    order: Order, world: YouTubeWorld, faults: Faults, tools: Tools
) -> None:
    faults.switch_on("media.500")
    faults.switch_on("media.truncate", skip=1)
    faults.switch_on("media.reset")
    fetched = await fetch(order(PLAIN), quiet)
    check(await probe(tools, fetched.path), fetched.duration)
    starts = [int(one["range"].removeprefix("bytes=").split("-")[0]) for one in media(world)]
    assert sum(start > 0 for start in starts) == 2, starts


async def test_cancelling_kills_the_run_and_the_next_one_resumes(
    order: Order, world: YouTubeWorld, tools: Tools
) -> None:
    job = order(LARGE)
    world.rate = 400_000
    part = job.folder / f"{LARGE}.f134.mp4.part"
    run = asyncio.get_running_loop().create_task(fetch(job, quiet))
    await until(lambda: part.exists() and part.stat().st_size > 200_000)
    assert len(children()) == 1
    environment = Path(f"/proc/{children()[0]}/environ").read_bytes()
    assert b"PYTEST_CURRENT_TEST" not in environment, "the child sees no more of our surroundings than it needs"
    run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await run
    assert children() == []
    size = part.stat().st_size
    assert size > 200_000
    world.rate = None
    world.requests.clear()
    fetched = await fetch(job, quiet)
    check(await probe(tools, fetched.path), fetched.duration)
    assert media(world)[0]["range"].startswith(f"bytes={size}-")


async def test_after_kill_9_of_the_app_nothing_goes_on_writing(order: Order, world: YouTubeWorld) -> None:
    job = order(LARGE)
    world.rate = 200_000
    code = (
        "import asyncio, pathlib, sys\n"
        "from core.youtube.ytdlp import FetchJob, fetch\n"
        "video, folder, ffmpeg, proxy, ca = sys.argv[1:]\n"
        "job = FetchJob(video, pathlib.Path(folder), 10**9, None, (), pathlib.Path(ffmpeg), proxy, pathlib.Path(ca), pause=0)\n"
        "asyncio.run(fetch(job, lambda progress: None))\n"
    )
    app = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", code, LARGE, job.folder, job.ffmpeg, world.proxy_url, world.ca_path),
        cwd=Path(__file__).parents[3],
    )
    part = job.folder / f"{LARGE}.f134.mp4.part"
    await until(lambda: part.exists() and part.stat().st_size > 50_000)
    app.send_signal(signal.SIGKILL)
    await app.wait()

    def is_free() -> bool:
        with (job.folder / ".lock").open("w") as lock, contextlib.suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False

    await until(is_free, 2)
    size = part.stat().st_size
    await asyncio.sleep(0.5)
    assert part.stat().st_size == size


async def test_a_second_run_in_the_same_folder_says_that_the_first_one_lives(order: Order, world: YouTubeWorld) -> None:
    job = order(PLAIN)
    with (job.folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        trouble = await refused(job)
    assert isinstance(trouble, Retry)
    assert (trouble.key, trouble.scope) == ("fetch-busy", Scope.YTDLP)
    assert world.requests == []


async def test_sponsors_are_cut_and_the_duration_says_so(order: Order, world: YouTubeWorld, tools: Tools) -> None:
    world.videos["KettleWhist"].segments.append(segment(4, 10, 20))
    fetched = await fetch(order("KettleWhist", sponsorblock=("sponsor",)), quiet)
    assert fetched.duration == pytest.approx(14, abs=0.1)
    assert fetched.slack > 0
    check(await probe(tools, fetched.path), fetched.duration, fetched.slack)


async def test_a_sponsorblock_that_is_down_cuts_nothing_and_fails_nothing(
    order: Order, world: YouTubeWorld, faults: Faults, tools: Tools
) -> None:
    world.videos["KettleWhist"].segments.append(segment(4, 10, 20))
    faults.switch_on("sponsorblock.down", times=None)
    fetched = await fetch(order("KettleWhist", sponsorblock=("sponsor",)), quiet)
    assert (fetched.duration, fetched.slack) == (20, 0)
    check(await probe(tools, fetched.path), 20)


async def test_a_missing_thumbnail_costs_few_requests_and_no_video(
    order: Order, world: YouTubeWorld, faults: Faults
) -> None:
    faults.switch_on("thumbnail.missing", times=None)
    fetched = await fetch(order(PLAIN), quiet)
    assert fetched.thumbnail is None
    assert sum(one["host"] == "i.ytimg.com" for one in world.requests) <= 6


async def test_a_bot_check_is_the_owners(order: Order, faults: Faults) -> None:
    faults.switch_on("watch.bot_check")
    trouble = await refused(order(PLAIN))
    assert isinstance(trouble, NeedsOwner)
    assert (trouble.condition, trouble.scope) == (Condition.BOT_CHECK, Scope.YOUTUBE)


async def test_a_page_that_says_429_costs_nothing_while_the_api_answers(order: Order, faults: Faults) -> None:
    faults.switch_on("watch.429")
    assert (await fetch(order(PLAIN), quiet)).path.exists()


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


async def test_a_disk_that_fills_in_the_middle_is_the_owners_and_what_came_is_kept(
    order: Order, world: YouTubeWorld
) -> None:
    job = order(LARGE)
    world.rate = 5_000_000

    def on_progress(progress: Progress) -> None:
        if progress.stage == "downloading":  # the kernel refuses to let its files grow beyond this
            resource.prlimit(children()[0], resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))

    with pytest.raises(NeedsOwner) as caught:
        await fetch(job, on_progress)
    assert (caught.value.condition, caught.value.args_for_text) == (Condition.DISK_FULL, {"reason": "full"})
    assert (job.folder / f"{LARGE}.f134.mp4.part").stat().st_size == 1_500_000


async def test_a_child_that_is_killed_counts_against_its_video_only(order: Order, world: YouTubeWorld) -> None:
    world.rate = 400_000

    def on_progress(progress: Progress) -> None:
        if progress.done > 1000:
            os.kill(children()[0], signal.SIGKILL)

    with pytest.raises(Retry) as caught:
        await fetch(order(LARGE), on_progress)
    assert (caught.value.key, caught.value.scope) == ("fetch-crashed", Scope.ITEM)


async def test_a_ytdlp_that_can_not_be_imported_is_said_to_be_broken(
    order: Order, world: YouTubeWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho 'ModuleNotFoundError: yt_dlp' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(broken))
    trouble = await refused(order(PLAIN))
    assert isinstance(trouble, NeedsOwner)
    assert (trouble.condition, trouble.scope) == (Condition.YTDLP_BROKEN, Scope.YTDLP)
    assert "ModuleNotFoundError" in str(trouble.__cause__)


async def test_a_run_that_says_nothing_for_too_long_is_killed(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.youtube.ytdlp.SILENCE_SECONDS", 0.1)
    trouble = await refused(order(PLAIN))
    assert isinstance(trouble, Retry)
    assert (trouble.key, trouble.scope) == ("fetch-stalled", Scope.ITEM)
    assert children() == []


async def test_what_the_listener_raises_comes_back_as_it_was_and_ends_the_run(order: Order) -> None:
    def on_progress(_: Progress) -> None:
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        await fetch(order(PLAIN), on_progress)
    assert children() == []


async def test_streams_that_can_not_be_merged_are_dropped_so_that_the_next_run_fetches_them_anew(order: Order) -> None:
    job = order(PLAIN)
    broken = job.folder / f"{PLAIN}.f136.mp4"
    broken.write_bytes(bytes(100_000))  # what a power cut leaves of a file that was whole
    trouble = await refused(job)
    assert isinstance(trouble, Retry)
    assert (trouble.key, trouble.scope) == ("merge-failed", Scope.ITEM)
    assert not broken.exists()
