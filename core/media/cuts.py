"""How ffmpeg's concat demuxer is told to take stretches of a track and nothing else. Pure.

Each stretch goes from a keyframe's own time to the decoding time of the keyframe that comes after it, with its exact length (its
time of being shown would let frames through where there are B-frames). Times are in microseconds, on the side that can't mean
another packet.

Where the sound's packets do not begin where the keyframe does, its stretches are moved by that little, so that both stay together.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from core.media.film import Track
from core.media.places import Kind, Mark, Stretch


class Span(NamedTuple):
    """A stretch of one track. at: seconds of the new file."""

    first: Mark
    after: Mark
    at: Fraction


def spans(kind: Kind, stretches: Sequence[Stretch]) -> list[Span]:
    """Those in which the track has something."""
    found: list[Span] = []
    begins = Fraction(0)
    for a, b in stretches:
        first, after = a.mark(kind), b.mark(kind)
        if after.packets > first.packets:
            found.append(Span(first, after, begins + first.at - a.at))
        begins += b.at - a.at
    return found


def listed(track: Track, spans: Sequence[Span]) -> str:
    """For the concat demuxer. The first one begins at 0."""
    address = str(track.file.absolute()).replace("'", r"'\''")
    lines = ["ffconcat version 1.0"]
    for number, span in enumerate(spans):
        lines += [f"file 'file:{address}'", f"inpoint {span.first.begin}us", f"outpoint {span.after.end}us"]
        if number + 1 < len(spans):
            lines.append(f"duration {round((spans[number + 1].at - span.at) * 1_000_000)}us")
    return "\n".join(lines) + "\n"
