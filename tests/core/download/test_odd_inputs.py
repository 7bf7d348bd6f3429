"""Subtitles, chapters and streams as nobody should give them: read in no time, and without a figure that no row holds."""

from __future__ import annotations

import math
import time

import pytest

from core.download import chapters, srt
from core.download.streams import from_ytdlp

CUE = "00:00:01,000 --> 00:00:02,000\n"


@pytest.mark.parametrize("long", ["9", "00:00:00,000 --> ", " ", "<b"])
def test_a_file_of_one_sign_is_read_in_no_time(long: str) -> None:
    began = time.process_time()
    srt.readable(CUE + long * (250_000 // len(long)))
    assert time.process_time() - began < 20.0, "it took minutes when every beginning was followed to the end"


def test_the_number_of_a_sign_may_have_thousands_of_digits() -> None:
    assert f"&#{'9' * 5000};" in srt.readable(f"1\n{CUE}&#{'9' * 5000};\n")


def test_hours_are_their_last_four_digits() -> None:
    [cue] = srt.read("1234567:00:01,000 --> 1234567:00:02,000\nx")
    assert (cue.start, cue.end) == (4567 * 3600 + 1, 4567 * 3600 + 2)


@pytest.mark.parametrize("at", [10**400, math.inf, math.nan, -1, True, "1", None])
def test_a_chapter_at_no_time_is_none(at: object) -> None:
    assert [one.title for one in chapters.read([[0, "One"], [at, "Two"], [5, "Three"]])] == ["One", "Three"]


@pytest.mark.parametrize("figure", [10**400, 2**63, math.inf, math.nan, -5, 0])
def test_a_stream_whose_figures_are_none_says_nothing_of_them(figure: float) -> None:
    names = ("width", "height", "fps", "filesize", "filesize_approx", "tbr")
    [stream] = from_ytdlp([{"format_id": "1", "vcodec": "avc1", **dict.fromkeys(names, figure)}])
    assert {stream.width, stream.height, stream.fps, stream.size, stream.approx_size, stream.tbr} == {None}
    assert from_ytdlp([{"format_id": "1", "tbr": 2e15}])[0].tbr is None
    assert abs(from_ytdlp([{"format_id": "1", "language_preference": figure}])[0].language_preference or 0) <= 5
