"""Likes of long ago, posted on request: how many or since when, what that comes to, and how far it is.

What is shown follows from the row of the one backfill that has not ended; without one there is the choice. Nothing is posted before
the owner has seen how many likes, hours and gigabytes it comes to, and has pressed the button that says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from bot.conversation.screen import After, Context, Heard, Screen, Stale, Where, number
from bot.conversation.view import View
from core.errors import Condition
from core.poll.backfill import MOST, BackfillState
from storage.backfills import LIST, Backfill

from .backfill_views import AMOUNTS, choose, listing, progress, proposal, question, stop
from .backfill_words import midnight, read_date
from .typed import read_number

MODES = {"videos": True, "posts": False}
QUESTIONS = ("other", "date")


class BackfillScreen(Screen):
    """Places: `backfill`; `backfill|other` and `backfill|date`, which ask; `backfill|stop`, which asks whether to."""

    name: ClassVar[str] = "backfill"
    actions: ClassVar[frozenset[str]] = frozenset(
        {"last", "from", "mode", "again", "confirm", "cancel", "pause", "go", "end"}
    )
    commands: ClassVar[tuple[str, ...]] = ("backfill",)
    places: ClassVar[tuple[tuple[str, ...], ...]] = ((), *((one,) for one in QUESTIONS), ("stop",))

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        current = await ctx.store.backfills.current()
        if current is None:
            return await question(ctx, args[0]) if args and args[0] in QUESTIONS else await choose(ctx)
        if current.under_way:
            return await stop(ctx, current) if args == ("stop",) else await progress(ctx, current)
        if args and args[0] in QUESTIONS:
            return await question(ctx, args[0])
        return await (listing if current.state is BackfillState.LISTING else proposal)(ctx, current)

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        if action == "last":
            amount = number(args, 0)
            if amount not in AMOUNTS:
                raise Stale(action)
            return await self._begin(ctx, amount, None)
        if action == "from":
            return await self._begin(ctx, None, _midnight(args))
        current = await self._current(ctx, args)
        if current is None:
            return After(place=self.name, toast=ctx.words.plain("toast-backfill-over"))
        return await self._act(ctx, current, action, args[1:])

    async def hear(self, ctx: Context, heard: Heard, args: tuple[str, ...]) -> After | None:
        if heard.other is not None or not args or args[0] not in QUESTIONS:
            return None
        return await self._typed(ctx, heard.text, allowed=args[0])

    async def command(self, ctx: Context, name: str, rest: str) -> After:
        """/backfill 100 and /backfill 2024-01-15 ask for as much at once."""
        if rest.strip():
            return await self._typed(ctx, rest, allowed="")
        return After(place=self.name, fresh=True)

    async def _typed(self, ctx: Context, text: str, *, allowed: str) -> After:
        """allowed: other: a number; date: a day; nothing: either."""
        amount = read_number(text) if allowed != "date" else None
        day = read_date(text, ctx.now)
        # A bare 2024 after the command is a number: who means the year writes a day of it.
        if allowed == "date" or (amount is None and allowed == ""):
            if day is not None:
                return await self._begin(ctx, None, midnight(day), fresh=True)
            wrong = "date" if allowed else "either"
        elif amount is not None and 1 <= amount <= MOST and amount == int(amount):
            return await self._begin(ctx, int(amount), None, fresh=True)
        else:
            wrong = "bounds"
        toast = ctx.words.plain(f"toast-backfill-{wrong}", most=MOST)
        return After(toast=toast, fresh=allowed == "", place=self._asked(allowed))

    def _asked(self, allowed: str) -> str | None:
        return None if allowed else self.name

    async def _begin(self, ctx: Context, amount: int | None, since: float | None, *, fresh: bool = False) -> After:
        rows, words = ctx.store.backfills, ctx.words
        if (await rows.place())[0] is None or await ctx.services.credentials.credentials() is None:
            return After(place=self.name, fresh=fresh)  # what is missing is said there
        backfill = await rows.begin(amount, since, ctx.now)
        if backfill is None:
            return After(place=f"{self.name}|stop", toast=words.plain("toast-backfill-one"), fresh=fresh)
        await ctx.store.errands.start(LIST, ctx.now, str(backfill))
        return After(place=self.name, fresh=fresh)

    async def _act(self, ctx: Context, current: Backfill, action: str, args: Sequence[str]) -> After | None:
        rows, words = ctx.store.backfills, ctx.words
        done: bool | None
        match action, tuple(args):
            case "mode", (mode,) if mode in MODES:
                done = await rows.choose_videos(current.id, MODES[mode])
            case "again", () if current.state is BackfillState.LISTING:
                done = bool(await ctx.store.errands.start(LIST, ctx.now, str(current.id)))
            case "confirm", ():
                counts = await ctx.store.backfill_list.counts(current.id)
                done = bool(counts.waiting) and await rows.confirm(current.id, ctx.now)
                if done:
                    return After(toast=words.plain("toast-backfill-confirmed"))
            case "cancel", ():
                done = not current.under_way
                if done:
                    await ctx.store.errands.stop(LIST, ctx.now, str(current.id))
                    await rows.drop(ctx.now)
            case "pause", ():
                done = await rows.pause(current.id, None, ctx.now)
            case "go", ():
                if current.videos and Condition.BOT_CHECK in await ctx.store.pauses.conditions():
                    return After(toast=words.plain("toast-backfill-check"), alert=True)
                done = await rows.go_on(current.id)
            case "end", ("keep" | "drop" as fate,):
                return await self._stop(ctx, current, drop=fate == "drop")
            case _:
                raise Stale(action)
        return None if done else After(toast=words.plain("toast-backfill-over"))

    async def _stop(self, ctx: Context, current: Backfill, *, drop: bool) -> After:
        """drop: what is on its way is cancelled too."""
        jobs = await ctx.store.backfills.stop(current.id, ctx.now)
        if jobs is None:
            return After(place=self.name, toast=ctx.words.plain("toast-backfill-over"))
        for job in jobs if drop else ():
            await ctx.store.requests.cancel(job, ctx.now)
        return After(place=self.name, toast=ctx.words.plain("toast-backfill-stopped"))

    async def _current(self, ctx: Context, args: Sequence[str]) -> Backfill | None:
        """The one that a button is about, if it has not ended. Raises Stale."""
        wanted = number(tuple(args), 0)
        current = await ctx.store.backfills.current()
        return current if current is not None and current.id == wanted else None


def _midnight(args: Sequence[str]) -> float:
    try:
        (day,) = args
        return midnight(date.fromisoformat(day))
    except (ValueError, OverflowError) as error:
        raise Stale("from") from error
