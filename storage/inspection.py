"""Looks at a database file from outside, whether an app works on it or not: reads only, through a connection of its own."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .database import APPLICATION_ID, migrations
from .vault import opens

CHECK = "vault-check"  #: the vault's proof (vault.py)


@dataclass(frozen=True, slots=True)
class Inspected:
    """state: how the file is. sealed: it holds secrets."""

    state: Literal["fine", "missing", "older", "newer", "damaged", "foreign", "locked"]
    version: int = 0
    size: int = 0
    sealed: bool = False
    key_fits: bool | None = None  #: None: no key was given, or there is nothing to try it on


def inspect(file: Path, key: bytes | None = None) -> Inspected:
    """Takes as long as reading the whole file. Raises nothing."""
    if not file.exists() or not file.stat().st_size:
        return Inspected("missing")
    size = file.stat().st_size
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=2)) as connection:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if application != APPLICATION_ID:
                return Inspected("foreign", version, size)
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return Inspected("damaged", version, size)
            newest = migrations()[-1][0]
            state: Literal["fine", "older", "newer"] = (
                "newer" if version > newest else "older" if version < newest else "fine"
            )
            proof = connection.execute("SELECT sealed FROM secrets WHERE name = ?", (CHECK,)).fetchone()
            fits = None if proof is None or key is None else opens(key, CHECK, proof[0]) is not None
            return Inspected(state, version, size, proof is not None, fits)
    except sqlite3.OperationalError as error:
        return Inspected("locked" if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY else "damaged", 0, size)
    except sqlite3.DatabaseError:
        return Inspected("damaged", 0, size)
