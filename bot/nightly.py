"""A copy of the database every night (storage/backup.py), at a quiet hour of the machine's own time zone; and what keeps the file
in order (storage/upkeep.py).

The night's hour is HOUR and up to SPREAD after it, another moment each night: many small machines share a disk or a host. A
night that was missed because the machine was off is made up for some minutes after the start. Nothing else waits for it, and it
stops nothing: what goes wrong is kept in a row for /backup to say, logged, and tried again. A file that does not pass SQLite's
check is an alert (bot/alerts.py) until it does again.
"""

from __future__ import annotations

import asyncio
import logging
import random
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from core.clock import Clock
from core.errors import Trouble
from storage import backup, upkeep
from storage.inspection import inspect
from storage.store import Store

logger = logging.getLogger(__name__)

HOUR = 3  #: of the machine's time zone
SPREAD = 2 * 3600.0
AFTER_START = 600.0
AGAIN = 3600.0  #: seconds until one that failed is tried again
LONGEST = 3600.0  #: seconds between two looks at the clock, which may be set meanwhile
MADE = "nightly.made"  #: setting: Unix time of the last one
FAILED = "nightly.failed"  #: setting: {"key", "args"} of why the last try came to nothing
DAMAGED = "nightly.damaged"  #: setting: Unix time at which the database did not pass SQLite's check


class Nightly:
    """`run` for as long as the app does."""

    def __init__(self, store: Store, data: Path, clock: Clock) -> None:
        self._store = store
        self._data = data
        self._file = data / "yagami.db"
        self._clock = clock

    async def run(self) -> None:
        """For ever."""
        backup.tidy(self._data)  # a backup that a kill broke off
        not_before = self._clock.now() + AFTER_START
        late = random.uniform(0.0, SPREAD)
        while True:
            now = self._clock.now()
            await upkeep.empty_log(self._file, upkeep.BIG_LOG)
            due = max(not_before, next_at(now, self._newest(), late))
            if due > now:
                await self._clock.sleep(min(due - now, LONGEST))
                continue
            if not await self.one(now):
                not_before = now + AGAIN
            late = random.uniform(0.0, SPREAD)

    async def one(self, now: float) -> bool:
        """What a night does -> whether it has its copy."""
        made = await self._make(now)
        if await self._store.settings.get(DAMAGED) is None:  # else nothing is moved in it
            await self._keep_in_order()
        return made

    def _newest(self) -> str | None:
        tonight = night(self._clock.now())  # one of a later day was made while the clock was ahead
        return next((one.day.isoformat() for one in backup.nightly(self._data) if one.day <= tonight), None)

    async def _make(self, now: float) -> bool:
        """Whether there is one now."""
        try:
            await backup.make_nightly(self._file, self._data, night(now))
            async with self._store.database.transaction("nightly"):
                await self._store.settings.put(MADE, now)
                await self._store.settings.put(FAILED, None)
                await self._store.settings.put(DAMAGED, None)  # the copy has passed the check, page by page the same
        except Trouble as trouble:
            logger.warning("the nightly copy was not made: %s", trouble, exc_info=trouble.__cause__)
            state = (await asyncio.to_thread(inspect, self._file)).state
            with suppress(Trouble):  # the disk is full for this row too
                await self._store.settings.put(FAILED, {"key": trouble.key, "args": dict(trouble.args_for_text)})
                if state != "locked":
                    await self._store.settings.put(DAMAGED, now if state == "damaged" else None)
            return False
        logger.info("the nightly copy of the database is made")
        return True

    async def _keep_in_order(self) -> None:
        try:
            await upkeep.night(self._store.database, self._file, self._clock)
        except Trouble as trouble:
            logger.warning("the database file could not be tidied: %s", trouble, exc_info=trouble.__cause__)


def night(now: float) -> date:
    """Which night it is: from HOUR on it is that day's, before it still the one of the day before."""
    return (datetime.fromtimestamp(now).astimezone() - timedelta(hours=HOUR)).date()


def next_at(now: float, newest: str | None, late: float) -> float:
    """When the next copy is due: at once (0) if this night's is missing and its moment is past."""
    today = night(now)
    begins = datetime(today.year, today.month, today.day, HOUR).astimezone().timestamp()
    if newest is not None and newest >= today.isoformat():
        tomorrow = today + timedelta(days=1)
        return datetime(tomorrow.year, tomorrow.month, tomorrow.day, HOUR).astimezone().timestamp() + late
    return 0.0 if now >= begins + late else begins + late
