"""The set-up's question: may yt-dlp renew itself? Yes until the owner says otherwise; the line is done when they have said it."""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Stale, Where
from bot.conversation.view import View, button

from .feed import SWITCH
from .lines import Line

ASKED = "setup.updates"  #: setting: true once the owner has answered


class Updates(Screen):
    """Place: `updates`."""

    name: ClassVar[str] = "updates"
    actions: ClassVar[frozenset[str]] = frozenset({"say"})

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        if args:
            raise Stale("|".join(args))
        words, on = ctx.words, ctx.settings.ytdlp_updates
        said = words(f"screen-ytdlp-updates-{'on' if on else 'off'}")
        rows = (
            (button(words.plain("button-updates-yes"), self.name, "say", "on", style="primary"),),
            (button(words.plain("button-updates-no"), self.name, "say", "off"),),
            (button(words.plain("button-back"), "setup"),),
        )
        return View("\n\n".join((words("screen-updates"), said)), rows)

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        if action != "say" or len(args) != 1 or args[0] not in SWITCH:
            raise Stale(action)
        await ctx.store.settings.choose("ytdlp.updates", SWITCH[args[0]])
        await ctx.store.settings.put(ASKED, True)
        return After(place="setup", toast=ctx.words.plain(f"toast-ytdlp-updates-{args[0]}"))


async def line(ctx: Context) -> Line:
    """The checklist's line."""
    done = bool(await ctx.store.settings.get(ASKED))
    on = "on" if ctx.settings.ytdlp_updates else "off"
    return Line(done, ctx.words(f"screen-updates-line-{on}" if done else "screen-updates-line-none"))
