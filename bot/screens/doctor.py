"""The doctor: what the last check of every part has found, the worst first; a command or a button checks again."""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Stale, Where
from bot.conversation.view import View, button, fitted
from bot.conversation.words import Html, moment
from bot.doctor.finding import Finding, Mark
from bot.doctor.words import line
from bot.errands.doctor import KIND

WORST_FIRST = (Mark.BAD, Mark.WARN, Mark.FINE)


class Doctor(Screen):
    """Place: `doctor`."""

    name: ClassVar[str] = "doctor"
    actions: ClassVar[frozenset[str]] = frozenset({"check"})
    commands: ClassVar[tuple[str, ...]] = ("doctor",)

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        if args:
            raise Stale("|".join(args))
        words, last = ctx.words, await ctx.store.errands.last(KIND)
        lines = [words("screen-doctor-title"), ""]
        key = "button-doctor-again"
        if last is None:
            lines.append(words("screen-doctor-none"))
            key = "button-doctor"
        elif last.is_open:
            lines.append(words("screen-doctor-under-way"))
        elif last.trouble is not None:
            lines.append(words("screen-ytdlp-came-to-nothing", reason=Html(words.reason(last.trouble))))
        elif "found" not in last.args:  # it was given up
            lines.append(words("screen-doctor-none"))
        else:
            lines += self._found(ctx, [Finding.of(one) for one in last.args["found"]], last.ended_at)
        back = button(words.plain("button-back"), "status")
        rows = ((button(words.plain(key), self.name, "check", style="primary"),), (back,))
        return View(fitted("\n".join(lines)), rows)

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        if action != "check" or args:
            raise Stale(action)
        await ctx.store.errands.start(KIND, ctx.now)
        return None

    async def command(self, ctx: Context, name: str, rest: str) -> After:
        await ctx.store.errands.start(KIND, ctx.now)
        return After(place=self.name, fresh=True)

    def _found(self, ctx: Context, found: list[Finding], ended_at: float | None) -> list[str]:
        words = ctx.words
        counts = {mark: sum(one.mark is mark for one in found) for mark in Mark}
        wrong = counts[Mark.BAD] + counts[Mark.WARN]
        said = words("screen-doctor-counts", bad=counts[Mark.BAD], warn=counts[Mark.WARN])
        lines = [said if wrong else words("screen-doctor-fine")]
        for mark in WORST_FIRST:
            lines += ["", *[line(words, one) for one in found if one.mark is mark]] if counts[mark] else []
        return [*lines, *(["", words("screen-doctor-checked", at=moment(ended_at))] if ended_at else [])]
