"""A link to a playlist: how many there are, which; one of them, or the first n at a quality. A message of its own.

What is shown stands in the errand that looked: `page`, and `first` once it was said how many. Downloads of the list have its
message for their card: then it shows how far they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from bot.conversation.screen import After, Context, Screen, Stale, Where, number
from bot.conversation.view import View, button, grid
from bot.conversation.words import Html, escape
from core.download.job import CAN_BE_CANCELLED, OPEN
from core.model import Button, DownloadState, Video
from core.settings import Quality
from core.wording import clock
from storage.conversation import Errand
from storage.queue import QueueRow

from .card import redraw
from .card_lines import CAN_BE_RETRIED, ENDED_WELL, lines, mend, quality_of, reason
from .card_views import sentence
from .figures import name

S = DownloadState
LINES = 8  #: entries of a page
FIRST = (1, 3, 5, 10, 25, 50)  #: how many the buttons offer, besides all
FAILURES = 5  #: that are named


class Playlist(Screen):
    """Lives in messages of its own; `show` takes the message's number."""

    name: ClassVar[str] = "playlist"
    own: ClassVar[bool] = True
    actions: ClassVar[frozenset[str]] = frozenset({"page", "one", "first", "get", "stop", "retry", "look"})

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        message = number(args, 0)
        errand = await ctx.store.errands.with_card(message)
        return await playlist(ctx, errand, await ctx.store.queue.of_card(message))

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        errand = await ctx.store.errands.with_card(where.message_id)
        if where.chat_id != ctx.owner or errand is None or errand.kind != "playlist":
            return After(toast=ctx.words.plain("card-forgotten"), alert=True)
        given, entries = errand.args, errand.args.get("entries", [])
        match action:
            case "look":
                if not errand.is_open:
                    kept = {one: given[one] for one in ("list", "reply", "card") if one in given}
                    await ctx.store.errands.start("playlist", ctx.now, errand.subject, **kept)
                return After()
            case "page":
                await ctx.store.errands.note(errand.id, page=_within(number(args, 0), 0, len(entries) // LINES))
            case "first":
                await ctx.store.errands.note(errand.id, first=_within(number(args, 0), 0, len(entries)) or None)
            case "one":
                place = _within(number(args, 0), 0, len(entries) - 1)
                subject = f"{where.message_id}.{place}"
                video = entries[place][0]
                await ctx.store.errands.start("look", ctx.now, subject, video=video, list=None, reply=where.message_id)
                return After()
            case "get":
                return await self._get(ctx, where, errand, args)
            case "stop" | "retry":
                return await self._all(ctx, where, action)
        await redraw(ctx, where.message_id)
        return After()

    async def _get(self, ctx: Context, where: Where, errand: Errand, args: tuple[str, ...]) -> After:
        """`10|720`: the first ten."""
        entries = errand.args.get("entries", [])
        count = _within(number(args, 0), 1, len(entries))
        quality = quality_of(args[1]) if len(args) == 2 else None
        if quality is None:
            raise Stale("get")
        if await ctx.services.credentials.api() is None:
            return After(place="telegram", toast=ctx.words.plain("card-toast-telegram-first"), alert=True, fresh=True)
        here = await ctx.store.destinations.private(ctx.owner)
        for one in entries[:count]:
            await ctx.store.requests.request(Video(*one), here, quality, None, None, where.message_id, ctx.now)
        await ctx.store.errands.note(errand.id, first=None)
        return After(toast=ctx.words.plain("playlist-toast-get", count=count))

    async def _all(self, ctx: Context, where: Where, action: str) -> After:
        act = ctx.store.requests.cancel if action == "stop" else ctx.store.requests.retry
        states = CAN_BE_CANCELLED if action == "stop" else CAN_BE_RETRIED
        rows = [row for row in await ctx.store.queue.of_card(where.message_id) if row.job.state in states]
        done = sum([await act(row.job.id, ctx.now) for row in rows])
        return After(toast=ctx.words.plain(f"playlist-toast-{action}", count=done))


async def playlist(ctx: Context, errand: Errand | None, rows: Sequence[QueueRow]) -> View:
    """How its message looks."""
    words = ctx.words
    if errand is None or (errand.args.get("entries") is None and not errand.args.get("failed")):
        if rows:
            return await _working(ctx, {}, rows)
        return View(words("playlist-looking" if errand else "card-forgotten"))
    given = errand.args
    if given.get("failed"):
        said = sentence(given["failed"])
        again = (button(words.plain("button-again"), "playlist", "look", style="primary"),)
        return View(words("playlist-failed", reason=Html(words.reason(said))), (again, *await mend(ctx, said)))
    if given.get("first"):
        return _how_good(ctx, given)
    if any(row.job.state in OPEN for row in rows):
        return await _working(ctx, given, rows)
    return await _list(ctx, given, rows)


def _head(ctx: Context, given: Mapping[str, Any]) -> list[str]:
    title = name(given.get("title") or given.get("list") or "", 200)
    count = given.get("count")
    known = len(given.get("entries", ()))
    lines_ = [ctx.words("playlist-title", title=title)]
    if count is None:
        lines_.append(ctx.words("playlist-endless", known=known))
    else:
        lines_.append(ctx.words("playlist-count", count=count))
        if count > known:
            lines_.append(ctx.words("playlist-known", known=known))
    return lines_


async def _list(ctx: Context, given: Mapping[str, Any], rows: Sequence[QueueRow]) -> View:
    words, entries, page = ctx.words, given["entries"], given.get("page", 0)
    text = [*_head(ctx, given)]
    if rows:
        text += ["", *await _result(ctx, rows)]
    text.append("")
    start = page * LINES
    shown = entries[start : start + LINES]
    for place, (video, title, _, _, duration) in enumerate(shown, start):
        length = f" ({clock(duration)})" if duration else ""
        text.append(words("playlist-line", number=place + 1, title=name(title or video, 70), length=length))
    numbers = [button(str(start + place + 1), "playlist", "one", start + place) for place in range(len(shown))]
    turn = []
    if page:
        turn.append(button(words.plain("button-earlier"), "playlist", "page", page - 1))
    if len(entries) > start + LINES:
        turn.append(button(words.plain("button-further"), "playlist", "page", page + 1))
    first = [
        button(words.plain("playlist-button-first", count=count), "playlist", "first", count)
        for count in FIRST
        if count < len(entries)
    ]
    buttons: list[tuple[Button, ...]] = [*grid(numbers, 4), tuple(turn), *grid(first, 3)]
    if entries:
        text += ["", words("playlist-ask")]
        every = words.plain("playlist-button-all", count=len(entries))
        buttons.append((button(every, "playlist", "first", len(entries), style="primary"),))
    if any(row.job.state in CAN_BE_RETRIED for row in rows):
        buttons.insert(0, (button(words.plain("playlist-button-retry"), "playlist", "retry", style="primary"),))
    return View("\n".join(text), tuple(buttons))


def _how_good(ctx: Context, given: Mapping[str, Any]) -> View:
    words, count = ctx.words, given["first"]
    usual = ctx.settings.downloads.quality
    qualities = [
        button(
            words.plain("card-quality", quality=one), "playlist", "get", count, one,
            style="primary" if one is usual else None,
        )
        for one in Quality
    ]  # fmt: skip
    back = (button(words.plain("button-back"), "playlist", "first", 0),)
    text = "\n".join([*_head(ctx, given), "", words("playlist-how-good", count=count)])
    return View(text, (*grid(qualities, 3), back))


async def _result(ctx: Context, rows: Sequence[QueueRow]) -> list[str]:
    """What became of those that were asked for, the failed ones by name."""
    states = [row.job.state for row in rows]
    sent = sum(state in ENDED_WELL for state in states)
    failed = [row for row in rows if row.job.state in CAN_BE_RETRIED]
    waiting = sum(state in OPEN for state in states) - sum(state is S.SENT for state in states)
    text = [ctx.words("playlist-result", count=len(rows), sent=sent, waiting=waiting, failed=len(failed))]
    for row in failed[:FAILURES]:
        title = escape(name(row.job.video.title or row.job.video.id, 60))
        text.append(ctx.words("card-failed", what=Html(title), reason=Html(reason(ctx.words, row.job.trouble))))
    return text


async def _working(ctx: Context, given: Mapping[str, Any], rows: Sequence[QueueRow]) -> View:
    text = [*(_head(ctx, given) if given else []), "", *await _result(ctx, rows)]
    order = await ctx.store.queue.order()
    going = sorted(
        (row for row in rows if row.job.state in OPEN and row.job.state is not S.SENT),
        key=lambda row: order.get(row.job.id, len(order)),
    )
    if going:
        first = going[0]
        text += ["", *await lines(ctx, first, order, named=name(first.job.video.title or first.job.video.id, 60))]
    stop = button(ctx.words.plain("playlist-button-stop"), "playlist", "stop", style="danger")
    return View("\n".join(text), ((stop,),) if going else ())


def _within(value: int, least: int, most: int) -> int:
    """Raises Stale."""
    if not least <= value <= most:
        raise Stale(str(value))
    return value
