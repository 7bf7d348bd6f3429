"""Who waits for whom in one event loop: a person who waits for an answer goes before the next chunk of an upload.

Encrypting a chunk takes milliseconds in which nothing else runs, and an answer takes a dozen turns of the loop: between
chunks, that
would be a dozen chunks. So while an answer is made, uploads hold their next chunk back, for LONGEST at most: an answer that
itself waits for
something must not stop the bytes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

LONGEST = 1.0  #: seconds that an upload is held back in a row


class RightOfWay:
    """`with way.taken():` around an answer; `await way.clear()` before anything that can wait."""

    def __init__(self) -> None:
        self._taken = 0
        self._clear = asyncio.Event()
        self._clear.set()

    @contextmanager
    def taken(self) -> Iterator[None]:
        self._taken += 1
        self._clear.clear()
        try:
            yield
        finally:
            self._taken -= 1
            if not self._taken:
                self._clear.set()

    async def clear(self) -> None:
        """Until nobody has it, or for LONGEST. Costs nothing while nobody has."""
        if self._taken:
            with suppress(TimeoutError):
                async with asyncio.timeout(LONGEST):
                    await self._clear.wait()
