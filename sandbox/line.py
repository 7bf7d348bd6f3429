"""A line of so many bytes a second, in one direction."""

from __future__ import annotations

import asyncio


class Line:
    """What goes over it is let through at `rate` bytes a second, all connections together; None lets everything through.

    Strict: time that nobody used is lost, so no burst ever goes faster than the rate; who came first goes first.
    """

    def __init__(self) -> None:
        self.rate: float | None = None
        self.passed = 0  #: bytes, with a rate or without
        self._free_at = 0.0

    async def take(self, size: int) -> None:
        """Until these bytes are through."""
        self.passed += size
        if self.rate is None:
            return
        now = asyncio.get_running_loop().time()
        self._free_at = max(now, self._free_at) + size / self.rate
        await asyncio.sleep(self._free_at - now)
