"""Where the vault's key comes from: made once, missing, wrong, readable by others, and half changed."""

from __future__ import annotations

import base64
import contextlib
import logging
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import vault_keys
from storage.database import DatabaseRefused
from storage.store import Store
from storage.vault import VaultRefused, make_key

SECRET = "1//a-refresh-token-of-the-owner"


async def sealed(folder: Path) -> bytes:
    """A database with a secret, and our own key beside it -> the key."""
    key = vault_keys.own_key(folder, folder / "yagami.db")
    store = await Store.open(folder / "yagami.db", key)
    await store.vault.put("google", SECRET)
    await store.close()
    return key


async def opened(folder: Path) -> str | None:
    """The secret, as a start finds it."""
    store = await Store.open(folder / "yagami.db", vault_keys.own_key(folder, folder / "yagami.db"))
    try:
        return await store.vault.get("google")
    finally:
        await store.close()


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def as_text(key: bytes) -> str:
    return base64.b64encode(key).decode() + "\n"


async def test_a_missing_key_beside_secrets_is_said_and_nothing_is_made(tmp_path: Path) -> None:
    await sealed(tmp_path)
    (tmp_path / "vault.key").unlink()
    before = bytes_of(tmp_path)

    with pytest.raises(VaultRefused, match=r"vault\.key is missing .* nothing was made or changed"):
        vault_keys.own_key(tmp_path, tmp_path / "yagami.db")

    assert bytes_of(tmp_path) == before


def from_our_file(folder: Path, key: bytes) -> bytes:
    (folder / "vault.key").write_text(as_text(key))
    return vault_keys.own_key(folder, folder / "yagami.db")


def from_the_owners_file(folder: Path, key: bytes) -> bytes:
    (folder / "vault.key").write_text(as_text(key))
    return vault_keys.owners_key(folder / "vault.key", folder / "yagami.db")


def from_the_environment(folder: Path, key: bytes) -> bytes:
    (folder / "vault.key").write_text(as_text(key))
    return vault_keys.given_key(as_text(key), folder / "yagami.db")


@pytest.mark.parametrize("look", [from_our_file, from_the_owners_file, from_the_environment])
@pytest.mark.parametrize("killed", [False, True])
async def test_a_wrong_key_is_one_sentence_and_no_byte_is_changed(
    tmp_path: Path, look: Callable[[Path, bytes], bytes], killed: bool
) -> None:
    """Also where the app was killed, and its WAL still holds what the database does not; and before any migration."""
    right = await sealed(tmp_path)
    with contextlib.ExitStack() as stack:
        if killed:
            left = stack.enter_context(contextlib.closing(sqlite3.connect(tmp_path / "yagami.db")))
            left.execute("PRAGMA user_version = 1")
        else:
            with contextlib.closing(sqlite3.connect(tmp_path / "yagami.db")) as raw:
                raw.execute("PRAGMA user_version = 1")
        wrong = os.urandom(32)
        (tmp_path / "vault.key").write_text(as_text(wrong))
        before = bytes_of(tmp_path)
        with pytest.raises(VaultRefused) as refused:
            look(tmp_path, wrong)
        after = bytes_of(tmp_path)

    for files in (before, after):
        files.pop("yagami.db-shm", None)  # locks, in memory
    assert ("yagami.db-wal" in before) == killed
    assert after == before
    assert "can't be opened with this key" in str(refused.value)
    assert str(refused.value).count(". ") == 1
    assert look(tmp_path, right) == right


async def test_secrets_without_their_proof_are_a_damaged_database(tmp_path: Path) -> None:
    await sealed(tmp_path)
    with contextlib.closing(sqlite3.connect(tmp_path / "yagami.db")) as raw, raw:
        raw.execute("DELETE FROM secrets WHERE name = 'vault-check'")

    with pytest.raises(VaultRefused, match="damaged"):
        vault_keys.own_key(tmp_path, tmp_path / "yagami.db")


def test_beside_what_is_no_database_no_key_is_made(tmp_path: Path) -> None:
    (tmp_path / "yagami.db").write_bytes(b"a letter to my aunt")

    with pytest.raises(DatabaseRefused):
        vault_keys.own_key(tmp_path, tmp_path / "yagami.db")

    assert [one.name for one in tmp_path.iterdir()] == ["yagami.db"]


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o666])
async def test_our_key_file_that_others_may_read_is_mended_and_told(
    tmp_path: Path, mode: int, caplog: pytest.LogCaptureFixture
) -> None:
    await sealed(tmp_path)
    (tmp_path / "vault.key").chmod(mode)

    assert await opened(tmp_path) == SECRET

    assert (tmp_path / "vault.key").stat().st_mode & 0o777 == 0o600
    [told] = caplog.records
    assert (told.levelno, f"mode {mode:o}" in told.getMessage()) == (logging.WARNING, True)


async def test_a_key_file_of_the_owners_that_others_may_read_is_warned_of_and_left(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "my.key"
    key = make_key(file)

    assert vault_keys.owners_key(file, tmp_path / "yagami.db") == key
    assert caplog.records == []
    file.chmod(0o644)
    assert vault_keys.owners_key(file, tmp_path / "yagami.db") == key
    [told] = caplog.records
    assert "chmod 600" in told.getMessage()
    assert file.stat().st_mode & 0o777 == 0o644
    caplog.clear()
    monkeypatch.setattr(vault_keys, "MOUNTED", tmp_path)  # there the engine decides
    assert vault_keys.owners_key(file, tmp_path / "yagami.db") == key
    assert caplog.records == []


async def test_after_a_change_the_old_key_opens_nothing_and_what_it_had_sealed_is_gone(tmp_path: Path) -> None:
    old = await sealed(tmp_path)
    with contextlib.closing(sqlite3.connect(tmp_path / "yagami.db")) as raw:
        ciphers = [row[0] for row in raw.execute("SELECT sealed FROM secrets")]
    store = await Store.open(tmp_path / "yagami.db", old)
    assert await vault_keys.change_own(store.vault, tmp_path) == (tmp_path / "vault.key", [])
    assert await store.vault.get("google") == SECRET
    await store.vault.put("later", "sealed with the new one")
    await store.close()

    files = bytes_of(tmp_path)
    assert sorted(files) == ["vault.key", "yagami.db"]
    assert len(ciphers) == 2
    assert not any(cipher in data for cipher in ciphers for data in files.values())
    assert await opened(tmp_path) == SECRET
    with pytest.raises(VaultRefused):
        vault_keys.given_key(as_text(old), tmp_path / "yagami.db")


async def test_the_nightly_copies_follow_and_one_that_can_not_is_named(tmp_path: Path) -> None:
    old = await sealed(tmp_path)
    copies = tmp_path / "backups"
    copies.mkdir()
    for day in ("2026-11-24", "2026-11-25"):
        (copies / f"yagami-{day}.db").write_bytes((tmp_path / "yagami.db").read_bytes())
    (copies / "yagami-2026-11-23.db").write_bytes(b"cut short")
    store = await Store.open(tmp_path / "yagami.db", old)

    file, left = await vault_keys.change_own(store.vault, tmp_path)

    await store.close()
    assert left == ["yagami-2026-11-23.db"]
    assert (copies / left[0]).read_bytes() == b"cut short"
    assert sorted(one.name for one in copies.iterdir()) == [f"yagami-2026-11-{day}.db" for day in (23, 24, 25)]
    for day in ("2026-11-24", "2026-11-25"):
        copy = await Store.open(copies / f"yagami-{day}.db", vault_keys.owners_key(file, copies / f"yagami-{day}.db"))
        assert await copy.vault.get("google") == SECRET
        await copy.close()


async def test_a_secret_that_does_not_open_stops_the_change_and_the_old_key_stays(tmp_path: Path) -> None:
    key = await sealed(tmp_path)
    with contextlib.closing(sqlite3.connect(tmp_path / "yagami.db")) as raw, raw:
        raw.execute("INSERT INTO secrets SELECT 'zzz', sealed FROM secrets WHERE name = 'google'")
    store = await Store.open(tmp_path / "yagami.db", key)

    with pytest.raises(VaultRefused, match="zzz"):
        await vault_keys.change_own(store.vault, tmp_path)

    await store.close()
    assert await opened(tmp_path) == SECRET
    assert not (tmp_path / "vault.key.next").exists()
    assert vault_keys.own_key(tmp_path, tmp_path / "yagami.db") == key


async def test_a_change_to_a_file_that_is_there_is_refused(tmp_path: Path) -> None:
    key = await sealed(tmp_path)
    (tmp_path / "mine").write_text("something else")
    store = await Store.open(tmp_path / "yagami.db", key)

    with pytest.raises(VaultRefused, match="there already"):
        await vault_keys.change_to(store.vault, tmp_path / "mine", tmp_path)

    await store.close()
    assert (tmp_path / "mine").read_text() == "something else"
    assert await opened(tmp_path) == SECRET


@pytest.mark.parametrize("rest", ["", "dG9vIHNob3J0", "no key"])
async def test_a_follower_that_was_half_written_is_taken_away(tmp_path: Path, rest: str) -> None:
    await sealed(tmp_path)
    for name in ("vault.key.next", "vault.key.next.new", "vault.key.new"):
        (tmp_path / name).write_text(rest)

    assert await opened(tmp_path) == SECRET

    store = await Store.open(tmp_path / "yagami.db", vault_keys.own_key(tmp_path, tmp_path / "yagami.db"))
    await vault_keys.change_own(store.vault, tmp_path)
    await store.close()
    assert await opened(tmp_path) == SECRET
    assert not (tmp_path / "vault.key.next").exists()


async def test_if_neither_key_opens_both_stay(tmp_path: Path) -> None:
    await sealed(tmp_path)
    (tmp_path / "vault.key").unlink()
    make_key(tmp_path / "vault.key")
    make_key(tmp_path / "vault.key.next")
    before = bytes_of(tmp_path)

    with pytest.raises(VaultRefused, match="can't be opened"):
        vault_keys.own_key(tmp_path, tmp_path / "yagami.db")

    assert bytes_of(tmp_path) == before
