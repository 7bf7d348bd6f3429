"""A person who waits for an answer goes before the next chunk."""

from __future__ import annotations

import asyncio

import pytest

from core import right_of_way
from core.right_of_way import RightOfWay


async def test_what_can_wait_waits_until_nobody_has_the_right_of_way() -> None:
    way, order = RightOfWay(), list[str]()

    async def upload() -> None:
        await way.clear()
        order.append("chunk")

    async with asyncio.TaskGroup() as tasks:
        with way.taken(), way.taken():
            tasks.create_task(upload())
            await asyncio.sleep(0.01)
            order.append("answer")
    assert order == ["answer", "chunk"]


async def test_an_answer_that_takes_long_does_not_stop_the_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(right_of_way, "LONGEST", 0.01)
    way = RightOfWay()
    with way.taken():
        async with asyncio.timeout(60):
            await way.clear()
