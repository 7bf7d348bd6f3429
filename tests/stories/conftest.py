"""A furnished house for each story: the sandbox runs and the owner's credentials are in."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.bot.screens.talking import Talking

from .house import Checksums, House, house


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as home:
        await home.move_in()
        yield home


@pytest.fixture
async def chat(home: House) -> AsyncIterator[Talking]:
    """Everything is set up, and the app runs."""
    async with home.living():
        yield Talking(home)


@pytest.fixture
def fetched() -> Iterator[Checksums]:
    """Listens to what the app fetches."""
    checksums = Checksums()
    logger = logging.getLogger("core.download")
    before = logger.level
    logger.setLevel(logging.DEBUG)
    logger.addHandler(checksums)
    yield checksums
    logger.removeHandler(checksums)
    logger.setLevel(before)
