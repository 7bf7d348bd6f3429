"""Takes videos out of their chats again: the owner took the like back, and a setting says that its video goes too.

    a removal is a row -> its download has come to an end -> each message that stands is deleted -> the row says that none does

Deleting a message that is gone already is fine, so what a crash leaves undone is simply done again. What passes is waited for as
long as it takes; what Telegram refuses for good is left standing, and said in the log.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from core.backoff import delay
from core.clock import Clock, Wakeup
from core.errors import NeedsOwner, Permanent, Retry, Scope, Trouble, unexpected
from core.model import Account, Destination

log = logging.getLogger(__name__)

ROWS_PROBE = 30.0  #: seconds between two tries while rows can't be written
OWNER_PROBE = 300.0  #: seconds between two careful tries while the owner has something to mend


@dataclass(frozen=True, slots=True)
class Removal:
    """A download whose messages are to go."""

    download: int
    to: Destination
    messages: tuple[tuple[Account, int], ...]  #: those that stand, with who sent each
    tries: int = 0


class Removals(Protocol):
    """The rows (storage/removals.py)."""

    async def due(self, now: float) -> Removal | None:
        """One whose download has come to an end."""

    async def next_due(self, now: float) -> float | None:
        """When one that waits for a time becomes due; None if none does."""

    async def done(self, removal: Removal) -> None:
        """None of its messages stands any more."""

    async def later(self, removal: Removal, not_before: float) -> None: ...
    async def given_up(self, removal: Removal) -> None: ...


class Pauses(Protocol):
    """What whole scopes wait for (storage/places.py)."""

    async def until(self, *scopes: Scope) -> float: ...


class Telegram(Protocol):
    """Telegram, as this needs it (telegram/accounts.py). Raises Trouble."""

    async def delete(self, account: Account, to: Destination, message_id: int) -> None:
        """For everyone. One that is gone already is fine."""


class Remove:
    """The worker of the removals."""

    def __init__(
        self,
        removals: Removals,
        pauses: Pauses,
        telegram: Telegram,
        clock: Clock,
        wakeup: Wakeup,
        removed: Callable[[], None],
    ) -> None:
        """removed: called when a post has something else to say."""
        self._removals = removals
        self._pauses = pauses
        self._telegram = telegram
        self._clock = clock
        self._wakeup = wakeup
        self._removed = removed

    async def run(self) -> None:
        """For ever."""
        while True:
            try:
                await self._wakeup.wait(await self.turn())
            except Trouble as trouble:  # the disk is full
                log.warning("removals wait: %s", trouble, exc_info=trouble.__cause__)
                await self._clock.sleep(ROWS_PROBE)

    async def turn(self) -> float | None:
        """Do all that is due -> when to look again (None: when woken)."""
        while True:
            now = self._clock.now()
            paused = await self._pauses.until(Scope.TELEGRAM)
            removal = await self._removals.due(now)
            if removal is None:
                return await self._removals.next_due(now)
            if paused > now:
                return paused
            await self._remove(removal)

    async def _remove(self, removal: Removal) -> None:
        try:
            for account, message_id in removal.messages:
                await self._telegram.delete(account, removal.to, message_id)
        except Permanent as refusal:
            log.warning(
                "a video stays in %s: %s", removal.to.title or removal.to.chat_id, refusal, exc_info=refusal.__cause__
            )
            await self._removals.given_up(removal)
            return
        except Trouble as trouble:
            await self._wait(removal, trouble)
            return
        except Exception as bug:  # noqa: BLE001  stops no other, and is met less and less often
            await self._wait(removal, unexpected(bug))
            return
        await self._removals.done(removal)
        if removal.messages:
            log.info(
                "removed: the video of download %d from %s", removal.download, removal.to.title or removal.to.chat_id
            )
            self._removed()

    async def _wait(self, removal: Removal, trouble: Trouble) -> None:
        log.warning("a video can't be removed yet: %s", trouble, exc_info=trouble.__cause__)
        if isinstance(trouble, NeedsOwner):
            seconds = OWNER_PROBE
        elif isinstance(trouble, Retry) and trouble.after is not None:
            seconds = trouble.after
        else:
            seconds = delay(removal.tries + 1, random.random())
        await self._removals.later(removal, self._clock.now() + seconds)
