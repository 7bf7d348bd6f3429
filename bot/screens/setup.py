"""The set-up as a checklist, computed from the database: leave and come back at any line."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import ClassVar

from bot.conversation.screen import After, Context, Screen
from bot.conversation.view import View, button, column

from . import channels, cookies, google, ready, telegram, updates
from .lines import Line

#: In the order in which they are best done; each is a screen of that name.
LINES: dict[str, Callable[[Context], Awaitable[Line]]] = {
    "telegram": telegram.line,
    "channels": channels.line,
    "google": google.line,
    "cookies": cookies.line,
    "updates": updates.line,
    "ready": ready.line,
}
#: Without cookies likes and subscriptions work all the same; that yt-dlp renews itself is yes until the owner says otherwise.
OPTIONAL = frozenset({"cookies", "updates"})


async def is_complete(ctx: Context) -> bool:
    """Whether nothing that is needed is missing. What is wrong later is an alert's business."""
    return all([(await line(ctx)).done for name, line in LINES.items() if name not in OPTIONAL])


class Setup(Screen):
    """Place: `setup`."""

    name: ClassVar[str] = "setup"
    commands: ClassVar[tuple[str, ...]] = ("setup",)

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        lines = dict(zip(LINES, await asyncio.gather(*(line(ctx) for line in LINES.values())), strict=True))
        next_one = next((name for name, line in lines.items() if not line.done and name not in OPTIONAL), None)
        text = [ctx.words("screen-setup-title"), ctx.words("screen-setup-intro"), ""]
        text += [f"{line.mark} {line.text}" for line in lines.values()]
        text += ["", ctx.words("screen-setup-done" if next_one is None else "screen-setup-next")]
        steps = [
            button(
                f"{line.mark} {ctx.words.plain(f'screen-setup-{name}')}",
                name,
                style="primary" if name == next_one else None,
            )
            for name, line in lines.items()
        ]
        return View("\n".join(text), (*column(steps), (button(ctx.words.plain("button-home"), "home"),)))

    async def command(self, ctx: Context, name: str, rest: str) -> After:
        return After(place=self.name, fresh=True)
