"""The owner's data: the ways to take it along, to have it forgotten, and to have all of it erased."""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import Context, Screen
from bot.conversation.view import View, button, column

WAYS = ("backup", "export", "retention", "erase")  #: their screens


class DataScreen(Screen):
    """Place: `data`."""

    name: ClassVar[str] = "data"

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        words = ctx.words
        ways = [button(words.plain(f"screen-data-{one}"), one) for one in WAYS]
        return View(words("screen-data"), (*column(ways), (button(words.plain("button-home"), "home"),)))
