"""The panel's first page: how things are, and the ways to everything else."""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Screen
from bot.conversation.view import View, button
from core.model import Feed


class Home(Screen):
    """Place: `home`."""

    name: ClassVar[str] = "home"
    commands: ClassVar[tuple[str, ...]] = ("start", "menu", "config")

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        lines = [ctx.words("screen-home-title")]
        for feed in Feed:
            state = await ctx.store.feeds.state(feed)
            lines.append(ctx.words(f"screen-home-{feed}", seeded="yes" if state.seeded_at else "no"))
        return View("\n".join(lines), ((button(ctx.words.plain("screen-home-setup"), "setup"),),))

    async def command(self, ctx: Context, name: str, rest: str) -> After:
        return After(place=self.name, fresh=True)
