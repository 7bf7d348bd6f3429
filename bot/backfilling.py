"""How the backfill that is under way stands: read from all rows that count for it, for its worker and for its screens alike."""

from __future__ import annotations

from core.download.job import FETCH_SCOPES
from core.download.rules import hold
from core.errors import Condition, Scope
from core.model import Destination, Sentence
from core.poll.backfill import Held, Situation
from core.poll.backfiller import UnderWay
from core.settings import Settings
from storage.backfills import Backfill
from storage.store import Store


async def under_way(store: Store, now: float) -> UnderWay | None:
    """None: no backfill is."""
    async with store.database.snapshot():
        backfill = await store.backfills.current()
        if backfill is None or not backfill.under_way:
            return None
        settings = await store.settings.chosen()
        to, not_before, trouble = await store.backfills.place()
        counts = await store.backfill_list.counts(backfill.id)
        conditions = await store.pauses.conditions()
        situation = Situation(
            now, backfill.state, backfill.videos, backfill.pace, counts.waiting, counts.open_videos, counts.open_posts,
            backfill.released_at, backfill.trouble, conditions.get(Condition.BOT_CHECK),
            await _held(store, backfill, settings, now) or _channel(to, not_before, trouble, now),
        )  # fmt: skip
    return UnderWay(backfill.id, situation, settings, to)


async def _held(store: Store, backfill: Backfill, settings: Settings, now: float) -> Held | None:
    """What holds everything automatic; where only posts are wanted, that is the owner's pause alone."""
    if settings.paused_at is not None or backfill.videos:
        held = hold(settings, await store.traffic.used(now), now)
        if held is not None:
            return Held(held.why, held.until)
    for scope, until, said in await store.pauses.all(now):
        if scope is Scope.TELEGRAM or (backfill.videos and scope in FETCH_SCOPES):
            return Held(said, until)
    return None


def _channel(to: Destination | None, not_before: float, trouble: Sentence | None, now: float) -> Held | None:
    if to is None:
        return Held(Sentence("backfill-no-channel"))
    if trouble is not None:
        return Held(trouble, max(not_before, now))
    return None
