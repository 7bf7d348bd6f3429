"""Copies of the database, made while it is used, by SQLite's own backup: each is of one moment, and one file by itself.

    data/backups/yagami-2026-11-25.db     one a night, the newest KEPT of them; secrets are sealed in it, the vault's key is not
                                          in it: what it is worth without the data folder is less than what /backup sends
    data/backups/yagami-schema-4.db       before an upgrade (upgrade.py); it goes as the nightly ones do, so that what the owner
                                          wants forgotten does not stay in it

A copy is made under another name and takes its own only when it is whole, passed SQLite's check and is on the disk: there never
is half a copy, and an older one goes only after the newer one stands. A disk that is full costs the copy and nothing else: none
is begun where it would take the room that the database itself needs.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from core.errors import Condition, NeedsOwner, Permanent, Retry, Scope, Trouble
from core.step import step

FOLDER = "backups"  #: in the data folder
KEPT = 7
ROOM = 64 * 1024 * 1024  #: bytes that a copy leaves to everybody else
_NAME = re.compile(r"yagami-(\d{4}-\d{2}-\d{2})\.db")
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)


@dataclass(frozen=True, slots=True)
class Nightly:
    """One copy."""

    day: date
    file: Path


def folder(data: Path) -> Path:
    """Where the copies lie; made if it is not there. Raises NeedsOwner(DISK_FULL)."""
    place = data / FOLDER
    try:
        place.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise _no_disk() from error
    return place


def nightly(data: Path) -> list[Nightly]:
    """Those that are there, newest first."""
    try:
        found = [(_NAME.fullmatch(one.name), one) for one in (data / FOLDER).iterdir()]
    except OSError:
        return []
    copies = []
    for name, file in found:
        with suppress(ValueError):
            if name is not None:
                copies.append(Nightly(date.fromisoformat(name.group(1)), file))
    return sorted(copies, key=lambda one: one.day, reverse=True)


def _of_upgrades(data: Path, day: date) -> list[Path]:
    """Those that are older than the oldest nightly one may be."""
    first = datetime.combine(day - timedelta(days=KEPT), time.min).timestamp()
    return [one for one in (data / FOLDER).glob("yagami-schema-*.db") if one.stat().st_mtime < first]


def tidy(data: Path) -> Path:
    """What a backup on its way to the owner has left goes -> where the next one is made."""
    place = data / FOLDER / "sending"
    shutil.rmtree(place, ignore_errors=True)
    return place


def is_sound(database: Path) -> bool:
    """Whether SQLite finds no fault in a file."""
    try:
        with closing(sqlite3.connect(database)) as connection:
            return bool(connection.execute("PRAGMA quick_check").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False


async def make_nightly(database: Path, data: Path, day: date) -> Path:
    """The copy of that night; older ones than the newest KEPT go, and those of upgrades long ago. Raises Trouble, and has changed
    nothing then."""
    target = folder(data) / f"yagami-{day.isoformat()}.db"
    await copy(database, target)
    with step("disk.backups-old"):
        there = nightly(data)
        ahead = [
            one.file for one in there if one.day > day
        ]  # the clock was wrong then, or is now: neither may cost the others
        past = [one.file for one in there if one.day <= day]
        for old in (*ahead[KEPT:], *past[KEPT:], *_of_upgrades(data, day)):
            with suppress(OSError):
                old.unlink()
    return target


async def copy(database: Path, target: Path) -> None:
    """A whole and proven copy at `target`, in place of what is there. Raises NeedsOwner(DISK_FULL), Retry while another program
    holds the database, and Permanent("backup-damaged") if the copy does not pass SQLite's check."""
    draft = target.with_name(f"{target.name}.new")
    with step("disk.backup"):
        await asyncio.to_thread(_copy, database, draft, target)


def _copy(database: Path, draft: Path, target: Path) -> None:
    try:
        draft.unlink(missing_ok=True)
        if shutil.disk_usage(target.parent).free < database.stat().st_size + ROOM:
            raise _no_disk()
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(sqlite3.connect(database, timeout=5)) as source, closing(sqlite3.connect(draft)) as made:
            source.execute("PRAGMA query_only = ON")
            source.backup(made)  # in one go: by steps, each write of the app would begin it anew
            made.execute("PRAGMA journal_mode = DELETE")  # one file, without a WAL beside it
            if made.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise Permanent("backup-damaged", scope=Scope.DISK)
        _onto_disk(draft)
        draft.replace(target)
        _onto_disk(target.parent)
    except Trouble:
        _gone(draft)
        raise
    except sqlite3.Error as error:
        _gone(draft)
        raise _trouble(error) from error
    except OSError as error:
        _gone(draft)
        raise _no_disk() from error


def _trouble(error: sqlite3.Error) -> Trouble:
    """The one table from SQLite's refusals to our troubles, for copies."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _BUSY:
        return Retry("backup-busy", scope=Scope.DISK)
    if code in _NO_ROOM:
        return _no_disk()
    return Permanent("backup-damaged", scope=Scope.DISK)


def _no_disk() -> NeedsOwner:
    return NeedsOwner(Condition.DISK_FULL, scope=Scope.DISK)


def _gone(draft: Path) -> None:
    for file in (draft, draft.with_name(f"{draft.name}-journal")):
        with suppress(OSError):
            file.unlink()


def _onto_disk(path: Path) -> None:
    """Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
