"""The watch over what only the owner can mend, and a chat into which it tells."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.alerts import AlertWatch
from bot.connection import connect
from bot.conversation.screen import After, Context, Where
from bot.credentials import GOOGLE
from bot.screens import SCREENS
from core.clock import SystemClock, Wakeup
from core.model import Feed, Sentence
from core.record import MassChange, Record
from sandbox.client import World
from sandbox.world import Sandbox

from .rows import NOW, context

Json = dict[str, Any]
GONE = Sentence("condition-google_consent")


class SetClock(SystemClock):
    """Shows what it is set to."""

    at = NOW

    def now(self) -> float:
        return self.at


class Watching:
    """An alert watch over real rows, telling its owner in a sandbox."""

    def __init__(self, ctx: Context, world: World, bot: Any) -> None:
        self.store = ctx.store
        self.world = world
        self.bot = bot
        self.clock = SetClock()
        self._ctx = ctx
        self.restart()

    async def context(self) -> Context:
        return replace(self._ctx, now=self.clock.now(), settings=await self.store.settings.chosen())

    def restart(self) -> None:
        self.watch = AlertWatch(self.bot, self.store, self.context, self.clock, Wakeup(self.clock))

    async def turn(self, later: float = 30.0) -> list[Json]:
        """One look, so much later -> what stands in the chat then."""
        self.clock.at += later
        await self.watch.turn()
        return await self.world.read("dm")

    async def lose_consent(self) -> None:
        await self.store.vault.put(GOOGLE, "x")
        await self.store.feeds.look_failed(Feed.LIKES, self.clock.now() + 900, GONE)

    async def look(self, events: int = 0) -> None:
        """A look at the likes that worked, and found so many."""
        self.clock.at += 1
        async with self.store.database.transaction("test") as t:
            await t.run("UPDATE feeds SET trouble = NULL, looked_at = ? WHERE feed <> 'history'", (self.clock.now(),))
            for n in range(events):
                await t.run(
                    "INSERT INTO events (kind, identity, subject, seen_at) VALUES ('liked', ?, 'v', ?)",
                    (f"{self.clock.now()}-{n}", self.clock.now()),
                )

    async def press(self, action: str, *more: str, alert: int = 1) -> After:
        ctx = await self.context()
        after = await SCREENS.screens["alert"].press(ctx, Where(ctx.owner, 1), action, (str(alert), *more))
        assert after is not None
        return after

    async def hold(self, new: int, gone: int) -> None:
        """A look at the subscriptions found that many changes."""
        await self.store.vault.put(GOOGLE, "x")
        await self.store.feeds.record(
            Record(Feed.SUBSCRIPTIONS, self.clock.now(), held=MassChange(new, gone, 300), page=())
        )


@pytest.fixture
async def watching(tmp_path: Path) -> AsyncIterator[Watching]:
    async with Sandbox() as sandbox, World(sandbox.control.url) as world, context(tmp_path) as ctx:
        where = sandbox.addresses()
        await world.start()  # a bot can't write first
        ctx.services.owner.id = where["owner_id"]
        bot = connect(where["bot_token"], SystemClock(), bot_api=where["bot_api"])
        said = Watching(ctx, world, bot)
        for one in await world.read("dm"):
            await world.delete_message("dm", one["id"])
        yield said
        await bot.session.close()
