"""How often a feed is looked at, with what that takes of the day's quota."""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Heard, Screen, Stale, Where, choice
from bot.conversation.view import Question, View, button, grid
from core.model import Feed
from core.poll.forecast import share_of_day, units_a_day
from core.settings import DAY_UNITS, INTERVALS, OPTIONS

from .figures import percent
from .typed import read_number

LEAST_MINUTES = 1  #: what may be typed; tests set less
OTHER = "other"


class Interval(Screen):
    """Places: `interval|FEED`, `interval|FEED|other`, which asks for a number."""

    name: ClassVar[str] = "interval"
    actions: ClassVar[frozenset[str]] = frozenset({"set"})
    places: ClassVar[tuple[tuple[str, ...], ...]] = tuple((feed, *more) for feed in Feed for more in ((), (OTHER,)))

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        feed = choice(args, 0, Feed)
        words, chosen = ctx.words, ctx.settings.feeds[feed].interval
        title = words("screen-interval-title", feed=words.plain(f"feed-{feed}"), every=every(ctx, chosen))
        if args[1:] == (OTHER,):
            text = f"{title}\n\n{words('screen-interval-type', least=LEAST_MINUTES, most=_most(feed))}"
            return View(text, ((button(words.plain("button-back"), self.name, feed),),), question=Question())
        if args[1:]:
            raise Stale(args[1])
        marks = {seconds: "✅ " if seconds == chosen else "" for seconds in INTERVALS}
        values = [button(mark + every(ctx, one), self.name, "set", feed, one) for one, mark in marks.items()]
        rows = (
            *grid([*values, button(words.plain("button-other"), self.name, feed, OTHER)], 4),
            (button(words.plain("button-back"), "feed", feed),),
        )
        return View("\n".join([title, "", *await _costs(ctx, feed)]), rows)

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        feed = choice(args, 0, Feed)
        try:
            seconds = float(args[1])
        except (IndexError, ValueError) as error:
            raise Stale(action) from error
        if seconds not in INTERVALS:
            raise Stale(action)
        return await self._choose(ctx, feed, seconds)

    async def hear(self, ctx: Context, heard: Heard, args: tuple[str, ...]) -> After | None:
        if args[1:] != (OTHER,) or heard.other is not None:
            return None
        feed = choice(args, 0, Feed)
        minutes = read_number(heard.text)
        if minutes is None or not LEAST_MINUTES <= minutes <= _most(feed):
            return After(toast=ctx.words.plain("toast-interval-bounds", least=LEAST_MINUTES, most=_most(feed)))
        return await self._choose(ctx, feed, round(minutes * 60), fresh=True)

    async def _choose(self, ctx: Context, feed: Feed, seconds: float, *, fresh: bool = False) -> After:
        await ctx.store.settings.choose(f"feed.{feed}.interval", seconds)
        ctx.services.schedule.reschedule(feed, seconds)  # in memory: after a restart the row says it
        return After(place=f"interval|{feed}", fresh=fresh)


def every(ctx: Context, seconds: float) -> str:
    """Plain: 2 min, 1 h."""
    if seconds >= 3600 and seconds % 3600 == 0:
        return ctx.words.plain("every-hours", count=int(seconds // 3600))
    if seconds >= 60:
        return ctx.words.plain("every-minutes", count=round(seconds / 60))
    return ctx.words.plain("every-seconds", count=max(1, round(seconds)))


async def _costs(ctx: Context, feed: Feed) -> list[str]:
    """What each choice takes of the day's quota, and what all feeds take together now."""
    words = ctx.words
    if feed is Feed.HISTORY:
        return [words("screen-interval-free")]
    known = (await ctx.store.happenings.overview(Feed.SUBSCRIPTIONS)).known
    lines = [words("screen-interval-costs")]
    lines += [
        words("screen-interval-cost", every=every(ctx, one), units=units, percent=percent(units, DAY_UNITS))
        for one in INTERVALS
        if (units := units_a_day(feed, one, known))
    ]
    share = share_of_day({one: its.interval for one, its in ctx.settings.feeds.items() if its.on}, known)
    together = percent(share, 1)
    lines += ["", words("screen-interval-together", percent=together)]
    if together > 90:
        lines.append(words("screen-interval-too-much"))
    return lines


def _most(feed: Feed) -> int:
    return int(OPTIONS[f"feed.{feed}.interval"].most // 60)
