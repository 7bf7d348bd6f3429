"""The real yt-dlp in its child process, against the sandbox's YouTube: what comes, whatever is in its way."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import Permanent
from core.media.ffmpeg import Tools
from core.youtube.ytdlp import Progress, fetch
from sandbox.faults import Faults
from sandbox.youtube.opening import ONE_OF_EACH
from sandbox.youtube.sponsorblock import segment
from sandbox.youtube.world import YouTubeWorld
from tests.core.youtube.ytdlp_rig import LARGE, PLAIN, Order, children, media, quiet, size, until, whole


async def test_a_video_comes_whole_in_the_form_that_plays_everywhere(
    order: Order, world: YouTubeWorld, tools: Tools
) -> None:
    said: list[Progress] = []
    job = order(PLAIN)
    world.player.challenges = True
    fetched = await fetch(job, said.append)
    assert (fetched.title, fetched.channel) == ("How a Sewing Machine Works", "Gears & Levers")
    assert (fetched.duration, fetched.cuts) == (10, ())
    assert [one.kind for one in fetched.streams] == ["picture", "sound"]
    assert fetched.thumbnail is not None
    assert fetched.thumbnail.stat().st_size > 1000
    left = {entry.name for entry in job.folder.iterdir() if not entry.name.startswith(".")}
    assert left == {*(one.file.name for one in fetched.streams), fetched.thumbnail.name}, "nothing is put together here"
    found = await whole(tools, fetched)
    assert (found.video_codec, found.audio_codec, found.height) == ("h264", "aac", 720)
    assert {one.stage for one in said} == {"extracting", "downloading"}
    done = [one.done for one in said]
    assert done == sorted(done), "both streams count as one"
    assert said[-1].done == said[-1].total
    assert children() == []


async def test_a_smaller_picture_is_taken_when_the_large_one_is_over_the_limit(order: Order, tools: Tools) -> None:
    fetched = await fetch(order(LARGE, limit=2_000_000), quiet)
    assert size(fetched) <= 2_000_000
    assert (await whole(tools, fetched)).height == 144


@pytest.mark.large
async def test_an_id_that_begins_with_a_dash_is_a_video_like_any_other(order: Order, tools: Tools) -> None:
    fetched = await fetch(order(ONE_OF_EACH["dash_id"]), quiet)
    assert all(one.file.name.startswith("-") for one in fetched.streams)
    await whole(tools, fetched)


async def test_a_403_in_the_middle_is_answered_by_a_new_extraction(
    order: Order, world: YouTubeWorld, faults: Faults, tools: Tools
) -> None:
    faults.switch_on("media.403", skip=1)
    fetched = await fetch(order(PLAIN), quiet)
    await whole(tools, fetched)
    assert [one["path"] for one in world.requests].count("/watch") == 2
    assert [one["status"] for one in media(world)] == [206, 403, 206], "the stream that was whole is not fetched again"


async def test_after_a_500_a_truncated_and_a_reset_stream_it_is_whole_and_what_came_is_not_fetched_again(
    order: Order, world: YouTubeWorld, faults: Faults, tools: Tools
) -> None:
    faults.switch_on("media.500")
    faults.switch_on("media.truncate", skip=1)
    faults.switch_on("media.reset")
    fetched = await fetch(order(PLAIN), quiet)
    await whole(tools, fetched)
    starts = [int(one["range"].removeprefix("bytes=").split("-")[0]) for one in media(world)]
    # What a reset connection had still to hand over is lost: a stream of a few blocks may begin anew after it, and only after it.
    assert 1 <= sum(start > 0 for start in starts) <= 2, starts
    assert len(starts) == 5, starts


async def test_what_sponsorblock_knows_is_told_and_the_streams_are_whole(
    order: Order, world: YouTubeWorld, tools: Tools
) -> None:
    world.videos["KettleWhist"].segments += [segment(4, 10, 20), segment(12, 13, 20, "selfpromo")]
    fetched = await fetch(order("KettleWhist", sponsorblock=("sponsor",)), quiet)
    assert fetched.cuts == ((4, 10),)
    assert fetched.duration == 20
    assert (await whole(tools, fetched)).duration == pytest.approx(20, abs=0.1)


async def test_neither_a_sponsorblock_that_is_down_nor_a_missing_thumbnail_costs_a_video(
    order: Order, world: YouTubeWorld, faults: Faults, tools: Tools
) -> None:
    world.videos["KettleWhist"].segments.append(segment(4, 10, 20))
    faults.switch_on("sponsorblock.down", times=None)
    faults.switch_on("thumbnail.missing", times=None)
    fetched = await fetch(order("KettleWhist", sponsorblock=("sponsor",)), quiet)
    assert (fetched.duration, fetched.cuts) == (20, ()), "nothing is cut"
    await whole(tools, fetched)
    assert fetched.thumbnail is None
    assert sum(one["host"] == "i.ytimg.com" for one in world.requests) <= 6
    assert faults.hits["sponsorblock.down"] > 0


async def test_a_page_that_says_429_costs_nothing_while_the_api_answers(order: Order, faults: Faults) -> None:
    faults.switch_on("watch.429")
    assert size(await fetch(order(PLAIN), quiet)) > 0


@pytest.mark.large
async def test_sound_alone_is_fetched_without_a_byte_of_the_picture(
    order: Order, world: YouTubeWorld, tools: Tools
) -> None:
    fetched = await fetch(order(PLAIN, sound_only=True), quiet)
    found = await whole(tools, fetched)
    assert (found.audio_codec, found.video_codec) == ("aac", None)
    assert [one.kind for one in fetched.streams] == ["sound"]
    assert {one["query"]["itag"] for one in media(world)} == {"140"}


async def test_the_wished_picture_is_taken_over_the_limit_when_it_may_come_in_parts(order: Order, tools: Tools) -> None:
    fetched = await fetch(order(LARGE, limit=2_000_000, parts_first=True), quiet)
    assert size(fetched) > 2_000_000
    assert (await whole(tools, fetched)).height == 360


@pytest.mark.large
async def test_where_nothing_fits_the_smallest_is_taken(order: Order, tools: Tools) -> None:
    fetched = await fetch(order(LARGE, limit=70_000), quiet)
    assert (await whole(tools, fetched)).height == 144


async def test_every_byte_of_a_run_is_counted_while_it_passes_and_no_byte_twice(
    order: Order, world: YouTubeWorld
) -> None:
    moved = [0, 0]

    def count(received: int, sent: int) -> None:
        moved[0] += received
        moved[1] += sent

    job = replace(order(LARGE), count=count)
    world.rate = 1_500_000
    running = asyncio.ensure_future(fetch(job, quiet))  # noqa: TID251  cancelled here
    await until(lambda: moved[0] > 3_500_000)  # yt-dlp writes a second's worth at once: that much is lost at a stop
    running.cancel()
    await asyncio.wait({running})
    world.rate = None
    before = moved[0]
    assert before > 3_500_000, "what a run had that was stopped half-way"

    fetched = await fetch(job, quiet)

    came = size(fetched)
    assert moved[0] - before < came - 900_000, "what was there is not fetched again"
    assert came <= moved[0] < came + 3_500_000, "what was lost, and the pages, the player and pictures beside it"
    assert 2_000 < moved[1] < 100_000


@pytest.mark.parametrize(
    ("wish", "came"),
    [
        ("de", [".de"]), ("a.de", [".de"]), ("a.ja", [".a.ja"]), ("ja", []), ("xx", []), ("", []),
        ("de,xx?,a.ja?", [".de", ".a.ja"]), ("en,a.en", [".en"]),
    ],
)  # fmt: skip
async def test_subtitles_are_those_that_were_written_and_automatic_ones_only_if_they_will_do(
    order: Order, wish: str, came: list[str]
) -> None:
    fetched = await fetch(order(PLAIN, subtitles=wish), quiet)
    assert [file.name for file in fetched.subtitles] == [f"{PLAIN}{one}.srt" for one in came]
    for file, one in zip(fetched.subtitles, came, strict=True):
        assert f"[{one.rsplit('.')[-1]}] line 1 of" in file.read_text()


async def test_a_jar_of_cookies_opens_what_needs_one_and_lies_on_no_disk(
    order: Order, world: YouTubeWorld, tmp_path: Path
) -> None:
    job = order(ONE_OF_EACH["age"])
    with pytest.raises(Permanent) as caught:
        await fetch(job, quiet)
    assert caught.value.key == "video-age-restricted"
    jar = world.browsers.sign_in("owner")
    fetched = await fetch(replace(job, cookies=jar), quiet)
    assert size(fetched) > 0
    secrets = [line.split("\t")[6] for line in jar.splitlines() if line.count("\t") == 6]
    long = [secret.encode() for secret in secrets if len(secret) > 20]
    assert long
    for file in job.folder.rglob("*"):
        assert not file.is_file() or not any(secret in file.read_bytes() for secret in long), file
    assert not any(secret.decode() in repr(replace(job, cookies=jar)) for secret in long)
