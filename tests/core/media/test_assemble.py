"""Files that are written of streams in one pass: every packet is where it belongs, once, and the index stands in front."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from core.errors import Retry
from core.media import assemble
from core.media.assemble import findable, write
from core.media.ffmpeg import Tools, probe
from core.media.film import Film, is_fine, look
from core.media.places import Place, places, usable
from core.media.tags import Tags
from tests.core.media.streams import PIECES, boxes, ffmpeg, frames, packets, picture, sound
from tests.core.media.test_ffmpeg import turned_once
from tests.rest import with_rest


async def streams(tools: Tools, folder: Path, kind: str) -> Film:
    """Picture and sound of one coding."""
    match kind:
        case "in one piece":
            files = [picture(tools, folder / "v.mp4"), sound(tools, folder / "a.m4a")]
        case "in pieces":
            files = [
                picture(tools, folder / "v.mp4", 20, "160x120", *PIECES),
                sound(tools, folder / "a.m4a", 20, "-frag_duration", "5000000", "-movflags", "dash+global_sidx"),
            ]
        case "VP9 and Opus":
            vp9 = ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-g", "20")
            files = [picture(tools, folder / "v.webm", 20, "160x120", *vp9), folder / "a.webm"]
            ffmpeg(tools, "-f", "lavfi", "-i", "sine=duration=20", "-c:a", "libopus", files[1])
        case "in one file":
            files = [folder / "both.mp4"]
            coming = [picture(tools, folder / "v.mp4"), sound(tools, folder / "a.m4a")]
            ffmpeg(tools, "-i", coming[0], "-i", coming[1], "-c", "copy", files[0])
        case "silent":
            files = [picture(tools, folder / "v.mp4")]
        case _:
            files = [sound(tools, folder / "a.m4a")]
    return await look(tools, files, sound_only=kind == "sound")


KINDS = ("in one piece", "in pieces", "VP9 and Opus", "in one file", "silent", "sound")


@pytest.mark.parametrize("kind", with_rest(KINDS, "in pieces", "VP9 and Opus"))
async def test_the_whole_is_written_once_with_its_index_in_front(tools: Tools, tmp_path: Path, kind: str) -> None:
    film = await streams(tools, tmp_path, kind)
    out = tmp_path / "out.mp4"
    await write(tools, film, out, tags=Tags("A = #1; \\", "Some\nbody", [(0.0, "One"), (12.5, "Two")]))
    assert boxes(out)[:3] == ["ftyp", "moov", "free"], "room was kept for the index, and was enough"
    made = await look(tools, [out], sound_only=kind == "sound")
    assert is_fine(made)
    assert [track.packets for track in made.tracks] == [
        packets(tools, track.file, "v" if track is film.picture else "a") for track in film.tracks
    ]
    assert made.length == pytest.approx(film.length, abs=0.25), (
        "but for the time of its last frame, which ffmpeg 8 writes down"
    )
    assert out.stat().st_size < film.size + assemble.room(film, (), 2) + 1000
    told = _told(tools, out)
    assert told["format"]["tags"]["title"].strip() == "A = #1; \\"
    assert [(one["start_time"], one["tags"]["title"]) for one in told["chapters"]] == [
        ("0.000000", "One"),
        ("12.500000", "Two"),
    ]
    assert not list(tmp_path.glob(".*")), "lists and halves are cleared away"


@pytest.mark.parametrize("kind", with_rest(KINDS, "in pieces", "sound"))
async def test_parts_hold_every_packet_once(tools: Tools, tmp_path: Path, kind: str) -> None:
    film = await streams(tools, tmp_path, kind)
    film = await findable(tools, film)
    found = await places(tools, film)
    assert len(found) > 8
    bounds = [found[0], found[3], found[4], found[-1]]
    parts = []
    for number, stretch in enumerate(pairwise(bounds)):
        parts.append(tmp_path / f"part{number}.mp4")
        await write(tools, film, parts[-1], stretches=[stretch])
        made = await look(tools, [parts[-1]], sound_only=kind == "sound")
        assert made.length == pytest.approx(float(stretch[1].at - stretch[0].at), abs=0.06)
        assert is_fine(made)
        assert made.size <= stretch[1].offset - stretch[0].offset + assemble.HEAD + 2048
    for track, name in ((film.picture, "v"), (film.sound, "a")):
        if track:
            assert sum(packets(tools, part, name) for part in parts) == packets(tools, track.file, name)
    if film.picture:
        assert frames(tools, *parts) == frames(tools, film.picture.file)


@pytest.mark.parametrize("kind", with_rest(KINDS, "in one file"))
async def test_what_is_cut_out_leaves_no_gap_and_no_frame_too_many(tools: Tools, tmp_path: Path, kind: str) -> None:
    film = await streams(tools, tmp_path, kind)
    film = await findable(tools, film)
    found = await places(tools, film)
    out = tmp_path / "out.mp4"
    stretches = [(found[0], found[2]), (found[4], found[5]), (found[7], found[-1])]
    await write(tools, film, out, stretches=stretches)
    made = await look(tools, [out], sound_only=kind == "sound")
    wanted = float(sum(b.at - a.at for a, b in stretches))
    assert [track.length for track in made.tracks] == pytest.approx([wanted] * len(made.tracks), abs=0.06)
    if film.picture:
        shown = frames(tools, film.picture.file)
        marks = [(a.picture.packets, b.picture.packets) for a, b in stretches if a.picture and b.picture]
        assert frames(tools, out) == [one for first, after in marks for one in shown[first:after]]
        times = _times(tools, out)
        assert max(b - a for a, b in pairwise(times)) < 0.15, "no frame stands still at a seam"


@pytest.mark.large
async def test_sound_stays_with_its_picture_over_many_cuts(tools: Tools, tmp_path: Path) -> None:
    """One flash and one beep a second: after twenty cuts they come together still."""
    flash = "color=black:size=64x48:rate=20:duration=60,drawbox=color=white:t=fill:enable='lt(mod(t,1),0.05)'"
    beep = "aevalsrc='if(lt(mod(t,1),0.05),sin(2*PI*1000*t),0)':s=44100:d=60"
    coding = ("-c:v", "libx264", "-g", "20", "-bf", "2", "-sc_threshold", "0", "-pix_fmt", "yuv420p")
    ffmpeg(tools, "-f", "lavfi", "-i", flash, *coding, tmp_path / "v.mp4")
    ffmpeg(tools, "-f", "lavfi", "-i", beep, "-c:a", "aac", tmp_path / "a.m4a")
    film = await look(tools, [tmp_path / "v.mp4", tmp_path / "a.m4a"])
    found = await places(tools, film)
    out = tmp_path / "out.mp4"
    await write(tools, film, out, stretches=[(found[n], found[n + 1]) for n in range(0, 60, 2)])
    last = [(stream, _begins(tools, out, stream)) for stream in ("v", "a")]
    assert dict(last)["v"] == pytest.approx(29.0, abs=0.03)
    assert dict(last)["a"] == pytest.approx(29.0, abs=0.03)


async def test_a_room_that_was_too_small_costs_another_writing_and_no_video(
    tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = await streams(tools, tmp_path, "in one piece")
    monkeypatch.setattr(assemble, "room", lambda *_: 1000)
    out = tmp_path / "out.mp4"
    await write(tools, film, out)
    assert is_fine(await look(tools, [out]))
    assert frames(tools, out) == frames(tools, tmp_path / "v.mp4")


async def test_places_with_frames_that_are_shown_before_them_are_used_only_if_there_are_no_others(
    tools: Tools, tmp_path: Path
) -> None:
    open_groups = ("-x264-params", "open-gop=1:b-adapt=0")
    film = await look(tools, [picture(tools, tmp_path / "v.mp4", 20, "160x120", *open_groups)])
    found = await places(tools, film)
    assert [one.closed for one in found[1:-1]] == [False] * (len(found) - 2)
    assert usable(found) == found
    assert len(usable((*found[:3], *(Place(one.at, one.picture, None) for one in found[3:])))) == len(found) - 2
    parts = [tmp_path / "1.mp4", tmp_path / "2.mp4"]
    await write(tools, film, parts[0], stretches=[(found[0], found[4])])
    await write(tools, film, parts[1], stretches=[(found[4], found[-1])])
    assert sum(packets(tools, part, "v") for part in parts) == 200, "no packet is lost or doubled"
    shown = frames(tools, tmp_path / "v.mp4")
    assert 200 - 4 <= len(frames(tools, *parts)) <= 200, (
        "those few frames at the seam can't be shown without the part before"
    )
    assert set(frames(tools, *parts)) <= set(shown)


async def test_rotation_is_kept(tools: Tools, tmp_path: Path) -> None:
    (tmp_path / "v.mp4").write_bytes(turned_once(picture(tools, tmp_path / "flat.mp4").read_bytes()))
    film = await look(tools, [tmp_path / "v.mp4"])
    found = await places(tools, film)
    for name, stretches in (("whole.mp4", []), ("cut.mp4", [(found[0], found[2]), (found[4], found[-1])])):
        await write(tools, film, tmp_path / name, stretches=stretches)
        made = await probe(tools, tmp_path / name)
        assert (made.width, made.height) == (120, 160)


@pytest.mark.parametrize("size", ["1x1", "3x5", "161x119"])
async def test_the_smallest_and_the_oddest_pictures_pass(tools: Tools, tmp_path: Path, size: str) -> None:
    plain = f"color=red:size={size}:rate=10:duration=4,format=yuv444p"
    ffmpeg(tools, "-f", "lavfi", "-i", plain, "-c:v", "libx264", tmp_path / "v.mp4")
    film = await look(tools, [tmp_path / "v.mp4", sound(tools, tmp_path / "a.m4a", 4)])
    await write(tools, film, tmp_path / "out.mp4")
    made = await probe(tools, tmp_path / "out.mp4")
    assert f"{made.width}x{made.height}" == size


@pytest.mark.large
async def test_cover_art_and_data_are_no_part_of_the_film(tools: Tools, tmp_path: Path) -> None:
    cover = picture(tools, tmp_path / "cover.png", 0.1, "32x32", "-frames:v", "1")
    coming = [picture(tools, tmp_path / "v.mp4"), sound(tools, tmp_path / "a.m4a")]
    chapters = tmp_path / "chapters.txt"
    chapters.write_text(";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=10\ntitle=One\n")
    full = tmp_path / "full.mp4"
    given = [word for file in (cover, *coming, chapters) for word in ("-i", file)]
    kept = ("-map", "0", "-map", "1", "-map", "2", "-c", "copy", "-disposition:v:0", "attached_pic")
    ffmpeg(tools, *given, *kept, "-map_chapters", "3", full)
    assert len(_told(tools, full)["streams"]) == 4
    film = await look(tools, [full])
    await write(tools, film, tmp_path / "out.mp4")
    assert [one["codec_type"] for one in _told(tools, tmp_path / "out.mp4")["streams"]] == ["video", "audio"]
    assert (await probe(tools, tmp_path / "out.mp4")).width == 160


async def test_a_stream_that_breaks_off_is_no_success(tools: Tools, tmp_path: Path) -> None:
    """In pieces: nothing at its beginning says how long it is, only its list of pieces."""
    whole = picture(tools, tmp_path / "whole.mp4", 20, "160x120", *PIECES)
    cut = tmp_path / "v.mp4"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    film = await look(tools, [whole, sound(tools, tmp_path / "a.m4a")])
    assert film.picture is not None
    film = replace(film, picture=replace(film.picture, file=cut))
    with pytest.raises(Retry) as caught:
        await write(tools, film, tmp_path / "out.mp4")
    assert caught.value.key == "file-truncated"
    assert not list(tmp_path.glob("*out*"))


async def test_what_can_not_be_put_together_leaves_nothing(tools: Tools, tmp_path: Path) -> None:
    film = await streams(tools, tmp_path, "in one piece")
    (tmp_path / "v.mp4").write_bytes(b"no film any more")
    with pytest.raises(Retry) as caught:
        await write(tools, film, tmp_path / "out.mp4")
    assert caught.value.key == "merge-failed"
    assert {one.name for one in tmp_path.iterdir()} == {"v.mp4", "a.m4a"}


def _told(tools: Tools, film: Path) -> dict[str, Any]:
    call = [
        str(tools.ffprobe),
        "-v",
        "error",
        "-of",
        "json",
        "-show_format",
        "-show_streams",
        "-show_chapters",
        str(film),
    ]
    told: dict[str, Any] = json.loads(subprocess.check_output(call))
    return told


def _times(tools: Tools, film: Path) -> list[float]:
    call = [str(tools.ffprobe), "-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts_time"]
    said = subprocess.check_output([*call, "-of", "csv=p=0", str(film)], text=True)
    return sorted(float(one.strip(",")) for one in said.split())


def _begins(tools: Tools, film: Path, stream: str) -> float:
    """When the last flash, or the last beep, begins."""
    how = ["-vf", "blackdetect=d=0.1:pix_th=0.5"] if stream == "v" else ["-af", "silencedetect=n=-30dB:d=0.3"]
    call = [str(tools.ffmpeg), "-nostdin", "-i", str(film), *how, "-f", "null", "-"]
    said = subprocess.run(call, check=True, capture_output=True, text=True, timeout=60).stderr
    word = "black_end:" if stream == "v" else "silence_end: "
    ends = [float(line.split(word)[1].split()[0]) for line in said.splitlines() if word in line]
    return next(end for end in reversed(ends) if end < 29.5)
