"""What a card may say of a download's way."""

from __future__ import annotations

import asyncio

import pytest

from core.download.board import NEARLY, STALE, Board, Progress
from core.model import Sentence


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


def test_a_download_is_nearly_here_in_its_last_seconds_and_that_is_said_once() -> None:
    clock, said = HandClock(), list[float]()
    board = Board(clock, lambda: said.append(clock.at))
    board.note(1, "extracting", 0, None)
    for second in range(101):
        board.note(1, "downloading", second * 1000, 100_000)
        clock.at += 1
        if second == 45:
            assert not board.nearly(1)
    assert board.nearly(1)
    assert said == [pytest.approx(1000 + 100 - NEARLY, abs=2)]
    board.note(1, "merging", 0, 100_000)
    assert board.nearly(1)
    assert len(said) == 1
    board.drop(1)
    assert not board.nearly(1)


def test_what_comes_faster_than_can_be_told_is_nearly_here_when_it_needs_the_line_no_more() -> None:
    clock = HandClock()
    board = Board(clock)
    board.note(1, "downloading", 90, 100)
    assert not board.nearly(1), "no speed is known"
    board.note(1, "merging", 0, 100)
    assert board.nearly(1)
    board.note(1, "downloading", 5, 100)
    assert not board.nearly(1), "it began anew"


def test_only_those_that_download_are_counted_as_such() -> None:
    board = Board(HandClock())
    board.note(1, "downloading", 1, 100)
    board.note(2, "uploading", 1, 100)
    board.note(3, "downloading", 1, 100)
    assert board.downloading() == 2


def test_who_stands_still_says_why_and_for_how_long_yet() -> None:
    clock = HandClock()
    board = Board(clock)
    assert board.waiting(1) is None
    board.waits(1, "upload-premium-wait", 12)
    clock.at += 3.5
    assert board.waiting(1) == Sentence("upload-premium-wait", {"seconds": 9})
    assert board.waiting(2) is None
    clock.at += 9
    assert board.waiting(1) is None
    board.waits(1, "upload-flood-wait", 5)
    board.drop(1)
    assert board.waiting(1) is None
