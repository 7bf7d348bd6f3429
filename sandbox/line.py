"""A line of so many bytes a second, in one direction."""

from __future__ import annotations

import asyncio

SLICE = 0.1  #: seconds after which whoever waits looks at the rate again


class Line:
    """What goes over it is let through at `rate` bytes a second, all connections together; None lets everything through.

    Strict: time that nobody used is lost, so no burst ever goes faster than the rate; who came first goes first. Another rate holds
    at once, for what waits as well.
    """

    def __init__(self) -> None:
        self.rate: float | None = None
        self.passed = 0  #: bytes, with a rate or without
        self._turn = asyncio.Lock()
        self._free_at = 0.0

    async def take(self, size: int) -> None:
        """Until these bytes are through."""
        self.passed += size
        if self.rate is None and not self._turn.locked():
            return
        loop = asyncio.get_running_loop()
        came, left = loop.time(), float(size)
        async with self._turn:
            self._free_at = max(came, self._free_at)
            while left > 0 and (rate := self.rate):
                end = self._free_at + left / rate
                await asyncio.sleep(min(end - loop.time(), SLICE))
                now = min(loop.time(), end)
                left = 0.0 if now >= end else left - (now - self._free_at) * rate
                self._free_at = now
