"""Telegram's Bot API door alone, with the first cast and the control API: what the tests of this door need."""

from __future__ import annotations

import contextlib
import copy
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from sandbox.cast import Cast, first_cast
from sandbox.client import World
from sandbox.control import ControlServer
from sandbox.faults import Faults
from sandbox.telegram.botapi.server import BotApiServer
from sandbox.telegram.person import Person
from sandbox.telegram.state import State
from sandbox.telling import People
from sandbox.verbs_chats import ChatVerbs
from sandbox.verbs_person import PersonVerbs
from sandbox.verbs_telegram import TelegramVerbs
from sandbox.verbs_world import WorldVerbs

#: one transparent pixel
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000"
    "01f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def keys(*texts: str, **more: Any) -> InlineKeyboardMarkup:
    """A column of buttons; each says its own text in small letters when it is pressed."""
    rows = [[InlineKeyboardButton(text=one, callback_data=one.lower(), **more)] for one in texts]
    return InlineKeyboardMarkup(inline_keyboard=rows)


class PlainSession(AiohttpSession):
    """aiogram's, without the quarter of a second that it waits for TLS connections to close."""

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


@cache
def _unused_session() -> PlainSession:
    """The one that the others are copied from: a new one reads all of certifi's certificates, 50 ms, for plain HTTP."""
    return PlainSession()


def plain_session(url: str) -> PlainSession:
    """A session of its own for the Bot API door at that address."""
    session = copy.copy(_unused_session())
    session.api = TelegramAPIServer.from_base(url)
    return session


@dataclass(slots=True)
class TelegramWorld:
    state: State
    faults: Faults
    cast: Cast
    door: BotApiServer
    world: World
    bot: Bot  #: aiogram's, signed in as the cast's bot

    @property
    def owner(self) -> int:
        return self.cast.owner.id

    @property
    def likes(self) -> int:
        return self.cast.channels["likes"].id


@contextlib.asynccontextmanager
async def telegram_world(*, started: bool = True) -> AsyncIterator[TelegramWorld]:
    """A fresh one; nothing of it is left afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        state, faults = State(Path(folder)), Faults()
        cast = first_cast(state, started=started)
        door = BotApiServer(state, faults)
        person, people = Person(state, cast.owner, cast.bot, door), People(state, cast, door)
        control = ControlServer(
            PersonVerbs(people),
            ChatVerbs(people),
            TelegramVerbs(state, cast, person, {}),
            WorldVerbs(faults, lambda: {"owner_id": cast.owner.id, "bot_id": cast.bot.id}, door),
        )
        await door.start()
        await control.start()
        session = plain_session(door.url)
        try:
            async with World(control.url) as world, Bot(cast.bot.token or "", session=session) as bot:
                yield TelegramWorld(state, faults, cast, door, world, bot)
        finally:
            await control.stop()
            await door.stop()
        assert not list(Path(folder).glob("form-*"))
