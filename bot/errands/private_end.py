"""Ends a private time when its end has come, with a look at the history at that very moment: what that look covers stays private,
and what comes after it is told again. The look is the errand's reason; that the time is over the rows say by themselves.
"""

from __future__ import annotations

from bot.conversation.errands import Running
from core.model import Feed

PRIVATE_END = "private-end"  #: the kind
STEP = 5.0  #: seconds at most between two readings of the clock: it may be set, and the machine may sleep


async def private_end(run: Running) -> None:
    """Waits for it. One that was ended, or has no end any more, has its errand given up by the press."""
    while (lasting := await run.store.private.now(run.clock.now())) is not None:
        if lasting.until is None:
            return
        await run.clock.sleep(min(STEP, max(0.0, lasting.until - run.clock.now())))
    await run.store.private.end(run.clock.now())
    run.services.schedule.look_now(Feed.HISTORY)
