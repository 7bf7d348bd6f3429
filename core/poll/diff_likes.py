"""What is new in the likes, from two readings. Pure: takes data, gives data.

The list is newest first (every project relies on it; no document says so), and the snapshot keeps that order: each like has a
place, higher the later it was given. Rules, and why:
- A new like stands *above* the first id that stands where it stood. One that is there and was given long before the last look
  was hidden until now, and is none (decide_likes.py).
- A known id that stands above others with a higher place was taken back and given again between two looks. It gets a new place,
  and nothing is told: the owner's likes are what they were. It says nothing about what stands below it.
- An unknown id *below* is not a like by its place: a video that was made public again reappears where it was. It is only
  `resurfaced`: its like time decides (decide_likes.py).
- A known id that is missing between others was taken back, or its video is hidden, or the page is wrong. Absence proves nothing:
  it is only doubted, and asked about (reconcile.py).
- A list in which nothing is known, though something should be, is believed only if it is complete and short (the owner took
  back the likes that we knew). Anything else is another account's list, or half a list, and would flood the channel; unless
  the owner says that it is theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

PAGE = 50
BURST = 1000  #: more new likes than this between two looks are not believed


@dataclass(frozen=True, slots=True)
class Changes:
    """Unknown ids, oldest act first, and where everything stands now."""

    new: tuple[str, ...] = ()
    resurfaced: tuple[str, ...] = ()
    places: Mapping[str, int | None] = field(default_factory=dict)  #: new ones, and those that have changed
    #: What is known above this place and was not seen is missing. None: nothing can be said of that.
    shows_from: float | None = None

    def without(self, items: Collection[str]) -> Changes:
        """As if these had not been seen."""
        if not items:
            return self
        return Changes(
            tuple(one for one in self.new if one not in items),
            tuple(one for one in self.resurfaced if one not in items),
            {one: place for one, place in self.places.items() if one not in items},
            self.shows_from,
        )


@dataclass(frozen=True, slots=True)
class Suspicious:
    """A reading that explains itself better by a fault than by what the owner did. Nothing is told, nothing is stored."""

    reason: str


def likes(
    seen: Sequence[str],
    known: Mapping[str, int | None],
    *,
    complete: bool,
    anything_known: bool,
    highest: int | None = None,
    believed: bool = False,
) -> Changes | Suspicious:
    """Compare what was read with what is known.

    seen: ids as read, newest first, to the end of a page whose last id is known. known: those of them that are, with their places.
    complete: the list was read to its end. anything_known: the snapshot is not empty. highest: its highest place.
    believed: the owner said so.
    """
    seen = list(dict.fromkeys(seen))
    moved = _moved([(item, known[item]) for item in seen if item in known])
    first = next((place for place, item in enumerate(seen) if item in known and item not in moved), None)
    if first is None:
        if not believed and seen and anything_known and (not complete or len(seen) > PAGE):
            return Suspicious("likes-no-known-item")
        if not believed and len(seen) > BURST:
            return Suspicious("likes-too-many-new")
        first = len(seen)
    above, below = seen[:first], seen[first:]
    standing = [known[item] for item in below if item in known and item not in moved]
    lowest = min((place for place in standing if place is not None), default=None)
    return Changes(
        new=tuple(item for item in reversed(above) if item not in known),
        resurfaced=tuple(item for item in reversed(below) if item not in known),
        places=_places(above, below, known, moved, highest, lowest),
        shows_from=float("-inf") if complete else lowest,
    )


def _moved(standing: Sequence[tuple[str, int | None]]) -> set[str]:
    """Those that stand above one with a higher place."""
    moved, highest = set[str](), float("-inf")
    for item, place in reversed(standing):
        if place is not None and place < highest:
            moved.add(item)
        elif place is not None:
            highest = place
    return moved


def _places(
    above: Sequence[str],
    below: Sequence[str],
    known: Mapping[str, int | None],
    moved: set[str],
    highest: int | None,
    lowest: int | None,
) -> dict[str, int | None]:
    """Those above get the next higher places. Below, who has none gets one if all that stand over it have one, or none has any."""
    places: dict[str, int | None] = {item: None for item in below if item in moved}
    bottom = next(
        (n for n in reversed(range(len(below))) if known.get(below[n]) is not None and below[n] not in moved), -1
    )
    if lowest is not None or highest is None:
        first = 0 if lowest is None else lowest - 1
        places |= {item: first - n for n, item in enumerate(one for one in below[bottom + 1 :] if one not in moved)}
    top = 0 if highest is None else highest
    return places | {item: top + n for n, item in enumerate(reversed(above), 1)}
