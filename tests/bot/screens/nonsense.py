"""What the tests of bad input share: texts and files that nobody can mean, and what is waited for after them."""

from __future__ import annotations

import asyncio
import io
from typing import Any

import segno

from core.clock import SystemClock
from tests.stories.house import House

from .talking import SOON, Talking

HUGE = "😀" * 2048  #: 4096 UTF-16 units, all that a message holds
RTL = "\u202e"  #: turns what follows


class Ahead(SystemClock):
    """A clock that can be put forward."""

    ahead = 0.0

    def now(self) -> float:
        return super().now() + self.ahead


async def fresh_panel(talk: Talking) -> int:
    """/menu -> the panel's message, once it stands."""
    await talk.say("/menu")
    await all_heard(talk.home)
    return int(talk.home.rows("SELECT message_id FROM panel")[0]["message_id"])


async def no_keyboard(talk: Talking) -> None:
    """Until none stands below the text field."""
    async with asyncio.timeout(SOON):
        while await talk.world.keyboard():  # noqa: ASYNC110  the sandbox does not announce it
            await asyncio.sleep(0.02)


async def newest(talk: Talking) -> int:
    messages = await talk.world.read("dm")
    return int(messages[-1]["id"]) if messages else 0


async def answers(talk: Talking, act: Any, text: str) -> int:
    """Do it, and see one message of the bot's that says so -> what was sent."""
    before = await newest(talk)
    sent = await act
    owner = talk.home.addresses["owner_id"]
    async with asyncio.timeout(SOON):
        while True:
            came = [one for one in await talk.world.read("dm", since=before) if one["sender"] != owner]
            if any(text in one["text"] for one in came):
                return int(sent["id"])
            await asyncio.sleep(0.02)


async def all_heard(home: House) -> None:
    """Until every update is confirmed, so that it was handled."""
    updates = home.sandbox.state.updates[home.addresses["bot_id"]]
    async with asyncio.timeout(60):
        while updates:  # noqa: ASYNC110  the sandbox does not announce it
            await asyncio.sleep(0.02)


def picture() -> bytes:
    drawn = io.BytesIO()
    segno.make("nothing").save(drawn, kind="png", scale=8)
    return drawn.getvalue()
