"""The schema: its words are those of the code, and an older one is brought to the newest with its rows."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from enum import StrEnum
from pathlib import Path

import pytest

from core.errors import Condition, Scope
from core.model import Account, DeliveryState, DownloadState, EventKind, Feed, PartKind
from core.poll.backfill import BackfillState, ItemState
from core.renewal.decide import Standing, Why
from core.settings import CatchUp, Quality
from storage.database import Database, migrations


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("events", "kind", EventKind),
        ("deliveries", "state", DeliveryState),
        ("downloads", "state", DownloadState),
        ("feeds", "feed", Feed),
        ("peers", "account", Account),
        ("parts", "account", Account),
        ("parts", "kind", PartKind),
        ("downloads", "quality", Quality),
        ("feeds", "catch_up", CatchUp),
        ("feeds", "believe", CatchUp),
        ("alerts", "condition", Condition),
        ("pauses", "condition", Condition),
        ("backfills", "state", BackfillState),
        ("backfill_items", "state", ItemState),
        ("ytdlp_releases", "standing", Standing),
        ("ytdlp_releases", "why", Why),
    ],
)
def test_every_enum_equals_its_check_constraint(table: str, column: str, words: type[StrEnum]) -> None:
    """If this breaks, either the enum in core/model.py or a migration was changed without the other."""
    assert check_of(table, column) == {word.value for word in words}


def test_every_scope_that_can_be_paused_is_in_the_check_of_pauses() -> None:
    """A single item waits in its own row, and a chat in its destination's."""
    assert check_of("pauses", "scope") == {scope.value for scope in Scope} - {"item", "chat"}


def check_of(table: str, column: str) -> set[str]:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        for _, script in migrations():
            connection.executescript(script)
        [(sql,)] = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,))
    check = re.search(rf"CHECK \({column} IN \(([^)]*)\)\)", sql)
    assert check
    return set(re.findall(r"'(\w+)'", check[1]))


async def test_the_first_schema_is_brought_to_the_newest_with_its_rows(tmp_path: Path) -> None:
    file = tmp_path / "yagami.db"
    with contextlib.closing(sqlite3.connect(file)) as old:
        old.executescript(
            migrations()[0][1]
            + """PRAGMA application_id = 0x59414741; PRAGMA user_version = 1;
            INSERT INTO settings VALUES ('likes.interval', '300'), ('feed.history.interval', '300'),
                ('feed.subscriptions.interval', '600.5');
            INSERT INTO destinations (id, chat_id) VALUES (1, -1001);
            INSERT INTO videos (id, seen_at) VALUES ('v', 1);
            INSERT INTO events (id, kind, identity, subject, seen_at) VALUES (1, 'liked', 'v@1', 'v', 1);
            INSERT INTO deliveries (id, event_id, destination_id, random_id, state, message_id) VALUES (1, 1, 1, 5, 'sent', 9);
            INSERT INTO downloads (id, event_id, delivery_id, destination_id, video_id, created_at, changed_at)
                VALUES (3, 1, 1, 1, 'v', 1, 1);
            INSERT INTO parts (download_id, number, account, random_id, path, size, duration, width, height, file_id, chunk_size)
                VALUES (3, 1, 'bot', 6, '3/a.mp4', 1, 1, 1, 1, 1, 1);"""
        )
    database = await Database.open(file)

    [row] = await database.fetch(
        """SELECT d.message_id, j.id, j.state, j.asked, p.random_id, p.kind
           FROM deliveries d JOIN downloads j ON j.delivery_id = d.id JOIN parts p ON p.download_id = j.id"""
    )
    assert tuple(row) == (9, 3, "queued", 0, 6, "video")
    paces = await database.fetch("SELECT key, value FROM settings ORDER BY key")
    assert [tuple(one) for one in paces] == [
        ("feed.likes.fastest", "300"),
        ("feed.likes.slowest", "300"),
        ("feed.subscriptions.fastest", "600.5"),
        ("feed.subscriptions.slowest", "600.5"),
    ], "the history had the old default: it is automatic now"
    await database.close()


#: One row of each table of schema 3 (of downloads one of each state), with a value in every column that may have one.
OF_SCHEMA_3 = """
    INSERT INTO settings VALUES ('download.quality', '"720"'), ('paused_at', '5.5');
    INSERT INTO secrets VALUES ('api', x'00ff');
    INSERT INTO destinations (id, chat_id, topic_id, title, not_before, trouble, kind, username, checked_at)
        VALUES (7, -1001, 4, 'A channel', 9.5, '{"key": "k", "args": {}}', 'supergroup', 'name', 8.5);
    INSERT INTO peers VALUES ('bot', -1001, -99);
    UPDATE feeds SET destination_id = 7, seeded_at = 1.5, looked_at = 2.5, not_before = 3.5, tries = 2, trouble = '{"key": "k"}',
        catch_up = 'digest', held = '{"new": 3}', believe = 'skip', gap = 1 WHERE feed = 'history';
    INSERT INTO videos VALUES ('v', 'A film', 'A channel', 'UC1', 61, 5, 'was_live', 1.5);
    INSERT INTO channels VALUES ('UC1', 'A channel', '@a', 'about', 5, 6, 'https://p', 1.5);
    INSERT INTO snapshot VALUES ('likes', 'v', 1.5, 2.5, 3.5, 4, 5.5, 6.5, 1, 7.5);
    INSERT INTO events VALUES (11, 'liked', 'v@1', 'v', 1.5, 2.5, '{"times": 2}'), (12, 'watched', 'd:v:1', 'v', NULL, 2.5, NULL);
    INSERT INTO deliveries (id, event_id, digest, destination_id, random_id, silent, state, message_id, status_wanted, status_shown,
        gone, tries, not_before, trouble, sent_at, since) VALUES
        (21, 11, NULL, 7, -5, 1, 'sent', 50, '{"key": "a", "args": {}}', '{"key": "b", "args": {}}', 1, 3, 4.5, NULL, 5.5, NULL),
        (22, 12, '[11, 12]', 7, 6, 0, 'waiting', NULL, NULL, NULL, 0, 1, 4.5, '{"key": "k", "args": {}}', NULL, 6.5);
    INSERT INTO downloads (id, event_id, delivery_id, destination_id, video_id, state, asked, quality, height, subtitles, card,
        card_shown, again, rank, tries, not_before, trouble, created_at, changed_at)
        SELECT 31 + key, 11, 21, 7, 'v', value, 1, '480', 360, 'en', 70, 'shown', 2, -1.5, 3, 4.5, '{"key": "k"}', 5.5, 6.5
        FROM json_each('["offered", "queued", "fetching", "fetched", "uploading", "sent", "done", "skipped", "failed",
            "cancelled"]');
    INSERT INTO parts (download_id, number, account, random_id, path, thumb, cover, size, duration, width, height, file_id,
        chunk_size, acked, message_id, document_id, document_hash, document_reference, sent_at, kind)
        VALUES (37, 1, 'user', -6, '37/a', '37/t', '37/c', 5, 1.5, 640, 360, 8, 512, x'80', 51, 9, -10, x'0a', 6.5, 'audio');
    INSERT INTO removals VALUES (37, 1.5, 2);
    INSERT INTO pauses VALUES ('youtube', 1.5, 'bot_check', '{"key": "k"}', 2.5, 3), ('ytdlp', 1.5, NULL, '{"key": "k"}', 2.5, 3);
    INSERT INTO alerts VALUES (41, 'history_cleared', 'likes', '{"key": "k"}', 1.5, 60, 2.5, 3.5, 4, 1),
        (42, 'mass_change', 'likes', '{"key": "k"}', 1.5, NULL, 0.5, NULL, 0, 0);
    INSERT INTO quota VALUES ('2026-01-02', 77);
    INSERT INTO traffic VALUES ('2026-01-02', 'poll', 5, 6);
    INSERT INTO seen_updates VALUES (1000, 1.5);
    INSERT INTO panel VALUES (1, 80, 'home', 'digest', 1);
    INSERT INTO question VALUES (1, 'cookies', 81, 9.5);
    INSERT INTO errands VALUES (51, 'look', '80.0', '{"card": 70}', 1.5, 2, '{"key": "k"}', 3.5, NULL);
    INSERT INTO backfills VALUES (61, 50, NULL, 0, 2.5, 'paused', '{"key": "k"}', 'page', 1, 1.5, 2.5, 3.5, NULL);
    INSERT INTO backfill_items VALUES (61, 0, 1, 'v', 1.5, 'released', 11);
    INSERT INTO private_times VALUES (71, 1.5, 2.5, NULL);
"""


def rows_of(file: Path, columns: dict[str, list[str]]) -> dict[str, list[tuple[object, ...]]]:
    with contextlib.closing(sqlite3.connect(file)) as raw:
        return {
            table: raw.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY 1, 2").fetchall()
            for table, names in columns.items()
        }


async def test_the_third_schema_is_brought_to_the_newest_with_every_row_of_every_table(tmp_path: Path) -> None:
    file = tmp_path / "yagami.db"
    with contextlib.closing(sqlite3.connect(file)) as old:
        for _, script in migrations()[:3]:
            old.executescript(script)
        old.executescript(
            f"PRAGMA application_id = 0x59414741; PRAGMA user_version = 3; PRAGMA foreign_keys = ON; {OF_SCHEMA_3}"
        )
        tables = [one for (one,) in old.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        columns = {one: [row[1] for row in old.execute(f"PRAGMA table_info({one})")] for one in tables}
        indexes = {
            one for (one,) in old.execute("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
        }
    before = rows_of(file, columns)
    assert all(before.values()), "no table is left out"

    database = await Database.open(file)
    defaults = await database.fetch(
        """SELECT DISTINCT j.large, j.chapters, j.cut, d.caption, p.one_message, p.scheduled FROM downloads j
           JOIN deliveries d ON d.id = j.delivery_id JOIN parts p"""
    )
    [index] = await database.fetch("SELECT * FROM ytdlp_index")
    kept = await database.fetch("SELECT name FROM sqlite_schema WHERE type = 'index'")
    await database.close()

    assert rows_of(file, columns) == before
    assert [tuple(one) for one in defaults] == [(None, None, None, None, 0, 0)]
    assert (index["current"], index["releases"], index["looked_at"]) == (None, "[]", None)
    assert indexes <= {one["name"] for one in kept}
