"""Ready: how much is to be downloaded, with a guess of what that comes to; then what was found, and what to try now.

The guess is made from the newest likes (core/download/forecast.py), which an errand reads once Google is connected. The single
settings are chosen on pages of their own (pick.py).
"""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Stale, Where
from bot.conversation.view import View

from . import ready_pages as pages
from .lines import Line

DONE = "setup.ready"  #: setting: true once the owner pressed "That's it"


class Ready(Screen):
    """Places: `ready`, `ready|done`. The pages that it leads to are pick.py."""

    name: ClassVar[str] = "ready"
    actions: ClassVar[frozenset[str]] = frozenset({"guess", "finish"})
    places: ClassVar[tuple[tuple[str, ...], ...]] = ((), ("done",))

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        match args:
            case ():
                return await pages.first(ctx)
            case ("done",):
                return await pages.done(ctx)
        raise Stale("|".join(args))

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        match action, args:
            case "guess", ():
                await ctx.store.errands.start("forecast", ctx.now)
                return After(place="ready")
            case "finish", ():
                return await self._finish(ctx)
        raise Stale("|".join(args))

    async def _finish(self, ctx: Context) -> After:
        from .setup import is_complete  # the checklist knows this screen

        first_time = not await ctx.store.settings.get(DONE)
        await ctx.store.settings.put(DONE, True)
        if not await is_complete(ctx):
            return After(place="setup", toast=ctx.words.plain("screen-ready-not-all"))
        if first_time:
            await ctx.store.errands.start("set-up-done", ctx.now)
        return After(place="ready|done")


async def line(ctx: Context) -> Line:
    """The checklist's line: done once the owner said so."""
    done = bool(await ctx.store.settings.get(DONE))
    key = "screen-ready-line-done" if done else "screen-ready-line-none"
    return Line(done, ctx.words(key, quality=ctx.settings.downloads.quality.value))
