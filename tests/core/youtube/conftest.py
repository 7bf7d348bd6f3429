"""What the tests of this room share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import stamina

from core.media.ffmpeg import Tools, find_tools
from sandbox.faults import Faults
from sandbox.youtube.world import YouTubeWorld
from tests.core.youtube.google import ScriptedGoogle
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
