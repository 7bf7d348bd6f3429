"""The name under which a file is saved, from titles that mean harm and titles that mean none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.download.file_name import MOST_BYTES, file_name, safe, track
from core.download.job import Job
from core.model import PartKind, Video

from .test_caption import JOB, part


def titled(title: str | None, video_id: str = "dQw4w9WgXcQ") -> Job:
    return replace(JOB, video=Video(video_id, title))


def named(title: str | None, video_id: str = "dQw4w9WgXcQ") -> str:
    one = part(1, 5, path="1/id.mp4")
    return file_name(titled(title, video_id), one, [one])


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Gears & Levers", "Gears & Levers [dQw4w9WgXcQ].mp4"),
        ("../../etc/passwd", "etc-passwd [dQw4w9WgXcQ].mp4"),
        ("C:\\Windows\\x", "C--Windows-x [dQw4w9WgXcQ].mp4"),
        ('What? "A*B" <1|2>', "What 'AB' (1-2) [dQw4w9WgXcQ].mp4"),
        ("-rf ~", "rf ~ [dQw4w9WgXcQ].mp4"),
        (".bashrc", "bashrc [dQw4w9WgXcQ].mp4"),
        ("CON", "_CON [dQw4w9WgXcQ].mp4"),
        ("nul.txt", "_nul.txt [dQw4w9WgXcQ].mp4"),
        ("ends in dots...", "ends in dots [dQw4w9WgXcQ].mp4"),
        ("one\ntwo\x00three", "one two three [dQw4w9WgXcQ].mp4"),
        ("gpj.\u202eexe", "gpj.exe [dQw4w9WgXcQ].mp4"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧 [dQw4w9WgXcQ].mp4"),
        ("می\u200cخواهم", "می\u200cخواهم [dQw4w9WgXcQ].mp4"),
        ("", "[dQw4w9WgXcQ].mp4"),
        (None, "[dQw4w9WgXcQ].mp4"),
        ("???", "[dQw4w9WgXcQ].mp4"),
        ("\u200b\u3164", "[dQw4w9WgXcQ].mp4"),
    ],
)
def test_a_title_becomes_one_name_that_every_system_takes(title: str | None, name: str) -> None:
    assert named(title) == name


def test_an_id_that_looks_like_an_option_is_none() -> None:
    assert named(None, "-rf12345678") == "[-rf12345678].mp4"


def test_a_long_title_is_cut_between_signs() -> None:
    name = named("é" * 300)
    assert len(name.encode()) <= MOST_BYTES
    assert name.endswith("é… [dQw4w9WgXcQ].mp4")
    flags = safe("🇩🇪" * 100, 100)
    assert len(flags.encode()) <= 100
    assert len(flags.removesuffix("…")) % 2 == 0, "no half of a flag"


def test_parts_and_their_subtitles_say_which_they_are() -> None:
    parts = [
        part(1, 5, path="1/id.1.mp4"),
        part(2, 0, PartKind.SUBTITLES, "1/id.1.sent.de.srt"),
        part(3, 5, path="1/id.2.mp4"),
        part(4, 0, PartKind.SUBTITLES, "1/id.2.sent.a.zh-Hans.srt"),
    ]
    names = [file_name(titled("T"), one, parts).removeprefix("T [dQw4w9WgXcQ]") for one in parts]
    assert names == [" (1 of 2).mp4", " (1 of 2).de.srt", " (2 of 2).mp4", " (2 of 2).a.zh-Hans.srt"]


def test_sound_has_its_artist_and_its_part() -> None:
    music = replace(JOB, video=Video("id", "A\nSong", "Somebody - Topic"))
    parts = [part(1, 5, PartKind.AUDIO), part(2, 5, PartKind.AUDIO)]
    assert track(music, parts[0], parts[:1]) == ("A Song", "Somebody")
    assert track(music, parts[1], parts) == ("A Song (2/2)", "Somebody")
    assert track(replace(JOB, video=Video("id", " ", "\u200b")), parts[0], parts[:1]) == ("id", "")


@given(st.one_of(st.none(), st.text(max_size=400)))
def test_any_title_is_one_name_in_one_folder(title: str | None) -> None:
    name = named(title)
    assert len(name.encode()) <= MOST_BYTES
    assert PurePosixPath(name).name == PureWindowsPath(name).name == Path(name).name == name
    assert not PureWindowsPath(name).is_reserved()
    assert name[0] not in " .-~"
    assert name.endswith("[dQw4w9WgXcQ].mp4")
    assert name.isprintable() or "\u200c" in name or "\u200d" in name or not name.isascii()
