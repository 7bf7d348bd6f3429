"""The set-up's second line: where the likes, the subscriptions and the watch history are told.

Each in a chat that is made for it, in one that the owner picks, in this chat, or all in one group with topics. A chat counts
when it was looked at and a test post went through (bot/errands/channels.py); until then the feed stays where it was.
"""

from __future__ import annotations

from typing import Any, ClassVar

from bot import credentials as secret
from bot.conversation.screen import After, Context, Heard, Screen, Stale, Where, choice
from bot.conversation.view import View, button, column
from bot.errands.channels import CHANNEL, CHECK
from bot.errands.channels import FORUM as FORUM_ERRAND
from bot.telegram_access import TelegramAccess
from core.model import Feed
from storage.conversation import Errand

from . import channels_views as views
from .channels_views import FORUM, NAME, Standing, broken, chat_name
from .lines import Line


def wanted(ctx: Context) -> list[Feed]:
    return [feed for feed in Feed if ctx.settings.feeds[feed].on]


async def line(ctx: Context) -> Line:
    """For the checklist."""
    feeds = wanted(ctx)
    if not feeds:
        return Line(True, ctx.words("line-channels-off"))
    places = {feed: await ctx.store.destinations.of_feed(feed) for feed in feeds}
    for feed, place in places.items():
        if why := broken(place):
            name, reason = ctx.words.plain(f"feed-{feed}"), ctx.words.plain_reason(why)
            return Line(False, ctx.words("line-channels-wrong", feed=name, reason=reason), wrong=True)
    done = [place for place in places.values() if place is not None and place.checked_at is not None]
    if len(done) == len(feeds):
        names = dict.fromkeys(chat_name(ctx, place) for place in done)
        return Line(True, ctx.words("line-channels-done", chats=ctx.words.plain("list-comma").join(names)))
    if not done:
        return Line(False, ctx.words("line-channels-none"))
    return Line(False, ctx.words("line-channels-some", done=len(done), wanted=len(feeds)))


class Channels(Screen):
    """Places: `channels`, `channels|FEED`, `channels|FEED|pick`, `channels|FEED|detach`, `channels|forum`, `|forum|pick`."""

    name: ClassVar[str] = NAME
    actions: ClassVar[frozenset[str]] = frozenset({"make", "dm", "stop", "want", "again", "recheck", "public"})
    places: ClassVar[tuple[tuple[str, ...], ...]] = (
        (), *((feed,) for feed in Feed), (Feed.LIKES, "pick"), (Feed.HISTORY, "pick"), (Feed.LIKES, "detach"),
        (FORUM,), (FORUM, "pick"),
    )  # fmt: skip

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        if not (await TelegramAccess.of(ctx).state()).done:
            return views.upload_first(ctx)
        if not args:
            return await self._all(ctx)
        subject = _subject(args)
        standing = await _standing(ctx, subject)
        if args[1:] == ("pick",):
            return views.pick(ctx, subject, _numbered(subject))
        if args[1:] == ("detach",) and subject != FORUM:
            if standing.place is None:
                return views.feed(ctx, standing)
            return views.detach(ctx, Feed(subject), standing.place)
        if len(args) > 1:
            raise Stale("|".join(args))
        return views.forum(ctx, standing, wanted(ctx)) if subject == FORUM else views.feed(ctx, standing)

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        subject = _subject(args)
        if action == "make":
            await self._make(ctx, subject)
        elif action in ("again", "public"):
            errand = await _errand(ctx, subject)
            if errand is None or errand.is_open or not errand.trouble:
                return After(place=f"{NAME}|{subject}")
            more = {"public": True} if action == "public" else {}
            await self._start(ctx, subject, **{**errand.args, **more})
        elif subject == FORUM:
            raise Stale(action)
        elif action == "dm":
            await self._give_up(ctx, subject)
            title = ctx.words.plain("screen-channels-dm")
            await ctx.store.destinations.connect(Feed(subject), ctx.owner, title, ctx.now, kind="private")
        elif action == "stop":
            await self._give_up(ctx, subject)
            await ctx.store.destinations.detach(Feed(subject))
        elif action == "want":
            await ctx.store.settings.choose(f"feed.{subject}.on", args[1:] == ("on",))
        else:  # recheck
            place = await ctx.store.destinations.of_feed(Feed(subject))
            if place is not None:
                await ctx.store.errands.start(CHECK, ctx.now, str(place.chat_id))
        return After(place=f"{NAME}|{subject}")

    async def hear(self, ctx: Context, heard: Heard, args: tuple[str, ...]) -> After | None:
        """A chat was chosen."""
        if heard.chat_id is None or heard.request_id is None or args[1:] != ("pick",):
            return None
        subject = _subject(args)
        number = heard.request_id - _numbered(subject)
        kinds = ("forum",) if subject == FORUM else ("channel", "group")
        if not 0 <= number < len(kinds):
            return None  # from the keyboard of another question
        picked: dict[str, Any] = {"chat_id": heard.chat_id, "title": heard.chat_title, "kind": kinds[number]}
        await self._start(ctx, subject, how="pick", **picked)
        return After(place=f"{NAME}|{subject}")

    # -- small parts -------------------------------------------------------------------------------------------

    async def _all(self, ctx: Context) -> View:
        text = [ctx.words("screen-channels-title"), "", ctx.words("screen-channels-intro"), ""]
        buttons, next_one = [], True
        for feed in Feed:
            standing = await _standing(ctx, feed)
            mark, said = _told(ctx, feed, standing)
            text.append(f"{mark} {said}")
            style = "primary" if next_one and mark in ("⬜", "⚠️") else None
            next_one = next_one and style is None
            buttons.append(button(f"{mark} {ctx.words.plain(f'feed-{feed}')}", NAME, feed, style=style))
        rows = (
            *column(buttons),
            (button(ctx.words.plain("button-channels-forum"), NAME, FORUM),),
            (button(ctx.words.plain("button-back"), "setup"),),
        )
        return View("\n".join(text), rows)

    async def _make(self, ctx: Context, subject: str) -> None:
        """A try that was broken off before the chat was known is gone on with, so that no second one is made."""
        last = await _errand(ctx, subject)
        unfinished = last is not None and last.args.get("how") == "make" and "chat_id" not in last.args
        if last is not None and last.is_open and last.args.get("how") == "make":
            return
        since = last.args["since"] if last is not None and unfinished and (last.trouble or last.is_open) else ctx.now
        about = ctx.words.plain(f"channel-about-{subject}")
        kind = "forum" if subject == FORUM else "channel"
        await self._start(
            ctx,
            subject,
            how="make",
            title=ctx.words.plain(f"channel-title-{subject}"),
            about=about,
            since=since,
            kind=kind,
        )

    async def _start(self, ctx: Context, subject: str, **args: Any) -> None:
        await ctx.store.vault.put(f"{secret.INVITES}{'' if subject == FORUM else subject}", None)
        if subject == FORUM:
            feeds = [str(feed) for feed in wanted(ctx)]
            await ctx.store.errands.start(FORUM_ERRAND, ctx.now, **{**args, "feeds": feeds})
        else:
            await ctx.store.errands.start(CHANNEL, ctx.now, subject, **args)

    async def _give_up(self, ctx: Context, subject: str) -> None:
        await ctx.store.errands.stop(CHANNEL, ctx.now, subject)


def _told(ctx: Context, feed: Feed, standing: Standing) -> tuple[str, str]:
    """A feed's mark and line in the list of all."""
    name, place = ctx.words.plain(f"feed-{feed}"), standing.place
    chat = chat_name(ctx, place) if place else ""
    if not standing.on:
        return "▫️", ctx.words("screen-channels-off", feed=name)
    if standing.busy:
        return "⏳", ctx.words("screen-channels-busy", feed=name)
    if standing.lost:
        reason = ctx.words.plain_reason(standing.lost)
        return "⚠️", ctx.words("screen-channels-broken", feed=name, chat=chat, reason=reason)
    if place is None:
        return "⬜", ctx.words("screen-channels-none", feed=name)
    if place.checked_at is None:
        return "⬜", ctx.words("screen-channels-unchecked", feed=name, chat=chat)
    return "✅", ctx.words("screen-channels-at", feed=name, chat=chat)


async def _standing(ctx: Context, subject: str) -> Standing:
    feed = None if subject == FORUM else Feed(subject)
    place = await ctx.store.destinations.of_feed(feed) if feed else None
    check = await ctx.store.errands.last(CHECK, str(place.chat_id)) if place else None
    state = await TelegramAccess.of(ctx).state()
    errand = await _errand(ctx, subject)
    invite = await ctx.services.credentials.get(f"{secret.INVITES}{'' if feed is None else feed}")
    return Standing(
        subject, feed is None or ctx.settings.feeds[feed].on, place, errand, invite, state.user,
        checking=check is not None and check.is_open,
    )  # fmt: skip


async def _errand(ctx: Context, subject: str) -> Errand | None:
    if subject == FORUM:
        return await ctx.store.errands.last(FORUM_ERRAND)
    return await ctx.store.errands.last(CHANNEL, subject)


def _subject(args: tuple[str, ...]) -> str:
    """A feed's name, or `forum`. Raises Stale."""
    return FORUM if args[:1] == (FORUM,) else str(choice(args, 0, Feed))


def _numbered(subject: str) -> int:
    """From where on the choices of one subject are numbered."""
    return 10 * (1 + ([*map(str, Feed), FORUM]).index(subject))
