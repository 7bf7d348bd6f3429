"""The three accounts that the app acts with, and how each is."""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import Context, Screen
from bot.conversation.view import View, button, column

from . import cookies, google, telegram
from .lines import Line

LINES = {"telegram": telegram.line, "google": google.line, "cookies": cookies.line}


async def accounts(ctx: Context) -> dict[str, Line]:
    """How each is, by the name of its screen."""
    return {name: await line(ctx) for name, line in LINES.items()}


class Accounts(Screen):
    """Place: `accounts`."""

    name: ClassVar[str] = "accounts"

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        words, lines = ctx.words, await accounts(ctx)
        text = [words("screen-accounts-title"), ""]
        text += [f"{line.mark} {line.text}" for line in lines.values()]
        ways = [button(f"{line.mark} {words.plain(f'account-{name}')}", name) for name, line in lines.items()]
        return View("\n".join(text), (*column(ways), (button(words.plain("button-home"), "home"),)))
