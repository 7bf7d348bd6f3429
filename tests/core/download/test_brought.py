"""The note beside what has come: believed only for the same wish and the same file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.download import brought
from core.download.job import Wanted, Wish
from core.settings import Quality
from core.youtube.ytdlp import Fetched

WANTED = Wanted(Wish(Quality.BEST), 1000, sponsorblock=("sponsor",))


@pytest.fixture
def came(tmp_path: Path) -> Fetched:
    film = tmp_path / "id.mp4"
    film.write_bytes(b"12345")
    fetched = Fetched(film, "A title", None, 5.5, tmp_path / "id.webp", 1.0, tmp_path / "id.en.srt")
    brought.write(tmp_path, "id", WANTED, fetched)
    return fetched


def test_what_came_is_read_again_whatever_the_limits_are_now(came: Fetched, tmp_path: Path) -> None:
    assert brought.read(tmp_path, "id", WANTED) == came
    assert brought.read(tmp_path, "id", replace(WANTED, limit=1, most=1, room=1, parts_first=True)) == came


@pytest.mark.parametrize(
    "other",
    [
        replace(WANTED, wish=Wish(Quality.P720)),
        replace(WANTED, wish=Wish(Quality.BEST, height=360)),
        replace(WANTED, wish=Wish(Quality.BEST, subtitles="en")),
        replace(WANTED, sponsorblock=()),
    ],
)
def test_another_wish_is_another_file(came: Fetched, tmp_path: Path, other: Wanted) -> None:
    assert brought.read(tmp_path, "id", other) is None
    assert brought.read(tmp_path, "another", WANTED) is None


def test_a_file_that_is_not_as_it_was_is_not_believed(came: Fetched, tmp_path: Path) -> None:
    came.path.write_bytes(b"1234")
    assert brought.read(tmp_path, "id", WANTED) is None
    came.path.unlink()
    assert brought.read(tmp_path, "id", WANTED) is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"for": 1, "file": "id.mp4"}', "\x00"])
def test_half_a_note_is_none(came: Fetched, tmp_path: Path, text: str) -> None:
    (tmp_path / brought.NAME).write_text(text)
    assert brought.read(tmp_path, "id", WANTED) is None
    brought.forget(tmp_path)
    brought.forget(tmp_path)
