"""Writes storage/migrations/whole.sql anew, after a migration was added: python -m tests.storage.whole"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import storage.migrations
from storage.database import migrations

FILE = Path(next(iter(storage.migrations.__path__))) / "whole.sql"
HEAD = """-- What all migrations come to: a new file is made of it at once, in a tenth of the time. Written by
-- `python -m tests.storage.whole`, which tests/storage/test_whole.py asks for when a migration was added.
"""


def whole() -> str:
    with closing(sqlite3.connect(":memory:")) as connection:
        for _, sql in migrations():
            connection.executescript(sql)
        lines = [line for line in connection.iterdump() if line not in ("BEGIN TRANSACTION;", "COMMIT;")]
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(whole(), "utf-8")
