"""Subtitles made readable, cut, and shared out among parts."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.download.srt import read, readable, stretch, without

#: As YouTube writes what it heard: each cue holds the line before, and is there until the next but one begins.
ROLLING = """1
00:00:00,000 --> 00:00:02,000

hello everyone

2
00:00:02,000 --> 00:00:02,010
hello everyone

3
00:00:02,010 --> 00:00:04,000
hello everyone
and <c>welcome</c><00:00:03.000><c> to</c>

4
00:00:04,000 --> 00:00:06,000
and welcome to
my channel
"""
OVERLAPPING = """1
00:00:00,160 --> 00:00:04,240
hello everyone

2
00:00:02,480 --> 00:00:06,000
and welcome

3
00:00:04,240 --> 00:00:08,000
to my channel
"""
FILE = st.lists(
    st.tuples(
        st.integers(0, 50_000),
        st.integers(-100, 9000),
        st.lists(st.sampled_from(["a", "b c", "<i>d</i>", "", "5"]), max_size=3),
    ),
    max_size=8,
).map(
    lambda cues: "\n".join(
        f"{n}\n{_time(at)} --> {_time(max(0, at + long))}\n" + "\n".join(lines) + "\n"
        for n, (at, long, lines) in enumerate(cues, 1)
    )
)


def _time(thousandths: int) -> str:
    return f"00:00:{thousandths // 1000:02},{thousandths % 1000:03}"


def test_what_a_machine_heard_is_said_once() -> None:
    assert readable(ROLLING, rolling=True) == (
        "1\n00:00:00,000 --> 00:00:02,010\nhello everyone\n\n"
        "2\n00:00:02,010 --> 00:00:04,000\nand welcome to\n\n"
        "3\n00:00:04,000 --> 00:00:06,000\nmy channel\n"
    )


def test_lines_that_run_into_each_other_are_seen_one_after_the_other() -> None:
    assert readable(OVERLAPPING, rolling=True) == (
        "1\n00:00:00,160 --> 00:00:02,480\nhello everyone\n\n"
        "2\n00:00:02,480 --> 00:00:04,240\nand welcome\n\n"
        "3\n00:00:04,240 --> 00:00:08,000\nto my channel\n"
    )


def test_what_a_person_wrote_keeps_its_times_and_its_repeats() -> None:
    said = (
        "1\n00:00:01,000 --> 00:00:03,000\nNo!\n\n2\n00:00:02,000 --> 00:00:04,000\n- Yes!\n- No!\n\n"
        "3\n00:00:05,000 --> 00:00:06,000\n- No!\n"
    )
    assert readable(said) == said


def test_a_refrain_is_sung_again() -> None:
    said = "1\n00:00:01,000 --> 00:00:02,000\nla la la\n\n2\n00:00:09,000 --> 00:00:10,000\nla la la\n"
    assert readable(said, rolling=True) == said


def test_mark_up_is_taken_out_and_other_signs_stay() -> None:
    words = '<font color="#fff"><i>a &lt; b &amp;&nbsp;c</i></font>{\\an8} <3 x<y\u0000'
    said = f"1\n00:00:01,000 --> 00:00:02,000 align:start\n{words}\n"
    assert readable(said) == "1\n00:00:01,000 --> 00:00:02,000\na < b & c <3 x<y\n"


def test_broken_cues_are_left_out_and_the_rest_is_put_in_order() -> None:
    said = (
        "\ufeff1\r\n00:00:05,000 --> 00:00:06,000\r\nlater\r\n\r\n"
        "2\r\n00:00:03,000 --> 00:00:02,000\r\nends before it begins\r\n\r\n"
        "3\r\n00:00:xx --> 00:00:04,000\r\nno time\r\n\r\n"
        "4\r\n00:00:01,5 --> 00:00:02.000\r\nsooner\r\n\r\n"
        "5\r\n00:00:07,000 --> 00:00:08,000\r\n\r\n"
    )
    shown = readable(said)
    assert "ends before" not in shown
    assert shown.startswith("1\n00:00:01,500 --> 00:00:02,000\nsooner\n")
    assert [one.lines[0] for one in read(said)] == ["sooner", "later"]


def test_nothing_said_is_no_file() -> None:
    for said in (
        "",
        "\n",
        "no subtitles at all",
        "1\n00:00:01,000 --> 00:00:02,000\n<i>\u200b</i>\n",
        "<html>429</html>",
    ):
        assert readable(said) == ""
        assert stretch(said, 0, 100) == ""


def test_a_line_that_is_a_number_is_no_number_of_a_cue() -> None:
    said = "1\n00:00:01,000 --> 00:00:02,000\n42\n\n2\n00:00:03,000 --> 00:00:04,000\nWhat?\n"
    assert readable(said) == said


def test_subtitles_are_cut_where_the_video_is() -> None:
    said = "".join(f"{n}\n{_time(n * 2000)} --> {_time(n * 2000 + 2000)}\nline {n}\n\n" for n in range(1, 6))
    assert without(said, [(4, 6), (9, 10)]) == (
        "1\n00:00:02,000 --> 00:00:04,000\nline 1\n\n2\n00:00:04,000 --> 00:00:06,000\nline 3\n\n"
        "3\n00:00:06,000 --> 00:00:07,000\nline 4\n\n4\n00:00:07,000 --> 00:00:09,000\nline 5\n"
    )


@given(FILE)
def test_what_is_readable_stays_as_it_is(said: str) -> None:
    assert readable(readable(said)) == readable(said)


@given(FILE, st.floats(0, 40), st.floats(0, 40), st.booleans())
def test_a_stretch_lies_in_its_part_and_is_numbered(said: str, start: float, long: float, rolling: bool) -> None:
    cues = read(words := stretch(said, start, start + long, rolling=rolling))
    assert all(0 <= one.start < one.end <= long + 0.001 for one in cues)
    numbers = re.findall(r"^(\d+)\n\d\d:", words, re.MULTILINE)
    assert numbers == [str(n) for n in range(1, len(cues) + 1)]


@given(FILE)
def test_of_what_was_heard_no_two_lines_stand_at_once(said: str) -> None:
    cues = read(readable(said, rolling=True))
    assert all(a.end <= b.start + 0.001 for a, b in pairwise(cues))


@given(st.text(alphabet="0123456789:,.->\n <ab", max_size=300))
def test_whatever_comes_is_read(said: str) -> None:
    assert isinstance(readable(said, rolling=True), str)
