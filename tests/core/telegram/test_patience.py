"""How long a chunk may be silent: learnt from the others, within bounds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.telegram.patience import LEAST, MOST, Patience

TIMES = st.lists(st.floats(0, 1000), min_size=1, max_size=100)


def test_before_the_first_answer_it_is_as_long_as_can_be() -> None:
    assert Patience().seconds == MOST


def test_on_a_quick_line_it_is_the_least() -> None:
    patience = Patience()
    for _ in range(20):
        patience.answered(0.05)
    assert patience.seconds == LEAST


def test_a_slow_line_brings_patience() -> None:
    """512 KiB through 1 Mbit/s take 4 s, and two of them are on their way."""
    patience = Patience()
    for _ in range(20):
        patience.answered(8.0)
        patience.answered(12.0)
    assert 12 < patience.seconds <= 30


def test_a_line_that_slows_down_is_followed() -> None:
    patience = Patience()
    for seconds in (0.1,) * 50 + (30.0,) * 10:
        patience.answered(seconds)
    assert patience.seconds > 30


@given(TIMES)
def test_it_never_leaves_its_bounds(times: list[float]) -> None:
    patience = Patience(2.0, 50.0)
    for seconds in times:
        patience.answered(seconds)
        assert 2.0 <= patience.seconds <= 50.0


@given(st.floats(0.5, 1000), st.floats(1, 50))
def test_a_steady_line_is_never_found_too_slow(seconds: float, least: float) -> None:
    patience = Patience(least, float("inf"))
    for _ in range(200):
        patience.answered(seconds)
        assert patience.seconds >= seconds
