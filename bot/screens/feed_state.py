"""How a feed is now, in one mark and one line: for the panel, its own screen and /status."""

from __future__ import annotations

from dataclasses import dataclass

from bot import credentials
from bot.conversation.screen import Context
from bot.conversation.words import moment
from core.model import EventKind, Feed
from storage.happenings import FeedOverview

from .figures import name

#: Which events each feed brings. A video vanishes as well as a channel does: it is one switch, on both pages.
KINDS: dict[Feed, tuple[EventKind, ...]] = {
    Feed.LIKES: (EventKind.LIKED, EventKind.UNLIKED, EventKind.VANISHED),
    Feed.SUBSCRIPTIONS: (EventKind.SUBSCRIBED, EventKind.UNSUBSCRIBED, EventKind.VANISHED),
    Feed.HISTORY: (EventKind.WATCHED,),
}
#: What a feed is read with: the name of the secret, and the set-up's line that brings it.
ACCOUNTS = {
    Feed.LIKES: (credentials.GOOGLE, "google"),
    Feed.SUBSCRIPTIONS: (credentials.GOOGLE, "google"),
    Feed.HISTORY: (credentials.COOKIES, "cookies"),
}


@dataclass(frozen=True, slots=True)
class FeedNow:
    """What the rows say about a feed."""

    overview: FeedOverview
    on: bool
    account: bool  #: what it is read with is there
    paused: bool

    @property
    def mark(self) -> str:
        if not self.on:
            return "⬜"
        if self.paused:
            return "⏸"
        if self.overview.trouble or not self.account:
            return "⚠️"
        return "✅" if self.overview.seeded_at is not None and self.overview.destination else "⏳"


async def feed_now(ctx: Context, feed: Feed) -> FeedNow:
    return FeedNow(
        await ctx.store.happenings.overview(feed),
        ctx.settings.feeds[feed].on,
        await ctx.store.vault.get(ACCOUNTS[feed][0]) is not None,
        ctx.settings.paused_at is not None,
    )


def channel(ctx: Context, now: FeedNow, most: int = 40) -> str | None:
    """Where its events are told; None: nowhere yet. Plain."""
    to = now.overview.destination
    if to is None:
        return None
    return ctx.words.plain("feed-this-chat") if to.chat_id == ctx.owner else name(to.title or str(to.chat_id), most)


def state(ctx: Context, now: FeedNow) -> str:
    """Half a sentence of HTML."""
    words, over = ctx.words, now.overview
    if not now.on:
        return words("feed-state-off")
    if not now.account:
        return words("feed-state-account", account=words.plain(f"account-{ACCOUNTS[over.feed][1]}"))
    if over.trouble:
        return words("feed-state-trouble", reason=words.plain_reason(over.trouble))
    if over.looked_at is None:
        return words("feed-state-unseen")
    to = channel(ctx, now)
    if to is None:
        return words("feed-state-nowhere", at=moment(over.looked_at))
    return words("feed-state-fine", to=to, at=moment(over.looked_at))
