"""Ends a private time when its end has come, with a look at the history a minute later, when YouTube shows all that was watched in
it (core/poll/history.py): what that look covers stays private, and what comes after it is told again. The look is the errand's
reason; that the time is over the rows say by themselves.
"""

from __future__ import annotations

from bot.conversation.errands import Running
from core.model import Feed
from core.poll.history import LAG

PRIVATE_END = "private-end"  #: the kind
STEP = 5.0  #: seconds at most between two readings of the clock: it may be set, and the machine may sleep


async def private_end(run: Running) -> None:
    """Waits for it. One that was ended, or has no end any more, has its errand given up by the press."""
    while (lasting := await run.store.private.now(run.clock.now())) is not None:
        if lasting.until is None:
            return
        await run.clock.sleep(min(STEP, max(0.0, lasting.until - run.clock.now())))
    await run.store.private.end(run.clock.now())
    while (left := await _lag(run)) > 0:
        await run.clock.sleep(min(STEP, left))
    run.services.schedule.look_now(Feed.HISTORY)


async def _lag(run: Running) -> float:
    """Seconds until YouTube shows all of it."""
    now = run.clock.now()
    ended = await run.store.private.ended(now)
    return ended + LAG - now if ended is not None else 0.0
