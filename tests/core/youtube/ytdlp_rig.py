"""What the tests of a yt-dlp run look at: how it was refused, what it fetched, which of its processes live."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.errors import Trouble
from core.media.assemble import write
from core.media.ffmpeg import Probe, Tools, probe
from core.media.film import check, look
from core.youtube.ytdlp import Fetched, FetchJob, Progress, fetch
from sandbox.youtube.opening import ONE_OF_EACH
from sandbox.youtube.world import YouTubeWorld

PLAIN, LARGE = ONE_OF_EACH["plain"], ONE_OF_EACH["large"]

Order = Callable[..., FetchJob]


def quiet(_: Progress) -> None:
    """Progress that nobody looks at."""


async def whole(tools: Tools, fetched: Fetched) -> Probe:
    """That all of what was announced came, and what it is when it is put together."""
    film = await look(tools, [one.file for one in fetched.streams], sound_only=fetched.sound_only)
    check(film, fetched.duration)
    out = fetched.streams[0].file.with_name("together.mp4")
    await write(tools, film, out)
    return await probe(tools, out, sound_only=fetched.sound_only)


def size(fetched: Fetched) -> int:
    return sum(one.file.stat().st_size for one in fetched.streams)


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
