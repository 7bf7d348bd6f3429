"""Each test has a Telegram of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.telegram.publisher import Publisher
from core.telegram.sessions import Session

from .world import World


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    it = World(tmp_path)
    await it.server.start()
    try:
        yield it
    finally:
        await it.server.stop()


@pytest.fixture
async def bot(world: World) -> AsyncIterator[Session]:
    async with world.bot() as session:
        yield session


@pytest.fixture
async def user(world: World) -> AsyncIterator[Session]:
    async with world.user() as session:
        yield session


@pytest.fixture
def publisher(world: World, bot: Session) -> Publisher:
    return world.publisher(bot)
