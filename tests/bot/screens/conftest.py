"""The real app in a sandbox, talked to as its owner would."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.stories.house import house

from .talking import Talking


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talking]:
    """Nothing is set up yet; the owner is known (YAGAMI_OWNER_ID) and has not written."""
    async with house(tmp_path) as home, home.living(seeded=False):
        yield Talking(home)
