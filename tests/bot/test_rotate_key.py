"""`yagami rotate-key`: while the app runs, with each source of the key, and killed at each of its steps."""

from __future__ import annotations

import asyncio
import base64
import fcntl
import os
import shutil
import signal
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.opening import opened_store
from bot.rotate_key import rotate_key
from bot.settings import Settings
from storage.store import Store
from storage.vault import VaultRefused, load_key, make_key
from tests.stories.forking import Forking

TOKEN = "7000000001:AAabcdefghijklmnopqrstuvwxyz0123456789"
SECRET = "1//a-refresh-token-of-the-owner"


def settings(folder: Path, **more: str) -> Settings:
    return Settings(_env_file=None, bot_token=TOKEN, data=str(folder / "data"), **more)  # type: ignore[arg-type]


async def seal(folder: Path, **more: str) -> None:
    """A secret in the database, and in a nightly copy of it."""
    async with AsyncExitStack() as house:
        await (await opened_store(settings(folder, **more), house)).vault.put("google", SECRET)
    data = folder / "data"
    (data / "backups").mkdir()
    shutil.copy(data / "yagami.db", data / "backups" / "yagami-2026-11-25.db")


async def opened(folder: Path, **more: str) -> str | None:
    async with AsyncExitStack() as house:
        return await (await opened_store(settings(folder, **more), house)).vault.get("google")


async def copy_opened(data: Path) -> str | None:
    """By the key that the app uses, as `yagami restore` would."""
    copy = data / "backups" / "yagami-2026-11-25.db"
    store = await Store.open(copy, load_key(data / "vault.key", create=False))
    try:
        return await store.vault.get("google")
    finally:
        await store.close()


async def run(folder: Path, *words: str, steps: str = "", **more: str) -> tuple[int, str]:
    """`yagami rotate-key` -> (exit code, stderr)."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("YAGAMI_")}
    environment |= {"YAGAMI_DATA": str(folder / "data"), "YAGAMI_BOT_TOKEN": TOKEN, "YAGAMI_STEPS": steps} | {
        f"YAGAMI_{name.upper()}": value for name, value in more.items()
    }
    said = folder / "said"
    said.unlink(missing_ok=True)
    async with Forking() as starts, asyncio.timeout(60):
        await starts.start(environment, said, ("rotate-key", *words), folder)
        code = await starts.ended()
    return code, said.read_text()


async def test_it_is_refused_while_the_app_runs(tmp_path: Path) -> None:
    await seal(tmp_path)
    key = (tmp_path / "data" / "vault.key").read_bytes()
    with (tmp_path / "data" / "yagami.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        code, said = await run(tmp_path)

    assert code == 1
    assert "runs already" in said
    assert (tmp_path / "data" / "vault.key").read_bytes() == key


@pytest.mark.parametrize("words", [(), ("--to", "mine.key")])
async def test_killed_at_any_step_a_key_opens_and_a_second_try_does_it(tmp_path: Path, words: tuple[str, ...]) -> None:
    """One of the two keys: our own file's, or the one in the file that was named."""
    await seal(tmp_path)
    steps = tmp_path / "steps"
    code, said = await run(tmp_path, *words, steps=f"list:{steps}")
    assert code == 0, said
    names = [name for name in steps.read_text().splitlines() if "vault-key" in name]
    assert len(names) == 8

    for number, name in enumerate(names):
        folder = tmp_path / str(number)
        folder.mkdir()
        await seal(folder)
        code, said = await run(folder, *words, steps=f"kill:{name}")
        assert code == -signal.SIGKILL, name
        data = folder / "data"
        if words:
            found = []
            for more in ({}, {"vault_key_file": str(folder / "mine.key")}):
                try:
                    found.append(await opened(folder, **more))
                except (VaultRefused, ValueError):
                    continue
            assert found == [SECRET], name
        else:
            assert await opened(folder) == SECRET, name
            assert not (data / "vault.key.next").exists()
            assert await copy_opened(data) == SECRET, name
            code, said = await run(folder)
            assert code == 0, said
            assert await opened(folder) == SECRET
            assert sorted(one.name for one in data.iterdir()) == ["backups", "vault.key", "yagami.db", "yagami.lock"]
            assert await copy_opened(data) == SECRET


async def test_with_a_key_of_the_owners_the_new_one_goes_where_it_is_told(tmp_path: Path) -> None:
    make_key(tmp_path / "old.key")
    old = {"vault_key_file": str(tmp_path / "old.key")}
    await seal(tmp_path, **old)

    with pytest.raises(VaultRefused, match=r"old\.key, which Yagami does not change.*--to FILE"):
        await rotate_key(settings(tmp_path, **old), None)
    told = await rotate_key(settings(tmp_path, **old), tmp_path / "new.key")

    assert f"YAGAMI_VAULT_KEY_FILE to {tmp_path / 'new.key'}" in " ".join(told)
    assert (tmp_path / "new.key").stat().st_mode & 0o777 == 0o600
    assert await opened(tmp_path, vault_key_file=str(tmp_path / "new.key")) == SECRET
    with pytest.raises(VaultRefused, match="can't be opened with this key"):
        await opened(tmp_path, **old)
    with pytest.raises(VaultRefused, match=r"vault\.key is missing"):
        await opened(tmp_path)
    assert not (tmp_path / "data" / "vault.key").exists()


async def test_with_a_key_of_the_environment_the_sentences_say_what_to_do(tmp_path: Path) -> None:
    key = base64.b64encode(os.urandom(32)).decode()
    await seal(tmp_path, vault_key=key)

    code, said = await run(tmp_path, vault_key=key)
    assert code == 1
    assert "YAGAMI_VAULT_KEY, which Yagami does not change" in said
    assert await opened(tmp_path, vault_key=key) == SECRET
    told = " ".join(await rotate_key(settings(tmp_path, vault_key=key), tmp_path / "new.key"))

    assert "set YAGAMI_VAULT_KEY " in told
    assert "YAGAMI_VAULT_KEY_FILE" in told
    new = (tmp_path / "new.key").read_text().strip()
    assert key not in told
    assert new not in told
    assert await opened(tmp_path, vault_key=new) == SECRET
