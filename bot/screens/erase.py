"""/erase: everything goes, asked twice. The first page says what, and offers to take it along; the second one is answered by a
button that works once, for a few minutes, and while that page is shown: none from another time, and none that somebody made up."""

from __future__ import annotations

import hmac
import secrets
from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Stale, Where
from bot.conversation.view import View, button
from bot.errands.erase import KIND

ASKED = "erase.asked"  #: setting: {"word", "until"} of the second page
MINUTES = 10
SURE = "sure"


class EraseScreen(Screen):
    """Places: `erase`, and `erase|sure`, where it is confirmed."""

    name: ClassVar[str] = "erase"
    actions: ClassVar[frozenset[str]] = frozenset({"ask", "do"})
    commands: ClassVar[tuple[str, ...]] = ("erase",)
    places: ClassVar[tuple[tuple[str, ...], ...]] = ((), (SURE,))

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        words = ctx.words
        if args not in ((), (SURE,)):
            raise Stale("|".join(args))
        errand = await ctx.store.errands.last(KIND)
        home = button(words.plain("button-home"), "home")
        if errand is not None and errand.is_open:
            return View(words("screen-erase-doing"), ((home,),))
        if args and (word := await _asked(ctx)) is not None:
            yes = button(words.plain("button-erase-yes"), self.name, "do", word, style="danger")
            text = f"{words('screen-erase-sure')}\n\n{words('screen-erase-once', minutes=MINUTES)}"
            return View(text, ((yes,), (button(words.plain("button-back"), self.name),)))
        lines = [words("screen-erase"), "", words("screen-erase-stays")]
        if errand is not None and errand.trouble:
            lines += ["", words("screen-erase-failed", why=words.plain_reason(errand.trouble))]
        rows = (
            (button(words.plain("button-erase"), self.name, "ask", style="danger"),),
            (button(words.plain("screen-data-backup"), "backup"), button(words.plain("screen-data-export"), "export")),
            (button(words.plain("button-back"), "data"), home),
        )
        return View("\n".join(lines), rows)

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        settings = ctx.store.settings
        match action, args:
            case "ask", ():
                await settings.put(ASKED, {"word": secrets.token_hex(6), "until": ctx.now + MINUTES * 60})
                return After(place=f"{self.name}|{SURE}")
            case "do", (given,):
                panel, word = await ctx.store.conversation.panel(), await _asked(ctx)
                shown = panel is not None and panel.place == f"{self.name}|{SURE}"
                if not shown or word is None or not hmac.compare_digest(word.encode(), given.encode()):
                    raise Stale(action)
                await settings.put(ASKED, None)
                await ctx.store.errands.start(KIND, ctx.now)
                return After(place=self.name)
        raise Stale("|".join((action, *args)))


async def _asked(ctx: Context) -> str | None:
    """The word of the second page's button, while it holds."""
    asked = await ctx.store.settings.get(ASKED)
    lasts = asked is not None and 0 <= asked["until"] - ctx.now <= MINUTES * 60
    return str(asked["word"]) if lasts else None
