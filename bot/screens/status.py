"""/status: how everything is right now, read from the rows: what is known, when it was looked at, what waits and why, versions."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import ClassVar

from bot import VERSION
from bot.conversation.screen import After, Context, Screen
from bot.conversation.view import View, button
from bot.conversation.words import Html, moment
from bot.errands.versions import FFMPEG
from bot.pace import situation
from core.download.rules import hold
from core.model import DownloadState, Feed
from core.poll.plan import plan
from core.settings import DAY_UNITS

from .backfill_views import line as backfill_line
from .feed_state import FeedNow, feed_now, state
from .figures import percent, size
from .interval import every
from .private import line as private_line
from .ytdlp import in_use

PROGRAMS = {"Telethon": "telethon", "aiogram": "aiogram"}  #: names, not texts


class Status(Screen):
    """Place: `status`."""

    name: ClassVar[str] = "status"
    commands: ClassVar[tuple[str, ...]] = ("status",)

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        words = ctx.words
        feeds = [await feed_now(ctx, feed) for feed in Feed]
        wrong = [*_feed_troubles(ctx, feeds), *await _waits(ctx)]
        lines = [
            words("screen-status-title"),
            *([private] if (private := await private_line(ctx)) else []),
            words("screen-status-fine") if not wrong else words("screen-status-wrong", count=len(wrong)),
            *(["", *wrong] if wrong else []),
            "",
            *[await _feed(ctx, now) for now in feeds],
            "",
            await _posts(ctx),
            await _videos(ctx),
            await _queue(ctx),
            *([backfill] if (backfill := await backfill_line(ctx)) else []),
            _disk(ctx),
            await _quota(ctx),
            *await _pace(ctx),
            "",
            words("screen-status-versions", list=await _versions(ctx)),
            words("screen-status-started", at=moment(ctx.services.started_at)),
        ]
        rows = (
            (button(words.plain("button-queue"), "queue"), button(words.plain("button-stats"), "stats")),
            (button(words.plain("button-ytdlp"), "ytdlp"), button(words.plain("button-debug"), "debug")),
            (button(words.plain("button-doctor"), "doctor"),),
            (button(words.plain("button-refresh"), self.name),),
            (button(words.plain("button-home"), "home"),),
        )
        return View("\n".join(lines), rows)

    async def command(self, ctx: Context, name: str, rest: str) -> After:
        return After(place=self.name, fresh=True)


async def _feed(ctx: Context, now: FeedNow) -> str:
    words, over = ctx.words, now.overview
    feed = words.plain(f"feed-{over.feed}")
    if over.seeded_at is None:
        line = words("screen-status-feed-unseeded", mark=now.mark, feed=feed)
    else:
        count = await ctx.store.feeds.count_seeded(over.feed)
        line = words("screen-status-feed-seeded", mark=now.mark, feed=feed, count=count)
    if over.looked_at is not None:
        line += words("screen-status-looked", at=moment(over.looked_at))
    at = ctx.services.schedule.next_look(over.feed)
    if now.on and now.account and not now.paused and at is not None:
        line += words("screen-status-next", at=moment(max(at, over.not_before)))
    return line


def _feed_troubles(ctx: Context, feeds: list[FeedNow]) -> list[str]:
    """What each feed that is on waits for."""
    lines = []
    for now in feeds:
        said, feed = now.overview.trouble, ctx.words(f"feed-{now.overview.feed}")
        if now.on and not now.account:
            lines.append(_wait(ctx, feed, state(ctx, now), None))
        elif now.on and said:
            lines.append(_wait(ctx, feed, ctx.words.reason(said), now.overview.not_before))
    return lines


async def _waits(ctx: Context) -> list[str]:
    """Everything that is paused: the owner's pause, what holds downloads, troubles of whole parts of the world, chats."""
    words, lines = ctx.words, list[str]()
    if ctx.settings.paused_at is not None:
        lines.append("• " + words("screen-home-paused", at=moment(ctx.settings.paused_at)))
    else:
        held = hold(ctx.settings, await ctx.store.traffic.used(ctx.now), ctx.now)
        if held is not None:
            lines.append(_wait(ctx, words("screen-status-downloads"), words.reason(held.why), held.until))
    for scope, until, said in await ctx.store.pauses.all(ctx.now):
        lines.append(_wait(ctx, words(f"scope-{scope}"), words.reason(said), until))
    for until, said in await ctx.store.destinations.waiting(ctx.now):
        lines.append(_wait(ctx, words("screen-status-chat"), words.reason(said), until))
    return lines


def _wait(ctx: Context, what: str, why: str, until: float | None) -> str:
    if until is None or until <= ctx.now:
        return "• " + ctx.words("screen-status-waits", what=Html(what), reason=Html(why))
    return "• " + ctx.words("screen-status-waits-until", what=Html(what), reason=Html(why), at=moment(until))


async def _posts(ctx: Context) -> str:
    waiting, failed = await ctx.store.reports.posts()
    line = ctx.words("screen-status-posts", count=waiting)
    return line + ctx.words("screen-status-posts-failed", count=failed) if failed else line


async def _videos(ctx: Context) -> str:
    counts = await ctx.store.jobs.count_by_state()
    shown = [ctx.words(f"screen-status-download-{one}", count=n) for one in DownloadState if (n := counts.get(one, 0))]
    return (
        ctx.words("screen-status-videos", list=Html(ctx.words("list-comma").join(shown)))
        if shown
        else ctx.words("screen-status-videos-none")
    )


async def _queue(ctx: Context) -> str:
    count, oldest = await ctx.store.queue.size()
    if not count or oldest is None:
        return ctx.words("screen-home-queue-empty")
    return ctx.words("screen-home-queue", count=count, at=moment(oldest))


def _disk(ctx: Context) -> str:
    try:
        free, used = ctx.services.work.free(), ctx.services.work.used(beside=0)
    except OSError:
        return ctx.words("screen-home-disk-unknown")
    budget = ctx.settings.downloads.disk_gigabytes
    most = size(ctx.words, budget * 10**9) if budget is not None else "none"
    return ctx.words("screen-status-disk", free=size(ctx.words, free), used=size(ctx.words, used), most=most)


async def _quota(ctx: Context) -> str:
    spent = await ctx.store.quota.spent(ctx.now)
    left = max(0, DAY_UNITS - spent)
    return ctx.words("screen-status-quota", spent=spent, most=DAY_UNITS, percent=percent(spent, DAY_UNITS), left=left)


async def _pace(ctx: Context) -> list[str]:
    """What the plan is now, of the feeds that are on."""
    made = plan(situation(ctx.settings, await ctx.store.quota.pace(ctx.now), ctx.now))
    shown = [
        f"{ctx.words(f'feed-{feed}')} {ctx.words('pace-fixed', every=every(ctx, made.waits[feed]))}"
        for feed in Feed
        if feed in made.waits
    ]
    if not shown or ctx.settings.paused_at is not None:
        return []
    return [ctx.words("screen-status-pace", list=Html(ctx.words("list-comma").join(shown)))]


async def _versions(ctx: Context) -> str:
    found = [f"Yagami {VERSION}", f"yt-dlp {await in_use(ctx)}"]
    found += [f"{shown} {_version(package) or ctx.words.plain('unknown')}" for shown, package in PROGRAMS.items()]
    ffmpeg = await ctx.store.settings.get(FFMPEG)
    return ", ".join([*found, f"ffmpeg {ffmpeg or ctx.words.plain('unknown')}"])


@cache
def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
