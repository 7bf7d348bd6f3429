"""Works the errands: what the owner asked for and takes longer than an answer. Each is a row until it has ended.

A kind is a coroutine function that is given a `Running`; it may be killed at any line and is then simply begun anew, with what
it noted down in its row. What it changes in the end it writes inside `running.done()`, one transaction together with its own
end. Troubles: what passes soon is tried a few times more; everything else ends the errand and stays in its row, for the
screen to say.
The panel is drawn again whenever one has moved.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot import log
from core.clock import Clock, Wakeup
from core.errors import Retry, Scope, Trouble, unexpected
from core.model import Sentence
from storage.conversation import Errand
from storage.store import Store

if TYPE_CHECKING:
    from bot.services import Services

    from .panel import Panel

logger = logging.getLogger(__name__)

TRIES = 4
PAUSE = 2.0  #: seconds before the second try, doubled each time
PATIENCE = 30.0  #: seconds that a trouble may ask to wait; more is the owner's to decide


class GivenUp(Exception):
    """The owner gave the errand up, or began it anew, while it was ending: nothing was written."""


@dataclass(frozen=True, slots=True)
class Running:
    """One errand at work."""

    errand: Errand
    services: Services
    store: Store
    panel: Panel
    clock: Clock
    over: set[int] = field(default_factory=set)  #: errands that ended by themselves: not to be stopped as given up

    @asynccontextmanager
    async def done(self, trouble: Sentence | None = None) -> AsyncIterator[None]:
        """What is written inside is written with the errand's end, or not at all. Raises GivenUp.

        trouble: it ends badly, and rows say so too. What stands behind the block is done in any case but a kill.
        The commit is named by the kind: a kill that is meant for one errand's end is not met by another's.
        """
        try:
            async with self.store.database.transaction(f"{self.errand.kind}-done"):
                if not await self.store.errands.end(self.errand.id, self.clock.now(), trouble):
                    raise GivenUp(self.errand.kind)
                self.over.add(self.errand.id)
                yield
        except BaseException:
            self.over.discard(self.errand.id)
            raise

    async def show(self) -> None:
        """Draw the panel as the rows are by now. One that can't be drawn is drawn at the next press."""
        try:
            await self.panel.refresh()
        except Exception:
            logger.exception("the panel can't be drawn")


Work = Callable[[Running], Awaitable[None]]


class ErrandWorker:
    """Each errand has a task of its own: one that waits for half an hour (a consent) holds no other."""

    def __init__(
        self, store: Store, works: Mapping[str, Work], services: Services, panel: Panel, clock: Clock, wakeup: Wakeup
    ) -> None:
        self._store = store
        self._works = works
        self._services = services
        self._panel = panel
        self._clock = clock
        self._wakeup = wakeup
        self._running: dict[int, asyncio.Task[None]] = {}
        self._over: set[int] = set()
        self._unwritten: dict[int, float] = {}  #: errands whose end the disk refused: not begun again before then

    async def run(self) -> None:
        """For ever."""
        async with asyncio.TaskGroup() as tasks:
            while True:
                try:
                    due = await self._look(tasks)
                except Trouble as trouble:
                    logger.warning("the errands wait: %s", trouble, exc_info=trouble.__cause__)
                    due = self._clock.now() + PATIENCE
                await self._wakeup.wait(due)

    async def _look(self, tasks: asyncio.TaskGroup) -> float | None:
        """Begin what is due, stop what was given up -> when the next one is due."""
        now = self._clock.now()
        errands = await self._store.errands.open()
        wanted = {errand.id for errand in errands}
        for given_up in self._running.keys() - wanted - self._over:
            self._running[given_up].cancel()
        for errand in errands:  # one that has ended while they were read is not begun again
            if errand.id not in self._running and errand.id not in self._over and self._due(errand) <= now:
                self._running[errand.id] = tasks.create_task(self._work(errand))
        waits = [due for errand in errands if (due := self._due(errand)) > now]
        return min(waits, default=None)

    def _due(self, errand: Errand) -> float:
        return max(errand.not_before, self._unwritten.get(errand.id, 0.0))

    async def _work(self, errand: Errand) -> None:
        work = self._works.get(errand.kind)
        with log.context(errand=errand.id):
            try:
                if work is None:
                    logger.warning("no errand is called %s (any more): dropped", errand.kind)
                else:
                    await work(Running(errand, self._services, self._store, self._panel, self._clock, self._over))
                self._over.add(errand.id)
                await self._store.errands.end(errand.id, self._clock.now())
            except GivenUp:
                logger.info("errand %s was given up while it ended", errand.kind)
            except Trouble as trouble:
                await self._note(errand, trouble)
            except Exception as bug:
                logger.exception("errand %s", errand.kind)
                await self._note(errand, unexpected(bug))
            finally:
                self._running.pop(errand.id, None)
                if errand.id in self._over:
                    self._unwritten.pop(errand.id, None)
                self._wakeup.call()
        await self._draw()

    async def _note(self, errand: Errand, trouble: Trouble) -> None:
        logger.warning("errand %s: %s", errand.kind, trouble, exc_info=trouble.__cause__)
        said = Sentence(trouble.key, trouble.args_for_text)
        now = self._clock.now()
        try:
            passing = (
                isinstance(trouble, Retry) and trouble.scope is not Scope.ITEM and (trouble.after or 0.0) <= PATIENCE
            )
            if passing and errand.tries + 1 < TRIES:
                assert isinstance(trouble, Retry)
                await self._store.errands.later(errand.id, now + (trouble.after or PAUSE * 2**errand.tries), said)
            else:
                self._over.add(errand.id)
                await self._store.errands.end(errand.id, now, said)
        except Trouble as disk:
            self._over.discard(errand.id)
            self._unwritten[errand.id] = now + PATIENCE
            logger.warning("an errand's end can't be written: %s", disk)

    async def _draw(self) -> None:
        try:
            await self._panel.refresh()
        except Exception:  # a panel that can't be drawn now is drawn at the next press
            logger.exception("the panel can't be drawn")
