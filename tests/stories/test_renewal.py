"""yt-dlp renews itself in the running app: taken, used by the next video, left again; told to the owner; killed half-way."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from core.renewal.decide import FIRST
from tests.bot.screens.talking import Talking

from .forking import Forking
from .house import House, house
from .mortal import Mortal

NEW = "2027.1.1"


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first look is made at the start, not within the first hour."""
    monkeypatch.setattr("core.renewal.decide.FIRST", (0.0, 0.0))


async def dm(home: House, text: str) -> list[dict[str, Any]]:
    return [one for one in await home.world.read("dm") if text in one["text"]]


@pytest.mark.usefixtures("at_once")
async def test_a_newer_release_brings_the_next_video_and_is_told_quietly_once(
    home: House, caplog: pytest.LogCaptureFixture
) -> None:
    await home.world.do("release", version=NEW)
    with caplog.at_level(logging.DEBUG, "core.youtube.ytdlp_process"):
        async with home.living():
            await home.until("SELECT 1 FROM ytdlp_index WHERE current = ?", NEW)
            await home.world.wait("dm", text=NEW)
            caplog.clear()
            await home.world.like("yagamiShort")
            await home.all_done(1)
            await home.until("SELECT 1 FROM ytdlp_releases WHERE proved = 1")

    assert f"yt-dlp {NEW}" in caplog.text
    await home.assert_told_once("yagamiShort")
    [message] = await dm(home, f"yt-dlp {NEW} is in use")
    assert message["silent"]
    assert (await home.world.do("packages"))["refused"] == []
    assert home.rows("SELECT 1 FROM traffic WHERE purpose = 'update' AND received > 2500000")


@pytest.mark.usefixtures("at_once")
async def test_a_release_that_can_not_bring_its_first_video_is_left_and_the_video_comes(home: House) -> None:
    await home.world.do("release", version=NEW, kind="download")
    async with home.living():
        await home.until("SELECT 1 FROM ytdlp_index WHERE current = ?", NEW)
        await home.world.like("yagamiShort")
        await home.until("SELECT 1 FROM ytdlp_index WHERE current IS NULL")
        await home.all_done(1)
        await home.world.wait("dm", text="went back")

    await home.assert_told_once("yagamiShort")
    assert len(await dm(home, "went back to the one before")) == 1
    [row] = home.rows("SELECT standing, trouble FROM ytdlp_releases")
    assert (row["standing"], json.loads(row["trouble"])["key"]) == ("bad", "ytdlp-broke")


STEPS = ("after registry.file", "after disk.install", "before commit.ytdlp-switch", "after commit.ytdlp-switch")


@pytest.mark.timeout(900)  # quick where nothing else runs; each release is unpacked, compiled and tried twice
async def test_a_kill_in_the_middle_leaves_nothing_half_used(tmp_path: Path) -> None:
    async with house(tmp_path) as home, Forking() as starts, Mortal(home, starts) as app:
        await home.move_in()
        before = None
        for number, step in enumerate(STEPS, 1):
            version = f"2027.1.{number}"
            await home.world.do("release", version=version)
            await app.up(f"kill:{step}")
            await Talking(home).open("🩺 Status", "🧰 yt-dlp")
            await Talking(home).press("🔄 Ask for newer ones now")
            await app.died(step)
            [row] = home.rows("SELECT current FROM ytdlp_index")
            assert row["current"] == (version if step == STEPS[-1] else before), step

            await app.up()
            await home.until("SELECT 1 FROM ytdlp_index WHERE current = ?", version)  # the errand is begun anew
            await home.world.wait("dm", text=f"yt-dlp {version} is in use")
            before = version
            await app.down()
        await app.up()
        await home.world.like("yagamiShort")
        await home.all_done(1)
        await home.assert_told_once("yagamiShort")
        for number in range(1, len(STEPS) + 1):
            assert len(await dm(home, f"yt-dlp 2027.1.{number} is in use")) == 1
        kept = sorted(one.name for one in (home.data / "ytdlp").iterdir())
        assert kept == [f"2027.1.{number}" for number in range(len(STEPS) - 2, len(STEPS) + 1)]


async def test_the_first_look_is_made_within_an_hour_and_not_at_the_start(home: House) -> None:
    assert FIRST[0] >= 60
    async with home.living():
        await home.world.like("yagamiShort")
        await home.all_done(1)
    assert (await home.world.do("packages"))["asked"] == []
