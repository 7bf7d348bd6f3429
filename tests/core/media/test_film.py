"""What came is looked at: which streams it has, whether all of it is there, whether it plays as it is."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from core.errors import Permanent, Retry, Scope
from core.media.ffmpeg import Tools
from core.media.film import Film, Track, check, is_fine, look
from tests.core.media.streams import PIECES, ffmpeg, picture, sound


def film(*lengths: float, files: int = 2) -> Film:
    """A picture and a sound, or one of them, of these lengths."""
    tracks = [
        Track(Path(f"{number % files}"), 0, "h264", Fraction(1, 1000), Fraction(0), length, 24, None)
        for number, length in enumerate(lengths)
    ]
    return Film(tracks[0], tracks[1] if len(tracks) > 1 else None)


@pytest.mark.parametrize(
    ("found", "announced"),
    [
        (film(2.2, 7.9), 20.0),
        (film(2.2, 7.9), None),
        (film(20.0, 7.9), 20.0),
        (film(0.0, 0.0), None),
        (film(17.0), 20.0),
        (film(17.0, 17.0, files=1), 20.0),
    ],
)
def test_what_is_not_the_whole_video_is_fetched_again(found: Film, announced: float | None) -> None:
    with pytest.raises(Retry) as caught:
        check(found, announced)
    assert (caught.value.key, caught.value.scope) == ("file-truncated", Scope.ITEM)


@pytest.mark.parametrize(
    ("found", "announced"),
    [
        (film(21.9, 18.1), 20.0),
        (film(3660, 3540), 3600.0),
        (film(20.0), None),
        (film(17.0, 17.0), 20.0),
        (film(3700, 3700, files=1), 20.0),
    ],
)
def test_two_seconds_or_two_percent_are_allowed_and_an_announcement_may_lie(found: Film, announced: float) -> None:
    check(found, announced)


async def test_only_one_mp4_in_one_piece_with_its_index_in_front_is_fine(tools: Tools, tmp_path: Path) -> None:
    files = {
        "plain": picture(tools, tmp_path / "plain.mp4", 2),
        "front": picture(tools, tmp_path / "front.mp4", 2, "64x48", "-movflags", "+faststart"),
        "pieces": picture(tools, tmp_path / "pieces.mp4", 2, "64x48", *PIECES),
        "webm": picture(tools, tmp_path / "v.webm", 1, "64x48", "-c:v", "libvpx"),
    }
    fine = {name: is_fine(await look(tools, [file])) for name, file in files.items()}
    assert fine == {"plain": False, "front": True, "pieces": False, "webm": False}
    both = await look(tools, [files["front"], sound(tools, tmp_path / "a.m4a", 2)])
    assert not is_fine(both), "two files are not one"


async def test_a_sound_of_its_own_goes_before_one_that_comes_along(tools: Tools, tmp_path: Path) -> None:
    alone = sound(tools, tmp_path / "a.m4a", 2)
    both = tmp_path / "both.mp4"
    ffmpeg(tools, "-i", picture(tools, tmp_path / "v.mp4", 2), "-i", alone, "-c", "copy", both)
    found = await look(tools, [both, alone])
    assert found.picture is not None
    assert found.sound is not None
    assert (found.picture.file, found.sound.file) == (both, alone)
    sound_only = await look(tools, [both], sound_only=True)
    assert (sound_only.picture, sound_only.main.index) == (None, 1)


@pytest.mark.parametrize("data", [b"", b"no film", b"\x00\x00\x00\x18ftypmp42"])
async def test_what_can_not_be_read_is_no_film(tools: Tools, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "v.mp4").write_bytes(data)
    with pytest.raises(Permanent) as caught:
        await look(tools, [tmp_path / "v.mp4"])
    assert caught.value.key == "file-unreadable"


async def test_sound_where_a_picture_was_wished_is_no_film(tools: Tools, tmp_path: Path) -> None:
    with pytest.raises(Permanent) as caught:
        await look(tools, [sound(tools, tmp_path / "a.m4a", 2)])
    assert caught.value.key == "file-unreadable"
