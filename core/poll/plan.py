"""When each feed is looked at next, so that a day's quota lasts the day. Pure; made anew after every look.

What is left of the day's units, but for a reserve, is spread over what is left of the day:
- likes take what the others leave. A look costs one unit, so that is about every ten seconds: quicker while the owner is active,
  slower once nothing was heard of them for an hour. What a quiet night saves makes the rest of that day quicker by itself,
  since each plan starts from what the ledger says is left; so do a seed of 400 pages and a restart, the other way round.
- subscriptions take a share of it, reconciliation (likes that were known are asked about again) a smaller one.
- the history costs no units but is asked with the owner's cookies, where politeness is the budget: it follows how long they
  have been quiet.

The owner's floor and ceiling hold before the shares do; where both are equal they are followed exactly. The budget holds before
all of them: a feed that can't be paid for waits for the next day. No clock says when it is night: quiet does, so that it holds
in every time zone and for who watches at four in the morning.

Not here: what a look itself may cost beyond its first page (the ledger sees it afterwards), a refusal of Google's (poll.pause).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.model import Feed
from core.quota_day import seconds_to_midnight
from core.settings import DAY_UNITS

RESERVE = 0.05  #: of the day's units: details of what is found, what the owner asks for, a try that failed
SUBSCRIPTIONS_SHARE = 0.15  #: of what is left, for looks that are more often than the owner's ceiling asks for
CEILING_SHARE = 0.5  #: of what is left, that keeping one feed's ceiling may take at most
RECONCILE_SHARE = 0.05
RECONCILE_FASTEST = 60.0  #: seconds between two batches
ACTIVE, QUIET = 0.75, 1.5  #: a likes' interval as a share of the even one
QUIET_AFTER = 3600.0  #: seconds without a sign of the owner
QUIET_SHARE = 6.0  #: subscriptions and the history wait a sixth of the time that it has been quiet
NEW_DAY = 60.0  #: seconds after midnight, so that a clock that is a little fast does no harm


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between two looks at a feed: the owner's floor and ceiling, in seconds."""

    fastest: float
    slowest: float

    @property
    def fixed(self) -> bool:
        return self.fastest >= self.slowest


@dataclass(frozen=True, slots=True)
class Situation:
    """What a plan is made from."""

    now: float
    spent: float  #: units since midnight Pacific
    bounds: Mapping[Feed, Bounds]  #: of the feeds that are looked at
    costs: Mapping[Feed, float] = field(
        default_factory=dict
    )  #: units that a look takes; one that is not there costs none
    active_at: float | None = None  #: the newest sign of the owner; None: there never was one
    reconcile: float = 0.0  #: units that a batch takes; 0: there is nothing to ask about again


@dataclass(frozen=True, slots=True)
class Plan:
    """Seconds from now."""

    waits: Mapping[Feed, float]  #: until the next look at each feed
    reconcile: float | None  #: until the next batch; None: there is none


def plan(at: Situation) -> Plan:
    return _Day(at).plan()


class _Day:
    """What is left of the day: seconds, and units that no feed has taken yet."""

    def __init__(self, at: Situation) -> None:
        self._at = at
        self._rest = seconds_to_midnight(at.now)
        self._left = DAY_UNITS * (1 - RESERVE) - at.spent
        self._total = self._left
        self._quiet = max(0.0, at.now - at.active_at) if at.active_at is not None else float("inf")

    def plan(self) -> Plan:
        bounds, waits = self._at.bounds, dict[Feed, float]()
        for feed in sorted(bounds, key=lambda one: not bounds[one].fixed):  # what is fixed is taken off first
            if bounds[feed].fixed:
                waits[feed] = self._afforded(bounds[feed].fastest, self._cost(feed))
                self._take(waits[feed], self._cost(feed))
        reconcile = self._reconcile() if self._at.reconcile else None
        for feed, own in ((Feed.SUBSCRIPTIONS, self._slow), (Feed.HISTORY, self._slow), (Feed.LIKES, self._likes)):
            if feed in bounds and feed not in waits:
                waits[feed] = own(feed, bounds[feed])
                self._take(waits[feed], self._cost(feed))
        return Plan(waits, reconcile)

    def _cost(self, feed: Feed) -> float:
        return self._at.costs.get(feed, 0.0)

    def _likes(self, feed: Feed, owners: Bounds) -> float:
        """All that is left, evenly but for how active the owner is."""
        cost = self._cost(feed)
        wanted = self._even(cost, self._left) * (ACTIVE if self._quiet < QUIET_AFTER else QUIET)
        return self._afforded(max(owners.fastest, min(wanted, self._ceiling(cost, owners))), cost)

    def _slow(self, feed: Feed, owners: Bounds) -> float:
        """Within its share; less often the longer it is quiet."""
        cost = self._cost(feed)
        wanted = max(self._quiet / QUIET_SHARE, self._even(cost, self._left * SUBSCRIPTIONS_SHARE))
        return self._afforded(max(owners.fastest, min(wanted, self._ceiling(cost, owners))), cost)

    def _reconcile(self) -> float:
        cost = self._at.reconcile
        even = self._even(cost, self._left * RECONCILE_SHARE)
        wait = self._afforded(max(RECONCILE_FASTEST, even), cost)
        self._take(wait, cost)
        return wait

    def _ceiling(self, cost: float, owners: Bounds) -> float:
        """The owner's, also where a feed with a fixed pace leaves less than that; only not with more than half of the day."""
        return max(owners.slowest, self._even(cost, self._total * CEILING_SHARE))

    def _even(self, cost: float, units: float) -> float:
        """Seconds between two looks that spend so many units by midnight; where they are too few for one, the next day's first."""
        if not cost:
            return 0.0
        return self._rest * cost / units if units >= cost else self._rest + NEW_DAY

    def _take(self, wait: float, cost: float) -> None:
        self._left -= self._rest / wait * cost if wait < self._rest else 0.0

    def _afforded(self, wait: float, cost: float) -> float:
        """As wanted, if it can be paid for today; else when the next day has begun, whose budget is whole."""
        return wait if not cost or self._total >= cost else max(wait, self._rest + NEW_DAY)
