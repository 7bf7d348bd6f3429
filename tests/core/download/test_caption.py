"""The words under what is sent."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.download.caption import BESIDE_POST, MOST_UNITS, caption, subtitles_caption
from core.download.chapters import Chapter, read
from core.download.job import Job, Part, Wish
from core.model import Account, Destination, DownloadState, Event, EventKind, PartKind, UploadProgress, Video
from core.wording import clock, units
from locales import languages

from .test_chapters import SAID as ANY_CHAPTERS

VIDEO = Video("id", "A <title>", "Channel & Co", duration=61)
JOB = Job(1, DownloadState.UPLOADING, VIDEO, None, Destination(1, 77), None, 0, asked=True)


def part(number: int, seconds: float, kind: PartKind = PartKind.VIDEO, path: str = "1/id.sent.en.srt") -> Part:
    return Part(
        number, Account.BOT, number, Path(path), None, None, 1, seconds, 1, 1, UploadProgress(1, 512), kind=kind
    )  # fmt: skip


def test_a_liked_video_has_its_heart_and_one_that_was_asked_for_has_none() -> None:
    parts = [part(1, 60.6)]
    assert caption(JOB, parts[0], parts).plain == "A <title> — Channel & Co (1:01)"
    liked = replace(JOB, event=Event(EventKind.LIKED, "id@1", "id", 1.0, 1.0), asked=False)
    assert caption(liked, parts[0], parts).plain == "❤️ A <title> — Channel & Co (1:01)"
    unknown = replace(JOB, video=Video("id"))
    assert caption(unknown, parts[0], parts).plain == "id (1:01)"


def test_parts_are_numbered_without_their_subtitles() -> None:
    parts = [part(1, 30), part(2, 0, PartKind.SUBTITLES), part(3, 31), part(4, 0, PartKind.SUBTITLES)]
    job = replace(JOB, wish=Wish(subtitles="a.en"))
    assert caption(job, parts[0], parts).plain == "A <title> — Channel & Co (1:01)\nPart 1/2 (0:30)"
    assert caption(job, parts[2], parts).plain == "A <title> — Channel & Co (1:01)\nPart 2/2 (0:31)"
    assert subtitles_caption(parts[1]).plain == "Subtitles: English"


def test_subtitles_that_were_not_to_be_had_are_missed_once_under_the_last_part() -> None:
    parts = [part(1, 30), part(2, 31)]
    job = replace(JOB, wish=Wish(subtitles="de"))
    said = [caption(job, one, parts).plain for one in parts]
    assert ["no subtitles" in one for one in said] == [False, True]


def test_only_what_was_asked_for_in_person_is_missed() -> None:
    parts = [part(1, 30), part(2, 0, PartKind.SUBTITLES, "1/id.sent.a.en.srt")]
    wish = Wish(subtitles="de,en,a.ja,fr?,de")
    assert caption(replace(JOB, wish=wish), parts[0], parts).plain.endswith(
        "\nThere are no subtitles in these languages: German, English, and Japanese"
    ), "English was only heard, French wished by the settings"
    assert "subtitles" not in caption(replace(JOB, wish=Wish(subtitles="a.en,fr?")), parts[0], parts).plain


def test_subtitles_say_their_language_and_that_a_machine_heard_them() -> None:
    heard = part(2, 0, PartKind.SUBTITLES, "1/id.sent.a.pt-BR.srt")
    assert subtitles_caption(heard).plain == "Subtitles: Portuguese (Brazil) (automatic)"
    assert subtitles_caption(heard, "ru").plain == "Субтитры: португальский (Бразилия) (автоматические)"


CHAPTERS = (Chapter(0, "Intro"), Chapter(20.5, "The main thing"), Chapter(45, "فارسی"), Chapter(3605, "too late"))


def test_chapters_stand_under_the_caption_as_times_that_can_be_tapped() -> None:
    job = replace(JOB, chapters=CHAPTERS)
    whole = [part(1, 60)]
    assert caption(job, whole[0], whole).plain == (
        "A <title> — Channel & Co (1:00)\n\n0:00 Intro\n0:20 The main thing\n0:45 \u2068فارسی\u2069"
    )
    one = replace(JOB, chapters=CHAPTERS[:1])
    assert caption(one, whole[0], whole).plain == "A <title> — Channel & Co (1:00)"


def test_a_part_has_its_own_times() -> None:
    job = replace(JOB, chapters=CHAPTERS)
    parts = [part(1, 30), part(2, 0, PartKind.SUBTITLES), part(3, 3600)]
    said = [caption(job, one, parts).plain.split("\n\n")[1] for one in (parts[0], parts[2])]
    assert said == [
        "0:00 Intro\n0:20 The main thing",
        "0:00 The main thing\n0:15 \u2068فارسی\u2069\n59:35 too late",
    ]


def test_of_too_many_chapters_whole_lines_are_left_out_and_counted() -> None:
    job = replace(JOB, chapters=tuple(Chapter(10 * n, f"Chapter number {n}") for n in range(100)))
    whole = [part(1, 1000)]
    text = caption(job, whole[0], whole).plain
    *lines, last = text.split("\n")[2:]
    assert last == f"…and {100 - len(lines)} more"
    assert lines == [f"{clock(10 * n)} Chapter number {n}" for n in range(len(lines))]
    assert MOST_UNITS - 40 < units(text) <= MOST_UNITS


def test_beside_a_post_fewer_chapters_are_told() -> None:
    job = replace(JOB, chapters=tuple(Chapter(10 * n, f"Chapter number {n}") for n in range(100)))
    whole = [part(1, 1000)]
    text = caption(job, whole[0], whole, most=BESIDE_POST).plain
    assert BESIDE_POST - 40 < units(text) <= BESIDE_POST
    assert re.search(r"\n…and \d+ more$", text)


def test_in_persian_nothing_foreign_turns_the_line_around() -> None:
    job = replace(JOB, chapters=CHAPTERS[:2], wish=Wish(subtitles="xx-unknown"))
    parts = [part(1, 30), part(2, 31)]
    assert caption(job, parts[1], parts, "fa").plain.split("\n") == [
        "\u200f\u2068A <title>\u2069 — \u2068Channel & Co\u2069 (1:01)",
        "بخش 2/2 (0:31)",
        "زیرنویسی به این زبان نیست: \u2068xx-unknown\u2069",
        "",
        "0:00 \u2068The main thing\u2069",
    ]


@pytest.mark.parametrize("nothing", [None, "", " \n ", "\u200b\u200f", "\u3164"])
def test_a_title_of_nothing_is_the_id_and_such_a_channel_is_none(nothing: str | None) -> None:
    parts = [part(1, 5)]
    assert caption(replace(JOB, video=Video("id", nothing, nothing)), parts[0], parts).plain == "id (0:05)"


#: What takes much room or turns things around: accents without end, emoji of four, overrides, halves of pairs.
HARSH = st.one_of(
    st.none(), st.text(max_size=400), st.text(alphabet="e\u0301👨\u200d👩🇩🇪\u202e\u2066م\n\x00\ud83d", max_size=700),
    st.builds(lambda one, n: one * n, st.text(min_size=1, max_size=3), st.integers(1, 400)),
)  # fmt: skip
LONG = st.lists(st.tuples(st.floats(0, 9000), st.text(max_size=200)).map(list), min_size=5, max_size=60)


@given(
    HARSH,
    HARSH,
    st.one_of(ANY_CHAPTERS, LONG),
    st.lists(st.floats(0, 4000), min_size=1, max_size=4),
    st.sampled_from(languages()),
)
def test_any_caption_fits_and_its_times_lie_in_its_part(
    title: str | None, channel: str | None, said: list[object], lengths: list[float], language: str
) -> None:
    parts = [part(n, seconds) for n, seconds in enumerate(lengths, 1)]
    wish = Wish(subtitles=",".join(f"x{n}-" + "y" * 30 for n in range(40)))
    job = replace(JOB, video=Video("id", title, channel), chapters=read(said), wish=wish)
    for one in parts:
        text = caption(job, one, parts, language)
        assert text.entities == ()
        assert units(text.plain) <= MOST_UNITS
        text.plain.encode("utf-8")  # no half of a pair
        head, _, listed = text.plain.partition("\n\n")
        assert head.count("\u2068") == head.count("\u2069")
        times = re.findall(r"^(?:(\d+):)?(\d+):(\d\d) .", listed, re.MULTILINE)
        at = [int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) for hours, minutes, seconds in times]
        assert at == sorted(at)
        assert all(0 <= second <= one.duration + 0.01 for second in at)
