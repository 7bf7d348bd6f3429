"""What the tests of this room share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
import stamina

from tests.core.youtube.google import ScriptedGoogle


@pytest.fixture(autouse=True)
def quick_tries() -> Iterator[None]:
    """As many tries as in life, without the waits between them."""
    with stamina.set_testing(True, attempts=100, cap=True):
        yield


@pytest.fixture
async def google() -> AsyncIterator[ScriptedGoogle]:
    google = ScriptedGoogle()
    async with google.http:
        yield google
