"""Follows videos that Telegram converts before it shows them to the message in which they stand.

In large channels the answer to a send names a message of the schedule's queue, and the video appears later under another id
(core.telegram.org/api/files, "Video qualities"). Who listens to updates is told both ids (updateDeleteScheduledMessages); these
sessions don't listen, and an update that comes while the app is down comes to nobody. Nor may a bot read the queue. So it is looked
for among the messages after its post, which it answers; where it is not seen there, the same send is made again: under a random_id
that was used Telegram makes no second message, it answers with the one that was made. (Neither is promised for conversions: TDLib's
author says that the two can't always be matched, tdlib/td #3356.)

- The part's row says that its id is of the queue (`scheduled`), and nobody takes it for a message's meanwhile: no copy, no link, no
  deletion, no reply. The job is over all the same: its files are deleted, and the next goes on.
- Asked at growing intervals from the row's own time, so a restart goes on where it was. After GIVE_UP nobody asks any more: the
  video stands, only its number is not known.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from core.clock import Clock, Wakeup
from core.errors import Trouble, unexpected

from .job import Job, Part
from .ports import Document

log = logging.getLogger(__name__)

FIRST = 10.0  #: seconds after the send until it is asked first
SLOWEST = 600.0  #: between two askings at most; up to there, half of the time that has gone by
GIVE_UP = 2 * 86400.0
ROWS_PROBE = 30.0  #: seconds between two tries while rows can't be written


class Rows(Protocol):
    """storage/jobs.py."""

    async def scheduled(self, since: float) -> list[tuple[int, int, float]]:
        """(job, part's number, when it was sent) of parts that were sent since then and still are converted, the oldest first."""

    async def get(self, job: int) -> Job: ...
    async def parts(self, job: int) -> list[Part]: ...
    async def part_appeared(self, job: int, number: int, message_id: int, document: Document | None) -> None: ...


class Asks(Protocol):
    """core/download/send.py."""

    async def ask(self, job: Job, parts: Sequence[Part], part: Part) -> Part | None: ...


class Follow:
    """The worker of conversions. appeared is called when a message has got its number."""

    def __init__(self, rows: Rows, asks: Asks, clock: Clock, wakeup: Wakeup, appeared: Callable[[], None]) -> None:
        self._rows = rows
        self._asks = asks
        self._clock = clock
        self._wakeup = wakeup
        self._appeared = appeared
        self._asked: dict[tuple[int, int], float] = {}  #: when each was asked last, since the app runs

    async def run(self) -> None:
        """For ever."""
        while True:
            try:
                await self._wakeup.wait(await self.turn())
            except Trouble as trouble:  # the disk is full
                log.warning("conversions wait: %s", trouble, exc_info=trouble.__cause__)
                await self._clock.sleep(ROWS_PROBE)

    async def turn(self) -> float | None:
        """Ask for all that is due -> when to look again (None: when woken)."""
        waiting = await self._rows.scheduled(self._clock.now() - GIVE_UP)
        self._asked = {(job, number): self._asked.get((job, number), sent) for job, number, sent in waiting}
        for job, number, sent in waiting:
            if self._next(job, number, sent) <= self._clock.now():
                self._asked[job, number] = self._clock.now()
                if await self._found(job, number):
                    del self._asked[job, number]
        return min((self._next(*one) for one in waiting if one[:2] in self._asked), default=None)

    def _next(self, job: int, number: int, sent: float) -> float:
        """When to ask (again)."""
        asked = self._asked[job, number]
        return asked + min(SLOWEST, max(FIRST, (asked - sent) / 2))

    async def _found(self, job_id: int, number: int) -> bool:
        try:
            job, parts = await self._rows.get(job_id), await self._rows.parts(job_id)
            part = next(one for one in parts if one.number == number)
            stands = await self._asks.ask(job, parts, part)
        except Exception as error:
            trouble = error if isinstance(error, Trouble) else unexpected(error)
            log.warning("download %d: its message can't be asked for: %s", job_id, trouble, exc_info=trouble.__cause__)
            return False
        if stands is None or stands.scheduled or stands.message_id is None:
            return False
        await self._rows.part_appeared(job_id, number, stands.message_id, stands.document)
        log.info("download %d: Telegram has converted part %d, it is message %d", job_id, number, stands.message_id)
        self._appeared()
        return True
