"""The debug switch: what goes on inside, sent to the owner's chat."""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Stale, Where
from bot.conversation.view import View, button

from .feed import SWITCH


class Debug(Screen):
    """Place: `debug`."""

    name: ClassVar[str] = "debug"
    actions: ClassVar[frozenset[str]] = frozenset({"set"})

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        words, on = ctx.words, ctx.settings.debug
        wanted = "off" if on else "on"
        switch = button(words.plain(f"button-debug-{wanted}"), self.name, "set", wanted)
        text = words("screen-debug", on=words.plain("on" if on else "off"))
        return View(text, ((switch,), (button(words.plain("button-back"), "status"),)))

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        if len(args) != 1 or args[0] not in SWITCH:
            raise Stale(action)
        await ctx.store.settings.choose("debug", SWITCH[args[0]])
        return None
