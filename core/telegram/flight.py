"""The chunks that are on their way over one connection, and waiting for the next of them to be answered.

A chunk that stays silent while others that were sent after it are answered is overdue in the end, and to be sent again: one
connection keeps the order, so its answer is not merely late. Where nothing is answered at all the connection is judged
(`landed`), not the chunk.

In place of asyncio.wait, which hangs a callback on every future at every call, and takes it off again.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from core.telegram.patience import Patience
from core.telegram.waiting import let_go


@dataclass(frozen=True, slots=True)
class Landed:
    """A chunk's end of waiting: its answer, or None when it is overdue and given up."""

    number: int
    answer: asyncio.Future[Any] | None


class Flight:
    """`lost`: done when the connection is gone. Times are the loop's."""

    def __init__(self, lost: asyncio.Future[Any], patience: Patience | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        self._lost = lost
        self._patience = patience or Patience()
        self._flying: dict[asyncio.Future[Any], tuple[int, float]] = {}  #: number and time of sending, oldest first
        self._landed: list[asyncio.Future[Any]] = []
        self._answered_of = float("-inf")  #: when the latest sent of the answered ones was sent
        self._waiter: asyncio.Future[None] | None = None
        lost.add_done_callback(self._wake)

    def __len__(self) -> int:
        return len(self._flying)

    @property
    def has_landed(self) -> bool:
        """Whether `landed` would return at once."""
        return bool(self._landed)

    def add(self, number: int, future: asyncio.Future[Any]) -> None:
        self._flying[future] = number, self._loop.time()
        future.add_done_callback(self._land)

    async def landed(self, seconds: float) -> list[Landed]:
        """The chunks answered since the last call, and the overdue ones; one at least.

        [] if the connection is lost, or silent for so long.
        """
        silent_at = self._loop.time() + seconds
        while True:
            answered, self._landed = self._landed, []
            ended = [Landed(self._flying.pop(future)[0], future) for future in answered]
            ended += self._overdue()
            if ended or self._lost.done() or self._loop.time() >= silent_at:
                return ended
            await self._wait_until(min(silent_at, self._next_overdue()))

    def end(self) -> list[int]:
        """Give up what is not answered -> its numbers, in order."""
        self._lost.remove_done_callback(self._wake)
        numbers = sorted(number for number, _ in self._flying.values())
        for future in self._flying:
            future.remove_done_callback(self._land)
            let_go(future)
        self._flying.clear()
        return numbers

    def _overdue(self) -> list[Landed]:
        """Give up those that are."""
        now, patience = self._loop.time(), self._patience.seconds
        late = [one for one, (_, sent) in self._flying.items() if sent < self._answered_of and now >= sent + patience]
        for future in late:
            future.remove_done_callback(self._land)
            let_go(future)
        return [Landed(self._flying.pop(future)[0], None) for future in late]

    def _next_overdue(self) -> float:
        """When the oldest one will be, if no answer comes."""
        _, sent = next(iter(self._flying.values()), (0, float("inf")))
        return sent + self._patience.seconds if sent < self._answered_of else float("inf")

    async def _wait_until(self, when: float) -> None:
        self._waiter = self._loop.create_future()
        timer = self._loop.call_at(when, self._wake)
        try:
            await self._waiter
        finally:
            timer.cancel()
            self._waiter = None

    def _land(self, future: asyncio.Future[Any]) -> None:
        _, sent = self._flying[future]
        self._patience.answered(self._loop.time() - sent)
        self._answered_of = max(self._answered_of, sent)
        self._landed.append(future)
        self._wake()

    def _wake(self, _future: asyncio.Future[Any] | None = None) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
