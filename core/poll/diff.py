"""What is new in the likes and the subscriptions, from two readings. Pure: takes data, gives data. The history's are in watches.py.

Likes. Rules, and why:
- A new like stands *above* the first id that is known: the list is newest first (every project relies on it; no document says so).
- An unknown id *below* a known one is not a like by its place: a video that was made public again reappears where it was.
  But a known video that was unliked and liked again jumps over a new like. So such an id is only `resurfaced`:
  its like time decides (decide.py).
- A list in which nothing is known, though something should be, is believed only if it is complete and short (the owner took
  back the likes that we knew). Anything else is another account's list, or half a list, and would flood the channel.

Subscriptions. The list is complete or was thrown away already (youtube/data_api.py). Its order means nothing; its times do:
- New is what is unknown and began after the last look, by YouTube's own time. An unknown one that is older only resurfaced.
- Gone is what is missing from two complete readings in a row. The first time it is only marked.
- More of a change than an owner makes between two looks (a number that grows with the list) is not believed. What is missing is
  believed all the same when it has been missing for a day: an owner who tidies up must not be held for ever.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from core.model import SnapshotItem, Subscription

PAGE = 50
BURST = 1000  #: more new likes than this between two looks are not believed
#: Google's times and our looks come from two clocks, and a page may lag: so much of an overlap is no proof of age.
SLACK = 120.0
FEW = 5  #: so many subscriptions may begin or end between two looks, of however few
SHARE = 20  #: and beyond that one of so many
BELIEVED_AFTER = 86400.0  #: seconds for which a mass of subscriptions must be missing until it is believed


@dataclass(frozen=True, slots=True)
class Changes:
    """Unknown ids, oldest act first."""

    new: tuple[str, ...] = ()
    resurfaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SubscriptionChanges:
    """What began, oldest first; what ended; and the snapshot as it is from now on."""

    new: tuple[Subscription, ...] = ()
    gone: tuple[SnapshotItem, ...] = ()
    page: tuple[SnapshotItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Suspicious:
    """A reading that explains itself better by a fault than by what the owner did. Nothing is told, nothing is stored."""

    reason: str


def likes(seen: Sequence[str], known: Collection[str], *, complete: bool, anything_known: bool) -> Changes | Suspicious:
    """Compare what was read with what is known.

    seen: ids as read, newest first, to the end of the page with the first known id. known: those of them that are known.
    complete: the list was read to its end. anything_known: the snapshot is not empty.
    """
    if len(set(seen)) != len(seen):
        seen = list(dict.fromkeys(seen))
    first = next((place for place, item in enumerate(seen) if item in known), None)
    if first is None:
        if seen and anything_known and (not complete or len(seen) > PAGE):
            return Suspicious("likes-no-known-item")
        if len(seen) > BURST:
            return Suspicious("likes-too-many-new")
        return Changes(new=tuple(reversed(seen)))
    unknown_below = tuple(item for item in seen[first:] if item not in known)
    return Changes(new=tuple(reversed(seen[:first])), resurfaced=tuple(reversed(unknown_below)))


def subscriptions(
    seen: Sequence[Subscription], known: Sequence[SnapshotItem], *, last_look: float, now: float
) -> SubscriptionChanges | Suspicious:
    """Compare a complete list with the snapshot."""
    listed = {one.channel_id: one for one in reversed(seen)}
    before = {one.item: one for one in known}
    most = most_changes(len(before))

    new = [one for one in listed.values() if _began(one, before.get(one.channel_id), last_look)]
    if len(new) > most:
        return Suspicious("subscriptions-too-many-new")

    missing = [one for one in known if one.item not in listed]
    gone = [one for one in missing if one.missing_since is not None]
    if len(gone) > most and any(now - (one.missing_since or now) < BELIEVED_AFTER for one in gone):
        return Suspicious("subscriptions-too-many-gone")
    marked = tuple(SnapshotItem(one.item, one.since, now) for one in missing if one.missing_since is None)
    page = tuple(SnapshotItem(one.channel_id, one.subscribed_at) for one in listed.values())
    return SubscriptionChanges(tuple(sorted(new, key=_when)), tuple(gone), page + marked)


def most_changes(known: int) -> int:
    """How many subscriptions may begin, or end, between two looks."""
    return FEW + known // SHARE


def _began(one: Subscription, before: SnapshotItem | None, last_look: float) -> bool:
    """Whether it began since the last look. A known one that began anew was taken back meanwhile."""
    if one.subscribed_at is None or one.subscribed_at <= last_look - SLACK:
        return False
    return before is None or (before.since is not None and one.subscribed_at > before.since + SLACK)


def _when(one: Subscription) -> tuple[float, str]:
    return one.subscribed_at or 0.0, one.channel_id
