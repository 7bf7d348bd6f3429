"""The language of everything that is said: as the owner's Telegram says, or a chosen one."""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Stale, Where
from bot.conversation.view import View, button, column
from bot.conversation.words import Words
from bot.errands.commands import COMMANDS
from core.settings import OPTIONS
from locales import languages, texts

AUTO = "auto"


class Language(Screen):
    """Place: `language`."""

    name: ClassVar[str] = "language"
    actions: ClassVar[frozenset[str]] = frozenset({"set"})
    commands: ClassVar[tuple[str, ...]] = ("language",)

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        words, chosen = ctx.words, ctx.settings.language
        mark = {True: "✅ ", False: ""}
        auto = f"{mark[chosen is None]}{words.plain('button-language-auto')}"
        ways = [button(auto, self.name, "set", AUTO)]
        ways += [
            button(mark[chosen == one] + words.plain(f"language-{one}"), self.name, "set", one) for one in _offered()
        ]
        return View(words("screen-language"), (*column(ways), (button(words.plain("button-home"), "home"),)))

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        if len(args) != 1:
            raise Stale(action)
        return await self._choose(ctx, args[0])

    async def command(self, ctx: Context, name: str, rest: str) -> After:
        wanted = rest.split()[0].lower() if rest.strip() else ""
        if not wanted:
            return After(place=self.name, fresh=True)
        try:
            after = await self._choose(ctx, wanted.split("-")[0])
        except Stale:
            return After(place=self.name, toast=ctx.words.plain("toast-no-language"), fresh=True)
        return After(place=self.name, toast=after.toast, fresh=True)

    async def _choose(self, ctx: Context, wanted: str) -> After:
        if wanted != AUTO and wanted not in _offered():
            raise Stale(wanted)
        await ctx.store.settings.choose("language", None if wanted == AUTO else wanted)
        await ctx.store.errands.start(COMMANDS, ctx.now)
        spoken = Words(texts((await ctx.store.settings.chosen()).spoken))
        return After(toast=spoken.plain("toast-language"))


def _offered() -> tuple[str, ...]:
    """In the setting's order, those that have their texts."""
    return tuple(one for one in OPTIONS["language"].values if one in languages())
