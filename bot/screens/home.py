"""The panel's first page: how things are in a few lines, and the ways to everything else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Stale, Where
from bot.conversation.view import View, button
from bot.conversation.words import Html, moment
from bot.errands.look_now import LOOK_NOW
from core.model import Feed
from core.settings import DAY_UNITS

from .accounts import accounts
from .feed_state import FeedNow, channel, feed_now, state
from .figures import percent, size
from .private import line as private_line


class Home(Screen):
    """Place: `home`. set_up: whether nothing that is needed is missing; until then /start leads to the set-up."""

    name: ClassVar[str] = "home"
    actions: ClassVar[frozenset[str]] = frozenset({"pause", "look"})
    commands: ClassVar[tuple[str, ...]] = ("start", "menu", "config", "pause")

    def __init__(self, set_up: Callable[[Context], Awaitable[bool]]) -> None:
        self._set_up = set_up

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        words, paused = ctx.words, ctx.settings.paused_at
        feeds = {feed: await feed_now(ctx, feed) for feed in Feed}
        lines = [words("screen-home-title")]
        if paused is not None:
            lines.append(words("screen-home-paused", at=moment(paused)))
        if private := await private_line(ctx):
            lines.append(private)
        lines += ["", *(_feed_line(ctx, now) for now in feeds.values()), ""]
        marks = " · ".join(f"{one.mark} {words(f'account-{line}')}" for line, one in (await accounts(ctx)).items())
        lines += [words("screen-home-accounts"), marks, "", await _queue(ctx), _room(ctx)]
        spent = await ctx.store.quota.spent(ctx.now)
        lines.append(words("screen-home-quota", percent=percent(spent, DAY_UNITS)))
        ready = await self._set_up(ctx)
        if not ready:
            lines += ["", words("screen-home-unfinished")]
        go_on = (
            button(words.plain("button-pause"), self.name, "pause", style="danger")
            if paused is None
            else button(words.plain("button-resume"), "resume", style="success")
        )
        setup = button(words.plain("button-setup"), "setup", style=None if ready else "primary")
        pairs = [("accounts", "downloads"), ("queue", "stats"), ("private", "language"), ("status", "data")]
        rows = [
            *((button(_feed_button(ctx, now), "feed", feed),) for feed, now in feeds.items()),
            *(tuple(button(words.plain(f"button-{one}"), one) for one in pair) for pair in pairs),
            (button(words.plain("button-help"), "help"), button(words.plain("button-look"), self.name, "look")),
        ]
        return View("\n".join(lines), ((setup,), (go_on,), *rows) if not ready else ((go_on,), *rows, (setup,)))

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        if action == "pause":
            return await pause(ctx)
        if action != "look":
            raise Stale(action)
        return await look(ctx, [feed for feed in Feed if ctx.settings.feeds[feed].on])

    async def command(self, ctx: Context, name: str, rest: str) -> After:
        if name == "pause":
            await pause(ctx)
        unfinished = name == "start" and not await self._set_up(ctx)
        return After(place="setup" if unfinished else self.name, fresh=True)


async def pause(ctx: Context) -> After:
    """Everything automatic rests from now on; if it does already, since when it does."""
    if ctx.settings.paused_at is None:
        await ctx.store.settings.put("paused_at", ctx.now)
    return After(toast=ctx.words.plain("toast-paused"))


async def look(ctx: Context, feeds: list[Feed]) -> After:
    """Have these feeds looked at as soon as can be."""
    if ctx.settings.paused_at is not None:
        return After(toast=ctx.words.plain("toast-look-paused"))
    ready = [feed for feed in feeds if (now := await feed_now(ctx, feed)).on and now.account]
    for feed in ready:
        await look_soon(ctx, feed)
    return After(toast=ctx.words.plain("toast-look" if ready else "toast-look-nothing"))


async def look_soon(ctx: Context, feed: Feed) -> None:
    """At once, whatever its last look has met."""
    await ctx.store.feeds.look_again(feed)
    await ctx.store.errands.start(LOOK_NOW, ctx.now, feed)


def _feed_line(ctx: Context, now: FeedNow) -> str:
    feed = now.overview.feed
    said = Html(state(ctx, now))
    return ctx.words("screen-home-feed", mark=now.mark, feed=ctx.words.plain(f"feed-{feed}"), state=said)


def _feed_button(ctx: Context, now: FeedNow) -> str:
    feed = ctx.words.plain(f"feed-{now.overview.feed}")
    to = channel(ctx, now, 24)
    return f"{now.mark} {feed} · {to}" if to else f"{now.mark} {feed}"


async def _queue(ctx: Context) -> str:
    count, oldest = await ctx.store.queue.size()
    if not count or oldest is None:
        return ctx.words("screen-home-queue-empty")
    return ctx.words("screen-home-queue", count=count, at=moment(oldest))


def _room(ctx: Context) -> str:
    try:
        free = ctx.services.work.free()
    except OSError:
        return ctx.words("screen-home-disk-unknown")
    return ctx.words("screen-home-disk", free=size(ctx.words, free))
