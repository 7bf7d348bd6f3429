"""`rig` for the tests of looks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from .looking import Rig, looking


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    async with looking(tmp_path) as rig:
        yield rig
