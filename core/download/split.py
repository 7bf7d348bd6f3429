"""What of a film goes into which file: stretches that are cut out, and parts where it is larger than one message may be. Pure; the
writing is core/media/assemble.py's.

Cuts fall on keyframes, so that nothing is encoded anew and no part begins with a frozen picture. The plan is made of the bytes
that really stand between two keyframes, picture and sound together, not of equal times: a quiet half hour and a busy one differ by
a factor. As few parts as can be, of about the same size. Real sizes are looked at afterwards; where one is over after all, the plan
is made again with less room.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

#: Of the limit, what a part may take by the plan's own figures, which are on the safe side already.
ROOM = 0.99
#: Bytes that a file has beside what stands in it.
FILE_BYTES = 8 * 1024
#: Seconds of what is to be cut out that a keyframe may lie beyond its ends: a little of the video for all of an advertisement.
NEAR = 0.5

Pair = tuple[int, int]  #: from one place of a film to before another


@dataclass(frozen=True, slots=True)
class Keyframe:
    """A place where a part may begin: its time in seconds, and the bytes that stand before it."""

    at: float
    offset: int


@dataclass(frozen=True, slots=True)
class Cut:
    """One file. start, end: seconds of what is delivered, all its files together."""

    start: float
    end: float
    size: int  #: bytes, by the plan
    pairs: tuple[Pair, ...] = ()  #: what stands in it


def kept(places: Sequence[Keyframe], out: Iterable[tuple[float, float]]) -> tuple[Pair, ...]:
    """What remains when these stretches (seconds, in any order) are taken out; places ends with the film's end.

    Nothing else is lost: from the first keyframe in a stretch to the last one. A film of which nothing would remain is kept whole.
    """
    last = len(places) - 1
    times = [place.at for place in places]
    remains: list[Pair] = []
    at = 0
    for start, end in sorted(out):
        first = bisect_left(times, start - NEAR) if start > NEAR else 0
        after = last if end >= times[last] - NEAR else bisect_right(times, end + NEAR) - 1
        if after <= max(first, at):
            continue
        if first > at:
            remains.append((at, first))
        at = after
    if at < last:
        remains.append((at, last))
    return tuple(remains) or ((0, last),)


def gone(places: Sequence[Keyframe], pairs: Sequence[Pair]) -> tuple[tuple[float, float], ...]:
    """What is not in these, in seconds of the film."""
    bounds = [0, *(place for pair in pairs for place in pair), len(places) - 1]
    return tuple((places[a].at, places[b].at) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if a < b)


def plan(
    places: Sequence[Keyframe], pairs: Sequence[Pair], limit: int, room: float = ROOM, start: float = 0.0
) -> tuple[Cut, ...] | None:
    """The files of what is kept, in order: they hold all of it once, and none is larger than `room` of the limit.

    None if it can't be done: between two keyframes stands more than fits into a file. start: seconds of the first one.
    """
    most = int(limit * room) - FILE_BYTES
    nodes = [index for first, after in pairs for index in range(first, after)]
    offsets, times = [0], [start]
    for index in nodes:
        offsets.append(offsets[-1] + places[index + 1].offset - places[index].offset)
        times.append(times[-1] + places[index + 1].at - places[index].at)
    fewest = _filled(offsets, most)
    if fewest is None:
        return None
    bounds = _balanced(offsets, len(fewest) - 1, most) or fewest
    return tuple(Cut(times[a], times[b], offsets[b] - offsets[a], _pairs(nodes[a:b])) for a, b in pairwise(bounds))


def _pairs(nodes: Sequence[int]) -> tuple[Pair, ...]:
    """Places that follow each other, joined."""
    pairs: list[Pair] = []
    for index in nodes:
        if pairs and pairs[-1][1] == index:
            pairs[-1] = (pairs[-1][0], index + 1)
        else:
            pairs.append((index, index + 1))
    return tuple(pairs)


def _filled(offsets: Sequence[int], most: int) -> list[int] | None:
    """Each part as large as can be: no plan has fewer."""
    bounds = [0]
    while bounds[-1] < len(offsets) - 1:
        reach = bisect_right(offsets, offsets[bounds[-1]] + most) - 1
        if reach <= bounds[-1]:
            return None
        bounds.append(reach)
    return bounds


def _balanced(offsets: Sequence[int], count: int, most: int) -> list[int] | None:
    """As many parts of about the same size; None if one of them would be too large."""
    size = offsets[-1]
    bounds = [0]
    for number in range(1, count):
        wanted = size * number // count
        above = bisect_right(offsets, wanted)
        near = range(max(0, above - 1), min(len(offsets), above + 1))
        bounds.append(min(near, key=lambda index: abs(offsets[index] - wanted)))
    bounds.append(len(offsets) - 1)
    fits = all(a < b and offsets[b] - offsets[a] <= most for a, b in pairwise(bounds))
    return bounds if fits else None
