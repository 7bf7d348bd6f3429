"""/queue: what is to be brought, in the order in which it will be; each line's number opens one."""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Stale, number
from bot.conversation.view import View, button, grid
from bot.conversation.words import Html, moment
from core.download.rules import hold
from core.model import DownloadState
from storage.queue import QueueRow

from .backfill_views import line as backfill_line
from .figures import name, percent

LINES = 8  #: of a page
OLD = "🗂 "  #: a like of long ago (backfill.py)
DEEPEST = 10_000
NOT_BEGUN = frozenset({DownloadState.QUEUED, DownloadState.FETCHING})  #: what a pause, the hours or a cap hold


class QueueScreen(Screen):
    """Place: `queue`, `queue|PAGE`."""

    name: ClassVar[str] = "queue"
    commands: ClassVar[tuple[str, ...]] = ("queue",)
    places: ClassVar[tuple[tuple[str, ...], ...]] = ((), ("1",))

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        words, page = ctx.words, page_of(args, 0)
        total, rows = await ctx.store.queue.page(LINES, page * LINES)
        text = [words("screen-queue-title", count=total), ""]
        if not total:
            text.append(words("screen-queue-empty"))
        held, old = await held_back(ctx), await ctx.store.backfill_list.downloads()
        first = page * LINES + 1
        text += [
            await _line(ctx, first + place, row, held, OLD if row.job.id in old else "")
            for place, row in enumerate(rows)
        ]
        backfill = await backfill_line(ctx)
        if backfill:
            text += ["", backfill]
        numbers = [button(str(first + place), "item", row.job.id, page) for place, row in enumerate(rows)]
        turn = []
        if page:
            turn.append(button(words.plain("button-earlier"), self.name, page - 1))
        if total > (page + 1) * LINES:
            turn.append(button(words.plain("button-further"), self.name, page + 1))
        clean = (button(words.plain("button-drop"), "drop"),) if total else ()
        asked = (button(words.plain("button-backfill"), "backfill"),) if backfill else ()
        again = (button(words.plain("button-refresh"), self.name, page),)
        return View(
            "\n".join(text),
            (*grid(numbers, 4), tuple(turn), clean, asked, again, (button(words.plain("button-home"), "home"),)),
        )

    async def command(self, ctx: Context, name: str, rest: str) -> After:
        return After(place=self.name, fresh=True)


def page_of(args: tuple[str, ...], place: int) -> int:
    """The page that an argument names; the first one if there is none. Raises Stale."""
    page = number(args, place) if len(args) > place else 0
    if not 0 <= page <= DEEPEST:
        raise Stale("page")
    return page


async def held_back(ctx: Context) -> str | None:
    """Why nothing is fetched by itself just now. HTML."""
    held = hold(ctx.settings, await ctx.store.traffic.used(ctx.now), ctx.now)
    return ctx.words.reason(held.why) if held else None


async def _line(ctx: Context, place: int, row: QueueRow, held: str | None, mark: str) -> str:
    job = row.job
    why = waits(ctx, row, held)
    return ctx.words(
        "screen-queue-line", number=place, title=mark + name(job.video.title or job.video.id, 60), state=Html(stage(ctx, row)),
        at=moment(row.created_at), why=Html(f"\n   {ctx.words('screen-queue-waits', reason=Html(why))}" if why else ""),
    )  # fmt: skip


def waits(ctx: Context, row: QueueRow, held: str | None) -> str | None:
    """What holds this one, as half a sentence of HTML; None: nothing, or it is not in the queue."""
    job = row.job
    if job.trouble is not None:
        return ctx.words.reason(job.trouble)
    return held if held is not None and not job.asked and job.state in NOT_BEGUN else None


def stage(ctx: Context, row: QueueRow) -> str:
    """How far it is, in a word; with the part that is done while it moves."""
    job = row.job
    said = ctx.words(f"download-{job.state}")
    now = ctx.services.board.of(job.id)
    if now is None or not now.total or job.state not in (DownloadState.FETCHING, DownloadState.UPLOADING):
        return said
    return ctx.words("download-moving", state=Html(said), percent=min(percent(now.done, now.total), 100))


def described(ctx: Context, row: QueueRow) -> str:
    """One download in a line: how far it is, since when, and why not further."""
    line = ctx.words("screen-item-state", state=Html(stage(ctx, row)), at=moment(row.changed_at))
    why = row.job.trouble
    return f"{line}: {ctx.words.reason(why)}" if why else line
