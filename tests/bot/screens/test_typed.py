"""Numbers that people type, and titles that people give."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.words import Words, escape
from bot.screens.figures import name, percent, size
from bot.screens.typed import read_number
from core.wording import units
from locales import texts


@given(
    st.floats(min_value=0, max_value=1e9).map(lambda one: round(one, 3)),
    st.sampled_from(["", " GB", " min.", " مگابایت"]),
)
def test_a_number_is_read_with_any_unit_behind_it(number: float, unit: str) -> None:
    assert read_number(f"{number:.3f}{unit}") == number


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from("0٠۰०０"))
def test_digits_of_any_script_are_read(number: int, zero: str) -> None:
    script = "".join(chr(ord(zero) + int(digit)) for digit in str(number))
    assert read_number(script) == number


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_none(text: str) -> None:
    found = read_number(text)
    assert found is None or 0 <= found < 1e15


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,500", 1500), ("1 500 000", 1_500_000), ("1,5", 1.5), ("٢٫٥", 2.5), ("\u200f7\u200e", 7), ("5GB", 5), ("1.2.3", None),
     ("", None), ("-3", None), ("1e5", None), ("5 or 6", None), ("½", None)],
)  # fmt: skip
def test_what_people_write(text: str, number: float | None) -> None:
    assert read_number(text) == number


@given(st.text(max_size=200), st.integers(min_value=10, max_value=200))
def test_a_title_is_one_short_line_that_turns_nothing_beside_it(title: str, most: int) -> None:
    shown = name(title, most)
    assert shown[0] == "\u2068"
    assert shown[-1] == "\u2069"
    inside = shown[1:-1]
    assert units(escape(inside)) <= most
    assert not any(
        unicodedata.bidirectional(one) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
        for one in inside
    )
    assert "\n" not in inside


def test_sizes_and_shares_say_no_more_than_is_known() -> None:
    words = Words(texts())
    assert [size(words, one) for one in (0, 1_550_000, 3_210_000_000, 2_000_000_000_000)] == [
        "0 MB",
        "1.6 MB",
        "3.2 GB",
        "2 TB",
    ]
    assert [percent(*one) for one in ((0, 100), (1, 10_000), (50, 100), (300, 100), (5, 0))] == [0, 1, 50, 300, 1]
