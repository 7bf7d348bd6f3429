"""The chunks that are on their way over one connection, and waiting for the next of them to be answered.

In place of asyncio.wait, which hangs a callback on every future at every call, and takes it off again.
"""

from __future__ import annotations

import asyncio
from typing import Any

from core.telegram.waiting import let_go


class Flight:
    """`lost`: done when the connection is gone."""

    def __init__(self, lost: asyncio.Future[Any]) -> None:
        self._loop = asyncio.get_running_loop()
        self._lost = lost
        self._flying: dict[asyncio.Future[Any], int] = {}
        self._landed: list[asyncio.Future[Any]] = []
        self._waiter: asyncio.Future[None] | None = None
        lost.add_done_callback(self._wake)

    def __len__(self) -> int:
        return len(self._flying)

    def add(self, number: int, future: asyncio.Future[Any]) -> None:
        self._flying[future] = number
        future.add_done_callback(self._land)

    async def landed(self, seconds: float) -> list[tuple[asyncio.Future[Any], int]]:
        """The chunks answered since the last call, one at least. [] if the connection is lost, or silent for so long."""
        if not self._landed and not self._lost.done():
            self._waiter = self._loop.create_future()
            timer = self._loop.call_later(seconds, self._wake)
            try:
                await self._waiter
            finally:
                timer.cancel()
                self._waiter = None
        landed, self._landed = self._landed, []
        return [(future, self._flying.pop(future)) for future in landed]

    def end(self) -> list[int]:
        """Give up what is not answered -> its numbers, in order."""
        self._lost.remove_done_callback(self._wake)
        numbers = sorted(self._flying.values())
        for future in self._flying:
            future.remove_done_callback(self._land)
            let_go(future)
        self._flying.clear()
        return numbers

    def _land(self, future: asyncio.Future[Any]) -> None:
        self._landed.append(future)
        self._wake()

    def _wake(self, _future: asyncio.Future[Any] | None = None) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
