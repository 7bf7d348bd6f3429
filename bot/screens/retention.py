"""How long events are kept: for ever, or until they are so old. Less than now is asked about, with how many will go."""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Stale, Where
from bot.conversation.view import View, button, column
from core.model import Button
from core.settings import KEPT, OPTIONS, kept_for

SPANS = OPTIONS[KEPT].values  #: the longest first


class RetentionScreen(Screen):
    """Places: `retention`, and `retention|ask|SPAN`, where a shorter one is confirmed."""

    name: ClassVar[str] = "retention"
    actions: ClassVar[frozenset[str]] = frozenset({"set"})
    commands: ClassVar[tuple[str, ...]] = ("retention",)
    places: ClassVar[tuple[tuple[str, ...], ...]] = ((), *(("ask", span) for span in SPANS[1:]))

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        words, chosen = ctx.words, ctx.settings.values[KEPT]
        match args:
            case ():
                text = words("screen-retention", span=chosen, count=await ctx.store.retention.count())
                back = (button(words.plain("button-back"), "data"), button(words.plain("button-home"), "home"))
                return View(text, (*column(self._span(ctx, span, chosen) for span in SPANS), back))
            case "ask", span if span in SPANS[1:]:
                seconds = kept_for(ctx.settings, span)
                assert seconds is not None  # only the first one is for ever
                old, everything = await ctx.store.retention.older(ctx.now - seconds)
                asked = words("screen-retention-ask", span=span, count=old, all=everything)
                text = f"{asked}\n\n{words('screen-retention-loses')}"
                yes = button(words.plain("button-retention-yes", span=span), self.name, "set", span, style="danger")
                return View(text, ((yes,), (button(words.plain("button-back"), self.name),)))
        raise Stale("|".join(args))

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        if len(args) != 1 or args[0] not in SPANS:
            raise Stale("|".join((action, *args)))
        await ctx.store.settings.choose(KEPT, args[0])
        return After(place=self.name, toast=ctx.words.plain("toast-retention", span=args[0]))

    def _span(self, ctx: Context, span: str, chosen: str) -> Button:
        mark = "✅ " if span == chosen else ""
        text = mark + ctx.words.plain("button-retention", span=span)
        if SPANS.index(span) > SPANS.index(chosen):
            return button(text, self.name, "ask", span)
        return button(text, self.name, "set", span)
