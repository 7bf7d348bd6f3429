"""What a card may say of a download's way."""

from __future__ import annotations

import asyncio

import pytest

from core.download.board import STALE, Board, Progress


class HandClock:
    """Moved by hand."""

    def __init__(self) -> None:
        self.at = 1000.0

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        raise AssertionError("nobody waits here")

    async def wait(self, event: asyncio.Event, seconds: float | None) -> None:
        raise AssertionError("nobody waits here")


def test_speed_and_time_left_are_known_from_the_second_figure_on() -> None:
    clock = HandClock()
    board = Board(clock)
    assert board.of(1) is None
    board.note(1, "downloading", 0, 1000)
    assert board.of(1) == Progress("downloading", 0, 1000, None, None)
    clock.at += 2
    board.note(1, "downloading", 200, 1000)
    assert board.of(1) == Progress("downloading", 200, 1000, 100.0, 8.0)


def test_a_jump_in_speed_is_smoothed() -> None:
    clock = HandClock()
    board = Board(clock)
    for step in range(20):
        board.note(1, "uploading", step * 100, None)
        clock.at += 1
    board.note(1, "uploading", 1900 + 10_000, None)
    found = board.of(1)
    assert found is not None
    assert found.speed is not None
    assert 100 < found.speed < 3000
    assert found.seconds_left is None


def test_a_new_stage_begins_anew_and_an_old_speed_is_forgotten() -> None:
    clock = HandClock()
    board = Board(clock)
    board.note(1, "downloading", 0, 100)
    clock.at += 1
    board.note(1, "downloading", 50, 100)
    board.note(1, "uploading", 10, 100)
    assert board.of(1) == Progress("uploading", 10, 100, None, None)
    clock.at += 1
    board.note(1, "uploading", 20, 100)
    clock.at += STALE
    assert board.of(1) == Progress("uploading", 20, 100, None, None)
    board.drop(1)
    assert board.of(1) is None


@pytest.mark.parametrize("seconds", [0.0, -5.0])
def test_a_clock_that_stands_or_runs_back_breaks_nothing(seconds: float) -> None:
    clock = HandClock()
    board = Board(clock)
    board.note(1, "downloading", 0, 100)
    clock.at += seconds
    board.note(1, "downloading", 50, 100)
    assert board.of(1) is not None
