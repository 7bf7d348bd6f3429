"""The notes beside what has come: believed only for the same wish and the same files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.download import brought
from core.download.brought import Making
from core.download.job import Wanted, Wish
from core.download.split import Cut
from core.settings import Quality
from core.youtube.ytdlp import Fetched, Stream

WANTED = Wanted(Wish(Quality.BEST), 1000, sponsorblock=("sponsor",))


@pytest.fixture
def came(tmp_path: Path) -> Fetched:
    files = [tmp_path / "id.f136.mp4", tmp_path / "id.f140.m4a"]
    for file in files:
        file.write_bytes(b"12345")
    fetched = Fetched(
        (Stream(files[0], "picture"), Stream(files[1], "sound")),
        "A title",
        None,
        5.5,
        tmp_path / "id.webp",
        ((1.0, 2.5),),
        (tmp_path / "id.en.srt", tmp_path / "id.a.fa.srt"),
        chapters=([0.0, "One"], [3.0, "Two"]),
        encode="picture",
    )
    brought.write(tmp_path, "id", WANTED, fetched)
    return fetched


@pytest.fixture
def made(came: Fetched, tmp_path: Path) -> Making:
    files = (tmp_path / "id.part1.mp4", tmp_path / "id.part2.mp4")
    parts = (Cut(0.0, 2.0, 4, ((0, 1), (2, 3))), Cut(2.0, 4.0, 4, ((3, 5),)))
    for file in files:
        file.write_bytes(b"123")
    making = Making(1000, files, parts, ((1.0, 2.0),), (3, 3))
    brought.write_making(tmp_path, making)
    return making


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


def test_a_stream_that_is_not_as_it_was_is_not_believed(came: Fetched, tmp_path: Path) -> None:
    came.streams[1].file.write_bytes(b"1234")
    assert brought.read(tmp_path, "id", WANTED) is None
    came.streams[1].file.unlink()
    assert brought.read(tmp_path, "id", WANTED) is None


def test_when_all_files_are_made_the_streams_are_needed_no_more(came: Fetched, made: Making, tmp_path: Path) -> None:
    for one in came.streams:
        one.file.unlink()
    assert brought.read(tmp_path, "id", WANTED) == came
    assert brought.read_making(tmp_path, 1000) == made
    assert brought.read_making(tmp_path, 999) is None, "for another limit they are made anew"
    made.files[1].unlink()
    assert brought.read(tmp_path, "id", WANTED) is None


def test_a_file_that_is_not_as_it_was_made_is_made_anew(made: Making, tmp_path: Path) -> None:
    made.files[0].write_bytes(b"12")
    making = brought.read_making(tmp_path, 1000)
    assert making is not None
    assert making.sizes == ()
    assert not making.is_whole


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"for": 1, "streams": []}', "\x00"])
def test_half_a_note_is_none(made: Making, tmp_path: Path, text: str) -> None:
    (tmp_path / brought.MADE).write_text(text)
    assert brought.read_making(tmp_path, 1000) is None
    (tmp_path / brought.NAME).write_text(text)
    assert brought.read(tmp_path, "id", WANTED) is None
    brought.forget(tmp_path)
    brought.forget(tmp_path)


def test_what_is_forgotten_takes_its_streams_with_it(came: Fetched, tmp_path: Path) -> None:
    brought.forget(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_was_made_on_the_way_of_a_stream_that_was_no_good_goes_with_it(came: Fetched, tmp_path: Path) -> None:
    for name in ("id.f140.sound.m4a", "id.f136.encoded.mp4", "id.f136.5.piece000001.mkv"):
        (tmp_path / name).write_bytes(b"1")
    brought.forget(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_files_that_were_made_for_another_wish_are_not_sent_for_this_one(made: Making, tmp_path: Path) -> None:
    assert brought.read(tmp_path, "id", replace(WANTED, wish=Wish(Quality.P480))) is None
    brought.start_over(tmp_path)
    assert brought.read_making(tmp_path, 1000) is None
    assert not any(file.exists() for file in made.files), "they would only take room"


def test_what_could_not_be_cut_is_remembered_for_the_same_wish_and_limit(tmp_path: Path) -> None:
    brought.write_uncut(tmp_path, "id", replace(WANTED, below=9000), 4000)
    assert brought.smaller(tmp_path, "id", WANTED) == replace(WANTED, below=4000)
    for other in (replace(WANTED, limit=2000), replace(WANTED, wish=Wish(Quality.P480))):
        assert brought.smaller(tmp_path, "id", other) == other
    brought.forget(tmp_path)
    assert brought.smaller(tmp_path, "id", WANTED).below == 4000, "another kill fetches it not once more"
