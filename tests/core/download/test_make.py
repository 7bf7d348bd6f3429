"""Files are made of the streams that came, whatever they are, and no more than need be: with the real ffmpeg."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from core.download import brought
from core.download.job import Wanted, Wish
from core.download.make import Maker
from core.errors import Permanent, Retry, Trouble
from core.media import assemble
from core.media.ffmpeg import Tools, find_tools, probe
from core.media.film import is_fine, look
from core.settings import Quality
from core.youtube.ytdlp import Fetched, Stream
from tests.core.media.streams import ffmpeg, frames, packets, picture, sound

WANTED = Wanted(Wish(Quality.BEST), 10**9)
Make = Callable[..., Maker]


@pytest.fixture(scope="module")
def tools() -> Tools:
    return find_tools(None)


@pytest.fixture
def came(tools: Tools, tmp_path: Path) -> Fetched:
    """20 s, keyframes every two seconds; about 500 KB."""
    streams = (
        Stream(picture(tools, tmp_path / "-id.f136.mp4", noise=True), "picture"),
        Stream(sound(tools, tmp_path / "-id.f140.m4a"), "sound"),
    )
    return Fetched(streams, "../a/title", "Somebody", 20.0, None, chapters=([0.0, "One"], [10.0, "Two"]))


def maker(tools: Tools, fetched: Fetched, limit: int, *, sound_only: bool = False) -> Maker:
    folder = fetched.streams[0].file.parent
    if not (folder / brought.NAME).exists():
        brought.write(folder, "-id", WANTED, fetched)
    return Maker(tools, folder, "-id", fetched, limit, sound_only=sound_only, watch=lambda *_: None)


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir() if one.suffix != ".json"}


async def test_a_whole_video_is_one_file_and_the_streams_are_gone(tools: Tools, came: Fetched, tmp_path: Path) -> None:
    shown = frames(tools, came.streams[0].file)
    making = await maker(tools, came, 10**9).make()
    [film] = making.files
    assert names(tmp_path) == {"-id.mp4"} == {film.name}
    assert frames(tools, film) == shown
    assert is_fine(await look(tools, [film]))


async def test_parts_fit_by_their_real_size_and_make_the_whole(tools: Tools, came: Fetched, tmp_path: Path) -> None:
    shown, heard = frames(tools, came.streams[0].file), packets(tools, came.streams[1].file, "a")
    limit = sum(one.file.stat().st_size for one in came.streams) * 2 // 5
    making = await maker(tools, came, limit).make()
    assert len(making.files) in (3, 4)
    assert names(tmp_path) == {f"-id.part{n}.mp4" for n in range(1, len(making.files) + 1)}
    assert all(file.stat().st_size <= limit for file in making.files)
    assert frames(tools, *making.files) == shown
    assert sum(packets(tools, file, "a") for file in making.files) == heard
    for part, file in zip(making.parts, making.files, strict=True):
        found = await probe(tools, file)
        assert found.duration == pytest.approx(part.end - part.start, abs=0.1)
        assert (found.width, found.height) == (160, 120)


@pytest.mark.large
async def test_a_part_that_turns_out_too_large_is_cut_again_and_those_before_it_stay(
    tools: Tools, came: Fetched, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = sum(one.file.stat().st_size for one in came.streams) * 2 // 5
    written: list[str] = []
    write = assemble.write

    async def fattening(*args: object, **more: object) -> None:
        await write(*args, **more)  # type: ignore[arg-type]
        out = args[2]
        assert isinstance(out, Path)
        written.append(out.name)
        if written == ["-id.part1.mp4", "-id.part2.mp4"]:
            with out.open("ab") as file:
                file.truncate(limit + 1)

    monkeypatch.setattr(assemble, "write", fattening)
    shown = frames(tools, came.streams[0].file)
    making = await maker(tools, came, limit).make()
    assert written.count("-id.part1.mp4") == 1
    assert written.count("-id.part2.mp4") == 2
    assert all(file.stat().st_size <= limit for file in making.files)
    assert frames(tools, *making.files) == shown


async def test_a_crash_between_parts_begins_with_the_first_that_is_not_whole(
    tools: Tools, came: Fetched, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = sum(one.file.stat().st_size for one in came.streams) * 2 // 5
    write, written = assemble.write, list[str]()

    async def dying(*args: object, **more: object) -> None:
        out = args[2]
        assert isinstance(out, Path)
        if len(written) == 1:
            raise KeyboardInterrupt
        written.append(out.name)
        await write(*args, **more)  # type: ignore[arg-type]

    shown = frames(tools, came.streams[0].file)
    monkeypatch.setattr(assemble, "write", dying)
    with pytest.raises(KeyboardInterrupt):
        await maker(tools, came, limit).make()
    monkeypatch.setattr(assemble, "write", write)
    first = came.streams[0].file.with_name("-id.part1.mp4")
    before = first.stat().st_mtime_ns
    making = await maker(tools, came, limit).make()
    assert first.stat().st_mtime_ns == before
    assert frames(tools, *making.files) == shown
    folder = first.parent
    assert brought.read(folder, "-id", WANTED) is None, "for another limit the streams would be needed"
    assert brought.read(folder, "-id", replace(WANTED, limit=limit)) == came, "and for this one nothing is"
    assert (await maker(tools, came, limit).make()) == making


async def test_what_is_cut_out_is_told_as_it_was_cut(tools: Tools, came: Fetched) -> None:
    making = await maker(tools, replace(came, cuts=((3.0, 9.3), (17.7, 20.0))), 10**9).make()
    assert making.cuts == ((4.0, 8.0), (18.0, 20.0)), "from keyframe to keyframe, and nothing but what was to be cut"
    assert (await probe(tools, making.files[0])).duration == pytest.approx(14.0, abs=0.1)
    assert making.parts[0].end == pytest.approx(14.0)


async def test_a_file_that_is_fine_is_not_written_again(tools: Tools, came: Fetched, tmp_path: Path) -> None:
    both = tmp_path / "-id.f18.mp4"
    given = [word for one in came.streams for word in ("-i", one.file)]
    ffmpeg(tools, *given, "-c", "copy", "-movflags", "+faststart", both)
    inode = both.stat().st_ino
    making = await maker(tools, replace(came, streams=(Stream(both, "both"),)), 10**9).make()
    assert making.files[0].stat().st_ino == inode


@pytest.mark.large
async def test_a_combined_file_is_cut_and_split_like_any_other(tools: Tools, came: Fetched, tmp_path: Path) -> None:
    both = tmp_path / "-id.f18.mp4"
    given = [word for one in came.streams for word in ("-i", one.file)]
    ffmpeg(tools, *given, "-c", "copy", both)
    shown, limit = frames(tools, both), both.stat().st_size * 3 // 5
    making = await maker(tools, replace(came, streams=(Stream(both, "both"),)), limit).make()
    assert len(making.files) == 2
    assert frames(tools, *making.files) == shown


async def test_sound_alone_and_a_silent_video_are_files_of_their_own(
    tools: Tools, came: Fetched, tmp_path: Path
) -> None:
    making = await maker(tools, replace(came, streams=came.streams[1:]), 10**9, sound_only=True).make()
    assert making.files[0].name == "-id.m4a"
    (tmp_path / brought.NAME).unlink()
    (tmp_path / brought.MADE).unlink()
    making = await maker(tools, replace(came, streams=came.streams[:1]), 10**9).make()
    assert (await probe(tools, making.files[0])).audio_codec is None


async def bad(tools: Tools, fetched: Fetched) -> Trouble:
    with pytest.raises(Trouble) as caught:
        await maker(tools, fetched, 10**9).make()
    return caught.value


@pytest.mark.parametrize("half", [0, 1])
async def test_a_stream_that_breaks_off_is_fetched_anew(tools: Tools, came: Fetched, tmp_path: Path, half: int) -> None:
    file = came.streams[half].file
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    trouble = await bad(tools, came)
    assert isinstance(trouble, Retry)
    assert trouble.key in ("file-truncated", "file-unreadable")
    assert names(tmp_path) == set(), "kept, it would fail every next run in the same way"


@pytest.mark.parametrize(
    "data", [b"", bytes(100_000), b"<html>not a video</html>", b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00isommp42"]
)
async def test_what_is_no_video_is_fetched_once_more(tools: Tools, came: Fetched, data: bytes) -> None:
    """A power cut leaves files that are empty, or full of zeros."""
    came.streams[0].file.write_bytes(data)
    trouble = await bad(tools, came)
    assert trouble.key in ("file-unreadable", "file-truncated")
    assert isinstance(trouble, Retry)


async def test_an_announced_length_that_lies_costs_no_video_whose_streams_agree(tools: Tools, came: Fetched) -> None:
    making = await maker(tools, replace(came, duration=3600.0), 10**9).make()
    assert (await probe(tools, making.files[0])).duration == pytest.approx(20, abs=0.1)


async def test_streams_of_different_lengths_are_no_whole_video(tools: Tools, came: Fetched, tmp_path: Path) -> None:
    short = Stream(sound(tools, tmp_path / "-id.f139.m4a", 8), "sound")
    assert (await bad(tools, replace(came, streams=(came.streams[0], short)))).key == "file-truncated"


@pytest.mark.large
async def test_a_video_without_a_place_to_cut_for_minutes_says_so(tools: Tools, came: Fetched, tmp_path: Path) -> None:
    one = picture(tools, tmp_path / "-id.f135.mp4", 20, "160x120", "-g", "100000", noise=True)
    fetched = replace(came, streams=(Stream(one, "picture"), came.streams[1]))
    with pytest.raises(Permanent) as caught:
        await maker(tools, fetched, one.stat().st_size // 2).make()
    assert caught.value.key == "video-uncuttable"
    making = await maker(tools, replace(fetched, cuts=((5.0, 9.0),)), 10**9).make()
    assert making.cuts == (), "nothing is cut out, rather than a frozen picture"
