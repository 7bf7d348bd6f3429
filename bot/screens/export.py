"""/export: everything that happened, as files to keep or to work with: JSON for programs, CSV for spreadsheets."""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Stale, Where
from bot.conversation.view import Rows, View, button, grid
from bot.conversation.words import moment
from bot.errands.export import ALL, KIND
from core.model import Feed

WHICH = (ALL, *Feed)


class ExportScreen(Screen):
    """Place: `export`."""

    name: ClassVar[str] = "export"
    actions: ClassVar[frozenset[str]] = frozenset({"start", "stop"})
    commands: ClassVar[tuple[str, ...]] = ("export",)

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        if args:
            raise Stale("|".join(args))
        words = ctx.words
        everything = await ctx.store.retention.count()
        errand = await ctx.store.errands.last(KIND)
        lines = [words("screen-export", count=everything)]
        making = errand is not None and errand.is_open
        ways: Rows = ()
        if errand is not None and errand.is_open:
            lines += ["", words("screen-export-making", percent=int(errand.args.get("percent", 0)))]
            if errand.trouble:
                lines.append(words("screen-export-waits", why=words.plain_reason(errand.trouble)))
        elif errand is not None and errand.trouble:
            lines += ["", words("screen-export-failed", why=words.plain_reason(errand.trouble))]
        elif errand is not None and "documents" in errand.args and errand.ended_at is not None:
            sent = words("screen-export-sent", at=moment(errand.ended_at), count=int(errand.args.get("done", 0)))
            lines += ["", sent]
        if making:
            ways = ((button(words.plain("button-export-stop"), self.name, "stop"),),)
        elif everything:
            first, *rest = (button(words.plain("button-export", what=one), self.name, "start", one) for one in WHICH)
            ways = ((first,), *grid(rest, 3))
        back = (button(words.plain("button-back"), "data"), button(words.plain("button-home"), "home"))
        return View("\n".join(lines), (*ways, back))

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        errand = await ctx.store.errands.last(KIND)
        match action, args:
            case "stop", ():
                await ctx.store.errands.stop(KIND, ctx.now)
                return After()
            case "start", (what,) if what in WHICH:
                if errand is None or not errand.is_open:  # one that is pressed twice is made once
                    await ctx.store.errands.start(KIND, ctx.now, feed=str(what))
                return After()
        raise Stale("|".join((action, *args)))
