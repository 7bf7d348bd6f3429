"""The disk is full in mid-download and in mid-upload: it waits, says so, and goes on when there is room. On a real small disk."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import subprocess
from pathlib import Path

import pytest

from core.download import brought
from core.download.job import Wanted, Wish
from core.download.make import Maker
from core.errors import Condition, NeedsOwner
from core.media.ffmpeg import find_tools
from core.settings import Quality
from core.youtube.ytdlp import Fetched, Stream
from tests.clocks import FastClock
from tests.core.media.streams import frames, picture, sound
from tests.small_disk import small_disk

from .house import House, house


def grow(folder: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=64m", str(folder)], check=True)


async def test_a_disk_that_fills_in_mid_download_is_waited_for(tmp_path: Path) -> None:
    with small_disk(tmp_path / "small", "5m"):
        async with house(tmp_path) as home:
            home.extra["YAGAMI_WORK"] = str(tmp_path / "small")
            await home.move_in()
            async with home.living(FastClock(60)):
                await home.world.like("yagamiLarge")
                await home.until("SELECT 1 FROM pauses WHERE scope = 'disk' AND condition = 'disk_full'")
                await home.world.wait("likes", text="there is no room on the disk")
                grow(tmp_path / "small")
                await home.all_done(1)
            assert home.rows("SELECT tries FROM downloads") == [{"tries": 0}]
            await home.assert_told_once("yagamiLarge")
            assert list((tmp_path / "small").iterdir()) == []


async def test_a_disk_that_fills_in_mid_upload_is_waited_for(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with small_disk(tmp_path / "data", "4m"):
        async with house(tmp_path) as home:
            home.extra["YAGAMI_WORK"] = str(tmp_path / "work")
            await home.move_in()
            async with home.living(FastClock(20)):
                await home.world.line(1_500_000)
                await home.world.like("yagamiLarge")
                await home.until("SELECT 1 FROM downloads WHERE state = 'uploading'")
                fill_up(home)
                await home.world.line(None)
                async with asyncio.timeout(60):
                    while "disk_full" not in caplog.text:  # noqa: ASYNC110  a log has no event
                        await asyncio.sleep(0.05)
                (home.data / "filler").unlink()
                await home.all_done(1)
            await home.assert_told_once("yagamiLarge")


@pytest.mark.parametrize("parts", [1, 3])
async def test_a_disk_that_fills_while_files_are_made_costs_nothing_that_came(tmp_path: Path, parts: int) -> None:
    tools = find_tools(None)
    made = tmp_path / "made"
    made.mkdir()
    streams = [picture(tools, made / "id.f136.mp4", noise=True), sound(tools, made / "id.f140.m4a")]
    size = sum(file.stat().st_size for file in streams)
    folder = tmp_path / "small"
    with small_disk(folder, str(size * 3 // 2)):
        came = tuple(
            Stream(Path(shutil.copy(file, folder)), kind)
            for file, kind in zip(streams, ("picture", "sound"), strict=True)
        )
        fetched = Fetched(came, "A title", None, 20.0, None)
        wanted = Wanted(Wish(Quality.BEST), 10**9 if parts == 1 else size * 2 // 5)
        brought.write(folder, "id", wanted, fetched)
        maker = Maker(tools, folder, "id", fetched, wanted.limit, sound_only=False, watch=lambda *_: None)
        with pytest.raises(NeedsOwner) as caught:
            await maker.make()
        assert caught.value.condition is Condition.DISK_FULL
        assert brought.read(folder, "id", wanted) == fetched, "nothing is fetched again"
        assert not list(folder.glob("*.half")), "what is half only takes room"
        whole = {file.name: file.stat().st_mtime_ns for file in folder.glob("id.part*")}
        assert len(whole) == (1 if parts > 1 else 0)
        grow(folder)
        making = await maker.make()
        assert frames(tools, *making.files) == frames(tools, streams[0])
        assert all((folder / name).stat().st_mtime_ns == at for name, at in whole.items()), (
            "a whole part is not made again"
        )


async def test_a_disk_that_is_full_to_the_last_byte_is_said_whatever_was_to_be_written(tmp_path: Path) -> None:
    """Notes and lists are small, and have no room either."""
    tools = find_tools(None)
    folder = tmp_path / "small"
    with small_disk(folder, "4m"):
        came = (
            Stream(picture(tools, folder / "id.f136.mp4"), "picture"),
            Stream(sound(tools, folder / "id.f140.m4a"), "sound"),
        )
        fetched = Fetched(came, "A title", None, 20.0, None, cuts=((4.0, 8.0),))
        wanted = Wanted(Wish(Quality.BEST), 10**9)
        fill(folder)
        with pytest.raises(NeedsOwner) as caught:
            brought.write(folder, "id", wanted, fetched)
        assert caught.value.condition is Condition.DISK_FULL
        maker = Maker(tools, folder, "id", fetched, wanted.limit, sound_only=False, watch=lambda *_: None)
        with pytest.raises(NeedsOwner) as caught:
            await maker.make()
        assert caught.value.condition is Condition.DISK_FULL
        (folder / "filler").unlink()
        brought.write(folder, "id", wanted, fetched)
        assert (await maker.make()).cuts == ((4.0, 8.0),)


def fill_up(home: House) -> None:
    fill(home.data)


def fill(folder: Path) -> None:
    """Until not one more byte has room."""
    with (folder / "filler").open("wb", buffering=0) as filler:
        for size in (65536, 4096, 1):
            with contextlib.suppress(OSError):
                while True:
                    filler.write(b"x" * size)
