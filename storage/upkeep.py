"""The database file, kept in order by itself: what was erased is given back to the disk, and the log beside the file (WAL) stays
small.

    night        after the nightly copy (bot/nightly.py), which checks the whole file: free pages are given back, the log is emptied
    empty_log    the log goes into the file; each hour, if it has become big

Pages are given back in small steps, each a transaction of its own that takes some milliseconds: whoever presses a button meanwhile
waits for one step at most, and a kill or a full disk costs that step and nothing else. VACUUM is never run while the app works: of
a gigabyte it would keep every writer waiting for half a minute, and needs room for a second file. It is run once in the life of a
file that an older version has made (`prepare`), before anything else runs: only a file that was made, or vacuumed, with
auto_vacuum = INCREMENTAL can give pages back at all. Where there is no room for that, the file stays as it is: free pages are used
again, only not given back; the next start tries again.

The log is emptied through a connection of its own. It is first copied into the file while everybody goes on (PASSIVE), and cut
(TRUNCATE) when that is done, which takes a moment; a reader that holds it is not waited for.

Not here: ANALYZE. The queries name their indexes where SQLite would choose another one, and the tests hold their plans as they are
without statistics; with statistics each database would have plans of its own, that nobody has tested.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import aiosqlite

from core.clock import Clock
from core.step import step

if TYPE_CHECKING:
    from .database import Database

logger = logging.getLogger(__name__)

STEP = 128  #: pages that are given back in one transaction
REST = 0.05  #: seconds between two of them, for everybody else
KEPT = 0.02  #: of the file: free pages that are left in it, since tomorrow's rows will take them
LEAST = 512  #: free pages (two megabytes) that are not worth the work
ROOM = 64 * 1024 * 1024  #: bytes that a VACUUM leaves to everybody else
BIG_LOG = 32 * 1024 * 1024  #: bytes
BUSY = 0.2  #: seconds that the log's reader is waited for
INCREMENTAL = 2  #: SQLite's number of it


async def prepare(writer: aiosqlite.Connection, path: Path) -> None:
    """Before anything runs: a file that can't give pages back learns it, if there is room. Raises sqlite3.Error."""
    [mode] = await writer.execute_fetchall("PRAGMA auto_vacuum")
    if mode[0] == INCREMENTAL:
        return
    if shutil.disk_usage(path.parent).free < 2 * path.stat().st_size + ROOM:
        logger.info("no room to make the database file anew: what is erased is used again, and not given back")
        return
    with step("disk.vacuum"):
        await writer.execute_fetchall(f"PRAGMA auto_vacuum = {INCREMENTAL}")
        await writer.execute_fetchall("VACUUM")
        await writer.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")


async def night(database: Database, path: Path, clock: Clock) -> None:
    """Raises NeedsOwner(DISK_FULL); what was done until then stays done."""
    before = await _free(database)
    await give_back(database, clock)
    await empty_log(path)
    given = before - await _free(database)
    if given > 0:
        logger.info("the database file gave %d free pages back", given)


async def give_back(database: Database, clock: Clock) -> None:
    """Free pages go to the disk, step by step, as far as it is worth it. Raises NeedsOwner(DISK_FULL)."""
    mode, pages = await _number(database, "auto_vacuum"), await _number(database, "page_count")
    kept = max(LEAST, int(pages * KEPT))
    free = await _free(database)
    if mode != INCREMENTAL or free <= 2 * kept:
        return
    while free > kept:
        await database.give_back(min(STEP, free - kept))
        left = await _free(database)
        if left >= free:
            return  # others take them as fast as they are given back
        free = left
        await clock.sleep(REST)


async def empty_log(path: Path, least: int = 0) -> bool:
    """The log goes into the file and is cut, if it has more bytes than that -> whether it is empty now."""
    log = path.with_name(f"{path.name}-wal")
    if not log.exists() or log.stat().st_size <= least:
        return False
    with step("disk.checkpoint"):
        return await asyncio.to_thread(_checkpoint, path)


def _checkpoint(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path, timeout=BUSY)) as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            [(busy, _, _)] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlite3.Error as error:  # a full disk, a lock: the log keeps what it has, and is tried again
        logger.info("the database's log could not be emptied: %s", error)
        return False
    return not busy


async def _free(database: Database) -> int:
    return await _number(database, "freelist_count")


async def _number(database: Database, pragma: str) -> int:
    row = await database.one(f"PRAGMA {pragma}")
    return int(row[0]) if row else 0
