"""Chapters as they come, after cuts, and of a part."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.download.chapters import LEAST, MOST, Chapter, of_part, read, shifted

THREE = (Chapter(0.0, "Intro"), Chapter(60.0, "Middle"), Chapter(100.0, "End"))
SAID = st.lists(
    st.tuples(
        st.one_of(st.none(), st.floats(), st.integers(-5, 500), st.text(max_size=3)), st.one_of(st.none(), st.text())
    ),
    max_size=20,
).map(lambda pairs: [list(one) for one in pairs])
CHAPTERS = SAID.map(read)
STRETCHES = st.lists(st.tuples(st.floats(-10, 600), st.floats(-10, 600)), max_size=5)


def test_chapters_are_read_in_order_with_clean_titles() -> None:
    assert read([[60, "B\nb"], [0, " \u202eA "]], 100) == (Chapter(0, "A"), Chapter(60, "B b"))
    assert read(json.loads(json.dumps(THREE))) == THREE


@pytest.mark.parametrize(
    "bad",
    [
        [None, "x"], [5, None], [5, ""], [5, "\u200b "], [5, "<Untitled Chapter 1>"], [5, "<Untitled Chapter 2>\x9e"], [-1, "x"],
        [float("nan"), "x"],
        [float("inf"), "x"], ["5", "x"], [True, "x"], [100, "at the end"], [1000, "far beyond it"], "no pair", [1], [5, 7],
    ],
)  # fmt: skip
def test_a_chapter_that_is_none_is_left_out(bad: Any) -> None:
    assert read([*map(list, THREE[:2]), bad], 100) == THREE[:2]


@pytest.mark.parametrize("none", [None, "", {}, 5, [], [None]])
def test_no_chapters_are_none(none: Any) -> None:
    assert read(none) == ()


def test_of_two_chapters_in_one_second_the_first_has_no_length() -> None:
    assert read([[5, "empty"], [5.4, "full"], [9, "next"]]) == (Chapter(5.4, "full"), Chapter(9, "next"))


def test_a_thousand_chapters_are_bounded() -> None:
    assert len(read([[n, "x"] for n in range(1000)])) == MOST


def test_what_is_cut_out_moves_what_comes_after_it() -> None:
    assert shifted(THREE, [(10, 20)]) == (Chapter(0, "Intro"), Chapter(50, "Middle"), Chapter(90, "End"))
    assert shifted(THREE, [(70, 80), (10, 20), (15, 20)]) == (
        Chapter(0, "Intro"),
        Chapter(50, "Middle"),
        Chapter(80, "End"),
    )


def test_a_chapter_that_is_cut_out_whole_is_gone_and_of_half_a_one_the_rest_is_named() -> None:
    assert shifted(THREE, [(60, 100)]) == (Chapter(0, "Intro"), Chapter(60, "End"))
    assert shifted(THREE, [(50, 70)]) == (Chapter(0, "Intro"), Chapter(50, "Middle"), Chapter(80, "End"))
    assert shifted(THREE, [(0, 60)]) == (Chapter(0, "Middle"), Chapter(40, "End"))


def test_a_part_begins_with_the_chapter_that_runs_there() -> None:
    assert of_part(THREE, 0, 120) == THREE
    assert of_part(THREE, 30, 90) == (Chapter(0, "Intro"), Chapter(30, "Middle"))
    assert of_part(THREE, 110, 120) == (Chapter(0, "End"),)


def test_a_part_names_no_chapter_for_a_moment_at_its_ends() -> None:
    assert of_part(THREE, 59.5, 100.25) == (Chapter(0.5, "Middle"),)


def test_before_the_first_chapter_there_is_none() -> None:
    assert of_part(THREE[1:], 0, 80) == (Chapter(60, "Middle"),)


@given(CHAPTERS, STRETCHES)
def test_after_any_cuts_chapters_are_in_order_and_none_is_new(chapters: tuple[Chapter, ...], cuts: Any) -> None:
    after = shifted(chapters, cuts)
    assert all(a.at < b.at for a, b in pairwise(after))
    assert {one.title for one in after} <= {one.title for one in chapters}
    assert all(0 <= one.at <= max(before.at for before in chapters) for one in after)


@given(CHAPTERS, st.floats(0, 600), st.floats(0, 600))
def test_the_chapters_of_any_part_lie_in_it(chapters: tuple[Chapter, ...], start: float, length: float) -> None:
    found = of_part(chapters, start, start + length)
    assert all(one.at == 0 or 0 < one.at < length for one in found)
    assert all(a.at < b.at for a, b in pairwise(found))
    assert len(found) < 2 or length - found[-1].at >= LEAST or found[-1].at == 0
