"""What is new in the likes, from two readings. Pure: takes data, gives data.

Rules, and why:
- A new like stands *above* the first id that is known: the list is newest first (every project relies on it; no document says so).
- An unknown id *below* a known one is not a like by its place: a video that was made public again reappears where it was.
  But a known video that was unliked and liked again jumps over a new like. So such an id is only `resurfaced`:
  its like time decides (decide.py).
- A list in which nothing is known, though something should be, is believed only if it is complete and short (the owner took
  back the likes that we knew). Anything else is another account's list, or half a list, and would flood the channel.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

PAGE = 50
BURST = 1000  #: more new likes than this between two looks are not believed


@dataclass(frozen=True, slots=True)
class Changes:
    """Unknown ids, oldest act first."""

    new: tuple[str, ...] = ()
    resurfaced: tuple[str, ...] = ()


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
