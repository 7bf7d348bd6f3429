"""What is counted while the app runs: units of the Data API, and bytes both ways, each by the clock of the app."""

from __future__ import annotations

from contextlib import suppress

from core.clock import Clock
from core.errors import Trouble
from storage.store import Store


class Counting:
    """The ledgers of storage, as those who spend from them call them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def units(self, count: int) -> None:
        """Units of the Data API, before the call is made."""
        await self._store.quota.spend(count, self._clock.now())

    async def moved(self, purpose: str, received: int, sent: int) -> None:
        """Bytes, in the rows before it returns."""
        await self._store.traffic.add(purpose, received, sent, self._clock.now())

    async def used(self, now: float) -> tuple[int, int]:
        """Bytes of this day and of this month, both directions."""
        both = await self._store.traffic.used(now)
        return both.day, both.month

    async def keep_writing(self) -> None:
        """For ever: what was only noted (`store.traffic.note`) becomes rows."""
        await self._store.traffic.keep_writing(self._clock)

    async def write_last(self) -> None:
        """What was noted last, at a stop."""
        with suppress(Trouble):
            await self._store.traffic.write(self._clock.now())
