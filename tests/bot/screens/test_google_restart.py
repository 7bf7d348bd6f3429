"""A stop in the middle of connecting Google loses nothing: the code stays the same, and a consent is not asked for twice."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.stories.house import House, house

from .google_ways import client, code_shown, tap, turn
from .talking import Talking


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as home:
        await home.world.google_project(interval=0.05)
        yield home


async def test_a_code_outlives_a_restart(home: House) -> None:
    talk = Talking(home)
    async with home.living(seeded=False):
        await turn(talk, "google|client")
        await talk.say("\n".join(client(talk)))
        code = await code_shown(talk)
    await talk.world.google_allow(code)  # while nobody asks
    before = await talk.world.requests("youtube")
    async with home.living(seeded=False):
        await talk.sees("Connected as")
    asked = (await talk.world.requests("youtube"))[len(before) :]
    assert asked
    assert not any("/device/code" in json.dumps(one) for one in asked)  # the same code, not another one


async def test_a_consent_that_was_given_is_used_after_a_restart(home: House) -> None:
    """Google gives it once. It was sealed before the API, which is not enabled, refused to say whose it is."""
    talk = Talking(home)
    await talk.world.google_project(api_enabled=False)
    async with home.living(seeded=False):
        await turn(talk, "google|client")
        await talk.say("\n".join(client(talk)))
        await talk.world.google_allow(await code_shown(talk))
        await talk.sees("is not enabled")
        given = await talk.world.google_consents()
    await talk.world.google_project(api_enabled=True)
    async with home.living(seeded=False):
        await tap(talk, "🔁 New code")
        await talk.sees("Connected as")
    assert await talk.world.google_consents() == given
