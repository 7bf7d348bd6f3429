"""The worlds that several tests of this folder play in. `telegram_world.py` has the Bot API door's."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest

from sandbox.faults import Faults
from sandbox.youtube.world import YouTubeWorld
from tests.sandbox import mtproto_rig
from tests.sandbox.mtproto_rig import Telegram
from tests.sandbox.youtube_rig import StillClock, trusting, youtube_world


@pytest.fixture
async def telegram(tmp_path: Path) -> AsyncIterator[Telegram]:
    async with mtproto_rig.telegram(tmp_path) as running:
        yield running


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def now() -> Callable[[], float]:
    """The clock of `world`: the real one. A module whose tests move it puts `clock` in its place."""
    return time.time  # noqa: TID251  the world's own clock


@pytest.fixture
async def world(tmp_path: Path, faults: Faults, now: Callable[[], float]) -> AsyncIterator[YouTubeWorld]:
    async with youtube_world(tmp_path / "youtube", faults, now) as world:
        yield world


@pytest.fixture
async def client(world: YouTubeWorld) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(proxy=world.proxy_url, verify=trusting(world)) as client:
        yield client
