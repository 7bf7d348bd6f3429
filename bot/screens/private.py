"""Private mode: for an hour, or until the owner says so, nothing that is watched is told or recorded, and never will be."""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Stale, Where
from bot.conversation.view import View, button
from bot.conversation.words import moment
from bot.errands.private_end import PRIVATE_END
from core.model import Button, Feed
from core.poll.history import LAG

HOURS = (1, 4, 12)
OPEN = "open"  #: until the owner says so


class PrivateScreen(Screen):
    """Place: `private`."""

    name: ClassVar[str] = "private"
    actions: ClassVar[frozenset[str]] = frozenset({"begin", "end"})
    commands: ClassVar[tuple[str, ...]] = ("private",)

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        words, lasting = ctx.words, await ctx.store.private.now(ctx.now)
        lines = [words("screen-private-title"), await line(ctx) or await _off(ctx)]
        ways = [_way(ctx, str(hours)) for hours in HOURS]
        rows: list[tuple[Button, ...]] = [tuple(ways), (_way(ctx, OPEN),)]
        if lasting is not None:
            lines.append(words("screen-private-since", at=moment(lasting.began_at)))
            rows.insert(0, (button(words.plain("button-private-end"), self.name, "end", style="success"),))
        lines += ["", words("screen-private-about")]
        back = (button(words.plain("button-back"), "feed", Feed.HISTORY), button(words.plain("button-home"), "home"))
        return View("\n".join(lines), (*rows, back))

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        private, errands, words = ctx.store.private, ctx.store.errands, ctx.words
        match action, args:
            case "begin", (word,) if word == OPEN:
                await private.begin(ctx.now, None)
                await errands.stop(PRIVATE_END, ctx.now)
                return After(toast=words.plain("toast-private-open"))
            case "begin", (word,) if word in map(str, HOURS):
                await private.begin(ctx.now, ctx.now + int(word) * 3600)
                await errands.start(PRIVATE_END, ctx.now)
                return After(toast=words.plain("toast-private-hours", count=int(word)))
            case "end", ():
                if await private.now(ctx.now) is None:
                    return After(toast=words.plain("toast-private-not"))
                await private.end(ctx.now)
                await errands.start(
                    PRIVATE_END, ctx.now
                )  # finds it ended, and has the look made that covers the last of it
                return After(toast=words.plain("toast-private-end"))
        raise Stale("|".join((action, *args)))


def _way(ctx: Context, word: str) -> Button:
    key = "button-private-open" if word == OPEN else "button-private-hours"
    return button(ctx.words.plain(key, count=0 if word == OPEN else int(word)), "private", "begin", word)


async def _off(ctx: Context) -> str:
    ended = await ctx.store.private.ended(ctx.now)
    if ended is not None and ctx.now < ended + LAG:
        return ctx.words("screen-private-over", at=moment(ended + LAG, "T"))
    return ctx.words("screen-private-off")


async def line(ctx: Context) -> str | None:
    """That it is on, and until when; for the panel, /status and the history's page. HTML."""
    lasting = await ctx.store.private.now(ctx.now)
    if lasting is None:
        return None
    if lasting.until is None:
        return ctx.words("screen-private-on-open")
    return ctx.words("screen-private-on-until", at=moment(lasting.until, "t"))
