"""How far a download is, as lines of a card, and what can be done to it. Reads rows and the board; draws nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from bot.conversation.screen import Context
from bot.conversation.view import button
from bot.conversation.words import Html, Words, escape
from core import subtitles
from core.download.board import Progress
from core.download.job import CAN_BE_CANCELLED, NOT_EVERYWHERE, OPEN, Wish
from core.model import Button, DownloadState, Sentence
from core.notify.buttons import HOPELESS
from core.settings import Quality
from core.wording import clock
from storage.queue import QueueRow

from .figures import size
from .mending import place_for

S = DownloadState
BAR = 10  #: characters
FULL, EMPTY = "▓", "░"
MOVING = frozenset({S.FETCHING, S.FETCHED, S.UPLOADING})
ENDED_WELL = frozenset({S.SENT, S.DONE})
CAN_BE_RETRIED = frozenset({S.FAILED, S.SKIPPED})


def wished(words: Words, wish: Wish) -> str:
    """What was picked, in a word or two. Plain."""
    if wish.height:
        said = words.plain("card-height", height=str(wish.height))
    elif wish.quality is None:
        said = words.plain("card-video")
    else:
        said = words.plain("card-quality", quality=wish.quality)
    if asked := subtitles.asked(wish.subtitles):
        said = words.plain("card-and-subtitles", wish=said, language=", ".join(map(subtitles.code, asked)))
    return said


async def lines(ctx: Context, row: QueueRow, order: dict[int, int], *, named: str | None = None) -> list[str]:
    """One or two of HTML. named: what it is called where there are several; else as it was wished. Plain."""
    words, job = ctx.words, row.job
    head = escape(named or wished(words, job.wish))
    if job.state in ENDED_WELL:
        return [words("card-sent", what=Html(head))]
    if job.state in CAN_BE_RETRIED:
        return [words("card-failed", what=Html(head), reason=Html(reason(words, job.trouble)))]
    if job.state not in OPEN:
        return [words("card-cancelled", what=Html(head))]
    if job.trouble is not None:
        return [words("card-waits", what=Html(head), reason=Html(reason(words, job.trouble)))]
    if (still := ctx.services.board.waiting(job.id)) is not None:
        return [words("card-waits", what=Html(head), reason=Html(reason(words, still)))]
    if job.state in MOVING:
        return await _moving(ctx, row, head)
    before = order.get(job.id, len(order))
    return [words("card-queued", what=Html(head), count=before)]


async def _moving(ctx: Context, row: QueueRow, head: str) -> list[str]:
    words, job = ctx.words, row.job
    now = ctx.services.board.of(job.id)
    stage = now.stage if now else ("extracting" if job.state is S.FETCHING else "uploading")
    if job.state is S.UPLOADING:
        parts = await ctx.store.jobs.parts(job.id)
        if len(parts) > 1:
            sent = sum(part.message_id is not None for part in parts)
            head = words("card-part", what=Html(head), number=min(sent + 1, len(parts)), count=len(parts))
    first = words("card-moving", what=Html(head), stage=words.plain("card-stage", stage=stage))
    return [first, *_progress(words, now)]


def _progress(words: Words, now: Progress | None) -> list[str]:
    if now is None or not now.total or now.stage == "extracting":
        return []
    share = min(now.done / now.total, 1.0)
    full = int(share * BAR)
    figures = [f"<code>{FULL * full}{EMPTY * (BAR - full)}</code>", words("card-percent", percent=int(share * 100))]
    if now.speed:
        figures.append(words("card-speed", size=size(words, now.speed)))
    figures.append(words("card-of", done=size(words, now.done), total=size(words, now.total)))
    if now.seconds_left is not None:
        figures.append(words("card-left", length=clock(round(now.seconds_left))))
    return [" · ".join((" ".join(figures[:2]), *figures[2:]))]


def reason(words: Words, said: Sentence | None) -> str:
    """HTML."""
    return words.reason(said) if said else words("unknown")


def acts(words: Words, rows: Iterable[QueueRow]) -> list[tuple[Button, ...]]:
    """Cancel what is open, try again what failed."""
    shown: list[tuple[Button, ...]] = []
    several = len(listed := list(rows)) > 1
    for row in listed:
        job = row.job
        what = wished(words, job.wish)
        if job.state in CAN_BE_CANCELLED and job.state is not S.OFFERED:
            text = words.plain("card-button-cancel-one", what=what) if several else words.plain("button-cancel")
            shown.append((button(text, "card", "cancel", job.id, style="danger"),))
        elif job.state in CAN_BE_RETRIED and (job.trouble is None or job.trouble.key not in HOPELESS):
            text = words.plain("card-button-again-one", what=what) if several else words.plain("button-again")
            if job.trouble is not None and job.trouble.key in NOT_EVERYWHERE:
                text = words.plain("card-button-as-it-is")  # as which it is tried (storage/requests.py)
            shown.append((button(text, "card", "retry", job.id, style="primary"),))
    return shown


async def mend(ctx: Context, said: Sentence | None) -> list[tuple[Button, ...]]:
    """The way to what helps, if the owner can do something about it."""
    place = place_for(said.key) if said else None
    if place is None or (place == "cookies" and await ctx.services.credentials.cookies() is not None):
        return []
    return [(button(ctx.words.plain("card-button-mend", place=place.split("|")[0]), "card", "go", *place.split("|")),)]


def quality_of(word: str) -> Quality | None:
    """A button's word -> the quality; None if it is none."""
    return Quality(word) if word in set(Quality) else None
