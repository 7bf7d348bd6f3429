"""Which subtitles are sent along with videos: a page of languages, each under its own name, and whether a machine's will do."""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Stale, Where
from bot.conversation.view import View, button, grid
from core.settings import SUBTITLES
from core.wording import language_name, listed

from .feed import SWITCH

READY = "ready"  #: the set-up's page that leads here, too
NAMED = 5  #: languages that another page names; of more it says how many


class SubtitlesScreen(Screen):
    """Places: `subtitles`, and `subtitles|ready` from the set-up."""

    name: ClassVar[str] = "subtitles"
    actions: ClassVar[frozenset[str]] = frozenset({"language", "automatic"})
    places: ClassVar[tuple[tuple[str, ...], ...]] = ((), (READY,))

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        if args not in self.places:
            raise Stale("|".join(args))
        words, downloads = ctx.words, ctx.settings.downloads
        automatic = downloads.automatic_subtitles
        text = [words("screen-subtitles"), "", chosen(ctx)]
        if downloads.subtitles:
            text.append(words(f"screen-subtitles-automatic-{'on' if automatic else 'off'}"))
        languages = [
            button(
                ("✅ " if one in downloads.subtitles else "") + language_name(one),
                self.name, "language", one, "off" if one in downloads.subtitles else "on",
            )
            for one in SUBTITLES
        ]  # fmt: skip
        wanted = "off" if automatic else "on"
        switch = button(words.plain(f"button-subtitles-automatic-{wanted}"), self.name, "automatic", wanted)
        back = button(words.plain("button-back"), *(args or ("downloads",)))
        return View("\n".join(text), (*grid(languages, 3), (switch,), (back,)))

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        match action, args:
            case "language", (language, wanted) if language in SUBTITLES and wanted in SWITCH:
                now = {*ctx.settings.downloads.subtitles} - {language} | ({language} if SWITCH[wanted] else set())
                await ctx.store.settings.choose("download.subtitles", [one for one in SUBTITLES if one in now])
            case "automatic", (wanted,) if wanted in SWITCH:
                await ctx.store.settings.choose("download.automatic_subtitles", SWITCH[wanted])
            case _:
                raise Stale(action)
        return None


def chosen(ctx: Context) -> str:
    """A line that says what is sent along."""
    languages = ctx.settings.downloads.subtitles
    names = [language_name(one) for one in languages]
    named = listed(names, ctx.words.language) if len(names) <= NAMED else "many"
    return ctx.words("screen-subtitles-chosen", count=len(languages), languages=named)
