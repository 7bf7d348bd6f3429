"""Looks at one feed at once, because the owner asked. Ends when the look has, so that the screen shows what came of it."""

from __future__ import annotations

from bot.conversation.errands import Running
from core.model import Feed

LOOK_NOW = "look-now"  #: the kind; its subject is the feed
STEP = 0.25  #: seconds between two readings of the feed's row
LONGEST = 120.0  #: seconds that the screen says "looking"; the look itself may go on


async def look_now(run: Running) -> None:
    """One that is being looked at already is looked at once more: what was said meanwhile that look knows nothing of."""
    feed = Feed(run.errand.subject)
    before = await run.store.feeds.state(feed)
    run.services.schedule.look_now(feed)
    until = run.clock.now() + LONGEST
    while run.clock.now() < until:
        await run.clock.sleep(STEP)
        state = await run.store.feeds.state(feed)
        if (state.looked_at, state.tries) != (before.looked_at, before.tries):
            return
