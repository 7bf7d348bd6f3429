"""A link to YouTube in any message: each video gets a card, a message of its own with buttons for what it really can be.

    overhear   finds the links; each becomes an errand that looks and sends the card (bot/errands/look.py)
    press      a height, the sound: a download with this card (bot/cards.py keeps it up to date); cancel, try again; subtitles

More links than MOST are taken step by step, by a message that remembers the rest. A playlist asks first (playlist.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from bot.conversation.screen import After, Context, Heard, Screen, Stale, Where, number
from bot.conversation.view import View, button
from core.download.links import Link, find
from core.model import Video
from core.settings import Large, Quality
from storage.conversation import Errand

from .card_offers import FIT, NONE
from .card_views import AS_SET, LATER, card, video_of
from .mending import GOES

MOST = 10  #: links of one message that are looked at at once
HIGHEST = 10_000  #: lines of a picture


class Card(Screen):
    """Lives in messages of its own; `show` takes the message's number."""

    name: ClassVar[str] = "card"
    own: ClassVar[bool] = True
    actions: ClassVar[frozenset[str]] = frozenset({"get", "sub", "list", "look", "cancel", "retry", "go", "more"})

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        message = number(args, 0)
        return await card(ctx, await ctx.store.errands.with_card(message), await ctx.store.queue.of_card(message))

    async def overhear(self, ctx: Context, heard: Heard, *, asked: bool) -> After | None:
        if heard.file_id is not None:
            return None
        found = find(heard.text, heard.urls)
        if found.links:
            await _take(ctx, found.links, heard)
            return After()
        if asked:
            return None
        if found.others:
            return After(toast=ctx.words.plain("card-no-video"))
        return After(toast=ctx.words.plain("card-no-youtube")) if found.strangers else None

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        words, requests = ctx.words, ctx.store.requests
        if where.chat_id != ctx.owner:
            raise Stale(action)
        if action == "go":
            if "|".join(args) not in GOES:
                raise Stale(action)
            return After(place="|".join(args), fresh=True)
        if action in ("cancel", "retry"):
            act = requests.cancel if action == "cancel" else requests.retry
            done = await act(number(args, 0), ctx.now)
            return After(toast=words.plain(f"card-toast-{action}" if done else "card-toast-late"))
        errand = await ctx.store.errands.with_card(where.message_id)
        if action == "get":
            return await _get(ctx, where, errand, args)
        if errand is None:
            return After(toast=words.plain("card-forgotten"), alert=True)
        return await self._look_again(ctx, where, errand, action, args)

    async def _look_again(
        self, ctx: Context, where: Where, errand: Errand, action: str, args: tuple[str, ...]
    ) -> After | None:
        """What has to do with the look itself."""
        given = errand.args
        if action == "more" and errand.kind == "rest":
            return await _more(ctx, errand)
        if errand.kind != "look" or not args or args[0] != given["video"]:
            raise Stale(action)
        match action, args[1:]:
            case "look", ():
                kept = {one: given[one] for one in ("video", "list", "reply", "card") if one in given}
                if not errand.is_open:
                    await ctx.store.errands.start("look", ctx.now, errand.subject, **kept)
            case "sub", (language,):
                if language not in (NONE, "?", AS_SET) and not _has(given, language):
                    raise Stale(action)
                await ctx.store.errands.note(errand.id, subtitles={NONE: "", AS_SET: None}.get(language, language))
                await redraw(ctx, where.message_id)
            case "list", ():
                if not given.get("list"):
                    raise Stale(action)
                subject = f"{where.message_id}.list"
                await ctx.store.errands.start("playlist", ctx.now, subject, list=given["list"], reply=where.message_id)
            case _:
                raise Stale(action)
        return After()


class Rest(Screen):
    """How many links of a message are left, and the way to them. Lives in a message of its own."""

    name: ClassVar[str] = "rest"
    own: ClassVar[bool] = True

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        errand = await ctx.store.errands.with_card(number(args, 0))
        return rest(ctx, errand.args if errand else {})


def rest(ctx: Context, given: dict[str, Any] | Any) -> View:
    left, taken = len(given.get("links", ())), given.get("taken", 0)
    if not left:
        return View(ctx.words("card-rest-none", taken=taken))
    more = button(ctx.words.plain("card-button-more", count=min(left, MOST)), "card", "more", style="primary")
    return View(ctx.words("card-rest", left=left, taken=taken), ((more,),))


async def redraw(ctx: Context, message_id: int) -> None:
    """The card is drawn as the rows say, after the transaction."""
    await ctx.store.errands.start("card", ctx.now, str(message_id))


async def _take(ctx: Context, links: Sequence[Link], heard: Heard) -> None:
    """An errand a link; what is too much waits in one of its own."""
    key = str(heard.message_id) if heard.message_id else f"c{int(ctx.now * 1000)}"
    await _begin(ctx, [(one.video_id, one.playlist_id) for one in links[:MOST]], key, 0, heard.message_id)
    if len(links) > MOST:
        left = [[one.video_id, one.playlist_id] for one in links[MOST:]]
        await ctx.store.errands.start("rest", ctx.now, key, links=left, taken=MOST, reply=heard.message_id)


async def _more(ctx: Context, errand: Errand) -> After:
    """The next ones."""
    given = errand.args
    links, taken = given.get("links", []), given.get("taken", 0)
    if not links:
        return After(toast=ctx.words.plain("card-rest-none", taken=taken))
    await _begin(ctx, [(one[0], one[1]) for one in links[:MOST]], errand.subject, taken, given.get("reply", 0))
    now = {"links": links[MOST:], "taken": taken + len(links[:MOST])}
    await ctx.store.errands.start("rest", ctx.now, errand.subject, **{**given, **now})
    return After()


async def _begin(
    ctx: Context, links: Sequence[tuple[str | None, str | None]], key: str, first: int, reply: int
) -> None:
    for place, (video, playlist) in enumerate(links, first):
        if video:
            await ctx.store.errands.start("look", ctx.now, f"{key}.{place}", video=video, list=playlist, reply=reply)
        else:
            await ctx.store.errands.start("playlist", ctx.now, f"{key}.{place}", list=playlist, reply=reply)


async def _get(ctx: Context, where: Where, errand: Errand | None, args: tuple[str, ...]) -> After:
    """`VIDEO|720`, `VIDEO|720|en`, `VIDEO|audio`; `VIDEO|fit`, the best that is one file; `VIDEO|later`, when it is there."""
    words = ctx.words
    if len(args) not in (2, 3) or (errand is not None and errand.args.get("video") != args[0]):
        raise Stale("get")
    if await ctx.services.credentials.api() is None:
        return After(place="telegram", toast=words.plain("card-toast-telegram-first"), alert=True, fresh=True)
    height = None if args[1] in ("audio", FIT, LATER) else number(args, 1)
    if height is not None and not 0 < height <= HIGHEST:
        raise Stale("get")
    video = Video(args[0]) if errand is None else video_of(errand.args)
    large = Large.SPLIT if height else Large.FIT if args[1] == FIT else None  # the button said how many files it makes
    subtitles = args[2].removeprefix(NONE) if len(args) == 3 and large else None
    before = {row.job.id: row.job.card for row in await ctx.store.queue.of_video(video.id)}
    quality = {"audio": Quality.AUDIO, FIT: Quality.BEST}.get(args[1])
    here = await ctx.store.destinations.private(ctx.owner)
    job = await ctx.store.requests.request(video, here, quality, height, subtitles, where.message_id, ctx.now, large)
    if job not in before:
        return After(toast=words.plain("card-toast-get"))
    moved_from = before[job]
    if moved_from and moved_from != where.message_id:
        await redraw(ctx, moved_from)
    return After(toast=words.plain("card-toast-already"))


def _has(given: Any, language: str) -> bool:
    found = given.get("found") or {"subtitles": [], "automatic": []}
    return language in found["subtitles"] or language in [f"a.{one}" for one in found["automatic"]]
