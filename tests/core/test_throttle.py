"""A rate is kept, shared and changed at once. Time is a number here: nothing sleeps."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.throttle import SLICE, Throttle

MB = 1_000_000


class Time:
    """A clock on which a sleep takes as long as was asked, and `late` seconds more."""

    def __init__(self, late: float = 0.0) -> None:
        self.at = 1000.0
        self._late = late
        self._sleepers: list[tuple[float, int, asyncio.Event]] = []

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.Event()
        self._sleepers.append((self.at + seconds + self._late, len(self._sleepers), woken))
        await woken.wait()

    async def wait(self, event: asyncio.Event, seconds: float | None) -> None:
        raise NotImplementedError

    def work(self, *takers: Coroutine[Any, Any, Any], until: float = float("inf")) -> float:
        """Run them on this time until all have ended, or until then -> seconds that it took."""

        async def run() -> float:
            began = self.at
            tasks = [asyncio.ensure_future(one) for one in takers]  # noqa: TID251  ended below
            while not all(task.done() for task in tasks):
                for _ in range(4):
                    await asyncio.sleep(0)
                if self._sleepers and not all(task.done() for task in tasks):
                    self._sleepers.sort(key=lambda one: one[:2])
                    due, _, woken = self._sleepers.pop(0)
                    if due > until:
                        break
                    self.at = max(self.at, due)
                    woken.set()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            return self.at - began

        return asyncio.run(run())


async def taking(throttle: Throttle, chunk: int, count: int) -> None:
    for _ in range(count):
        await throttle.take(chunk)


@pytest.mark.parametrize("late", [0.0, 0.004, 0.05])
@pytest.mark.parametrize("rate", [12_500.0, 1.0 * MB, 100.0 * MB])
def test_a_rate_is_kept_within_two_percent(rate: float, late: float) -> None:
    time = Time(late)
    chunk, count = 512 * 1024, max(20, int(rate * 3 / 512 / 1024))
    seconds = time.work(taking(Throttle(time, lambda: rate), chunk, count))
    assert seconds == pytest.approx(chunk * count / rate, rel=0.02)


def test_without_a_limit_nothing_waits() -> None:
    time = Time()
    assert time.work(taking(Throttle(time), MB, 1000)) == 0.0


def test_several_takers_share_one_rate_and_each_gets_its_part() -> None:
    time = Time()
    throttle, got = Throttle(time, lambda: 1.0 * MB), [0, 0, 0]

    async def taker(number: int) -> None:
        while True:
            await throttle.take(100_000)
            got[number] += 100_000

    time.work(*(taker(one) for one in range(3)), until=time.at + 30)
    assert sum(got) == pytest.approx(30 * MB, rel=0.02)
    assert max(got) - min(got) <= 100_000


@pytest.mark.parametrize(("then", "seconds"), [(2.0 * MB, 2.5), (None, 1.0), (0.5 * MB, 7.0)])
def test_a_change_holds_at_once_also_for_a_chunk_that_waits(then: float | None, seconds: float) -> None:
    time = Time()
    began = time.at
    throttle = Throttle(time, lambda: 1.0 * MB if time.at < began + 1 else then)
    assert time.work(throttle.take(4 * MB)) == pytest.approx(seconds, abs=2 * SLICE)


def test_a_line_that_rested_is_not_flooded_afterwards() -> None:
    time = Time()
    throttle = Throttle(time, lambda: 1.0 * MB)
    time.work(throttle.take(MB))
    time.at += 3600
    assert time.work(taking(throttle, 100_000, 100)) == pytest.approx(10, abs=SLICE + 0.01)


@pytest.mark.parametrize("jump", [-7200.0, 7200.0])
def test_a_clock_that_is_set_neither_stops_nor_floods_the_line(jump: float) -> None:
    time = Time()
    throttle = Throttle(time, lambda: 1.0 * MB)
    time.work(throttle.take(MB))
    time.at += jump
    assert time.work(taking(throttle, MB, 10)) == pytest.approx(10, abs=0.2)


def test_a_taker_that_is_cancelled_has_taken_nothing() -> None:
    time = Time()
    throttle = Throttle(time, lambda: 1.0 * MB)
    time.work(throttle.take(50 * MB), until=time.at + 2)
    seconds = time.work(throttle.take(MB))
    assert seconds <= 1.0


@given(
    sizes=st.lists(st.integers(1, 4 * MB), min_size=1, max_size=30),
    rate=st.floats(10_000, 100 * MB),
    late=st.floats(0, 0.02),
)
def test_never_more_passes_than_the_rate_allows_and_never_much_less(sizes: list[int], rate: float, late: float) -> None:
    time = Time(late)
    throttle, passed = Throttle(time, lambda: rate), 0
    began = time.at

    async def take_all() -> None:
        nonlocal passed
        for size in sizes:
            await throttle.take(size)
            passed += size
            assert passed <= (time.at - began + SLICE) * rate * 1.0001 + 1

    seconds = time.work(take_all())
    assert seconds <= sum(sizes) / rate + 2 * late + SLICE
