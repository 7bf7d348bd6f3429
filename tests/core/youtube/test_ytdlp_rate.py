"""A limit of the line reaches yt-dlp's process, and a change of it the process that runs."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

from core.youtube.ytdlp import Progress, fetch
from sandbox.youtube.world import YouTubeWorld
from tests.core.youtube.ytdlp_rig import LARGE, Order, quiet, size


async def test_no_more_comes_in_a_second_than_is_allowed(order: Order, world: YouTubeWorld) -> None:
    rate = 1_500_000.0
    began = list[float]()

    def watch(progress: Progress) -> None:
        if progress.stage == "downloading" and not began:
            began.append(time.monotonic())

    fetched = await fetch(replace(order(LARGE), rate=lambda: rate), watch)
    seconds = time.monotonic() - began[0]
    assert seconds >= 0.95 * size(fetched) / rate
    assert world.denied == []


async def test_a_limit_that_goes_reaches_the_run_that_is_under_way(order: Order) -> None:
    rate: float | None = 60_000.0  # more than a minute and a half for the whole

    def watch(progress: Progress) -> None:
        nonlocal rate
        if progress.done > 100_000:
            rate = None

    async with asyncio.timeout(60):
        await fetch(replace(order(LARGE), rate=lambda: rate), watch)
    assert rate is None


async def test_a_limit_that_comes_reaches_the_run_that_is_under_way(order: Order, world: YouTubeWorld) -> None:
    world.rate = 1_500_000
    rate: float | None = None
    braked = list[tuple[float, int]]()

    def watch(progress: Progress) -> None:
        nonlocal rate
        if progress.done > 4_500_000 and rate is None:
            rate = 250_000.0
            braked.append((time.monotonic(), progress.done))

    fetched = await fetch(replace(order(LARGE), rate=lambda: rate), watch)
    [(at, done)] = braked
    on_its_way = 750_000  # until it is heard
    assert time.monotonic() - at >= (size(fetched) - done - on_its_way) / 250_000


async def test_a_run_without_a_limit_is_as_before(order: Order) -> None:
    fetched = await fetch(order(LARGE), quiet)
    assert size(fetched) > 5_000_000
