"""`yagami restore` refuses with one sentence what it can't do, and then nothing is changed."""

from __future__ import annotations

import base64
import fcntl
import os
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.lock import AlreadyRunning
from bot.restore import RestoreRefused, asked_for, restore
from bot.settings import Settings
from storage import backup
from storage.restored import which
from storage.sealed_file import BackupRefused, seal
from storage.store import Store

WORDS = "seven tired lighthouse keepers"
TOKEN = "7000000001:AAabcdefghijklmnopqrstuvwxyz0123456789"
KEY = bytes(range(32))
NOW = 1_800_000_000.0


def settings(data: Path, **more: str) -> Settings:
    return Settings(_env_file=None, bot_token=TOKEN, data=data, **more)  # type: ignore[arg-type]


async def sent(folder: Path, **manifest: object) -> Path:
    """What /backup would send of a database that holds one secret."""
    store = await Store.open(folder / "plain.db", KEY)
    await store.vault.put("word", "sesame")
    await store.close()
    given = {"bot": 7000000001, "vault_key": base64.b64encode(KEY).decode(), "generation": 4} | manifest
    seal(folder / "plain.db", folder / "sent.yagami", WORDS, given, (4, 8, 1))
    return folder / "sent.yagami"


def left(data: Path) -> list[str]:
    return sorted(one.name for one in data.iterdir() if one.name != "yagami.lock")


async def test_it_is_the_owners_alone_and_of_a_higher_generation(tmp_path: Path) -> None:
    data = tmp_path / "new" / "data"

    told = await restore(settings(data), await sent(tmp_path), WORDS, NOW)

    assert "generation 5" in told[0]
    assert {one: oct((data / one).stat().st_mode & 0o777) for one in left(data)} == dict.fromkeys(
        ("vault.key", "yagami.db"), "0o600"
    )
    assert oct(data.stat().st_mode & 0o777) == "0o700"
    store = await Store.open(data / "yagami.db", KEY)
    assert (await store.vault.get("word"), (await which(store)).claim) == ("sesame", True)
    await store.close()


@pytest.mark.parametrize(
    ("change", "words", "said"),
    [
        (lambda whole: whole[:-50], WORDS, "cut short"),
        (lambda whole: whole, "eight tired lighthouse keepers", "passphrase"),
        (lambda whole: whole[:300] + bytes(4) + whole[304:], WORDS, "damaged"),
        (lambda whole: whole[:8] + b"\0\x09" + whole[10:], WORDS, "newer"),
        (lambda whole: b"a letter to my aunt", WORDS, "no backup"),
        (lambda whole: b"", WORDS, "no backup"),
        (lambda whole: b"SQLite format 3\0 and nothing more", WORDS, "damaged"),
        (lambda whole: whole, "", "passphrase is needed"),
    ],
)
async def test_a_file_that_is_of_no_use_changes_nothing(
    tmp_path: Path, change: Callable[[bytes], bytes], words: str, said: str
) -> None:
    file = await sent(tmp_path)
    file.write_bytes(change(file.read_bytes()))

    with pytest.raises((BackupRefused, RestoreRefused), match=said) as refused:
        await restore(settings(tmp_path / "data"), file, words, NOW)

    assert str(refused.value).count("\n") == 0
    assert left(tmp_path / "data") == []


async def test_a_database_from_a_newer_version_is_refused(tmp_path: Path) -> None:
    file = await sent(tmp_path)
    file.unlink()
    raw = sqlite3.connect(tmp_path / "plain.db")
    raw.execute("PRAGMA user_version = 999")
    raw.close()
    manifest = {"bot": 7000000001, "vault_key": base64.b64encode(KEY).decode()}
    seal(tmp_path / "plain.db", file, WORDS, manifest, (4, 8, 1))

    with pytest.raises(Exception, match="newer Yagami"):
        await restore(settings(tmp_path / "data"), file, WORDS, NOW)
    assert left(tmp_path / "data") == []


async def test_another_bot_or_another_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RestoreRefused, match="another bot"):
        await restore(settings(tmp_path / "data"), await sent(tmp_path, bot=5), WORDS, NOW)
    (tmp_path / "sent.yagami").unlink()
    (tmp_path / "plain.db").unlink()
    with pytest.raises(RestoreRefused, match="another vault's key"):
        await restore(settings(tmp_path / "data", vault_key="A" * 43 + "="), await sent(tmp_path), WORDS, NOW)
    assert left(tmp_path / "data") == []


async def test_what_is_there_is_put_aside_whole_and_only_if_it_is_said(tmp_path: Path) -> None:
    data = tmp_path / "data"
    file = await sent(tmp_path)
    await restore(settings(data), file, WORDS, NOW)
    before = {one: (data / one).read_bytes() for one in left(data)}

    with pytest.raises(RestoreRefused, match="--replace"):
        await restore(settings(data), file, WORDS, NOW)
    assert {one: (data / one).read_bytes() for one in left(data)} == before
    told = await restore(settings(data), file, WORDS, NOW, replace=True)

    assert "generation 6" in told[0]  # above what was there, too
    [aside] = [one for one in left(data) if one.startswith("put-aside")]
    assert {one: (data / aside / one).read_bytes() for one in before} == before


async def test_a_folder_whose_app_runs_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with (tmp_path / "data" / "yagami.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(AlreadyRunning):
            await restore(settings(tmp_path / "data"), await sent(tmp_path), WORDS, NOW, replace=True)
    assert left(tmp_path / "data") == []


async def test_a_nightly_copy_needs_its_key(tmp_path: Path) -> None:
    await sent(tmp_path)
    (tmp_path / "data").mkdir()
    night = await backup.make_nightly(tmp_path / "plain.db", tmp_path / "data", date(2026, 11, 25))

    with pytest.raises(RestoreRefused, match="vault's key"):
        await restore(settings(tmp_path / "data"), night, None, NOW)
    assert left(tmp_path / "data") == ["backups"]
    (tmp_path / "data" / "vault.key").write_bytes(base64.b64encode(KEY))
    await restore(settings(tmp_path / "data"), night, None, NOW)
    assert "yagami.db" in left(tmp_path / "data")


async def test_a_passphrase_comes_from_a_file_or_is_said_to_be_missing(tmp_path: Path) -> None:
    file = await sent(tmp_path)
    (tmp_path / "words").write_text(f"{WORDS}\nmore\n")

    assert asked_for(file, tmp_path / "words") == WORDS
    assert asked_for(tmp_path / "plain.db", None) is None
    with pytest.raises(RestoreRefused, match="can't be read"):
        asked_for(file, tmp_path / "nothing")
    with pytest.raises(RestoreRefused, match="can't be read"):
        asked_for(tmp_path / "nothing", None)


async def test_a_disk_that_can_not_be_written_changes_nothing(tmp_path: Path) -> None:
    file = await sent(tmp_path)
    if os.geteuid() == 0:
        (tmp_path / "data").write_text("a file stands there")
    else:
        (tmp_path / "data").mkdir(mode=0o500)

    with pytest.raises(OSError, match="data"):
        await restore(settings(tmp_path / "data"), file, WORDS, NOW)
