"""What the tests of this room share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import stamina

from core.media.ffmpeg import Tools, find_tools
from core.youtube.ytdlp import FetchJob
from sandbox.faults import Faults
from sandbox.youtube.world import YouTubeWorld
from tests.core.youtube.google import ScriptedGoogle
from tests.core.youtube.google_rig import GoogleRig, google_rig
from tests.core.youtube.ytdlp_rig import Order
from tests.sandbox.youtube_rig import youtube_world


@pytest.fixture(autouse=True)
def quick_tries() -> Iterator[None]:
    """As many tries as in life, without the waits between them."""
    with stamina.set_testing(True, attempts=100, cap=True):
        yield


@pytest.fixture
async def google() -> AsyncIterator[ScriptedGoogle]:
    google = ScriptedGoogle()
    async with google.http:
        yield google


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[GoogleRig]:
    async with google_rig(tmp_path / "google") as rig:
        yield rig


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
async def world(tmp_path: Path, faults: Faults) -> AsyncIterator[YouTubeWorld]:
    async with youtube_world(tmp_path / "world", faults) as world:
        yield world
        assert world.denied == [], "somebody asked for hosts that are none of our business"


@pytest.fixture(scope="session")
def tools() -> Tools:
    return find_tools(None)


@pytest.fixture
def order(world: YouTubeWorld, tmp_path: Path, tools: Tools) -> Order:
    """order(VIDEO_ID, limit=...) -> a job in a folder of its own.

    The player sets no riddles, which spares a start of deno a run; who wants them solved sets them again.
    """
    world.player.challenges = False

    def make(video_id: str, **more: Any) -> FetchJob:
        folder = tmp_path / f"job{video_id}"
        folder.mkdir(exist_ok=True)
        job = FetchJob(video_id, folder, 10**9, None, (), tools.ffmpeg, world.proxy_url, world.ca_path)
        return replace(job, pause=0, retry_wait=0.05, **more)

    return make
