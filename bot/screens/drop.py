"""Clean the queue: give up what has waited for longer than that. Asks before it does."""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Stale, Where, number
from bot.conversation.view import View, button, column

DAYS = (1, 7, 0)  #: older than so many days; 0: all
DAY = 86400.0


class Drop(Screen):
    """Places: `drop`, and `drop|DAYS`, which asks."""

    name: ClassVar[str] = "drop"
    actions: ClassVar[frozenset[str]] = frozenset({"yes"})
    places: ClassVar[tuple[tuple[str, ...], ...]] = ((), *((str(days),) for days in DAYS))

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        words = ctx.words
        if not args:
            ways = [
                button(words.plain("button-drop-older", days=days, count=await self._count(ctx, days)), self.name, days)
                for days in DAYS
            ]
            return View(words("screen-drop-title"), (*column(ways), (button(words.plain("button-back"), "queue"),)))
        days = _days(args)
        count = await self._count(ctx, days)
        no = button(words.plain("button-drop-no"), self.name)
        if not count:
            return View(words("screen-drop-none"), ((button(words.plain("button-back"), self.name),),))
        yes = button(words.plain("button-drop-yes", count=count), self.name, "yes", days, style="danger")
        return View(words("screen-drop-sure", count=count, days=days), ((yes,), (no,)))

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        count = await ctx.store.requests.drop_older(_than(ctx, _days(args)), ctx.now)
        return After(place="queue", toast=ctx.words.plain("toast-dropped", count=count))

    async def _count(self, ctx: Context, days: int) -> int:
        return await ctx.store.reports.queued_before(_than(ctx, days))


def _days(args: tuple[str, ...]) -> int:
    days = number(args, 0)
    if days not in DAYS or len(args) > 1:
        raise Stale("drop")
    return days


def _than(ctx: Context, days: int) -> float:
    return ctx.now - days * DAY + (0.0 if days else 1.0)  # all: one that was made this very moment too
