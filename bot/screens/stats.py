"""/stats: what happened and what it took, by day and by week, with the bytes against the owner's caps."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import ClassVar

from bot.conversation.screen import After, Context, Screen
from bot.conversation.view import View, button
from bot.conversation.words import Html, moment
from core.model import EventKind
from storage.listing import DayOfFigures

from .figures import percent, size

DAY = 86400.0
DAYS, WEEKS = 7, 4
#: What is counted, and the mark before its figure.
MARKS = {EventKind.WATCHED: "🕘", EventKind.LIKED: "❤️", EventKind.SUBSCRIBED: "📺"}
VIDEOS = "⬇️"
PURPOSES = ("download", "upload", "look", "poll", "chat", "update", "backup")
RARE = frozenset({"update", "backup"})  #: shown only where there is anything


class Stats(Screen):
    """Place: `stats`."""

    name: ClassVar[str] = "stats"
    commands: ClassVar[tuple[str, ...]] = ("stats",)

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        words = ctx.words
        midnight = ctx.now - ctx.now % DAY
        days = await _days(ctx, midnight)
        lines = [words("screen-stats-title"), words("screen-stats-legend"), "", words("screen-stats-days")]
        for back in range(DAYS):
            start = midnight - back * DAY
            lines.append(
                words("screen-stats-day", day=moment(start + DAY / 2, "d"), figures=Html(_figures(ctx, days[back])))
            )
        lines += ["", words("screen-stats-weeks")]
        for back in range(WEEKS):
            week: Counter[str] = Counter()
            for day in days[back * 7 : back * 7 + 7]:
                week.update(day)
            lines.append(words("screen-stats-week", back=back, figures=Html(_figures(ctx, week))))
        lines += ["", words("screen-stats-bytes"), *await _bytes(ctx, days)]
        rows = ((button(words.plain("button-refresh"), self.name),), (button(words.plain("button-home"), "home"),))
        return View("\n".join(lines), rows)

    async def command(self, ctx: Context, name: str, rest: str) -> After:
        return After(place=self.name, fresh=True)


async def _days(ctx: Context, midnight: float) -> list[Counter[str]]:
    """Of the last four weeks, today first: events by kind, `videos`, and bytes by purpose."""
    today = int(midnight // DAY)
    found = await ctx.store.listing.days(today - WEEKS * 7 + 1, today)
    days: dict[str, Counter[str]] = {}
    for back in range(WEEKS * 7):
        day = found.get(today - back, DayOfFigures())
        days[_iso(midnight - back * DAY)] = Counter(
            {**{str(kind): n for kind, n in day.events.items()}, "videos": day.videos}
        )
    for row in await ctx.store.traffic.by_day(WEEKS * 7):
        if row.day in days:
            days[row.day][row.purpose] += row.bytes.total
    return list(days.values())


def _figures(ctx: Context, counted: Counter[str]) -> str:
    shown = [f"{mark} {counted[kind]}" for kind, mark in MARKS.items()]
    moved = sum(counted[one] for one in PURPOSES)
    return " · ".join([*shown, f"{VIDEOS} {counted['videos']}", *([size(ctx.words, moved)] if moved else [])])


async def _bytes(ctx: Context, days: list[Counter[str]]) -> list[str]:
    """By purpose in the last seven days; this day and this month against the caps."""
    words, caps, lines = ctx.words, ctx.settings.downloads, list[str]()
    for purpose in PURPOSES:
        moved = sum(day[purpose] for day in days[:DAYS])
        if moved or purpose not in RARE:
            lines.append(words(f"screen-stats-{purpose}", size=size(words, moved)))
    used = await ctx.store.traffic.used(ctx.now)
    for period, so_far, cap in (("today", used.day, caps.day_gigabytes), ("month", used.month, caps.month_gigabytes)):
        if cap is None:
            lines.append(words(f"screen-stats-{period}", size=size(words, so_far)))
        else:
            most = cap * 10**9
            line = words(
                f"screen-stats-{period}-capped", size=size(words, so_far), most=size(words, most),
                percent=percent(so_far, most),
            )  # fmt: skip
            lines.append(line)
    return lines


def _iso(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).date().isoformat()
