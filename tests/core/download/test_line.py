"""The limits of the line: what holds now, when that changes, and who hears of a change."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import Wakeup
from core.download.line import Line, Rates, rates, turns_at
from core.settings import LineSettings, Settings, read

HOUR = 3600.0
NOON = datetime(2026, 9, 21, 12, 30, tzinfo=UTC).timestamp()
HOURS = st.tuples(st.integers(0, 23), st.integers(0, 23))


class HandClock:
    """Moved by hand; whoever waits is woken by nothing but a call."""

    def __init__(self) -> None:
        self.at = NOON
        self.until: float | None = None

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        raise AssertionError("nobody sleeps here")

    async def wait(self, event: asyncio.Event, seconds: float | None) -> None:
        self.until = None if seconds is None else self.at + seconds
        await event.wait()


def test_without_a_choice_nothing_is_limited() -> None:
    assert rates(read({}).line, NOON) == Rates(None, None)
    assert turns_at(read({}).line, NOON) is None


def test_a_megabit_is_125000_bytes_in_its_own_direction() -> None:
    line = read({"line.down_megabits": 8, "line.up_megabits": 0.4}).line
    assert rates(line, NOON) == Rates(1_000_000.0, 50_000.0)


@pytest.mark.parametrize(
    ("hours", "holds", "turns"),
    [((12, 18), True, 5.5), ((13, 18), False, 0.5), ((22, 6), False, 9.5), ((22, 13), True, 0.5), ((7, 7), True, None)],
)
def test_hours_say_when_the_limits_hold(hours: tuple[int, int], holds: bool, turns: float | None) -> None:
    line = LineSettings(8, 8, hours)
    assert (rates(line, NOON).down is not None) is holds
    assert turns_at(line, NOON) == (None if turns is None else NOON + turns * HOUR)


@given(hours=HOURS, now=st.floats(0, 2e9))
def test_between_two_turns_the_rates_stay_what_they_are(hours: tuple[int, int], now: float) -> None:
    line = LineSettings(8, 8, hours)
    turn = turns_at(line, now)
    if turn is None:
        assert rates(line, now) == rates(line, now + 12 * HOUR) == Rates(1e6, 1e6)
        return
    assert now < turn <= now + 24 * HOUR
    assert rates(line, now) == rates(line, now + (turn - now) * 0.999)
    assert rates(line, turn + 1) != rates(line, now)


async def test_a_change_is_heard_at_once_and_the_next_turn_of_the_hours_is_waited_for() -> None:
    clock = HandClock()
    chosen: dict[str, Any] = {"line.up_megabits": 8}
    wakeup = Wakeup(clock)

    async def choices() -> Settings:
        return read(chosen)

    line = Line(choices, clock, wakeup)
    running = asyncio.ensure_future(line.run())  # noqa: TID251  ended below
    await asyncio.sleep(0)
    assert (line.up(), line.down(), clock.until) == (1e6, None, None)
    chosen |= {"line.down_megabits": 16, "line.hours": [12, 13]}
    wakeup.call()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert (line.up(), line.down(), line.down(2), clock.until) == (1e6, 2e6, 1e6, NOON + HOUR / 2)
    clock.at += HOUR
    wakeup.call()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert (line.up(), line.down(), line.down(3)) == (None, None, None)
    running.cancel()
