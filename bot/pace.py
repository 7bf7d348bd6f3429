"""What the plan of the looks is made from, as things stand: the owner's choices, the ledger, the signs of the owner."""

from __future__ import annotations

from collections.abc import Mapping

from core.clock import Clock
from core.model import Feed
from core.poll.plan import Bounds, Plan, Situation, plan
from core.settings import Settings
from storage.quota import Pace
from storage.store import Store

RECONCILE_UNITS = 2.0  #: of one batch


def situation(settings: Settings, pace: Pace, now: float, *, reconcile: bool = True) -> Situation:
    """reconcile: whether there is anything that asks about the likes again."""
    bounds = {feed: Bounds(its.fastest, its.slowest) for feed, its in settings.feeds.items() if its.on}
    units = RECONCILE_UNITS if reconcile and Feed.LIKES in bounds else 0.0
    return Situation(now, pace.spent, bounds, costs(pace.subscription_pages), pace.active_at, units)


def costs(subscription_pages: int) -> Mapping[Feed, float]:
    """Units of one look; the history is read with cookies and takes none."""
    return {Feed.LIKES: 1.0, Feed.SUBSCRIPTIONS: float(subscription_pages)}


async def planned(store: Store, clock: Clock) -> Plan:
    """A feed that is switched off is no burden of the plan, and asked at its own pace whether it is on again."""
    settings, now = await store.settings.chosen(), clock.now()
    made = plan(situation(settings, await store.quota.pace(now), now))
    waits = {feed: made.waits.get(feed, its.fastest) for feed, its in settings.feeds.items()}
    return Plan(waits, made.reconcile)
