"""What is downloaded by itself, and how: the panel's page over all of those settings."""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Stale, Where
from bot.conversation.view import View, button

from .feed import SWITCH
from .ready_pages import chosen, picks


class Downloads(Screen):
    """Place: `downloads`."""

    name: ClassVar[str] = "downloads"
    actions: ClassVar[frozenset[str]] = frozenset({"auto", "cookies", "one_message"})

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        words, auto, cookies = ctx.words, ctx.settings.downloads.auto, ctx.settings.downloads.cookies
        may = "off" if cookies else "on"
        one_message = ctx.settings.downloads.one_message
        turns = "off" if one_message else "on"
        wanted = "off" if auto else "on"
        text = "\n".join(
            [
                words("screen-downloads-title"),
                words(f"screen-downloads-auto-{'on' if auto else 'off'}"),
                words(f"screen-downloads-cookies-{'on' if cookies else 'off'}"),
                words(f"screen-downloads-one_message-{'on' if one_message else 'off'}"),
                "",
                *chosen(ctx),
            ]
        )
        switch = button(
            words.plain(f"button-auto-{wanted}"), self.name, "auto", wanted, style=None if auto else "success"
        )
        line = button(words.plain("screen-line-open"), "line")
        ytdlp = button(words.plain("button-ytdlp"), "ytdlp")
        with_cookies = button(words.plain(f"button-cookies-{may}"), self.name, "cookies", may)
        in_one = button(words.plain(f"button-one_message-{turns}"), self.name, "one_message", turns)
        home = button(words.plain("button-home"), "home")
        return View(text, ((switch,), *picks(ctx, self.name), (line, ytdlp), (with_cookies,), (in_one,), (home,)))

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        if len(args) != 1 or args[0] not in SWITCH:
            raise Stale(action)
        if action not in self.actions:
            raise Stale(action)
        await ctx.store.settings.choose(f"download.{action}", SWITCH[args[0]])
        return After(toast=ctx.words.plain(f"toast-{action}-{args[0]}"))
