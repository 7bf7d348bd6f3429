"""A new database is what the migrations come to, row by row."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.database import Database, migrations
from tests.storage.whole import FILE, whole


def test_the_schema_of_a_new_file_is_up_to_date() -> None:
    assert FILE.read_text("utf-8") == whole(), "a migration was added: run `python -m tests.storage.whole`"


async def test_a_new_database_is_what_the_migrations_come_to(tmp_path: Path) -> None:
    await (await Database.open(tmp_path / "new.db")).close()
    with closing(sqlite3.connect(tmp_path / "migrated.db")) as connection:
        for _, sql in migrations():
            connection.executescript(sql)
    assert _all(tmp_path / "new.db") == _all(tmp_path / "migrated.db")


def _all(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table's rows, and what SQLite knows of the tables."""
    with closing(sqlite3.connect(file)) as connection:
        schema = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name").fetchall()
        tables = [name for kind, name, *_ in schema if kind == "table"]
        return {"": schema} | {
            one: sorted(connection.execute(f'SELECT * FROM "{one}"').fetchall(), key=repr) for one in tables
        }
