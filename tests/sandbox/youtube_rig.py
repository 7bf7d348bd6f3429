"""YouTube and Google alone, and how a client of httpx comes to trust them."""

from __future__ import annotations

import contextlib
import ssl
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from sandbox.faults import Faults
from sandbox.youtube.world import YouTubeWorld


class StillClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = 1_790_000_000.0

    def __call__(self) -> float:
        return self.at


@contextlib.asynccontextmanager
async def youtube_world(
    folder: Path,
    faults: Faults,
    now: Callable[[], float] = time.time,  # noqa: TID251  the world's own clock
) -> AsyncIterator[YouTubeWorld]:
    """A started one; stopped at the end."""
    world = YouTubeWorld(folder, faults, now=now)
    await world.start()
    try:
        yield world
    finally:
        await world.stop()


def trusting(world: YouTubeWorld) -> ssl.SSLContext:
    """A client's context that trusts the test CA alone, the last of the bundle: reading all of it takes 50 ms a test."""
    _, begin, last = world.ca_path.read_text("utf-8").rpartition("-----BEGIN CERTIFICATE-----")
    return ssl.create_default_context(cadata=begin + last)
