"""A board without a battery starts in 1970, and has its time a little later from the network."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from core.clock import SystemClock

from .house import SOON, house


class Unset(SystemClock):
    """Begins at zero, until it is set."""

    def __init__(self) -> None:
        self._behind = time.time() - 60  # noqa: TID251  a clock of its own

    def set(self) -> None:
        self._behind = 0.0

    def now(self) -> float:
        return super().now() - self._behind


@pytest.mark.large
async def test_a_start_in_1970_answers_and_after_the_clock_is_set_tells_everything_once(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        await home.move_in()
        clock, channel = Unset(), home.addresses["channels"]["likes"]
        async with home.living(clock):
            said = await home.world.say("/status")
            await home.world.wait("dm", text="yt-dlp", since=said["id"], timeout=SOON)
            await home.world.add_video(id="dawnofTime0")
            await home.world.like("dawnofTime0")
            await home.world.wait(channel, media=1, timeout=SOON)
            clock.set()
            await home.world.add_video(id="ofOurDays00")
            await home.world.like("ofOurDays00")
            await home.world.wait(channel, media=2, timeout=SOON)
            await home.all_done(2)
        posts = [one["text"] for one in await home.world.read(channel) if one["media"] is None]
        assert len(posts) == 2
        assert home.rows("SELECT count(*) AS n FROM events WHERE kind = 'liked'") == [{"n": 2}]
