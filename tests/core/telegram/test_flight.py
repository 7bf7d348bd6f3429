"""Chunks on their way, at simulated time: who is answered, who is overdue, and when a connection is silent."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.telegram.flight import Flight, Landed
from core.telegram.patience import Patience

from .simulated import simulate

SILENCE = 60.0
LEAST = 10.0
STEP = 1e-6  #: timers are as exact as floating point


class Sky:
    """A flight, and a Telegram that answers a chunk after so many seconds (None: never)."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.lost: asyncio.Future[Any] = self.loop.create_future()
        self.flight = Flight(self.lost, Patience(LEAST, SILENCE))

    def send(self, number: int, seconds: float | None) -> None:
        future: asyncio.Future[Any] = self.loop.create_future()
        self.flight.add(number, future)
        if seconds is not None:
            self.loop.call_later(seconds, _answer, future)

    async def landed(self) -> list[tuple[int, bool]]:
        """Numbers, and whether they were answered."""
        return [(one.number, one.answer is not None) for one in await self.flight.landed(SILENCE)]

    @property
    def now(self) -> float:
        return self.loop.time()


def _answer(future: asyncio.Future[Any]) -> None:
    if not future.done():
        future.set_result(True)


def test_a_silent_chunk_is_overdue_once_a_later_one_is_answered() -> None:
    async def fly() -> None:
        sky = Sky()
        sky.send(1, None)
        await asyncio.sleep(0.5)
        sky.send(2, 0.5)
        assert await sky.landed() == [(2, True)]
        assert await sky.landed() == [(1, False)]
        assert abs(sky.now - LEAST) < STEP
        assert len(sky.flight) == 0

    simulate(fly())


def test_it_is_overdue_while_others_are_answered_without_a_pause() -> None:
    async def fly() -> None:
        sky = Sky()
        sky.send(0, None)
        ended: list[tuple[int, bool]] = []
        number = 0
        while (0, False) not in ended:
            await asyncio.sleep(0.05)
            number += 1
            sky.send(number, 0.05)
            ended = await sky.landed()
        assert LEAST <= sky.now < LEAST + 0.2

    simulate(fly())


def test_the_first_sent_is_waited_for_as_long_as_nothing_later_is_answered() -> None:
    async def fly() -> None:
        sky = Sky()
        sky.send(1, 0.1)
        assert await sky.landed() == [(1, True)]
        sky.send(2, 45.0)
        sky.send(3, 46.0)
        assert await sky.landed() == [(2, True)]
        assert abs(sky.now - 45.1) < STEP

    simulate(fly())


def test_a_connection_on_which_nothing_is_answered_is_silent() -> None:
    async def fly() -> None:
        sky = Sky()
        for number in range(4):
            sky.send(number, None)
        assert await sky.landed() == []
        assert abs(sky.now - SILENCE) < STEP
        assert sky.flight.end() == [0, 1, 2, 3]

    simulate(fly())


def test_a_lost_connection_ends_the_waiting_at_once() -> None:
    async def fly() -> None:
        sky = Sky()
        sky.send(1, None)
        sky.loop.call_later(3, sky.lost.set_result, None)
        assert await sky.landed() == []
        assert abs(sky.now - 3) < STEP

    simulate(fly())


def test_a_late_answer_to_a_chunk_that_was_given_up_disturbs_nobody() -> None:
    async def fly() -> None:
        sky = Sky()
        sky.send(1, 20.0)
        sky.send(2, 1.0)
        await asyncio.sleep(0.5)
        sky.send(3, 1.0)
        ended = await sky.landed() + await sky.landed() + await sky.landed()
        assert ended == [(2, True), (3, True), (1, False)]
        sky.send(1, 15.0)
        assert await sky.landed() == [(1, True)]
        assert abs(sky.now - (LEAST + 15)) < STEP

    simulate(fly())


@given(
    st.lists(st.tuples(st.floats(0, 2), st.one_of(st.none(), st.floats(0, 40))), min_size=1, max_size=40),
    st.integers(1, 8),
)
def test_every_chunk_lands_once_for_each_time_it_was_sent(
    chunks: list[tuple[float, float | None]], window: int
) -> None:
    """Whatever is answered when, or never: nothing is lost, nothing lands twice, nothing waits longer than the silence."""

    async def fly() -> None:
        sky = Sky()
        todo, landed, sent_at = list(range(len(chunks))), Counter[int](), dict[int, float]()
        while todo or len(sky.flight):
            while todo and len(sky.flight) < window:
                number = todo.pop(0)
                pause, answer = chunks[number]
                await asyncio.sleep(pause)
                sent_at[number] = sky.now
                sky.send(number, answer)
            began = sky.now
            ended: list[Landed] = await sky.flight.landed(SILENCE)
            for one in ended:
                landed[one.number] += 1
                if one.answer is None:
                    assert sky.now - sent_at[one.number] >= LEAST - STEP
            if not ended:
                assert sky.now - began >= SILENCE - STEP
                landed.update(sky.flight.end())
                sky.flight = Flight(sky.lost, Patience(LEAST, SILENCE))
        assert landed == Counter(range(len(chunks)))

    simulate(fly())
