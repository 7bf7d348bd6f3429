"""What SQLite and the disk say, in words for the owner: half a sentence, for what keeps the app from starting."""

from __future__ import annotations

import sqlite3

#: By primary result code; what is not here is said as SQLite says it.
_SAID = {
    sqlite3.SQLITE_BUSY: "another program holds it",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk is full, or does not work",
}


def plain(error: Exception) -> str:
    """Without a full stop."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and (said := _SAID.get(code & 0xFF)):
        return said
    return (error.strerror if isinstance(error, OSError) and error.strerror else str(error)).rstrip(".").lower()
