"""The child process of a yt-dlp run: how it ends, by whose hand, and what it leaves."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import resource
import signal
import sys
from pathlib import Path

import pytest

from core.errors import Condition, NeedsOwner, Retry, Scope
from core.media.ffmpeg import Tools
from core.youtube.ytdlp import Progress, fetch
from core.youtube.ytdlp_process import _LINE_LIMIT, _lines
from sandbox.youtube.world import YouTubeWorld
from tests.core.youtube.ytdlp_rig import LARGE, PLAIN, Order, children, media, quiet, refused, until, whole

LONG = "BachPrelude"


async def test_cancelling_kills_the_run_and_the_next_one_resumes(
    order: Order, world: YouTubeWorld, tools: Tools
) -> None:
    job = order(PLAIN)
    world.rate = 400_000
    part = job.folder / f"{PLAIN}.f136.mp4.part"
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
    await whole(tools, fetched)
    assert media(world)[0]["range"].startswith(f"bytes={size}-")


async def test_a_stream_that_is_whole_is_not_fetched_again_and_the_other_goes_on_at_its_byte(
    order: Order, world: YouTubeWorld, tools: Tools
) -> None:
    job = order(LONG)  # its sound is more than the block that yt-dlp reads at a time
    world.rate = 2_000_000
    part = job.folder / f"{LONG}.f140.m4a.part"
    run = asyncio.get_running_loop().create_task(fetch(job, quiet))
    await until(lambda: (job.folder / f"{LONG}.f134.mp4").exists())
    world.rate = 60_000
    await until(lambda: part.exists() and part.stat().st_size > 100_000)
    run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await run
    size = part.stat().st_size
    world.rate = None
    world.requests.clear()
    await whole(tools, await fetch(job, quiet))
    assert [(one["query"]["itag"], one["range"].split("-")[0]) for one in media(world)] == [("140", f"bytes={size}")]


async def test_after_kill_9_of_the_app_nothing_goes_on_writing(order: Order, world: YouTubeWorld) -> None:
    job = order(LARGE)
    world.rate = 400_000
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
    await asyncio.sleep(0.25)
    assert part.stat().st_size == size


async def test_a_second_run_in_the_same_folder_says_that_the_first_one_lives(order: Order, world: YouTubeWorld) -> None:
    job = order(PLAIN)
    with (job.folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        trouble = await refused(job)
    assert isinstance(trouble, Retry)
    assert (trouble.key, trouble.scope) == ("fetch-busy", Scope.YTDLP)
    assert world.requests == []


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
    monkeypatch.setattr("core.youtube.ytdlp_process.SILENCE_SECONDS", 0.1)
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


async def test_lines_are_read_in_any_pieces_and_neither_a_million_empty_ones_nor_one_without_an_end_is_any() -> None:
    stream = asyncio.StreamReader()
    for piece in (b"one\n\n\ntw", b"o\n" + b"\n" * 1_000_000, b"x" * (_LINE_LIMIT + 1), b" its rest\nthree\nfour"):
        stream.feed_data(piece)
    stream.feed_eof()
    assert [line async for lines in _lines(stream) for line in lines] == [b"one", b"two", b"three", b"four"]
