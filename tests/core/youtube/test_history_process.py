"""The child process that reads the watch history: what it keeps to itself, and that it ends."""

from __future__ import annotations

import asyncio
import contextlib
import os
from pathlib import Path

import pytest

from core.youtube.cookies import read_cookies
from core.youtube.history import CHILD, HistoryJob, read_history
from sandbox.youtube.world import YouTubeWorld


@pytest.fixture
def job(world: YouTubeWorld, tmp_path: Path) -> HistoryJob:
    now = world.state.now()
    jar = read_cookies(world.browsers.sign_in().encode(), now)
    return HistoryJob(jar.text, tmp_path / "cache", now, proxy=world.proxy_url, ca=world.ca_path, pause=0)


async def test_cookies_are_in_no_argument_no_environment_and_no_file(
    world: YouTubeWorld, job: HistoryJob, tmp_path: Path
) -> None:
    reading = asyncio.get_running_loop().create_task(read_history(job))
    surroundings = b""
    async with asyncio.timeout(20):
        while not reading.done():
            surroundings += _surroundings_of_children()
            await asyncio.sleep(0.01)
    await reading

    values = [value.encode() for value in world.browsers.sessions[0].cookies.values()]
    assert CHILD.encode() in surroundings
    assert not [value for value in values if value in surroundings]
    written = [file for file in tmp_path.rglob("*") if file.is_file() and any(v in file.read_bytes() for v in values)]
    assert written == []


def _surroundings_of_children() -> bytes:
    """The command lines and environments of our children."""
    found = b""
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdecimal():
                stat = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                if int(stat[1]) == os.getpid():
                    found += (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes()
    return found


async def test_a_cancelled_reading_leaves_no_process(job: HistoryJob) -> None:
    reading = asyncio.get_running_loop().create_task(read_history(job))
    async with asyncio.timeout(20):
        while CHILD.encode() not in _surroundings_of_children():  # noqa: ASYNC110  no event tells of it
            await asyncio.sleep(0.01)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading

    assert CHILD.encode() not in _surroundings_of_children()
