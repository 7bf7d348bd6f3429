"""What comes of a video is what was wished, or what is nearest to it; what plays nowhere is told before a byte of it is fetched."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from core.media.convert import able
from core.media.ffmpeg import Probe, find_tools, probe
from core.settings import Quality

from .downloading import Downloading, downloading
from .house import House, Json

VP9 = "yagamiVP9on"


async def looked_into(home: House, message: Json, chat: str, tmp_path: Path) -> Probe:
    """What Telegram received."""
    file = tmp_path / f"{message['id']}.mp4"
    file.write_bytes(await home.world.file(message["id"], chat))
    return await probe(find_tools(None), file)


def media_requests(home: House) -> list[Json]:
    return [one for one in home.sandbox.youtube.requests if "googlevideo" in one["host"]]


async def test_what_plays_nowhere_is_offered_and_its_button_brings_it_as_it_is(home: House, tmp_path: Path) -> None:
    async with downloading(home) as there:
        job = await there.like(VP9)
        row = await there.reached(job, "offered")
        assert "video-only-vp9" in row["trouble"]
        assert media_requests(home) == []

        assert await there.store.requests.get_now(job, there.clock.now())
        there.wakeup.call()
        assert (await there.reached(job, "done"))["quality"] == "original"
        [video] = await there.files("likes")
        found = await looked_into(home, video, "likes", tmp_path)

    assert (found.video_codec, found.audio_codec) == ("vp9", "aac")


@pytest.mark.large
async def test_what_plays_nowhere_is_encoded_anew_where_that_is_allowed(home: House, tmp_path: Path) -> None:
    async with downloading(home) as there:
        await there.choose(download_convert=True)
        await there.reached(await there.like(VP9), "done")
        [video] = await there.files("likes")
        found = await looked_into(home, video, "likes", tmp_path)

    assert (found.video_codec, found.audio_codec, found.height) == ("h264", "aac", 360)
    assert found.duration == pytest.approx(6, abs=0.5)
    assert home.left_on_disk() == []


@pytest.mark.large
async def test_a_post_says_that_its_video_is_encoded_and_no_more_that_it_is_downloaded(home: House) -> None:
    home.write("INSERT INTO settings (key, value) VALUES ('download.convert', 'true')")
    home.write("CREATE TABLE said (n INTEGER PRIMARY KEY, status TEXT)")
    home.write(
        """CREATE TRIGGER says AFTER UPDATE OF status_wanted ON deliveries
           BEGIN INSERT INTO said (status) VALUES (new.status_wanted ->> 'key'); END"""
    )
    async with home.living():
        await home.world.like(VP9)
        await home.all_done(1)
        said = await home.until("SELECT status FROM said ORDER BY n")

    order = ["status-downloading", "status-encoding", "status-uploading", "status-sent"]
    assert list(dict.fromkeys(row["status"] for row in said if row["status"] in order)) == order


@pytest.mark.large
async def test_what_was_asked_for_and_plays_nowhere_says_so_and_comes_as_it_is_when_it_is_tried_again(
    home: House,
) -> None:
    async with downloading(home) as there:
        job = await there.ask(VP9)
        await there.reached(job, "skipped")
        assert await there.store.requests.retry(job, there.clock.now())
        there.wakeup.call()
        await there.reached(job, "done")
        [video] = await there.files()

    assert video["media"]["kind"] == "video"


async def test_what_is_too_large_comes_in_parts_or_in_one_file_as_the_settings_say(home: House) -> None:
    await home.world.max_parts(1)
    async with downloading(home) as there:
        await there.choose(download_large="fit")
        await there.reached(await there.like("yagamiLarge"), "done")
        [video] = await there.files("likes")
        assert video["media"]["height"] == 144

    await home.world.max_parts(5)
    async with downloading(home) as there:
        await there.choose(download_large="split")
        await there.reached(await there.ask("yagamiLarge"), "done")
        parts = await there.files()
    assert len(parts) >= 3
    assert all(one["media"]["height"] == 360 for one in parts)


async def test_a_disk_that_may_take_little_makes_the_picture_smaller(home: House) -> None:
    async with downloading(home) as there:
        there.limits["disk_gigabytes"] = 0.001
        await there.reached(await there.like("yagamiLarge"), "done")
        [video] = await there.files("likes")

    assert video["media"]["height"] == 144


async def test_a_kill_while_it_is_encoded_fetches_nothing_again(home: House) -> None:
    async with downloading(home) as there:
        await there.choose(download_convert=True)
        job = await there.like(VP9)
        await _encoding(there, job)
    assert home.rows("SELECT state FROM downloads") == [{"state": "fetching"}]
    fetched = len(media_requests(home))

    async with downloading(home) as there:
        await there.reached(job, "done")
        [video] = await there.files("likes")

    assert video["media"]["kind"] == "video"
    assert len(media_requests(home)) == fetched


async def _encoding(there: Downloading, job: int) -> None:
    """Until its picture is being encoded, or has just been."""
    folder = there.home.settings().work / str(job)
    async with asyncio.timeout(30):
        while not any(".piece" in one.name or ".encoded." in one.name for one in folder.glob("*")):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_a_film_with_nothing_but_opus_gets_aac(home: House, tmp_path: Path) -> None:
    await home.world.add_video(id="opusOnlyOne", source="opus_only", channel="Any")
    async with downloading(home) as there:
        await there.reached(await there.ask("opusOnlyOne"), "done")
        await there.reached(await there.ask("opusOnlyOne", Quality.AUDIO), "done")
        film, sound = await there.files()
        found = await looked_into(home, film, "dm", tmp_path)

    assert (found.video_codec, found.audio_codec) == ("h264", "aac")
    assert sound["media"]["kind"] == "audio"


async def test_av1_is_encoded_anew_or_it_is_said_that_this_machine_can_not(home: House) -> None:
    await home.world.add_video(id="av1OnlyOne1", source="av1_only", channel="Any")
    can = "av1" in await able(find_tools(None))
    async with downloading(home) as there:
        await there.choose(download_convert=True)
        row = await there.reached(await there.like("av1OnlyOne1"), "done", "offered")

    assert row["state"] == ("done" if can else "offered")
    assert can or "convert-unable" in row["trouble"]
