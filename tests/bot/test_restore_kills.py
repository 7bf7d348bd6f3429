"""`yagami restore --replace` killed before each thing that it does to a file: what was there is whole, and a second try does it."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.restore import restore
from storage.restored import which
from storage.store import Store

from .test_restore import KEY, NOW, WORDS, sent, settings

#: What Python tells its auditors before it touches a file.
MOVES = frozenset({"os.rename", "os.mkdir", "shutil.rmtree"})
TOUCHES = MOVES | {"open", "os.remove", "os.rmdir", "os.chmod", "sqlite3.connect"}
WITNESS = "the database that was there"


def restored(data: Path, file: Path, at: frozenset[str] = MOVES, *, until: int | None = None) -> bool:
    """In a process of its own, that dies before its `until`-th such touch of the data folder -> whether it came to its end."""
    child = os.fork()
    if child == 0:
        left = until

        def dies(event: str, args: tuple[Any, ...]) -> None:
            nonlocal left
            if left is not None and event in at and args and str(data) in os.fsdecode(str(args[0])):
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(dies)
            asyncio.run(restore(settings(data), file, WORDS, NOW, replace=True))
            os._exit(0)
        except BaseException:  # noqa: BLE001  a forked child must never come back into pytest
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return not os.WIFSIGNALED(status)


def has_witness(file: Path) -> bool:
    raw = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        assert raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return raw.execute("SELECT 1 FROM settings WHERE key = 'witness'").fetchone() is not None
    finally:
        raw.close()


async def there_before(data: Path) -> None:
    data.mkdir()
    store = await Store.open(data / "yagami.db", KEY)
    await store.settings.put("witness", WITNESS)
    await store.close()
    (data / "vault.key").write_text("the key that was there")


async def works(data: Path) -> None:
    store = await Store.open(data / "yagami.db", KEY)
    assert (await store.vault.get("word"), (await which(store)).claim) == ("sesame", True)
    await store.close()


@pytest.mark.parametrize("at", [MOVES, pytest.param(TOUCHES, marks=pytest.mark.large)], ids=["moves", "touches"])
def test_killed_before_anything_it_does_the_old_database_is_whole_and_a_second_try_restores(
    tmp_path: Path, at: frozenset[str]
) -> None:
    file = asyncio.run(sent(tmp_path))
    killed, until = 0, 0
    while True:
        data = tmp_path / f"data-{until}"
        asyncio.run(there_before(data))
        ended = restored(data, file, at, until=until)
        if not ended:
            killed += 1
            assert sum(map(has_witness, [*data.glob("yagami.db"), *data.glob("put-aside-*/yagami.db")])) == 1, until
            assert restored(data, file), until
        asyncio.run(works(data))
        kept = [one for one in data.glob("put-aside-*/yagami.db") if has_witness(one)]
        assert len(kept) == 1, until
        keys = [one.read_text() for one in data.glob("put-aside-*/vault.key")]
        assert keys.count("the key that was there") == 1, until
        assert not (data / "restoring").exists()
        if ended:
            break
        until += 1
    assert killed > (20 if at == TOUCHES else 4)
