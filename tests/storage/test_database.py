"""The file: made, migrated, refused, kept whole."""

from __future__ import annotations

import re
import sqlite3
from enum import StrEnum
from pathlib import Path

import pytest

from core.errors import Condition, Scope
from core.model import Account, DeliveryState, DownloadState, EventKind, Feed
from storage.database import Database, DatabaseRefused, migrations


async def test_a_new_database_is_private_and_has_the_newest_version(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "yagami.db")
    await database.close()

    assert (tmp_path / "yagami.db").stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(tmp_path / "yagami.db") as raw:
        assert raw.execute("PRAGMA user_version").fetchone()[0] == migrations()[-1][0]
        assert raw.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    raw.close()


async def test_a_file_from_a_newer_version_is_refused_and_left_untouched(tmp_path: Path) -> None:
    file = tmp_path / "yagami.db"
    await (await Database.open(file)).close()
    raw = sqlite3.connect(file)
    raw.execute("PRAGMA user_version = 999")
    raw.execute("PRAGMA journal_mode = DELETE")
    raw.close()
    before = file.read_bytes()

    with pytest.raises(DatabaseRefused, match="newer Yagami"):
        await Database.open(file)

    assert file.read_bytes() == before


@pytest.mark.parametrize("content", [b"this is not a database", b"SQLite format 3\x00" + b"\xff" * 200])
async def test_a_file_that_is_no_database_is_refused_and_left_untouched(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "yagami.db"
    file.write_bytes(content)

    with pytest.raises(DatabaseRefused):
        await Database.open(file)

    assert file.read_bytes() == content


async def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    raw = sqlite3.connect(tmp_path / "yagami.db")
    raw.execute("CREATE TABLE theirs (x)")
    raw.commit()
    raw.close()

    with pytest.raises(DatabaseRefused, match="another program"):
        await Database.open(tmp_path / "yagami.db")


async def test_a_folder_that_is_a_file_is_a_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")

    with pytest.raises(DatabaseRefused, match="can't be opened"):
        await Database.open(tmp_path / "data" / "yagami.db")


async def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "yagami.db")

    async def half() -> None:
        async with database.transaction("test") as t:
            await t.run("INSERT INTO settings (key, value) VALUES ('a', '1')")
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        await half()

    assert await database.fetch("SELECT * FROM settings") == []
    await database.close()


async def test_a_reader_never_sees_half_a_transaction(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "yagami.db")
    async with database.transaction("test") as t:
        await t.run("INSERT INTO settings (key, value) VALUES ('a', '1')")
        assert await database.fetch("SELECT * FROM settings") == []

    assert len(await database.fetch("SELECT * FROM settings")) == 1
    await database.close()


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("events", "kind", EventKind),
        ("deliveries", "state", DeliveryState),
        ("downloads", "state", DownloadState),
        ("feeds", "feed", Feed),
        ("peers", "account", Account),
        ("parts", "account", Account),
        ("pauses", "condition", Condition),
    ],
)
def test_every_enum_equals_its_check_constraint(table: str, column: str, words: type[StrEnum]) -> None:
    """If this breaks, either the enum in core/model.py or a migration was changed without the other."""
    assert check_of(table, column) == {word.value for word in words}


def test_every_scope_that_can_be_paused_is_in_the_check_of_pauses() -> None:
    """A single item waits in its own row, and a chat in its destination's."""
    assert check_of("pauses", "scope") == {scope.value for scope in Scope} - {"item", "chat"}


def check_of(table: str, column: str) -> set[str]:
    sql = "".join(text for _, text in migrations())
    body = re.search(rf"CREATE TABLE {table} \((.*?)\n\)", sql, re.DOTALL)
    assert body
    check = re.search(rf"CHECK \({column} IN \(([^)]*)\)\)", body[1])
    assert check
    return set(re.findall(r"'(\w+)'", check[1]))
