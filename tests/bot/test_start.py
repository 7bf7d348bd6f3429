"""What stops a start is told in one line, with the right exit code, and nothing is changed."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import erasing_mark
from storage.database import migrations
from tests.small_disk import read_only, small_disk
from tests.stories.forking import Forking

TOKEN = "7000000001:AAabcdefghijklmnopqrstuvwxyz0123456789"


async def yagami(folder: Path, *words: str, **settings: str) -> tuple[int, str]:
    """-> (exit code, what it said on stderr)."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("YAGAMI_")}
    environment |= {"YAGAMI_DATA": str(folder / "data")} | {
        f"YAGAMI_{name.upper()}": value for name, value in settings.items()
    }
    said = folder / "said"
    async with Forking() as starts, asyncio.timeout(60):
        await starts.start(environment, said, words, folder)
        code = await starts.ended()
    return code, said.read_text()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, "YAGAMI_BOT_TOKEN is missing"),
        ({"bot_token": "not a token"}, "YAGAMI_BOT_TOKEN is not a bot token"),
        ({"bot_token": TOKEN, "bot_tokn": "x"}, "did you mean YAGAMI_BOT_TOKEN?"),
        ({"bot_token": TOKEN, "owner_id": "me"}, "YAGAMI_OWNER_ID is not a whole number"),
    ],
)
async def test_a_wrong_setting_stops_the_start_with_one_sentence(
    tmp_path: Path, settings: dict[str, str], said: str
) -> None:
    code, words = await yagami(tmp_path, "run", **settings)

    assert code == 2
    assert said in words
    assert len(words.strip().splitlines()) == 1
    assert "not a token" not in words
    assert not (tmp_path / "data").exists()


def newer_database(data: Path) -> None:
    with sqlite3.connect(data / "yagami.db") as raw:
        raw.execute(f"PRAGMA application_id = {0x59414741}")
        raw.execute("PRAGMA user_version = 999")
    raw.close()


def no_database(data: Path) -> None:
    (data / "yagami.db").write_bytes(b"a letter to my aunt")


def broken_key(data: Path) -> None:
    (data / "vault.key").write_text("no key at all")


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        (newer_database, "written by a newer Yagami"),
        (no_database, "can't be read as a database"),
        (broken_key, "is not base64"),
    ],
)
async def test_a_data_folder_that_can_not_be_used_is_left_as_it_is(
    tmp_path: Path, prepare: Callable[[Path], None], said: str
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    prepare(data)
    before = {file.name: file.read_bytes() for file in data.iterdir()}

    code, words = await yagami(tmp_path, "run", bot_token=TOKEN)

    assert code == 1
    assert said in words
    assert "Traceback" not in words
    assert {file.name: file.read_bytes() for file in data.iterdir() if file.name in before} == before


def content(data: Path) -> list[str]:
    """Every row."""
    with sqlite3.connect(data / "yagami.db") as raw:
        rows = list(raw.iterdump())
    raw.close()
    return rows


async def test_a_data_folder_of_another_bots_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "import.json").write_text("{}")
    assert (await yagami(tmp_path, "import", "import.json", bot_token=TOKEN))[0] == 0
    before = content(tmp_path / "data")

    code, words = await yagami(tmp_path, "run", bot_token="7000000002:" + TOKEN.partition(":")[2])

    assert code == 2
    assert "is the bot 7000000002's" in words.rpartition("yagami: ")[2]
    assert "is the bot 7000000001's" in words
    assert "Traceback" not in words
    assert content(tmp_path / "data") == before
    assert (await yagami(tmp_path, "import", "import.json", bot_token=TOKEN))[0] == 0


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_killed_while_its_database_is_made_it_makes_it_the_next_time(tmp_path: Path, moment: str) -> None:
    (tmp_path / "import.json").write_text("{}")
    step = f"{moment} commit.migration-{migrations()[-1][0]}"
    code, words = await yagami(tmp_path, "import", "import.json", bot_token=TOKEN, steps=f"kill:{step}")
    assert code == -9, words

    code, words = await yagami(tmp_path, "import", "import.json", bot_token=TOKEN)

    assert code == 0, words
    with contextlib.closing(sqlite3.connect(tmp_path / "data" / "yagami.db")) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (migrations()[-1][0],)
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("words", [("import", "import.json"), ("rotate-key",)])
async def test_a_data_folder_that_is_being_erased_takes_nothing_in(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "import.json").write_text("{}")
    assert (await yagami(tmp_path, "import", "import.json", bot_token=TOKEN))[0] == 0
    erasing_mark.write(tmp_path / "data", erasing_mark.Mark(1, "en"))
    before = content(tmp_path / "data")

    code, said = await yagami(tmp_path, *words, bot_token=TOKEN)

    assert code == 2
    assert "is being erased, and that is not done" in said
    assert "Traceback" not in said
    assert content(tmp_path / "data") == before


async def test_a_work_folder_that_can_not_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    code, words = await yagami(tmp_path, "run", bot_token=TOKEN, work=str(tmp_path / "file" / "work"))

    assert code == 1
    assert "work folder" in words
    assert "Traceback" not in words


async def test_a_second_instance_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with (tmp_path / "data" / "yagami.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        code, words = await yagami(tmp_path, "run", bot_token=TOKEN)

    assert code == 1
    assert "runs already" in words


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "json"),
        ('{"telegram": {"api_id": "one", "api_hash": "x"}}', "telegram > api_id"),
        ('{"google": {"client_id": "x"}}', "google > client_secret"),
        ('{"destinations": {"dislikes": -100}}', "destinations"),
        ('{"unknown": 1}', "unknown"),
    ],
)
async def test_an_import_file_that_is_wrong_changes_nothing_and_says_where(
    tmp_path: Path, content: str, said: str
) -> None:
    (tmp_path / "import.json").write_text(content)

    code, words = await yagami(tmp_path, "import", "import.json", bot_token=TOKEN)

    assert code == 1
    assert said in words
    assert "Nothing was changed" in words
    with sqlite3.connect(tmp_path / "data" / "yagami.db") as raw:
        assert raw.execute("SELECT count(*) FROM secrets WHERE name <> 'vault-check'").fetchone() == (0,)
        assert raw.execute("SELECT count(*) FROM destinations").fetchone() == (0,)
    raw.close()


# -- a disk and a clock that are not as they should be -----------------------------------------------------------------


async def test_a_data_folder_on_a_read_only_disk_is_said_in_one_line(tmp_path: Path) -> None:
    with small_disk(tmp_path / "data", "8m"):
        (tmp_path / "import.json").write_text("{}")
        assert (await yagami(tmp_path, "import", "import.json", bot_token=TOKEN))[0] == 0
        with read_only(tmp_path / "data"):
            code, words = await yagami(tmp_path, "run", bot_token=TOKEN)
        assert code == 1
        assert "Read-only file system" in words
        assert "Traceback" not in words


@pytest.mark.parametrize("known", [False, True], ids=["a first start", "a later start"])
async def test_a_start_on_a_full_disk_says_so_and_loses_nothing(tmp_path: Path, known: bool) -> None:
    (tmp_path / "import.json").write_text("{}")
    with small_disk(tmp_path / "data", "8m"):
        if known:
            assert (await yagami(tmp_path, "import", "import.json", bot_token=TOKEN))[0] == 0
            before = content(tmp_path / "data")
        with (tmp_path / "data" / "filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
            while True:
                filler.write(bytes(4096))

        code, words = await yagami(tmp_path, "import", "import.json", bot_token=TOKEN)

        assert "Traceback" not in words
        assert code == 1
        assert "disk is full" in words or "No space left" in words
        (tmp_path / "data" / "filler").unlink()
        if known:
            assert content(tmp_path / "data") == before
        assert (await yagami(tmp_path, "import", "import.json", bot_token=TOKEN))[0] == 0


async def test_a_database_that_another_program_holds_is_said_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "import.json").write_text("{}")
    assert (await yagami(tmp_path, "import", "import.json", bot_token=TOKEN))[0] == 0
    before = content(tmp_path / "data")
    with contextlib.closing(sqlite3.connect(tmp_path / "data" / "yagami.db")) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")

        code, words = await yagami(tmp_path, "run", bot_token=TOKEN)

        assert code == 1
        assert "another program" in words
        assert "Traceback" not in words
    assert content(tmp_path / "data") == before
