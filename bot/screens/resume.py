"""The end of a pause: what is to become of what happened meanwhile."""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Where, choice
from bot.conversation.view import View, button, column
from bot.conversation.words import moment
from core.model import Feed
from core.settings import CatchUp

from .feed_state import feed_now
from .home import look_soon


class Resume(Screen):
    """Place: `resume`."""

    name: ClassVar[str] = "resume"
    actions: ClassVar[frozenset[str]] = frozenset({"end"})
    commands: ClassVar[tuple[str, ...]] = ("resume",)

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        words, paused = ctx.words, ctx.settings.paused_at
        back = (button(words.plain("button-home"), "home"),)
        if paused is None:
            return View(words("screen-resume-not-paused"), (back,))
        text = "\n".join([words("screen-resume-title", at=moment(paused)), "", words("screen-resume-about")])
        ways = [
            button(words.plain(f"button-resume-{mode}"), self.name, "end", mode, style="primary" if mode is CatchUp.ALL else None)
            for mode in CatchUp
        ]  # fmt: skip
        return View(text, (*column(ways), back))

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        mode = choice(args, 0, CatchUp)
        if ctx.settings.paused_at is None:
            return After(place="home", toast=ctx.words.plain("toast-not-paused"))
        await ctx.store.feeds.resume(mode)
        await ctx.store.settings.put("paused_at", None)
        for feed in Feed:
            now = await feed_now(ctx, feed)
            if now.on and now.account:
                await look_soon(ctx, feed)
        return After(place="home", toast=ctx.words.plain(f"toast-resumed-{mode}"))
