"""One life of the app: from its start to its death, and the steps that it was at."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Mapping

from tests.clocks import SharedClock
from tests.stories.forking import Forking
from tests.stories.house import House
from tests.stories.mortal import Mortal

from .deaths import Death

FIRST = 0.5  #: seconds that a start is taken to last before one was measured
LONGEST = 0.7  #: and what it is taken for at most
LISTENS = "before bot_api.get_updates"
TICK = 0.1  #: seconds between two looks of those who are about it
EARLY = 10.0  #: seconds in which a start has surely begun to listen for signals, under any load
STOPPED = 60.0  #: seconds in which an app that is asked to stop has stopped; nothing is timed with it


class FellByItself(AssertionError):
    """Nobody killed it, and nobody asked it to stop."""


class Lives(Mortal):
    """`async with Lives(...) as lives: await lives.one(death, meanwhile)`."""

    def __init__(self, home: House, starts: Forking, clock: SharedClock) -> None:
        super().__init__(home, starts)
        self.clock = clock
        self.file = home.folder / "steps"
        self.start = FIRST  #: seconds that a start takes, lately
        self._began = 0.0

    async def up(self, steps: str = "", clock: Mapping[str, float] | None = None) -> None:
        self._began = asyncio.get_running_loop().time()
        await super().up(steps, clock)

    async def one(self, death: Death, meanwhile: Callable[[], Awaitable[bool]]) -> tuple[list[str], bool]:
        """-> its steps in order, and whether it died at the one it was armed for. Raises FellByItself.

        meanwhile: whether it may live on.
        """
        self.file.unlink(missing_ok=True)
        await self.up(f"list:{self.file}{death.setting}", self.clock.made_of())
        assert self.death
        now = asyncio.get_running_loop().time
        began, listens = now(), False
        while not self.death.done() and (left := began + death.starts * self.start - now()) > 0:
            await asyncio.wait([self.death], timeout=min(TICK, left))
            if not listens and LISTENS in self._steps():
                listens, self.start = True, min(LONGEST, 0.8 * self.start + 0.2 * (now() - began))
            if not self.death.done() and death.kind != "start" and not await meanwhile():
                break
        if not listens:  # it takes at least as long as that
            self.start = max(self.start, min(LONGEST, 0.8 * self.start + 0.2 * (now() - began)))
        at_step = self.death.done()
        if not at_step:
            await (self.stopped() if death.kind == "stop" else self.down())
        elif self.death.result() != -signal.SIGKILL or death.step is None:
            raise FellByItself(f"it ended with {self.death.result()}. {self.last_words()}")
        return self._steps(), at_step

    async def stopped(self) -> None:
        """Asked to, and it does, with 0. In the first moments of a start nobody listens yet, and the signal itself is the end."""
        assert self.death
        early = asyncio.get_running_loop().time() - self._began < EARLY
        os.kill(self._pid, signal.SIGTERM)
        await asyncio.wait([self.death], timeout=STOPPED)
        if not self.death.done():
            await self.down()
            raise FellByItself(f"it did not stop within {STOPPED:.0f} s. {self.last_words()}")
        if self.death.result() != 0 and not (early and self.death.result() == -signal.SIGTERM):
            raise FellByItself(f"asked to stop, it ended with {self.death.result()}. {self.last_words()}")

    def _steps(self) -> list[str]:
        return self.file.read_text().splitlines() if self.file.exists() else []
