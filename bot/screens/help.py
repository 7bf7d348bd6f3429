"""/help: what the bot does, and what it can be told; /download without a link: how to get a video."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from bot.conversation.screen import After, Context, Heard, Registry, Screen
from bot.conversation.view import View, button
from bot.menu import MENU


class Help(Screen):
    """Place: `help`."""

    name: ClassVar[str] = "help"
    commands: ClassVar[tuple[str, ...]] = ("help",)

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        words = ctx.words
        menu = [words("screen-help-command", command=one, does=words.plain(f"command-{one}")) for one in MENU]
        lines = [words("screen-help"), "", *menu]
        return View("\n".join(lines), ((button(words.plain("button-home"), "home"),),))


class Download(Screen):
    """Place: `download`. A link behind the command is the same as the link by itself."""

    name: ClassVar[str] = "download"
    commands: ClassVar[tuple[str, ...]] = ("download",)

    def __init__(self, screens: Callable[[], Registry]) -> None:
        self._screens = screens

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        words = ctx.words
        return View(words("screen-download"), ((button(words.plain("button-home"), "home"),),))

    async def command(self, ctx: Context, name: str, rest: str) -> After:
        if rest:
            for screen in self._screens().screens.values():
                after = await screen.overhear(ctx, Heard(0, text=rest), asked=False)
                if after is not None:
                    return after
        return After(place=self.name, fresh=True)
