"""/queue: what is to be brought, in the order in which it will be; each line's number opens one."""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Stale, Where, number
from bot.conversation.view import View, button, grid
from bot.conversation.words import Html, moment
from core.model import DownloadState
from core.wording import clock
from storage.queue import QueueRow

from .backfill_views import line as backfill_line
from .figures import name, percent, size
from .waits import Held, held_now, why

LINES = 8  #: of a page
OLD = "🗂 "  #: a like of long ago (backfill.py)
DEEPEST = 10_000


class QueueScreen(Screen):
    """Place: `queue`, `queue|PAGE`."""

    name: ClassVar[str] = "queue"
    actions: ClassVar[frozenset[str]] = frozenset({"hold"})
    commands: ClassVar[tuple[str, ...]] = ("queue",)
    places: ClassVar[tuple[tuple[str, ...], ...]] = ((), ("1",))

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        words, page = ctx.words, page_of(args, 0)
        total, rows = await ctx.store.queue.page(LINES, page * LINES)
        text = [words("screen-queue-title", count=total), ""]
        paused = ctx.settings.downloads_paused_at
        if paused is not None:
            text.insert(1, words("screen-queue-paused", at=moment(paused)))
        if not total:
            text.append(words("screen-queue-empty"))
        held, old = await held_now(ctx), await ctx.store.backfill_list.downloads()
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
        hold = "on" if paused is None else "off"
        pause = (button(words.plain(f"button-queue-hold-{hold}"), self.name, "hold", hold, page),)
        clean = (button(words.plain("button-drop"), "drop"),) if total else ()
        asked = (button(words.plain("button-backfill"), "backfill"),) if backfill else ()
        again = (button(words.plain("button-refresh"), self.name, page),)
        return View(
            "\n".join(text),
            (
                *grid(numbers, 4),
                tuple(turn),
                pause if total or paused is not None else (),
                clean,
                asked,
                again,
                (button(words.plain("button-home"), "home"),),
            ),
        )

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        if action not in self.actions or len(args) != 2 or args[0] not in ("on", "off"):
            raise Stale(action)
        hold = args[0] == "on"
        if hold is (ctx.settings.downloads_paused_at is None):
            await ctx.store.settings.put("downloads_paused_at", ctx.now if hold else None)
        return After(toast=ctx.words.plain(f"toast-queue-hold-{args[0]}"))

    async def command(self, ctx: Context, name: str, rest: str) -> After:
        return After(place=self.name, fresh=True)


def page_of(args: tuple[str, ...], place: int) -> int:
    """The page that an argument names; the first one if there is none. Raises Stale."""
    page = number(args, place) if len(args) > place else 0
    if not 0 <= page <= DEEPEST:
        raise Stale("page")
    return page


async def _line(ctx: Context, place: int, row: QueueRow, held: Held, mark: str) -> str:
    job = row.job
    waits = why(ctx, row, held)
    return ctx.words(
        "screen-queue-line", number=place, title=mark + name(job.video.title or job.video.id, 60), state=Html(stage(ctx, row)),
        at=moment(row.created_at), why=Html(f"\n   {waits}" if waits else ""),
    )  # fmt: skip


def stage(ctx: Context, row: QueueRow) -> str:
    """How far it is, in a word; while it moves with the part that is done, the speed, and the time left."""
    job = row.job
    said = ctx.words(f"download-{job.state}")
    now = ctx.services.board.of(job.id)
    if now is None or not now.total or job.state not in (DownloadState.FETCHING, DownloadState.UPLOADING):
        return said
    share = min(percent(now.done, now.total), 100)
    if now.speed is None or now.seconds_left is None:
        return ctx.words("download-moving", state=Html(said), percent=share)
    return ctx.words(
        "download-moving-fast", state=Html(said), percent=share, speed=size(ctx.words, now.speed),
        left=clock(round(now.seconds_left)),
    )  # fmt: skip


def described(ctx: Context, row: QueueRow) -> str:
    """One download in a line: how far it is, since when, and why not further."""
    line = ctx.words("screen-item-state", state=Html(stage(ctx, row)), at=moment(row.changed_at))
    why = row.job.trouble
    return f"{line}: {ctx.words.reason(why)}" if why else line
