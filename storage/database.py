"""Opens the SQLite file, migrates it and gives transactions. Contains no business logic.

One connection writes, under a lock and BEGIN IMMEDIATE; a second one reads, so that a reader never sees half a transaction. A
third one reads for who needs several answers that are of one moment (`snapshot`).
WAL with synchronous=FULL: a commit that returned survives a power cut, but for the few that need not (`lasting`). Migrations are
numbered SQL files, each applied in one transaction together with its `user_version`, after a copy (upgrade.py). A new file is
made of what they come to, in one.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from importlib.resources import files
from pathlib import Path
from typing import Any

import aiosqlite

from core.errors import Condition, NeedsOwner, Scope
from core.step import step

from . import upkeep
from .said import plain
from .upgrade import keep_before

#: What the disk, or another program on the file, does to us (primary result codes): it is waited out.
_DISK = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_BUSY,
}
APPLICATION_ID = 0x59414741  # "YAGA"
LOG_LIMIT = 16 * 1024 * 1024  #: bytes that the log beside the file keeps once it was needed
Row = sqlite3.Row


class DatabaseRefused(Exception):
    """The file can't be used as it is, and was left untouched. The message is one sentence for the owner."""


def migrations() -> list[tuple[int, str]]:
    """(version, SQL) of every numbered file in storage/migrations, in order."""
    found = [
        (int(name.group(1)), entry.read_text("utf-8"))
        for entry in files("storage.migrations").iterdir()
        if (name := re.fullmatch(r"(\d{4})_\w+\.sql", entry.name))
    ]
    return sorted(found)


def whole() -> str:
    """The SQL of what all of them come to, for a new file."""
    return (files("storage.migrations") / "whole.sql").read_text("utf-8")


class Database:
    """An open database. `open` is the only door."""

    def __init__(
        self, writer: aiosqlite.Connection, reader: aiosqlite.Connection, snapshots: aiosqlite.Connection
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._snapshots = snapshots
        self._lock = asyncio.Lock()
        self._snapshot_lock = asyncio.Lock()

    @classmethod
    async def open(cls, path: Path) -> Database:
        """Create or open `path` and bring it to the newest version. Raises DatabaseRefused."""
        refuse_strangers(path)
        try:
            path.touch(mode=0o600)
            writer = await _connect(path)
        except (OSError, sqlite3.Error) as error:
            raise DatabaseRefused(f"The database {path.name} can't be opened for writing: {plain(error)}.") from error
        try:
            for pragma in (
                f"auto_vacuum = {upkeep.INCREMENTAL}",  # before anything is written: a file learns it at its birth
                f"application_id = {APPLICATION_ID}",
                "journal_mode = WAL",
                f"journal_size_limit = {LOG_LIMIT}",
                "synchronous = FULL",
            ):
                await writer.execute_fetchall(f"PRAGMA {pragma}")
            await _migrate(writer, path)
            await upkeep.prepare(writer, path)
            reader, snapshots = await _connect_to_read(path), await _connect_to_read(path)
        except sqlite3.Error as error:
            await writer.close()
            raise DatabaseRefused(f"The database {path.name} can't be prepared: {plain(error)}.") from error
        except BaseException:
            await writer.close()
            raise
        return cls(writer, reader, snapshots)

    async def close(self) -> None:
        await self._snapshots.close()
        await self._reader.close()
        await self._writer.close()

    async def fetch(self, sql: str, args: Sequence[Any] | dict[str, Any] = ()) -> list[Row]:
        """Committed rows; inside a transaction of this task, what it sees. Raises NeedsOwner(DISK_FULL) when the disk fails."""
        if (inside := self._joined()) is not None:
            return await inside.run(sql, args)
        with _disk_troubles():
            return list(await self._reader.execute_fetchall(sql, args))

    async def one(self, sql: str, args: Sequence[Any] | dict[str, Any] = ()) -> Row | None:
        rows = await self.fetch(sql, args)
        return rows[0] if rows else None

    def _joined(self) -> Transaction | None:
        """The one that is open here. A timer that was set inside one carries its mark along, and outlives it."""
        inside = _inside.get()
        if inside is None or inside.of is not self or inside.over:
            return None
        return inside

    @asynccontextmanager
    async def transaction(self, name: str, *, lasting: bool = True) -> AsyncIterator[Transaction]:
        """All or nothing. One inside another is part of it. Raises NeedsOwner(DISK_FULL) when there is no room; nothing is
        changed then.

        lasting=False: it survives the death of the process at once, but a power cut only when a lasting one has followed, or the
        system has written its caches out (within half a minute, mostly). For what comes every few seconds and is small: a sync
        each time is what wears out an SD card.
        """
        outer = self._joined()
        if outer is not None:
            assert outer.lasting or not lasting, f"{name} has to last, and is inside one that need not"
            yield outer
            return
        async with self._lock:
            inside = Transaction(self, self._writer, lasting=lasting)
            mark = _inside.set(inside)
            try:
                with _disk_troubles():
                    if not lasting:
                        await self._writer.execute_fetchall("PRAGMA synchronous = NORMAL")
                    await self._writer.execute_fetchall("BEGIN IMMEDIATE")
                    yield inside
                    with step(f"commit.{name}"):
                        await self._writer.execute_fetchall("COMMIT")
            except BaseException:
                await self._writer.rollback()  # queued behind whatever the connection still does; nothing to do is fine
                raise
            finally:
                inside.over = True
                _inside.reset(mark)
                if not lasting:
                    await self._writer.execute_fetchall("PRAGMA synchronous = FULL")

    async def give_back(self, pages: int) -> None:
        """So many free pages go to the disk, in a transaction of its own. Raises NeedsOwner(DISK_FULL)."""
        async with self._lock:
            with _disk_troubles(), step("commit.give-back"):  # as a script: else one page is all that is done
                await self._writer.executescript(f"PRAGMA incremental_vacuum({pages})")

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[None]:
        """All that is read inside is of one moment, whatever is written meanwhile. Nothing is written inside, and nothing waits
        for long. Inside a transaction it is that one's moment."""
        outer = self._joined()
        if outer is not None:
            yield
            return
        async with self._snapshot_lock:
            inside = Transaction(self, self._snapshots)
            mark = _inside.set(inside)
            try:
                with _disk_troubles():
                    await self._snapshots.execute_fetchall("BEGIN")
                    yield
            finally:
                inside.over = True
                _inside.reset(mark)
                await self._snapshots.rollback()

    @asynccontextmanager
    async def update(self, update_id: int, now: float) -> AsyncIterator[bool]:
        """The one transaction of an update of Telegram's -> whether it is the first time that it comes.

        All that is written inside is committed together with its number, so that a press is done once, however often its update
        comes. Nothing inside may wait for anything but the database: everybody else's writes wait for it.
        """
        async with self.transaction("update") as t:
            first = await t.run(
                "INSERT INTO seen_updates (update_id, at) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING update_id",
                (update_id, now),
            )
            if first and update_id % 100 == 0:  # Telegram keeps what was not taken for a day
                await t.run("DELETE FROM seen_updates WHERE at < ?", (now - 7 * 86400,))
            yield bool(first)


@contextmanager
def _disk_troubles() -> Iterator[None]:
    """The one table from SQLite's refusals to our troubles."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in _DISK:
            raise NeedsOwner(Condition.DISK_FULL, scope=Scope.DISK) from error
        raise


class Transaction:
    """What may be done inside one. It sees its own changes."""

    def __init__(self, of: Database, connection: aiosqlite.Connection, *, lasting: bool = True) -> None:
        self.of = of
        self.over = False
        self.lasting = lasting
        self._connection = connection

    async def run(self, sql: str, args: Sequence[Any] | dict[str, Any] = ()) -> list[Row]:
        """Execute one statement -> its rows (RETURNING or SELECT)."""
        return list(await self._connection.execute_fetchall(sql, args))

    async def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        await self._connection.executemany(sql, rows)


_inside: ContextVar[Transaction | None] = ContextVar("inside_transaction", default=None)


async def _connect(path: Path) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    for pragma in ("foreign_keys = ON", "busy_timeout = 5000"):
        await connection.execute_fetchall(f"PRAGMA {pragma}")
    return connection


async def _connect_to_read(path: Path) -> aiosqlite.Connection:
    connection = await _connect(path)
    await connection.execute_fetchall("PRAGMA query_only = ON")
    return connection


def read_only(path: Path) -> sqlite3.Connection:
    """For a look at a file before anybody has it open. No file is made beside it: without a WAL there is nothing to recover, but
    SQLite makes one for a plain read-only connection, and leaves it."""
    way = "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{way}", uri=True)


def refuse_strangers(path: Path) -> None:
    """Look at the file, if there is one, without changing a byte of it. Raises DatabaseRefused."""
    newest = migrations()[-1][0]
    try:
        if not path.exists() or not path.stat().st_size:
            return
        connection = read_only(path)
        try:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        finally:
            connection.close()
    except (OSError, sqlite3.DatabaseError) as error:
        raise DatabaseRefused(
            f"{path.name} can't be read as a database: {plain(error)}. It was left untouched."
        ) from error
    if application != APPLICATION_ID and (application or tables):
        raise DatabaseRefused(f"{path.name} is a database of another program. It was left untouched.")
    if version > newest:
        raise DatabaseRefused(
            f"{path.name} was written by a newer Yagami (version {version}; this one knows up to {newest}). "
            "Start the newer program, or restore an older backup. It was left untouched."
        )


async def _migrate(writer: aiosqlite.Connection, path: Path) -> None:
    rows = list(await writer.execute_fetchall("PRAGMA user_version"))
    if 0 < rows[0][0] < migrations()[-1][0] and (why_not := await keep_before(path, rows[0][0])):
        raise DatabaseRefused(f"{path.name} has to be brought to this version, and {why_not}. Nothing was changed.")
    if rows[0][0] >= migrations()[-1][0]:
        return  # what is checked below would read all of the rows at every start
    await writer.execute_fetchall(
        "PRAGMA foreign_keys = OFF"
    )  # else a table that is made anew takes its children's rows along
    newer = [one for one in migrations() if one[0] > rows[0][0]]
    for version, sql in newer if rows[0][0] else [(newer[-1][0], whole())]:
        with step(f"commit.migration-{version}"):
            await writer.executescript(f"BEGIN IMMEDIATE;\n{sql}\nPRAGMA user_version = {version};\nCOMMIT;")
    await writer.execute_fetchall("PRAGMA foreign_keys = ON")
    broken = list(await writer.execute_fetchall("PRAGMA foreign_key_check"))
    if broken:
        raise DatabaseRefused(f"The database has {len(broken)} rows that point nowhere. Restore a backup.")
