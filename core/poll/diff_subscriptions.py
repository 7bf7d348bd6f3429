"""What is new in the subscriptions, from two readings. Pure: takes data, gives data. The likes' are in diff_likes.py.

The list is complete or was thrown away already (youtube/data_api.py); channels that it lacks were asked for one by
one. Its order means nothing; its times do:
- New is what is unknown and began after the last look, by YouTube's own time. An unknown one that is older only resurfaced. Our
  clock may have been wrong at the last look, and a list may lag: so much of an overlap (LATE) is allowed, since an act that
  was told before is the same event and is not told again. Nothing from before the first look is ever new.
- A known one whose time is later than it was ended, and began anew: both are told.
- Gone is what is missing from two complete readings in a row, a minute apart. The first time it is only marked.
- A time far in the future is none. What is a day ahead may be our clock's fault.
- More of a change than an owner makes between two looks (a number that grows with the list) is held, and put to the owner. It
  stays held until the owner has answered or a reading shows it no more: time proves nothing, YouTube was wrong for days before.
  The owner's word counts for what was put to them, not for a change that has grown meanwhile, and it stands for the second
  reading's minute.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.model import Subscription
from core.record import MassChange, SnapshotItem

from .decide import SLACK

LATE = 6 * 3600.0  #: an unknown subscription may be so much older than the last look
AHEAD = 86400.0  #: and so much newer than now
APART = 60.0  #: seconds between two readings that prove that one is gone
FEW = 5  #: so many subscriptions may begin or end between two looks, of however few
SHARE = 20  #: and beyond that one of so many


@dataclass(frozen=True, slots=True)
class SubscriptionChanges:
    """What began, oldest first; what ended; what else was not known; and the snapshot as it is from now on."""

    new: tuple[Subscription, ...] = ()
    gone: tuple[SnapshotItem, ...] = ()
    resurfaced: tuple[Subscription, ...] = ()
    page: tuple[SnapshotItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A mass change, and the snapshot as it was, with its marks of what is missing."""

    change: MassChange
    page: tuple[SnapshotItem, ...] = ()


def subscriptions(
    seen: Sequence[Subscription],
    known: Sequence[SnapshotItem],
    *,
    last_look: float,
    now: float,
    seeded_at: float = 0.0,
    believed: MassChange | None = None,
) -> SubscriptionChanges | Held:
    """Compare a complete list with the snapshot. believed: a mass change that the owner said was theirs."""
    listed = {one.channel_id: _dated(one, now) for one in reversed(seen)}
    before = {one.item: one for one in known}
    after = max(last_look - LATE, seeded_at - SLACK)
    new = [one for one in listed.values() if _began(one, before.get(one.channel_id), after)]
    ended = [before[one.channel_id] for one in new if one.channel_id in before]
    missing = [one for one in known if one.item not in listed]
    marked = {one.item: one.missing_since if one.missing_since is not None else now for one in missing}
    due = [
        one for one in missing
        if one.missing_since is not None and (believed or abs(now - one.missing_since) >= APART)
    ]  # fmt: skip

    most = most_changes(len(before))
    at_most = (most, most) if believed is None else (most + believed.new, most + believed.gone)
    counted = due if believed is None else missing
    if len(new) > at_most[0] or len(counted) + len(ended) > at_most[1]:
        change = MassChange(len(new), len(missing) + len(ended), len(before))
        return Held(change, tuple(replace(one, missing_since=marked.get(one.item)) for one in known))

    told = {one.item for one in due}
    page = [SnapshotItem(one.channel_id, _since(one, before.get(one.channel_id))) for one in listed.values()]
    page += [replace(one, missing_since=marked[one.item]) for one in missing if one.item not in told]
    began = {one.channel_id for one in new}
    return SubscriptionChanges(
        tuple(sorted(new, key=_when)),
        (*due, *ended),
        tuple(one for one in listed.values() if one.channel_id not in before and one.channel_id not in began),
        tuple(page),
    )


def most_changes(known: int) -> int:
    """How many subscriptions may begin, or end, between two looks."""
    return FEW + known // SHARE


def _dated(one: Subscription, now: float) -> Subscription:
    """Without a time that can't be."""
    return replace(one, subscribed_at=None) if (one.subscribed_at or 0.0) > now + AHEAD else one


def _began(one: Subscription, before: SnapshotItem | None, after: float) -> bool:
    """Whether it began since then. A known one that began anew was taken back meanwhile."""
    if one.subscribed_at is None or one.subscribed_at <= after:
        return False
    return before is None or (before.since is not None and one.subscribed_at > before.since + SLACK)


def _since(one: Subscription, before: SnapshotItem | None) -> float | None:
    """When it began. What is known stays, unless YouTube says something else: it is the identity of its end."""
    if before is None or before.since is None:
        return one.subscribed_at
    same = one.subscribed_at is None or abs(one.subscribed_at - before.since) <= SLACK
    return before.since if same else one.subscribed_at


def _when(one: Subscription) -> tuple[float, str]:
    return one.subscribed_at or 0.0, one.channel_id
