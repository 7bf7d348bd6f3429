"""Why a download does not go on just now, and until when: what a line of the queue says besides how far it is."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.screen import Context
from bot.conversation.words import Html, moment
from core.download.job import FETCH_SCOPES, FOREVER, SEND_SCOPES
from core.download.rules import hold
from core.errors import Scope
from core.model import DownloadState, Sentence
from storage.queue import QueueRow

S = DownloadState
NOT_BEGUN = frozenset({S.QUEUED, S.FETCHING})  #: what a pause, the hours or a cap hold
FETCHED = frozenset({S.FETCHED, S.UPLOADING})
SAY_WHEN = frozenset({"held-later", "held-upcoming"})  #: reasons that name their time themselves


@dataclass(frozen=True, slots=True)
class Held:
    """What holds downloads now, read once for a page of them. Each with its time, if it has one."""

    automatic: tuple[Sentence, float | None] | None  #: all that would be fetched by itself
    scopes: dict[Scope, tuple[Sentence, float]]
    chats: dict[int, tuple[Sentence, float]]  #: by destination
    asked_full: bool  #: no more may lie on the disk
    full: bool


async def held_now(ctx: Context) -> Held:
    """Read what holds downloads."""
    held = hold(ctx.settings, await ctx.store.traffic.used(ctx.now), ctx.now)
    asked, lying = await ctx.store.jobs.lying(ctx.now, ())
    ahead = ctx.settings.downloads.ahead
    return Held(
        (held.why, held.until) if held else None,
        {scope: (why, until) for scope, until, why in await ctx.store.pauses.all(ctx.now)},
        await ctx.store.queue.held_chats(ctx.now),
        asked >= ahead,
        lying >= ahead,
    )


def why(ctx: Context, row: QueueRow, held: Held) -> str | None:
    """A line of HTML that says what this one waits for; None: for nothing, or it is not in the queue."""
    said, until = _why(ctx, row, held)
    if said is None:
        return None
    reason = Html(ctx.words.reason(said))
    if until is None or not ctx.now < until < FOREVER or said.key in SAY_WHEN:
        return ctx.words("screen-queue-waits", reason=reason)
    return ctx.words("screen-queue-waits-until", reason=reason, at=moment(until))


def _why(ctx: Context, row: QueueRow, held: Held) -> tuple[Sentence | None, float | None]:
    job = row.job
    if job.trouble is not None:
        return job.trouble, job.not_before
    if (still := ctx.services.board.waiting(job.id)) is not None:
        return still, None
    if job.state not in NOT_BEGUN | FETCHED or ctx.services.board.of(job.id) is not None:
        return None, None
    if job.to.id in held.chats:
        return held.chats[job.to.id]
    if job.state in NOT_BEGUN and not job.asked and held.automatic is not None:
        return held.automatic
    for scope in FETCH_SCOPES if job.state in NOT_BEGUN else SEND_SCOPES:
        if scope in held.scopes:
            return held.scopes[scope]
    if job.state in NOT_BEGUN and (held.asked_full if job.asked else held.full):
        return Sentence("held-ahead"), None
    return Sentence("held-turn"), None
