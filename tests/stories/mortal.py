"""An app that is killed and started again, in one sandbox and one data folder."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Mapping
from typing import Self

from .forking import Forking
from .house import SOON, House


class Mortal:
    """`async with Mortal(home, starts) as app`: `up`, then `down`; or armed for a step (bot/crash.py), which is its end: `died`."""

    def __init__(self, home: House, starts: Forking) -> None:
        self.home = home
        self.starts = starts
        self.log = home.folder / "app.log"
        self.death: asyncio.Future[int] | None = None  #: of the app that was started last; None before the first
        self._pid = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        """None outlives its test."""
        if self.death and not self.death.done():
            os.kill(self._pid, signal.SIGKILL)
            await self.death

    async def up(self, steps: str = "", clock: Mapping[str, float] | None = None) -> None:
        """steps: as YAGAMI_STEPS has them. clock: what its own is made of, if it is not the machine's."""
        environment = {**os.environ, **self.home.environment(), "YAGAMI_STEPS": steps}
        self._pid = await self.starts.start(environment, self.log, clock=clock)
        self.death = asyncio.ensure_future(self.starts.ended())  # noqa: TID251  raced against what the owner does

    @property
    def pid(self) -> int:
        """Of the app that was started last."""
        return self._pid

    async def down(self) -> None:
        """Killed from outside, wherever it is."""
        assert self._pid
        os.kill(self._pid, signal.SIGKILL)
        await self.died()

    async def died(self, else_: str = "it was not killed") -> None:
        """Until it was killed, and not ended otherwise. else_: what a test that fails here says."""
        assert self.death
        await asyncio.wait([self.death], timeout=SOON)
        assert self.death.done(), f"{else_}: it lives on. {self.last_words()}"
        assert self.death.result() == -signal.SIGKILL, f"{else_}: it ended by itself. {self.last_words()}"

    def assert_lives(self) -> None:
        """It did not fall, whatever the test waits for."""
        assert self.death
        assert not self.death.done(), f"it ended with {self.death.result()}. {self.last_words()}"

    def last_words(self) -> str:
        return self.log.read_text()[-3000:] if self.log.exists() else "It told its log nothing."

    def unheard(self) -> int:
        """What was sent and pressed, and is not confirmed by the bot: it comes again at the next start."""
        return len(self.home.sandbox.state.updates[self.home.addresses["bot_id"]])
