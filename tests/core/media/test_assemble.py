"""A film is cut into parts: every frame is in exactly one of them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from core.download.split import Keyframe, plan
from core.errors import Retry
from core.media.cut import cut, keyframes
from core.media.ffmpeg import Tools, probe
from tests.core.media.conftest import Film, remux

CODING = ("-g", "20", "-bf", "3", "-preset", "medium", "-movflags", "+faststart")


def frames(tools: Tools, film: Path, stream: str) -> list[str]:
    """The checksum of every decoded frame."""
    call = [tools.ffmpeg, "-v", "error", "-i", film, "-map", f"0:{stream}", "-f", "framemd5", "-"]
    said = subprocess.run(list(map(str, call)), check=True, capture_output=True, text=True, timeout=60).stdout
    return [line.rsplit(",", 1)[1].strip() for line in said.splitlines() if not line.startswith("#")]


async def test_every_frame_is_in_exactly_one_part_and_each_part_fits(tools: Tools, film: Film, tmp_path: Path) -> None:
    whole = tmp_path / "100%d film.mp4"
    remux(tools, "-i", film("long.mp4", seconds=30, size="320x240", extra=CODING), "-c", "copy", whole)
    size, limit = whole.stat().st_size, whole.stat().st_size // 3
    places = [Keyframe(*place) for place in await keyframes(tools, whole)]
    assert len(places) >= 15
    cuts = plan(size, (await probe(tools, whole)).duration, places, limit)
    assert cuts is not None
    parts = await cut(tools, whole, [one.start for one in cuts[1:]])

    assert len(parts) == len(cuts) >= 3
    assert all(part.stat().st_size <= limit for part in parts)
    assert [one for part in parts for one in frames(tools, part, "v:0")] == frames(tools, whole, "v:0")
    for part, stretch in zip(parts, cuts, strict=True):
        found = await probe(tools, part)
        assert found.duration == pytest.approx(stretch.end - stretch.start, abs=0.3)
        assert (found.width, found.height, found.audio_codec) == (320, 240, "aac")
        assert found.audio_duration == pytest.approx(found.video_duration, abs=0.3)
        head = part.read_bytes()
        assert head.index(b"moov") < head.index(b"mdat"), "Telegram streams only files with the index in front"


async def test_sound_alone_is_cut_anywhere(tools: Tools, tmp_path: Path) -> None:
    sound = tmp_path / "sound.m4a"
    remux(tools, "-f", "lavfi", "-i", "sine=duration=20", "-c:a", "aac", sound)
    places = await keyframes(tools, sound)
    assert len(places) > 100
    parts = await cut(tools, sound, [10.0])
    lengths = [(await probe(tools, part, sound_only=True)).duration for part in parts]
    assert lengths == pytest.approx([10, 10], abs=0.3)


async def test_what_is_no_film_is_a_plain_trouble(tools: Tools, tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.mp4"
    nothing.write_bytes(b"no film")
    for attempt in (keyframes(tools, nothing), cut(tools, nothing, [1.0])):
        with pytest.raises(Retry) as caught:
            await attempt
        assert caught.value.key == "split-failed"
