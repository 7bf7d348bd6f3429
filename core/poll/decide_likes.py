"""What follows from a look at the likes, and from asking about known ones. Pure. What is common to all feeds is in decide.py."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from core.model import Event, EventKind, Feed, Video
from core.record import KnownLike, LikesSeen, NewEvent, Record
from core.settings import CatchUp

from .decide import MOST_POSTS, SLACK, Rules, acted_at, concluded, follow
from .diff_likes import Changes

#: Seconds before the last look; a like that is older was hidden, though it stands above all that is known. So much, because it is
#: the list that is trusted, and our clock may be wrong.
LONG_AGO = 86400.0


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What asking about a batch decided. storage writes it whole, unless a look has changed one of the batch meanwhile."""

    record: Record
    batch: tuple[KnownLike, ...]  #: as they were
    rows: tuple[KnownLike, ...]  #: as they are from now on; those that are not here are no likes any more
    removes: bool = False  #: the videos of likes that were taken back are taken out of their chat again


def likes(
    changes: Changes,
    rules: Rules,
    details: Mapping[str, Video],
    like_times: Mapping[str, float],
    last_look: float,
    now: float,
    *,
    told_before: Mapping[str, int] | None = None,
    ended: Collection[str] = (),
    shown: Sequence[str] = (),
    doubted: Sequence[str] = (),
    believed: bool = False,
) -> Record:
    """One event for each new like, oldest first.

    details and like_times may lack any id: unknown figures are left out of the post, and the identity is then VIDEO#N.
    told_before: how many likes of a video are told so. shown, doubted: known ones that are on the page, and that should be.
    ended: videos that stand on the page by a like whose end was told: the page is an old one, and nothing of them is told.
    believed: the owner said that what stands there is new, of whatever time it is.
    """
    oldest = 0.0 if believed else min(last_look, now) - LONG_AGO
    late = [item for item in changes.resurfaced if like_times.get(item, 0.0) > last_look - SLACK]
    new = [item for item in changes.new if like_times.get(item, oldest) >= oldest]
    told = [one for one in _in_order(new, late, like_times) if one not in ended]
    videos = tuple(details.get(item) or Video(item) for item in told)
    before = told_before or {}
    events = [
        Event(
            EventKind.LIKED, _named(video.id, like_times.get(video.id), before.get(video.id, 0)), video.id,
            like_times.get(video.id), now,
        )
        for video in videos
    ]  # fmt: skip
    unknown = (*changes.new, *changes.resurfaced)
    silent = tuple(details[item] for item in unknown if item not in told and item in details)
    return concluded(
        Record(
            Feed.LIKES,
            now,
            seen=unknown,
            videos=(*videos, *silent),
            events=tuple(follow(event, video, rules) for event, video in zip(events, videos, strict=True)),
            likes=LikesSeen(
                changes.places,
                {item: at for item, at in like_times.items() if item in unknown},
                tuple(shown),
                tuple(doubted),
            ),
        ),
        rules,
    )


def reconciled(
    batch: Sequence[KnownLike],
    unliked: Collection[KnownLike],
    vanished: Collection[KnownLike],
    rows: Sequence[KnownLike],
    rules: Rules,
    videos: Mapping[str, Video],
    why: Mapping[str, str],
    told_before: Mapping[tuple[EventKind, str], int],
    now: float,
) -> Reconciled:
    """One event for each like that was taken back, and for each whose video vanished; the oldest like first.

    why: of each that vanished. told_before: how many events of a kind and video are there already.
    """
    events = [
        Event(
            EventKind.UNLIKED, _named(one.item, one.since, told_before.get((EventKind.UNLIKED, one.item), 0)), one.item,
            None, now,
        )
        for one in sorted(unliked, key=_age)
    ]  # fmt: skip
    for one in sorted(vanished, key=_age):
        number = told_before.get((EventKind.VANISHED, one.item), 0) + 1
        events.append(
            Event(EventKind.VANISHED, f"{one.item}#{number}", one.item, None, now, {"why": why.get(one.item, "gone")})
        )
    record = Record(Feed.LIKES, now, videos=tuple(videos.values()), events=_told(events, rules))
    removes = bool(rules.settings.values.get("likes.unliked_deletes"))
    return Reconciled(concluded(record, rules), tuple(batch), tuple(rows), removes)


def _told(events: Sequence[Event], rules: Rules) -> tuple[NewEvent, ...]:
    """A few by themselves; more of one kind in a digest."""
    in_digest = rules if rules.catch_up is CatchUp.SKIP else replace(rules, catch_up=CatchUp.DIGEST)
    many = {kind for kind in EventKind if sum(one.kind is kind for one in events) > MOST_POSTS}
    return tuple(follow(one, None, in_digest if one.kind in many else rules) for one in events)


def _named(video: str, at: float | None, before: int) -> str:
    return acted_at(video, at) if at is not None else f"{video}#{before + 1}"


def _age(one: KnownLike) -> tuple[int, str]:
    return one.place if one.place is not None else -(1 << 60), one.item


def _in_order(new: Sequence[str], late: Sequence[str], like_times: Mapping[str, float]) -> list[str]:
    """By act: the list's own order is trusted; one that was jumped over goes before the first that is known to be later."""
    told = list(new)
    for item in late:
        place = next((n for n, other in enumerate(told) if like_times.get(other, 0.0) > like_times[item]), len(told))
        told.insert(place, item)
    return told
