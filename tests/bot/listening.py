"""A Telegram with its Bot API door only, and the bot's real polling against it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiogram import Bot, Dispatcher
from aiogram.types import Message

from bot.connection import connect
from bot.owner import OwnerOnly
from bot.polling import run_polling
from sandbox.cast import Cast, first_cast
from sandbox.faults import Faults
from sandbox.telegram.botapi.server import BotApiServer
from sandbox.telegram.person import Person
from sandbox.telegram.state import State


@dataclass
class QuickClock:
    """Notes how long it was asked to wait, and waits a hundredth of a second at most."""

    time: float = 1_700_000_000.0
    sleeps: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.time += seconds
        await asyncio.sleep(min(seconds, 0.01))

    async def wait(self, event: asyncio.Event, seconds: float | None) -> None:
        raise AssertionError("polling waits for no event")


@dataclass
class World:
    """`said` gathers what the bot heard from the owner (see `dispatcher`)."""

    state: State
    faults: Faults
    door: BotApiServer
    cast: Cast
    person: Person
    clock: QuickClock
    said: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    @property
    def token(self) -> str:
        assert self.cast.bot.token
        return self.cast.bot.token

    def bot(self, **options: str | Path) -> Bot:
        return connect(self.token, self.clock, **{"bot_api": self.door.url, **options})  # type: ignore[arg-type]

    def dispatcher(self) -> Dispatcher:
        """Hears the owner's messages, and nobody else's."""
        dispatcher = Dispatcher()
        dispatcher.update.outer_middleware(OwnerOnly(lambda: self.cast.owner.id, self.clock))

        @dispatcher.message()
        async def hear(message: Message) -> None:
            self.said.put_nowait(message.text or "")

        return dispatcher

    async def heard(self) -> str:
        async with asyncio.timeout(60):
            return await self.said.get()

    def texts(self) -> list[str]:
        """What the bot has written to the owner."""
        return [m.text for m in self.person.dialog.messages.values() if m.sender == self.cast.bot.id]

    @property
    def unconfirmed(self) -> list[dict[str, object]]:
        return self.state.updates[self.cast.bot.id]


@asynccontextmanager
async def telegram(folder: Path) -> AsyncIterator[World]:
    state, faults = State(folder), Faults()
    cast = first_cast(state)
    door = BotApiServer(state, faults)
    await door.start()
    world = World(state, faults, door, cast, Person(state, cast.owner, cast.bot, door), QuickClock())
    try:
        yield world
    finally:
        await world.door.stop()


@asynccontextmanager
async def listening(world: World, dispatcher: Dispatcher | None = None, bot: Bot | None = None) -> AsyncIterator[Bot]:
    """The bot listens inside, and is stopped after."""
    bot, ready = bot or world.bot(), asyncio.Event()
    polling = run_polling(bot, dispatcher or world.dispatcher(), clock=world.clock, on_ready=ready.set)
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(polling)
        try:
            async with asyncio.timeout(60):
                await ready.wait()
            yield bot
        finally:
            task.cancel()
