"""Streams that are encoded anew, by the real ffmpeg."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from core.errors import Condition, NeedsOwner, Permanent, Retry, Trouble
from core.media import encoder
from core.media.convert import able, convert
from core.media.ffmpeg import Tools, probe, run
from core.media.pieces import Pieces
from tests.core.media.conftest import remux

SECONDS = 4.0


def vp9(tools: Tools, path: Path, size: str = "320x180", seconds: float = SECONDS, *more: str) -> Path:
    source = ("-f", "lavfi", "-i", f"testsrc2=size=640x360:rate=10:duration={seconds}", *more)
    coding = ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "300k")
    remux(tools, *source, "-vf", f"scale={size.replace('x', ':')},setsar=1", *coding, path)
    return path


async def encoded(tools: Tools, source: Path, *, picture: bool = True, sound: bool = False) -> tuple[Path, list[float]]:
    shares: list[float] = []
    out = await convert(tools, source, picture=picture, sound=sound, duration=SECONDS, on_progress=shares.append)
    return out, shares


async def test_this_machines_ffmpeg_can_make_h264_of_vp9(tools: Tools) -> None:
    assert "vp9" in await able(tools)


async def test_an_ffmpeg_without_an_encoder_can_make_nothing(tools: Tools, tmp_path: Path) -> None:
    bare = tmp_path / "ffmpeg"
    bare.write_text("#!/bin/sh\nexit 0\n")
    bare.chmod(0o755)

    assert await able(Tools(bare, tools.ffprobe)) == ()


async def test_a_picture_comes_out_as_h264_of_the_same_length_and_below_twice_its_bytes(
    tools: Tools, tmp_path: Path
) -> None:
    source = vp9(tools, tmp_path / "-x.f247.webm", "640x360", seconds=12)

    shares: list[float] = []
    out = await convert(tools, source, picture=True, sound=False, duration=12, on_progress=shares.append)

    found = await probe(tools, out)
    assert (found.video_codec, found.width, found.height) == ("h264", 640, 360)
    assert found.duration == pytest.approx(12, abs=0.2)
    assert out.stat().st_size < 2 * source.stat().st_size
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0, abs=0.1)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["-x.f247.encoded.mp4", "-x.f247.webm"]


@pytest.mark.parametrize(("size", "comes"), [("1x1", (2, 2)), ("321x181", (322, 182)), ("180x320", (180, 320))])
async def test_odd_sides_become_even_and_an_upright_film_stays_upright(
    tools: Tools, tmp_path: Path, size: str, comes: tuple[int, int]
) -> None:
    out, _ = await encoded(tools, vp9(tools, tmp_path / "x.webm", size))

    found = await probe(tools, out)
    assert (found.width, found.height) == comes


async def test_a_sound_comes_out_as_aac_and_its_picture_is_not_touched(tools: Tools, tmp_path: Path) -> None:
    sound = tmp_path / "x.f251.webm"
    remux(tools, "-f", "lavfi", "-i", f"sine=duration={SECONDS}", "-c:a", "libopus", sound)
    out, _ = await encoded(tools, sound, picture=False, sound=True)
    assert (await probe(tools, out, sound_only=True)).audio_codec == "aac"

    both = tmp_path / "x.43.webm"
    more = ("-f", "lavfi", "-i", f"sine=duration={SECONDS}", "-c:a", "libopus")
    out, _ = await encoded(tools, vp9(tools, both, "64x48", SECONDS, *more), picture=False, sound=True)
    found = await probe(tools, out)
    assert (found.video_codec, found.audio_codec) == ("vp9", "aac")


async def test_what_an_earlier_run_has_made_is_taken_and_a_newer_source_is_encoded_again(
    tools: Tools, tmp_path: Path
) -> None:
    source = vp9(tools, tmp_path / "x.webm", "64x48")
    out, _ = await encoded(tools, source)
    made = out.stat().st_mtime_ns

    assert (await encoded(tools, source))[0].stat().st_mtime_ns == made

    os.utime(source, (out.stat().st_mtime + 10, out.stat().st_mtime + 10))
    assert (await encoded(tools, source))[0].stat().st_mtime_ns != made


async def test_a_cancelled_one_ends_its_ffmpeg_and_leaves_nothing_that_passes_for_whole(
    tools: Tools, tmp_path: Path
) -> None:
    source = vp9(tools, tmp_path / "x.webm", "1280x720", 30)
    begun = asyncio.Event()

    task = asyncio.ensure_future(  # noqa: TID251  ended below
        convert(tools, source, picture=True, sound=False, duration=30, on_progress=lambda share: begun.set())
    )
    await asyncio.wait_for(begun.wait(), 30)
    task.cancel()
    await asyncio.wait({task})

    assert task.cancelled()
    assert not (tmp_path / "x.encoded.mp4").exists()
    assert not any(str(tmp_path).encode() in line for line in _commands())


@pytest.mark.large
async def test_a_kill_of_the_app_takes_its_ffmpeg_along(tools: Tools, tmp_path: Path) -> None:
    """One that went on would write into the pieces of the next start's."""
    source = vp9(tools, tmp_path / "x.webm", "1280x720", 30)
    script = f"""
import asyncio, pathlib
from core.media.convert import convert
from core.media.ffmpeg import find_tools
told = lambda share: print(share, flush=True)
source = pathlib.Path({str(source)!r})
asyncio.run(convert(find_tools(None), source, picture=True, sound=False, duration=30, on_progress=told))
"""
    app = await asyncio.create_subprocess_exec(sys.executable, "-c", script, stdout=asyncio.subprocess.PIPE)
    assert app.stdout is not None
    await asyncio.wait_for(app.stdout.readline(), 30)
    assert any(str(tmp_path).encode() in line for line in _commands())
    app.kill()
    await app.wait()
    async with asyncio.timeout(2):
        while any(str(tmp_path).encode() in line for line in _commands()):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    assert not (tmp_path / "x.encoded.mp4").exists()


async def times(tools: Tools, file: Path) -> list[float]:
    """When each picture is shown."""
    _, out, _ = await run(
        30.0, tools.ffprobe, "-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts_time", "-of", "csv=p=0",
        f"file:{file}",
    )  # fmt: skip
    return sorted(float(line.split(b",")[0]) for line in out.split())


async def test_what_is_stopped_goes_on_where_it_was_with_every_picture_once_at_its_time(
    tools: Tools, tmp_path: Path
) -> None:
    source = vp9(tools, tmp_path / "-x.f247.webm", "640x360", 24)
    for _ in range(2):
        begun = asyncio.Event()
        before = Pieces(source).whole()

        def follow(share: float, begun: asyncio.Event = begun, before: int = len(before)) -> None:
            if len(Pieces(source).whole()) > before:
                begun.set()

        task = asyncio.ensure_future(  # noqa: TID251  ended below
            convert(tools, source, picture=True, sound=False, duration=24, on_progress=follow, piece_seconds=5)
        )
        stopped = asyncio.ensure_future(begun.wait())  # noqa: TID251  the same
        await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
        task.cancel()
        stopped.cancel()
        await asyncio.wait({task, stopped})
    kept = {piece.file: piece.file.stat().st_mtime_ns for piece in Pieces(source).whole()}
    again: dict[Path, int] = {}

    def follow_on(share: float) -> None:
        again.update({file: file.stat().st_mtime_ns for file in kept if file.exists()})

    out = await convert(tools, source, picture=True, sound=False, duration=24, on_progress=follow_on, piece_seconds=5)

    assert len(kept) >= 2
    assert again == kept
    wanted, found = await times(tools, source), await times(tools, out)
    assert len(found) == len(wanted)
    assert max(abs(one - other) for one, other in zip(found, wanted, strict=True)) < 0.005
    assert sorted(file.name for file in tmp_path.iterdir()) == ["-x.f247.encoded.mp4", "-x.f247.webm"]


def _commands() -> list[bytes]:
    lines = []
    for process in Path("/proc").iterdir():
        if process.name.isdecimal():
            try:
                lines.append((process / "cmdline").read_bytes())
            except OSError:
                continue
    return lines


async def test_what_is_no_film_fails_for_good_and_is_not_tried_for_hours_again(tools: Tools, tmp_path: Path) -> None:
    source = tmp_path / "x.webm"
    source.write_bytes(b"no film" * 100)

    with pytest.raises(Permanent) as failed:
        await encoded(tools, source)

    assert failed.value.key == "convert-failed"


FFMPEG_ENDS = [
    ("echo 'av_interleaved_write_frame(): No space left on device' >&2; exit 1", NeedsOwner, "condition-disk_full"),
    ("echo 'Unknown encoder libx264' >&2; exit 8", Permanent, "convert-unable"),
    ("kill -9 $$", Retry, "convert-failed"),
    ("exec sleep 60", Retry, "convert-failed"),
]


@pytest.mark.parametrize(("script", "kind", "key"), FFMPEG_ENDS)
async def test_each_end_of_ffmpeg_is_the_right_trouble(
    tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, kind: type[Trouble], key: str
) -> None:
    monkeypatch.setattr(encoder, "STALL_SECONDS", 0.5 if "sleep" in script else 60)
    program = tmp_path / "ffmpeg"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    source = tmp_path / "x.webm"
    source.write_bytes(b"x" * 1000)

    with pytest.raises(kind) as failed:
        await encoded(Tools(program, tools.ffprobe), source)

    assert isinstance(failed.value, Trouble)
    assert failed.value.key == key
    if isinstance(failed.value, NeedsOwner):
        assert failed.value.condition is Condition.DISK_FULL


async def test_without_the_program_the_owner_is_told(
    tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    source = tmp_path / "x.webm"
    source.write_bytes(b"x")

    with pytest.raises(NeedsOwner) as failed:
        await encoded(Tools(tmp_path / "gone", tools.ffprobe), source)

    assert failed.value.condition is Condition.FFMPEG_MISSING
