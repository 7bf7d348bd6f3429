"""One thing that happened: what it was, who made it, when, what became of its video; the way to YouTube, and the video itself."""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Stale, Where, number
from bot.conversation.view import View, button, link
from bot.conversation.words import moment
from core.download.job import OPEN
from core.model import Button, Channel
from core.wording import clock, compact
from storage.happenings import Happening

from .events import MARKS, of_channel, read_place, titled
from .figures import name
from .queue import described


class EventScreen(Screen):
    """Place: `event|ID|FEED|PAGE|LINES|BELOW`: the event, and the page of events it was opened from."""

    name: ClassVar[str] = "event"
    actions: ClassVar[frozenset[str]] = frozenset({"get", "choose"})
    places: ClassVar[tuple[tuple[str, ...], ...]] = (("1", "likes", "0", "8"), ("99", "subscriptions", "0", "8"))

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        one = await ctx.store.happenings.get(number(args, 0))
        feed, page, lines, below = read_place(args[1:])
        back = (button(ctx.words.plain("button-back"), "events", feed, page, lines, below),)
        if one is None:
            return View(ctx.words("screen-event-gone"), (back,))
        rows: list[tuple[Button, ...]] = [(link(ctx.words.plain("button-open"), _address(one)),)]
        text = [_heading(ctx, one), "", *_facts(ctx, one), ""]
        text += [ctx.words(f"screen-event-{one.event.kind}", at=moment(one.event.happened_at or one.event.seen_at))]
        if not of_channel(one):
            known = await ctx.store.queue.of_video(one.video.id)
            text += [described(ctx, row) for row in known[:3]]
            asked = next((row.job.id for row in known if row.job.asked and row.job.state in OPEN), None)
            if asked is not None:
                rows.append((button(ctx.words.plain("button-item"), "item", asked, 0),))
            else:
                rows.append((button(ctx.words.plain("button-download"), self.name, "get", *args, style="primary"),))
                rows.append((button(ctx.words.plain("button-choose"), self.name, "choose", *args),))
        return View("\n".join(text), (*rows, back))

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        one = await ctx.store.happenings.get(number(args, 0))
        if one is None or of_channel(one):
            raise Stale(action)
        if await ctx.services.credentials.api() is None:
            return After(place="telegram", toast=ctx.words.plain("card-toast-telegram-first"), alert=True)
        if action == "choose":  # the card that a link gets, at the chat's end
            await ctx.store.errands.start("look", ctx.now, f"event.{one.id}", video=one.video.id, list=None, reply=0)
            return After()
        here = await ctx.store.destinations.private(ctx.owner)
        job = await ctx.store.requests.request(one.video, here, None, None, None, None, ctx.now)
        return After(place=f"item|{job}|0", toast=ctx.words.plain("toast-asked"))


def _heading(ctx: Context, one: Happening) -> str:
    return ctx.words("screen-event-title", mark=MARKS[one.event.kind], title=titled(ctx, one, 200))


def _facts(ctx: Context, one: Happening) -> list[str]:
    words, lines = ctx.words, list[str]()
    if one.channel is not None:
        if one.channel.handle:
            lines.append(words("screen-event-handle", handle=name(one.channel.handle)))
        if one.channel.subscribers is not None:
            lines.append(
                words("screen-event-subscribers", subscribers=compact(one.channel.subscribers, words.language))
            )
        return lines
    if one.video.channel:
        lines.append(words("screen-event-channel", channel=name(one.video.channel, 100)))
    if one.video.duration:
        lines.append(words("screen-event-length", length=clock(one.video.duration)))
    if one.video.views is not None:
        lines.append(words("screen-event-views", views=compact(one.video.views, words.language)))
    return lines


def _address(one: Happening) -> str:
    return Channel(one.event.subject).url if of_channel(one) else one.video.url
