"""How often a feed is looked at: by itself within bounds, or fixed; with what that takes of the day's quota."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from bot.conversation.screen import After, Context, Heard, Screen, Stale, Where, choice
from bot.conversation.view import Question, View, button, grid
from bot.pace import situation
from core.model import Button, Feed
from core.poll.forecast import forecast
from core.settings import DAY_UNITS, DEFAULT_BOUNDS, OPTIONS

from .figures import percent
from .typed import read_number

LEAST_MINUTES = 1  #: what may be typed; tests set less
AUTO, FIXED, FASTEST, SLOWEST, OTHER = "auto", "fixed", "fastest", "slowest", "other"
#: Seconds that the buttons offer.
PACES: Mapping[str, Mapping[Feed, tuple[int, ...]]] = {
    FIXED: {
        Feed.LIKES: (10, 30, 60, 120, 300, 900, 3600),
        Feed.SUBSCRIPTIONS: (300, 600, 900, 1800, 3600, 21600, 86400),
        Feed.HISTORY: (60, 180, 300, 600, 900, 1800, 3600),
    },
    FASTEST: {
        Feed.LIKES: (5, 8, 10, 15, 30, 60, 120, 300),
        Feed.SUBSCRIPTIONS: (60, 120, 300, 600, 900, 1800, 3600, 21600),
        Feed.HISTORY: (60, 120, 180, 300, 600, 900, 1800, 3600),
    },
    SLOWEST: {
        Feed.LIKES: (15, 30, 60, 120, 300, 600, 1800, 3600),
        Feed.SUBSCRIPTIONS: (600, 900, 1800, 3600, 7200, 21600, 43200, 86400),
        Feed.HISTORY: (300, 600, 900, 1800, 3600, 7200, 10800, 21600),
    },
}
BOUNDS = (FASTEST, SLOWEST)


class Interval(Screen):
    """Places: `interval|FEED`; with `fastest` or `slowest`: one of its bounds; with `other`, which asks for a number."""

    name: ClassVar[str] = "interval"
    actions: ClassVar[frozenset[str]] = frozenset({"set"})
    places: ClassVar[tuple[tuple[str, ...], ...]] = tuple(
        (feed, *more) for feed in Feed for more in ((), (FASTEST,), (SLOWEST,), (OTHER,))
    )

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        feed = choice(args, 0, Feed)
        words, its = ctx.words, ctx.settings.feeds[feed]
        title = words("screen-interval-title", feed=words.plain(f"feed-{feed}"), pace=pace(ctx, feed))
        back = (button(words.plain("button-back"), self.name, feed),)
        if args[1:] == (OTHER,):
            text = f"{title}\n\n{words('screen-interval-type', least=LEAST_MINUTES, most=_most(feed))}"
            return View(text, (back,), question=Question())
        if args[1:] in ((FASTEST,), (SLOWEST,)):
            chosen = its.fastest if args[1] == FASTEST else its.slowest
            text = f"{title}\n\n{words(f'screen-interval-{args[1]}')}"
            return View(text, (*grid(self._values(ctx, feed, args[1], chosen), 4), back))
        if args[1:]:
            raise Stale(args[1])
        fixed = its.fastest if its.fastest == its.slowest else None
        values = [
            *self._values(ctx, feed, FIXED, fixed),
            button(words.plain("button-other"), self.name, feed, OTHER),
        ]
        automatic = words.plain("button-interval-auto")
        rows = (
            (button(f"✅ {automatic}" if its.automatic else automatic, self.name, "set", feed, AUTO),),
            tuple(
                button(words.plain(f"button-interval-{bound}", every=every(ctx, seconds)), self.name, feed, bound)
                for bound, seconds in zip(BOUNDS, (its.fastest, its.slowest), strict=True)
            ),
            *grid(values, 4),
            (button(words.plain("button-back"), "feed", feed),),
        )
        text = "\n".join([title, "", words("screen-interval-about"), "", *await _forecast(ctx, feed)])
        return View(text, rows)

    def _values(self, ctx: Context, feed: Feed, what: str, chosen: float | None) -> list[Button]:
        return [
            button(("✅ " if seconds == chosen else "") + every(ctx, seconds), self.name, "set", feed, what, seconds)
            for seconds in PACES[what][feed]
        ]

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        feed, what = choice(args, 0, Feed), args[1] if len(args) > 1 else ""
        if what == AUTO and len(args) == 2:
            return await self._choose(ctx, feed, *DEFAULT_BOUNDS[feed])
        if what not in PACES or len(args) != 3 or args[2] not in map(str, PACES[what][feed]):
            raise Stale(action)
        seconds, its = float(args[2]), ctx.settings.feeds[feed]
        if what == FIXED:
            return await self._choose(ctx, feed, seconds, seconds)
        if what == FASTEST:
            return await self._choose(ctx, feed, seconds, max(seconds, its.slowest))
        return await self._choose(ctx, feed, min(seconds, its.fastest), seconds)

    async def hear(self, ctx: Context, heard: Heard, args: tuple[str, ...]) -> After | None:
        if args[1:] != (OTHER,) or heard.other is not None:
            return None
        feed = choice(args, 0, Feed)
        minutes = read_number(heard.text)
        if minutes is None or not LEAST_MINUTES <= minutes <= _most(feed):
            return After(toast=ctx.words.plain("toast-interval-bounds", least=LEAST_MINUTES, most=_most(feed)))
        seconds = round(minutes * 60)
        return await self._choose(ctx, feed, seconds, seconds, fresh=True)

    async def _choose(self, ctx: Context, feed: Feed, fastest: float, slowest: float, *, fresh: bool = False) -> After:
        await ctx.store.settings.choose(f"feed.{feed}.{FASTEST}", fastest)
        await ctx.store.settings.choose(f"feed.{feed}.{SLOWEST}", slowest)
        ctx.services.schedule.reschedule(feed, fastest)  # in memory: after a restart the rows say it
        return After(place=f"interval|{feed}", fresh=fresh)


def every(ctx: Context, seconds: float) -> str:
    """Plain: 2 min, 1 h."""
    if seconds >= 3600 and seconds % 3600 == 0:
        return ctx.words.plain("every-hours", count=int(seconds // 3600))
    if seconds >= 600 or (seconds >= 60 and seconds % 60 == 0):
        return ctx.words.plain("every-minutes", count=round(seconds / 60))
    return ctx.words.plain("every-seconds", count=max(1, round(seconds)))


def pace(ctx: Context, feed: Feed) -> str:
    """Plain: automatic; every 2 min; from 5 s to 1 min."""
    its = ctx.settings.feeds[feed]
    if its.automatic:
        return ctx.words.plain("pace-automatic")
    if its.fastest == its.slowest:
        return ctx.words.plain("pace-fixed", every=every(ctx, its.fastest))
    return ctx.words.plain("pace-between", fastest=every(ctx, its.fastest), slowest=every(ctx, its.slowest))


async def _forecast(ctx: Context, feed: Feed) -> list[str]:
    """How soon things are usually seen, and what all feeds take of the day's quota together."""
    words = ctx.words
    at = situation(ctx.settings, await ctx.store.quota.pace(ctx.now), ctx.now)
    day = forecast(at.bounds, at.costs, at.reconcile)
    lines = []
    if feed in day.within and day.enough:
        lines.append(words(f"screen-interval-seen-{feed}", every=every(ctx, day.within[feed])))
    if feed is Feed.HISTORY:
        lines.append(words("screen-interval-free"))
    lines.append(words("screen-interval-takes", units=day.units, most=DAY_UNITS, percent=percent(day.units, DAY_UNITS)))
    if not day.enough:
        lines.append(words("screen-interval-too-much"))
    return lines


def _most(feed: Feed) -> int:
    return int(OPTIONS[f"feed.{feed}.{SLOWEST}"].most // 60)
