"""/history, /likes and /subscriptions: what happened, the newest first, page by page; each line's number opens it."""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Stale, choice, number
from bot.conversation.view import View, button, grid
from bot.conversation.words import Html, escape, moment
from core.model import EventKind, Feed
from storage.happenings import Happening

from .feed_state import KINDS
from .figures import name
from .typed import read_number

SIZE, MOST = 8, 20  #: lines of a page, and the most that may be asked for
FAR = 10**10  #: more events than there ever are; a button's data has 64 bytes
MARKS = {
    EventKind.LIKED: "❤️",
    EventKind.UNLIKED: "💔",
    EventKind.VANISHED: "🫥",
    EventKind.SUBSCRIBED: "📺",
    EventKind.UNSUBSCRIBED: "👋",
    EventKind.WATCHED: "🕘",
}
COMMANDS = {"likes": Feed.LIKES, "history": Feed.HISTORY, "subscriptions": Feed.SUBSCRIPTIONS}


class Events(Screen):
    """Place: `events|FEED|PAGE|LINES|BELOW`; what is at the end may be left out. Which events a page has, says BELOW (they have
    lower numbers); PAGE is only what is said. A page without it is the first."""

    name: ClassVar[str] = "events"
    commands: ClassVar[tuple[str, ...]] = tuple(COMMANDS)
    places: ClassVar[tuple[tuple[str, ...], ...]] = (*((feed,) for feed in Feed), (Feed.LIKES, "1", "20"))

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        feed, page, lines, below = read_place(args)
        words, of_channels = ctx.words, feed is Feed.SUBSCRIPTIONS
        found = await ctx.store.happenings.recent(KINDS[feed], lines + 1, below or None, channels=of_channels)
        shown, more = found[:lines], len(found) > lines
        text = [words("screen-events-title", feed=words.plain(f"feed-{feed}"), page=page + 1), ""]
        if not shown:
            text.append(words("screen-events-none" if page == 0 else "screen-events-no-more"))
        first = page * lines + 1
        text += [_line(ctx, first + place, one) for place, one in enumerate(shown)]
        numbers = [
            button(str(first + place), "event", one.id, feed, page, lines, below) for place, one in enumerate(shown)
        ]  # fmt: skip
        turn = []
        if page:
            ends = shown[0].id if shown else below - 1
            newer = await ctx.store.happenings.page_before(KINDS[feed], lines, ends, channels=of_channels)
            turn.append(
                button(
                    words.plain("button-newer"), self.name, feed, max(page - 1, 1) if newer else 0, lines, newer or 0
                )
            )
        if more:
            turn.append(button(words.plain("button-older"), self.name, feed, page + 1, lines, shown[-1].id))
        back = (button(words.plain("button-back"), "feed", feed),)
        return View("\n".join(text), (*grid(numbers, 5 if lines > SIZE else 4), tuple(turn), back))

    async def command(self, ctx: Context, name: str, rest: str) -> After:
        lines = read_number(rest) if rest else SIZE
        if lines is None or lines < 1:
            lines = SIZE
        return After(place=f"{self.name}|{COMMANDS[name]}|0|{int(min(lines, MOST))}", fresh=True)


def read_place(args: tuple[str, ...]) -> tuple[Feed, int, int, int]:
    """-> feed, page, lines of a page, the number below which its events are (0: the newest). Raises Stale."""
    feed = choice(args, 0, Feed)
    page, lines, below = (number(args, n) if len(args) > n else usual for n, usual in ((1, 0), (2, SIZE), (3, 0)))
    if not 0 <= page < FAR or not 1 <= lines <= MOST or not 0 <= below < FAR or len(args) > 4:
        raise Stale("events")
    return feed, page if below else 0, lines, below


def of_channel(one: Happening) -> bool:
    """Whether a channel is its subject, known or not."""
    return one.channel is not None or one.event.kind in (EventKind.SUBSCRIBED, EventKind.UNSUBSCRIBED)


def titled(ctx: Context, one: Happening, most: int = 60) -> str:
    """The video's or channel's title, else its id. Plain."""
    title = one.channel.title if one.channel else one.video.title
    return name(title, most) if title else name(one.event.subject, most)


def _line(ctx: Context, place: int, one: Happening) -> str:
    who = escape(f" — {name(one.video.channel, 30)}") if one.video.channel and not one.channel else ""
    return ctx.words(
        "screen-events-line", number=place, mark=MARKS[one.event.kind], title=titled(ctx, one), who=Html(who),
        at=moment(one.event.happened_at or one.event.seen_at),
    )  # fmt: skip
