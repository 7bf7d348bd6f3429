"""Secrets at rest."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest

from storage.database import Database
from storage.vault import Vault, VaultRefused, load_key, parse_key


async def test_a_secret_comes_back_and_is_not_in_the_file(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "yagami.db")
    vault = Vault(database, os.urandom(32))
    await vault.unlock()
    await vault.put("google", "1//a-refresh-token")

    assert await vault.get("google") == "1//a-refresh-token"
    await database.close()
    assert all(b"a-refresh-token" not in file.read_bytes() for file in tmp_path.iterdir())


async def test_a_secret_under_another_name_is_not_opened(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "yagami.db")
    vault = Vault(database, os.urandom(32))
    await vault.put("one", "secret")
    async with database.transaction("test") as t:
        await t.run("UPDATE secrets SET name = 'other' WHERE name = 'one'")

    with pytest.raises(VaultRefused):
        await vault.get("other")
    await database.close()


async def test_a_wrong_key_is_told_at_once_and_changes_nothing(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "yagami.db")
    right = Vault(database, b"r" * 32)
    await right.unlock()
    await right.put("one", "secret")

    with pytest.raises(VaultRefused, match="can't be opened with this key"):
        await Vault(database, b"w" * 32).unlock()

    assert await right.get("one") == "secret"
    await database.close()


def test_a_key_may_be_in_either_base64() -> None:
    key = bytes(range(224, 256))
    url_safe = base64.urlsafe_b64encode(key).decode()

    assert set("-_") & set(url_safe)
    assert parse_key(url_safe) == parse_key(base64.b64encode(key).decode() + "\n") == key


def test_the_key_file_is_made_once_and_private(tmp_path: Path) -> None:
    file = tmp_path / "vault.key"

    key = load_key(file, create=True)

    assert load_key(file, create=True) == key
    assert file.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["vault.key"]


@pytest.mark.parametrize("text", ["", "not base64!", base64.b64encode(b"short").decode()])
def test_a_key_that_is_none_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(VaultRefused) as refused:
        parse_key(text)
    assert not text or text not in str(refused.value)


def test_a_missing_key_file_is_a_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(VaultRefused, match="key file"):
        load_key(tmp_path / "nowhere.key", create=False)
