"""Databases as each released schema left them (golden/schema-N.sql: made by the migrations of their time, a row or more in every
table): each is brought to the newest with all that it knows, after a copy; the app can be used with it; and nobody has edited a
migration that is out.

A new one, before a schema is released: dump a database that the migrations up to it have made and that has rows in every table
(`sqlite3`'s iterdump, with application_id and user_version before it), its secrets sealed with KEY.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.model import DownloadState
from storage.backup import KEPT, folder, is_sound, make_nightly, nightly
from storage.database import APPLICATION_ID, Database, DatabaseRefused, migrations
from storage.vault import CHECK, opens
from storage.vault_copies import reseal_copies
from tests.bot.screens.rows import context
from tests.bot.screens.test_every_screen import PLACES, check

GOLDEN = Path(__file__).with_name("golden")
NEWEST = migrations()[-1][0]
#: The newest is released when the next one is begun.
RELEASED = range(1, NEWEST)
KEY = b"k" * 32
#: What each is known to hold: (download, state, the random id of its part).
DOWNLOADS = [(1, DownloadState.DONE, 6000000001), (2, DownloadState.UPLOADING, -6000000002)]


@pytest.fixture(params=RELEASED)
def golden(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[int, Path]:
    """(its schema, the file) of each."""
    file = tmp_path / "yagami.db"
    with contextlib.closing(sqlite3.connect(file)) as raw:
        raw.executescript((GOLDEN / f"schema-{request.param}.sql").read_text("utf-8"))
    return request.param, file


#: What is the same for each of them is tried with one.
last = pytest.mark.parametrize("golden", [RELEASED[-1]], indirect=True)


@contextlib.contextmanager
def looked_at(file: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as raw:
        yield raw


def schema(raw: sqlite3.Connection) -> set[tuple[str, str]]:
    return set(raw.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"))


def rows(raw: sqlite3.Connection) -> list[str]:
    return sorted(line for line in raw.iterdump() if line.startswith("INSERT"))


def test_every_released_schema_has_its_golden_database() -> None:
    assert sorted(one.name for one in GOLDEN.iterdir()) == [f"schema-{number}.sql" for number in RELEASED]


def test_a_migration_that_is_out_is_edited_no_more(golden: tuple[int, Path]) -> None:
    number, file = golden
    with contextlib.closing(sqlite3.connect(":memory:")) as made, looked_at(file) as old:
        for _, script in migrations()[:number]:
            made.executescript(script)
        assert schema(made) == schema(old), "what people have can't be changed any more: write a migration more"
        assert old.execute("PRAGMA user_version").fetchone()[0] == number
        assert old.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        tables = [name for (name,) in old.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        assert [name for name in tables if not old.execute(f"SELECT 1 FROM {name}").fetchone()] == [], (
            "none is left out"
        )


async def test_it_is_brought_to_the_newest_and_every_screen_can_be_drawn(golden: tuple[int, Path]) -> None:
    number, file = golden
    async with context(file.parent) as ctx:
        assert await ctx.store.listing.schema() == NEWEST
        assert await ctx.store.database.fetch("PRAGMA foreign_key_check") == []
        assert await ctx.store.vault.get("api") == '{"api_id": 5, "api_hash": "00000000000000000000000000000000"}'
        assert await ctx.store.settings.identity_key() == b"\xab" * 32, (
            "with another one everything would be told again"
        )
        assert ctx.services.owner.id == 1_000_000_001
        for job, state, random_id in DOWNLOADS:
            assert (await ctx.store.jobs.get(job)).state is state
            [part] = await ctx.store.jobs.parts(job)
            assert part.random_id == random_id
        assert [one.random_id for one in await ctx.store.outbox.owed(ctx.now)] == [-5000000002]
        assert len(await ctx.store.listing.feeds()) == 3
        for screen, args in PLACES:
            check(await screen.show(ctx, args), f"{screen.name} {args} after schema {number}")
    assert is_sound(file)


async def test_before_that_a_private_copy_is_made_from_which_the_older_program_goes_on(
    golden: tuple[int, Path],
) -> None:
    number, file = golden
    with looked_at(file) as old:
        before = (schema(old), rows(old))

    await (await Database.open(file)).close()

    [copy] = (file.parent / "backups").iterdir()
    assert (copy.name, copy.stat().st_mode & 0o777) == (f"yagami-schema-{number}.db", 0o600)
    with looked_at(copy) as kept:
        assert (schema(kept), rows(kept)) == before
        assert kept.execute("PRAGMA user_version").fetchone()[0] == number
    assert nightly(file.parent) == [], "it is none of the seven, and goes with none of them"

    await (await Database.open(file)).close()
    assert len(list((file.parent / "backups").iterdir())) == 1, "a start without an upgrade makes none"

    assert reseal_copies(copy.parent, KEY, b"n" * 32) == []
    with looked_at(copy) as kept:
        [(sealed,)] = kept.execute("SELECT sealed FROM secrets WHERE name = ?", (CHECK,)).fetchall()
        assert opens(b"n" * 32, CHECK, sealed) is not None, "it follows when the vault's key is changed"


@last
async def test_without_room_for_the_copy_it_is_refused_and_no_row_is_changed(
    golden: tuple[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    number, file = golden
    with looked_at(file) as old:
        before = (schema(old), rows(old))
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 0))
        with pytest.raises(DatabaseRefused, match=r"no room on the disk.*Nothing was changed\.$"):
            await Database.open(file)

    with looked_at(file) as old:
        assert (schema(old), rows(old)) == before
        assert old.execute("PRAGMA user_version").fetchone()[0] == number
    await (await Database.open(file)).close()


@last
async def test_one_of_a_later_program_is_refused_as_it_stands(golden: tuple[int, Path]) -> None:
    _, file = golden
    with contextlib.closing(sqlite3.connect(file)) as raw:
        raw.execute(f"PRAGMA user_version = {NEWEST + 1}")
    before = file.read_bytes()

    with pytest.raises(DatabaseRefused, match=f"newer Yagami .version {NEWEST + 1}; this one knows up to {NEWEST}"):
        await Database.open(file)

    assert file.read_bytes() == before
    assert [one.name for one in file.parent.iterdir()] == ["yagami.db"]


async def test_the_copy_goes_after_a_week_as_what_is_to_be_forgotten_may_be_in_it(tmp_path: Path) -> None:
    file = tmp_path / "yagami.db"
    await (await Database.open(file)).close()
    copy = folder(tmp_path) / "yagami-schema-3.db"
    shutil.copy2(file, copy)
    made = datetime.fromtimestamp(copy.stat().st_mtime).astimezone().date()

    await make_nightly(file, tmp_path, made + timedelta(days=KEPT))
    assert copy.exists()
    await make_nightly(file, tmp_path, made + timedelta(days=KEPT + 1))
    assert not copy.exists()
