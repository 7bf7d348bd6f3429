"""One download of the queue: how far it is, what holds it, and what can be done to it."""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Stale, Where, number
from bot.conversation.view import View, button, link
from bot.conversation.words import Html, moment
from core.download.job import CAN_BE_ASKED, CAN_BE_CANCELLED, FOREVER, OPEN
from core.model import Button, DownloadState
from core.notify.buttons import HOPELESS
from core.wording import clock
from storage.queue import QueueRow
from storage.requests import PUT_OFF

from .figures import name
from .queue import page_of, stage
from .waits import held_now, why

HOUR = 3600.0
PUT_OFF_HOURS = (1, 8, 24)  #: what the buttons offer


class Item(Screen):
    """Place: `item|DOWNLOAD|PAGE`, the page of the queue it was opened from."""

    name: ClassVar[str] = "item"
    actions: ClassVar[frozenset[str]] = frozenset({"cancel", "retry", "later", "first", "up", "down", "hold", "go"})
    places: ClassVar[tuple[tuple[str, ...], ...]] = tuple((str(one), "0") for one in (*range(1, 11), 404))

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        row = await ctx.store.queue.get(number(args, 0))
        words, page = ctx.words, page_of(args, 1)
        back = (button(words.plain("button-back"), "queue", page),)
        if row is None:
            return View(words("screen-item-gone"), (back,))
        job = row.job
        text = [words("screen-item-title", title=name(job.video.title or job.video.id, 200))]
        if job.video.channel:
            text.append(words("screen-event-channel", channel=name(job.video.channel, 100)))
        if job.video.duration:
            text.append(words("screen-event-length", length=clock(job.video.duration)))
        text += ["", words("screen-item-state", state=Html(stage(ctx, row)), at=moment(row.changed_at))]
        if job.state in OPEN:
            text += [waits] if (waits := why(ctx, row, await held_now(ctx))) else []
        elif job.trouble is not None:
            text.append(words("screen-item-because", reason=Html(words.reason(job.trouble))))
        text.append(words("screen-item-asked" if job.asked else "screen-item-automatic", at=moment(row.created_at)))
        return View("\n".join(text), (*self._acts(ctx, row, page), back))

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        job, requests = number(args, 0), ctx.store.requests
        match action:
            case "cancel":
                done = await requests.cancel(job, ctx.now)
            case "retry":
                done = await requests.retry(job, ctx.now)
            case "first":
                done = await requests.move_first(job)
            case "up" | "down":
                done = await requests.swap(job, up=action == "up")
                return After(toast=ctx.words.plain(f"toast-item-{action}" if done else "toast-item-end"))
            case "hold":
                done = await requests.hold(job, ctx.now)
            case "go":
                done = await requests.go_on(job, ctx.now)
            case "later":
                hours = number(args, 1)
                if hours not in PUT_OFF_HOURS:
                    raise Stale(action)
                done = await requests.later(job, ctx.now + hours * HOUR, ctx.now)
            case _:
                raise Stale(action)
        return After(toast=ctx.words.plain(f"toast-item-{action}" if done else "toast-item-late"))

    def _acts(self, ctx: Context, row: QueueRow, page: int) -> list[tuple[Button, ...]]:
        words, job = ctx.words, row.job
        rows: list[tuple[Button, ...]] = [(link(words.plain("button-open"), job.video.url),)]
        if job.state is DownloadState.QUEUED:
            moves = ("first", "up", "down") if job.trouble is None else ("first",)
            rows.append(tuple(button(words.plain(f"button-item-{one}"), self.name, one, job.id, page) for one in moves))
        if job.state in PUT_OFF:
            rows.append(
                tuple(
                    button(words.plain("button-item-later", hours=hours), self.name, "later", job.id, hours, page)
                    for hours in PUT_OFF_HOURS
                )
            )
            if job.not_before > ctx.now:
                rows.append((button(words.plain("button-item-go"), self.name, "go", job.id, page, style="success"),))
            if job.not_before < FOREVER:
                rows.append((button(words.plain("button-item-hold"), self.name, "hold", job.id, page),))
        if job.state in CAN_BE_CANCELLED:
            rows.append((button(words.plain("button-item-cancel"), self.name, "cancel", job.id, page, style="danger"),))
        if job.state in CAN_BE_ASKED and not (job.trouble and job.trouble.key in HOPELESS):
            never = job.state is DownloadState.OFFERED
            text = words.plain("button-download" if never else "button-again")
            rows.append((button(text, self.name, "retry", job.id, page, style="primary"),))
        return rows
