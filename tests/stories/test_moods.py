"""YouTube's moods: what stops all fetches is asked about with one video, less often each time, and told as what it is."""

from __future__ import annotations

import json

import pytest

from core.errors import YTDLP_NEEDS_UPDATE
from core.model import DownloadState
from tests.clocks import JumpingClock

from .downloading import Downloading, downloading
from .house import House, Json

VIDEOS = ("yagamiShort", "ShortCatJum", "yagamiPlain")
HOUR = 3600.0


async def watched(home: House) -> int:
    """How often a video was asked for."""
    return sum(one["path"] == "/watch" for one in await home.world.requests("youtube"))


async def paused(home: House, scope: str, tries: int) -> Json:
    [pause] = await home.until("SELECT * FROM pauses WHERE scope = ? AND tries >= ?", scope, tries)
    return pause


def pass_by(there: Downloading, clock: JumpingClock, until: float) -> None:
    clock.jump(until - clock.now() + 1)
    there.wakeup.call()


@pytest.mark.parametrize(
    ("mood", "key", "hours"),
    [
        ("bot check", "condition-bot_check", (0.5, 1.0, 2.0)),
        pytest.param("soft limit", "youtube-soft-limit", (1.0, 1.0, 1.0), marks=pytest.mark.large),
    ],
)
async def test_one_video_asks_for_all_and_the_others_go_on_when_it_comes(
    home: House, mood: str, key: str, hours: tuple[float, ...]
) -> None:
    clock = JumpingClock()
    if mood == "bot check":
        await home.world.fault("watch.bot_check", times=None)
    for video in VIDEOS:
        await home.world.set_video(video, refusal="rate_limit" if mood == "soft limit" else None)
    async with downloading(home, clock) as there:
        jobs = [await there.like(video) for video in VIDEOS]
        for tries, length in enumerate(hours, 1):
            pause = await paused(home, "youtube", tries)
            assert json.loads(pause["trouble"])["key"] == key
            assert length * HOUR - 60 < pause["until"] - clock.now() <= 1.2 * length * HOUR
            assert await watched(home) == tries, "one video asks, not the queue"
            if tries < len(hours):
                pass_by(there, clock, pause["until"])
        await home.world.heal()
        for video in VIDEOS:
            await home.world.set_video(video, refusal=None)
        pass_by(there, clock, pause["until"])
        for job in jobs:
            await there.reached(job, DownloadState.DONE)
    assert home.rows("SELECT * FROM pauses WHERE scope = 'youtube'") == []
    assert home.rows("SELECT DISTINCT tries FROM downloads") == [{"tries": 0}]


async def test_a_ytdlp_that_understands_youtube_no_more_is_not_tried_with_every_video(home: House) -> None:
    for fault in ("script.changed", "player.scripted_only"):
        await home.world.fault(fault, times=None)
    async with downloading(home) as there:
        for video in VIDEOS:
            await there.like(video)
        pause = await paused(home, "ytdlp", 1)
        await home.until("SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM downloads WHERE state = 'fetching')")
        assert await watched(home) == 1
    assert pause["condition"] == "ytdlp_broken"
    assert json.loads(pause["trouble"])["args"] == {"reason": YTDLP_NEEDS_UPDATE}
    assert home.rows("SELECT DISTINCT tries, state FROM downloads") == [{"tries": 0, "state": "queued"}]
