"""Where to cut a file that is larger than one message may be. Pure; the cutting is core/media/cut.py's.

Cuts fall on keyframes, so that nothing is re-encoded and no part begins with a frozen picture. The plan is made of the bytes that
really stand between two keyframes, not of equal times: a quiet half hour and a busy one differ by a factor. As few parts as can be,
of about the same size, each with room for its own index under the limit. Real sizes are looked at afterwards; where one is over
after all, the plan is made again with less room.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

#: Of the limit, what a part's streams may take: each part gets an index of its own.
ROOM = 0.97


@dataclass(frozen=True, slots=True)
class Keyframe:
    """A place where a part may begin: its time in seconds, and the bytes that stand before it in the file."""

    at: float
    offset: int


@dataclass(frozen=True, slots=True)
class Cut:
    """One part: from a keyframe to the next part's, or to the end."""

    start: float
    end: float
    size: int  #: bytes between the two, as they stand in the whole file


def plan(
    size: int, duration: float, keyframes: Sequence[Keyframe], limit: int, room: float = ROOM
) -> tuple[Cut, ...] | None:
    """The parts of a file, in order: they cover all of it, and none is larger than `room` of the limit.

    One part if it fits as it is. None if it can't be done: between two keyframes stands more than fits into a part.
    """
    if size <= limit:
        return (Cut(0.0, duration, size),)
    most = int(limit * room)
    places = sorted({0, *(k.offset for k in keyframes if 0 < k.offset < size and 0 < k.at < duration), size})
    fewest = _filled(places, most)
    if fewest is None:
        return None
    bounds = _balanced(places, len(fewest) - 1, most) or fewest
    times = {k.offset: k.at for k in reversed(keyframes)} | {0: 0.0, size: duration}
    return tuple(Cut(times[a], times[b], b - a) for a, b in pairwise(bounds))


def _filled(places: Sequence[int], most: int) -> list[int] | None:
    """Each part as large as can be: no plan has fewer."""
    bounds = [0]
    while bounds[-1] < places[-1]:
        reach = places[bisect_right(places, bounds[-1] + most) - 1]
        if reach <= bounds[-1]:
            return None
        bounds.append(reach)
    return bounds


def _balanced(places: Sequence[int], count: int, most: int) -> list[int] | None:
    """As many parts of about the same size; None if one of them would be too large."""
    size = places[-1]
    bounds = [0]
    for number in range(1, count):
        wanted = size * number // count
        above = bisect_right(places, wanted)
        bounds.append(min(places[above - 1 : above + 1], key=lambda place: abs(place - wanted)))
    bounds.append(size)
    fits = all(0 < b - a <= most for a, b in pairwise(bounds))
    return bounds if fits else None
