"""The window of chunks on their way: grows while that helps, shrinks on a flood wait, never leaves its bounds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.telegram.window import FIRST, LARGEST, SMALLEST, Window

CHUNK = 512 * 1024


def run(window: Window, chunks: int, round_trip: float, line: float, began: float = 0.0) -> float:
    """Acknowledge chunks as a line of `line` bytes a second and a round trip would -> the time when done."""
    now = began
    for _ in range(chunks):
        now += max(round_trip / window.size, CHUNK / line)
        window.acknowledged(CHUNK, now)
    return now


def test_it_starts_small() -> None:
    assert Window().size == FIRST == 2


def test_it_grows_where_the_round_trip_is_what_costs() -> None:
    window = Window()
    run(window, 100, round_trip=0.05, line=1e9)
    assert window.size == LARGEST


def test_it_stays_small_where_the_line_is_full_already() -> None:
    window = Window()
    run(window, 60, round_trip=0.05, line=1e6)
    assert window.size == FIRST


def test_it_finds_the_least_that_fills_the_line() -> None:
    window = Window()
    run(window, 70, round_trip=0.1, line=20e6)
    assert window.size == 4


def test_a_larger_one_is_tried_again_when_the_line_gets_better() -> None:
    window = Window()
    now = run(window, 100, round_trip=0.05, line=1e6)
    run(window, 1000, round_trip=0.05, line=1e9, began=now)
    assert window.size == LARGEST


def test_a_flood_wait_halves_it_and_it_grows_back_carefully() -> None:
    window = Window()
    now = run(window, 100, round_trip=0.05, line=1e9)
    window.shrink()
    assert window.size == LARGEST // 2
    now = run(window, 200, round_trip=0.05, line=1e9, began=now)
    assert window.size == LARGEST // 2
    run(window, 20_000, round_trip=0.05, line=1e9, began=now)
    assert window.size == LARGEST


@given(st.lists(st.tuples(st.integers(0, 20), st.floats(0, 100)), max_size=300))
def test_it_never_leaves_its_bounds(events: list[tuple[int, float]]) -> None:
    window, now = Window(), 0.0
    for kind, seconds in events:
        now += seconds
        if kind == 0:
            window.shrink()
        else:
            window.acknowledged(CHUNK, now)
        assert SMALLEST <= window.size <= LARGEST
