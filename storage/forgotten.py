"""What is still known of events whose rows the owner wanted forgotten (retention.py): that they were, and how many of a kind.

Without that a look would tell again what it had told, or give a new act the identity of an old one, whose random id Telegram
answers with the old message. Kept is a number for each: 64 bits of a hash, from which no title, video or day can be read. Who has
the database and a guess (this video, that day) can test the guess; who has none learns nothing. Numbers are kept for ever, some
25 bytes each.

    an act     kind and identity: it is not recorded again (record.py); 1 if it had been told
    a count    as many as its events were, for identities that end in a number, and for "watched 3 times"
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from core.model import EventKind

from .database import Row

Name = tuple[str, ...]
Fetch = Callable[[str, Sequence[Any]], Awaitable[list[Row]]]  #: Database.fetch, or Transaction.run


def mark(name: Name) -> int:
    """The number of a name, as a row can hold it."""
    whole = hashlib.blake2b("\n".join(name).encode(), digest_size=8).digest()
    return int.from_bytes(whole, "big", signed=True)


def act(kind: EventKind, identity: str) -> Name:
    return ("act", kind, identity)


def numbered(kind: EventKind, subject: str) -> Name:
    """Events of a subject whose identity has a number: likes without a time, and all that vanished."""
    return ("numbered", kind, subject)


def of_day(day_and_video: str) -> Name:
    return ("day", day_and_video)


def watched(video: str) -> Name:
    return ("watched", video)


def told_like(video: str, *, timed: bool) -> Name:
    """Likes of it that were told. timed: those whose time is known."""
    return ("told", video, "timed" if timed else "untimed")


def names(kind: EventKind, identity: str, subject: str, *, told: bool) -> Iterable[tuple[Name, int]]:
    """What is kept of an event, and what it adds there."""
    yield act(kind, identity), int(told)
    if kind is EventKind.WATCHED:
        yield of_day(identity.rpartition(":")[0]), 1
        yield watched(subject), 1
    elif kind is EventKind.VANISHED or "#" in identity:
        yield numbered(kind, subject), 1
    if kind is EventKind.LIKED and told:
        yield told_like(subject, timed="@" in identity), 1


async def counts(fetch: Fetch, wanted: Mapping[str, Name]) -> dict[str, int]:
    """By the caller's own key; those of which nothing was forgotten are left out."""
    found = await _times(fetch, {mark(name) for name in wanted.values()})
    return {key: found[mark(name)] for key, name in wanted.items() if found.get(mark(name))}


async def are(fetch: Fetch, wanted: Iterable[Name]) -> set[Name]:
    """Those of these acts that are forgotten."""
    asked = list(wanted)
    found = await _times(fetch, {mark(name) for name in asked})
    return {name for name in asked if mark(name) in found}


async def told_likes(fetch: Fetch, likes: Collection[tuple[str, float | None]]) -> set[str]:
    """Videos of these likes (with their times) that were told and are forgotten; as backfills.SAME for those that are not."""
    by_video: dict[str, list[Name]] = {}
    for video, at in likes:
        same = [told_like(video, timed=False)]
        same.append(told_like(video, timed=True) if at is None else act(EventKind.LIKED, f"{video}@{int(at)}"))
        by_video[video] = same
    found = await _times(fetch, {mark(name) for same in by_video.values() for name in same})
    return {video for video, same in by_video.items() if any(found.get(mark(name)) for name in same)}


async def _times(fetch: Fetch, marks: Collection[int]) -> dict[int, int]:
    if not marks:
        return {}
    rows = await fetch(
        "SELECT mark, times FROM forgotten WHERE mark IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(marks)),),
    )
    return {row["mark"]: row["times"] for row in rows}


def added(found: Mapping[str, int], forgotten: Mapping[str, int]) -> dict[str, int]:
    """Both together."""
    return {key: found.get(key, 0) + forgotten.get(key, 0) for key in {*found, *forgotten}}
