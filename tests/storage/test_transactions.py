"""Transactions, snapshots and updates: all of it or nothing, and nobody sees half."""

from __future__ import annotations

import asyncio
import contextvars
from pathlib import Path

import pytest

from storage.database import Database


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
    wrote, looked = asyncio.Event(), asyncio.Event()

    async def write() -> None:
        async with database.transaction("test") as t:
            await t.run("INSERT INTO settings (key, value) VALUES ('a', '1')")
            assert len(await database.fetch("SELECT * FROM settings")) == 1  # the writer itself sees it
            wrote.set()
            await looked.wait()

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(write())
        await wrote.wait()
        assert await database.fetch("SELECT * FROM settings") == []
        looked.set()
    assert len(await database.fetch("SELECT * FROM settings")) == 1
    await database.close()


async def test_a_snapshot_is_of_one_moment_whatever_is_written_meanwhile(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "yagami.db")

    async def keys() -> list[str]:
        return [row["key"] for row in await database.fetch("SELECT key FROM settings ORDER BY key")]

    async def write(key: str) -> None:
        async with database.transaction("test") as t:
            await t.run("INSERT INTO settings (key, value) VALUES (?, '1')", (key,))

    async def wrote_and_sees(key: str) -> list[str]:
        await write(key)
        return await keys()

    outside = contextvars.copy_context()
    await write("a")
    async with database.snapshot():
        assert await keys() == ["a"]
        others = asyncio.get_running_loop().create_task(wrote_and_sees("b"), context=outside)
        assert await others == ["a", "b"], "nobody else waits, or looks back"
        async with database.snapshot():
            assert list(await asyncio.gather(keys(), keys())) == [["a"], ["a"]]
    assert await keys() == ["a", "b"]
    async with database.transaction("test"), database.snapshot():
        await write("c")
        assert await keys() == ["a", "b", "c"], "what the transaction itself sees"
    await database.close()


async def test_an_update_that_comes_again_changes_nothing(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "yagami.db")
    for expected in (True, False):
        async with database.update(7, 0.0) as first:
            assert first is expected
    await database.close()


async def test_what_an_update_changes_is_written_with_its_number_or_not_at_all(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "yagami.db")

    async def crash() -> None:
        async with database.update(7, 0.0):
            async with database.transaction("inner") as t:
                await t.run("INSERT INTO settings (key, value) VALUES ('a', '1')")
            raise RuntimeError("a crash")

    with pytest.raises(RuntimeError):
        await crash()

    assert await database.fetch("SELECT * FROM settings") == []
    async with database.update(7, 0.0) as first:
        assert first
    await database.close()


async def test_a_timer_set_in_a_press_is_in_no_transaction(tmp_path: Path) -> None:
    """A timer takes along the context that it is set in, and with it the mark of the transaction that was open then."""
    database = await Database.open(tmp_path / "yagami.db")
    fired = asyncio.get_running_loop().create_future()
    async with database.update(7, 0.0):
        asyncio.get_running_loop().call_later(0.01, lambda: fired.set_result(contextvars.copy_context()))

    async def look() -> None:
        async with database.transaction("look") as t:
            await t.run("INSERT INTO settings (key, value) VALUES ('half', '1')")
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        await asyncio.get_running_loop().create_task(look(), context=await fired)

    assert await database.fetch("SELECT * FROM settings") == []
    await database.close()


async def test_what_need_not_last_is_committed_all_the_same_and_the_next_one_lasts_again(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "yagami.db")
    synchronous = []
    for lasting in (False, True):
        async with database.transaction("one", lasting=lasting) as t:
            await t.run("INSERT INTO settings (key, value) VALUES (?, '1')", (str(lasting),))
            synchronous.append((await t.run("PRAGMA synchronous"))[0][0])
    with pytest.raises(AssertionError):
        async with database.transaction("outer", lasting=False), database.transaction("inner"):
            pass

    rows = await database.fetch("SELECT key FROM settings WHERE key IN ('True', 'False') ORDER BY key")
    await database.close()
    assert ([row["key"] for row in rows], synchronous) == (["False", "True"], [1, 2])
