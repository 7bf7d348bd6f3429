"""The buttons under channel posts whose video is in the queue, or could be (core/notify/buttons.py puts them there).

A press changes rows; the post itself is edited by who delivers posts. One that comes too late says how it is now.
"""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Stale, Where, number
from core.notify.buttons import CANCEL, GET, LATER, RETRY

from .queue import stage

LATER_HOURS = 3


class Post(Screen):
    """Lives in the posts."""

    name: ClassVar[str] = "post"
    own: ClassVar[bool] = True
    actions: ClassVar[frozenset[str]] = frozenset({LATER, CANCEL, RETRY, GET})

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        job, requests, words = number(args, 0), ctx.store.requests, ctx.words
        row = await ctx.store.queue.get(job)
        if row is None or row.job.to.chat_id != where.chat_id:
            return After(toast=words.plain("post-toast-gone"), alert=True)
        match action:
            case "later":
                done = await requests.later(job, ctx.now + LATER_HOURS * 3600, ctx.now)
            case "cancel":
                done = await requests.cancel(job, ctx.now)
            case "retry":
                done = await requests.retry(job, ctx.now)
            case "get":
                done = await requests.get_now(job, ctx.now)
            case _:
                raise Stale(action)
        if done:
            return After(toast=words.plain(f"post-toast-{action}", hours=LATER_HOURS))
        now = await ctx.store.queue.get(job)
        return After(toast=words.plain("post-toast-late", state=stage(ctx, now) if now else ""))
