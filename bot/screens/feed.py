"""One feed: whether it is looked at and how often, where it is told, which of its events are told and how loudly."""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Stale, Where, choice
from bot.conversation.view import View, button
from bot.conversation.words import Html, moment
from bot.errands.look_now import LOOK_NOW
from core.model import Button, EventKind, Feed
from core.poll.poll import long_gap
from core.settings import CatchUp

from .feed_state import KINDS, FeedNow, channel, feed_now, state
from .home import look
from .interval import pace
from .private import line as private_line

SWITCH = {"on": True, "off": False}
GAP = "gap"


class FeedScreen(Screen):
    """Places: `feed|FEED`; with `gap`: what becomes of what happened while nobody could look."""

    name: ClassVar[str] = "feed"
    actions: ClassVar[frozenset[str]] = frozenset({"set", "kind", "sound", "gap", "look", "unliked"})
    places: ClassVar[tuple[tuple[str, ...], ...]] = tuple((feed, *more) for feed in Feed for more in ((), (GAP,)))

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        feed = choice(args, 0, Feed)
        if args[1:] == (GAP,):
            return _gap(ctx, feed)
        if args[1:]:
            raise Stale(args[1])
        words, now = ctx.words, await feed_now(ctx, feed)
        lines = [
            words("screen-feed-title", mark=now.mark, feed=words.plain(f"feed-{feed}")),
            words(f"screen-feed-about-{feed}"),
            "",
            words("screen-feed-now", state=Html(await _state(ctx, now))),
        ]
        at = ctx.services.schedule.next_look(feed)
        if now.on and now.account and not now.paused and at is not None:
            lines.append(words("screen-feed-next", at=moment(max(at, now.overview.not_before))))
        over = now.overview
        if over.skipped_at is not None:
            lines.append(words("screen-feed-skipped", count=over.skipped, at=moment(over.skipped_at)))
        if feed is Feed.HISTORY and (private := await private_line(ctx)):
            lines.append(private)
        lines += ["", words("screen-feed-kinds")]
        gap = words.plain("button-feed-gap", chosen=ctx.settings.feeds[feed].after_gap.value)
        to = channel(ctx, now, 24) or words.plain("feed-no-channel")
        on = "off" if now.on else "on"
        held = (await ctx.store.feeds.state(feed)).held is not None
        rows: list[tuple[Button, ...]] = [
            *(((button(words.plain("button-believe"), "believe", feed, style="primary"),),) if held else ()),
            (button(words.plain(f"button-feed-{on}"), self.name, "set", feed, on, style=None if now.on else "success"),),
            *((_kind(ctx, one), _sound(ctx, one)) for one in KINDS[feed]),
            (button(words.plain("button-feed-interval", pace=pace(ctx, feed)), "interval", feed),),
            (button(gap, self.name, feed, GAP),),
            (button(words.plain("button-feed-channel", to=to), "channels", feed),),
            (button(words.plain("button-look"), self.name, "look", feed), button(words.plain("button-events"), "events", feed)),
            *((_unliked(ctx),) if feed is Feed.LIKES else ()),
            *(((button(words.plain("button-backfill"), "backfill"),),) if feed is Feed.LIKES else ()),
            *(((button(words.plain("button-private"), "private"),),) if feed is Feed.HISTORY else ()),
            (button(words.plain("button-home"), "home"),),
        ]  # fmt: skip
        return View("\n".join(lines), tuple(rows))

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        if action == "look":
            return await look(ctx, [choice(args, 0, Feed)])
        if action == "unliked" and len(args) == 1 and args[0] in ("keeps", "deletes"):
            await ctx.store.settings.choose("likes.unliked_deletes", args[0] == "deletes")
            return After(toast=ctx.words.plain(f"toast-unliked-{args[0]}"))
        if action == "gap":
            await ctx.store.settings.choose(f"feed.{choice(args, 0, Feed)}.after_gap", choice(args, 1, CatchUp).value)
            return None
        if len(args) != 2 or args[1] not in SWITCH:
            raise Stale(action)
        wanted = SWITCH[args[1]]
        if action == "set":
            await ctx.store.settings.choose(f"feed.{choice(args, 0, Feed)}.on", wanted)
            return None
        kind = choice(args, 0, EventKind)
        if action == "sound":
            await ctx.store.settings.choose(f"kind.{kind}.silent", not wanted)
            return None
        await ctx.store.settings.choose(f"kind.{kind}.on", wanted)
        return After(toast=ctx.words.plain("toast-kind-on" if wanted else "toast-kind-off"))


async def _state(ctx: Context, now: FeedNow) -> str:
    errand = await ctx.store.errands.last(LOOK_NOW, now.overview.feed)
    return ctx.words("feed-state-looking") if errand is not None and errand.is_open else state(ctx, now)


def _gap(ctx: Context, feed: Feed) -> View:
    words, chosen = ctx.words, ctx.settings.feeds[feed].after_gap
    text = "\n".join(
        [
            words("screen-gap-title", feed=words.plain(f"feed-{feed}")),
            "",
            words("screen-gap-about", hours=round(long_gap(ctx.settings, feed) / 3600)),
            *([words("screen-gap-cookies")] if feed is Feed.HISTORY else []),
            "",
            words("screen-gap-ways", videos="yes" if feed is Feed.LIKES else "no"),
        ]
    )
    ways = ((mode, words.plain(f"button-gap-{mode}")) for mode in CatchUp)
    rows = tuple((button(f"✅ {said}" if mode is chosen else said, "feed", "gap", feed, mode),) for mode, said in ways)
    return View(text, (*rows, (button(words.plain("button-back"), "feed", feed),)))


def _kind(ctx: Context, kind: EventKind) -> Button:
    on = ctx.settings.kinds[kind].on
    text = f"{'✅' if on else '⬜'} {ctx.words.plain(f'kind-{kind}')}"
    return button(text, "feed", "kind", kind, "off" if on else "on")


def _unliked(ctx: Context) -> tuple[Button, ...]:
    deletes = bool(ctx.settings.values["likes.unliked_deletes"])
    now, wanted = ("deletes", "keeps") if deletes else ("keeps", "deletes")
    return (button(ctx.words.plain(f"button-unliked-{now}"), "feed", "unliked", wanted),)


def _sound(ctx: Context, kind: EventKind) -> Button:
    silent = ctx.settings.kinds[kind].silent
    text = ctx.words.plain("button-kind-silent" if silent else "button-kind-loud")
    return button(text, "feed", "sound", kind, "on" if silent else "off")
