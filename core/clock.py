"""The one clock of the whole app. It is handed in everywhere, so that tests can simulate months."""

from __future__ import annotations

import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    """Tells the time and waits. Nothing else in the app may do either (ruff's banned-api sees to it)."""

    def now(self) -> float:
        """Unix seconds, UTC."""

    async def sleep(self, seconds: float) -> None:
        """Wait at least so long; zero or less yields once."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> float:
        return time.time()  # noqa: TID251  the one place

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds))
