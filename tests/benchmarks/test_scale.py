"""The rows of benchmarks/scale.py are ones that the app could have written, and what is asked leads somewhere."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from benchmarks.scale_asks import asks
from benchmarks.scale_rows import Size, fill
from bot.screens import SCREENS
from storage.database import Database

NOW = 1_790_000_000.0


async def test_the_rows_are_whole_and_as_many_as_they_should_be(tmp_path: Path) -> None:
    file, size = tmp_path / "yagami.db", Size(2000)
    await (await Database.open(file)).close()
    fill(file, size, NOW, {"likes": -1001, "subscriptions": -1002, "history": -1003})
    with contextlib.closing(sqlite3.connect(file)) as rows:
        assert rows.execute("PRAGMA foreign_key_check").fetchall() == []
        assert rows.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for table, many in (("events", 2000), ("deliveries", 2000)):
            assert rows.execute(f"SELECT count(*) FROM {table}").fetchone() == (many,)
        known = dict(rows.execute("SELECT feed, count(*) FROM snapshot GROUP BY feed"))
        assert (known["likes"], known["subscriptions"]) == (size.likes, size.subscriptions)
        assert rows.execute("SELECT sum(n) FROM events_recorded").fetchone() == (2000,)


def test_every_place_and_press_is_one_that_the_app_knows() -> None:
    for ask in asks(Size(2000), range(30, 50)):
        if ask.kind in ("place", "press"):
            _, action, _ = SCREENS.read(ask.words)
            assert bool(action) == (ask.kind == "press"), ask
