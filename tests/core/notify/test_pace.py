"""A chat is not written to faster than Telegram likes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.notify.pace import BURST, PER_SECOND, Pace


def test_a_burst_passes_at_once_and_the_next_has_to_wait() -> None:
    pace = Pace()
    assert all(pace.take(1, 0.0) for _ in range(int(BURST)))

    assert not pace.take(1, 0.0)
    assert pace.next_free() == 1 / PER_SECOND
    assert pace.next_free() is None


def test_one_chats_pace_is_no_other_chats() -> None:
    pace = Pace()
    for _ in range(int(BURST)):
        pace.take(1, 0.0)

    assert pace.take(2, 0.0)


def test_a_clock_that_is_set_back_does_not_stop_a_chat() -> None:
    pace = Pace()
    pace.take(1, 1_000_000.0)

    assert pace.take(1, 0.0)


@given(st.lists(st.floats(0, 2), max_size=200))
def test_no_minute_has_more_than_a_burst_and_twenty(gaps: list[float]) -> None:
    pace, now, taken = Pace(), 0.0, []
    for gap in gaps:
        now += gap
        if pace.take(7, now):
            taken.append(now)

    for start in taken:
        assert sum(start <= one <= start + 60 for one in taken) <= BURST + 60 * PER_SECOND + 1
