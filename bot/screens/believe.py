"""A mass change, and the owner's word on it: was it they, and how is it told? For the panel, and for who deleted the alert."""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Where, choice, number
from bot.conversation.view import View, button
from core.model import Button, Feed
from core.record import MassChange
from core.settings import CatchUp

from .home import look


class Believe(Screen):
    """Place: `believe|FEED`."""

    name: ClassVar[str] = "believe"
    actions: ClassVar[frozenset[str]] = frozenset({"say"})
    places: ClassVar[tuple[tuple[str, ...], ...]] = tuple((feed,) for feed in Feed)

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        feed = choice(args, 0, Feed)
        words, change = ctx.words, (await ctx.store.feeds.state(feed)).held
        back = (button(words.plain("button-believe-back", feed=words.plain(f"feed-{feed}")), "feed", feed),)
        if change is None:
            return View(words("screen-believe-none"), (back,))
        title = words("alert-mass_change-name", feed=words.plain(f"feed-{feed}"))
        rows = ((answer(ctx, one, self.name, "say", feed, *numbers(change)),) for one in CatchUp)
        return View(f"<b>{title}</b>\n\n{said(ctx, change)}", (*rows, back))

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        feed, change = choice(args, 0, Feed), MassChange(*(number(args, place) for place in (1, 2, 3)))
        return await heard(ctx, feed, change, choice(args, 4, CatchUp))


def numbers(change: MassChange) -> tuple[int, int, int]:
    return change.new, change.gone, change.known


def said(ctx: Context, change: MassChange) -> str:
    """What it is, as HTML."""
    return ctx.words("alert-mass_change", new=change.new, gone=change.gone, known=change.known)


def answer(ctx: Context, mode: CatchUp, *to: str | int) -> Button:
    """One of the owner's answers. to: where it goes, before the mode."""
    return button(ctx.words.plain(f"alert-button-believe-{mode}"), *to, mode)


async def heard(ctx: Context, feed: Feed, change: MassChange, mode: CatchUp) -> After:
    """The owner's word on these very numbers, and on nothing else: it is heard by a look that is made at once, or after a pause."""
    if not await ctx.store.feeds.believe(feed, change, mode):
        return After(toast=ctx.words.plain("alert-toast-believe-late"))
    if ctx.settings.paused_at is not None:  # the look after the pause hears it
        return After(toast=ctx.words.plain("alert-toast-believe-paused"))
    return await look(ctx, [feed])
