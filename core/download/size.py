"""How many bytes a choice comes to, and how sure that is. Pure.

Servers say most streams' sizes exactly. Where they do not, a bitrate and the duration give an estimate, which is taken with a
margin. What is encoded anew has a size that only the encoder knows: it is kept under twice the source's (core/media/convert.py
holds itself to that), so that twice is what is reckoned with.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .streams import Format

#: A merged file is as large as its streams, but for the index: on the safe side by this much.
EXACT_MARGIN = 1.01
#: The same where the size is only an estimate (a bitrate times the duration).
APPROX_MARGIN = 1.05
#: A picture that is encoded anew may come to so many times the bytes of its source.
ENCODED_GROWS = 2
#: bit/s of a sound that is encoded to AAC.
SOUND_BITS = 160_000


class Sure(StrEnum):
    """How sure a predicted size is."""

    EXACT = "exact"  #: said by the server
    APPROXIMATE = "approximate"  #: estimated, with a margin
    UNKNOWN = "unknown"  #: nothing says it: it is watched while it comes


@dataclass(frozen=True, slots=True)
class Size:
    """Bytes, on the safe side; None if nothing says them."""

    bytes: int | None
    sure: Sure


UNKNOWN = Size(None, Sure.UNKNOWN)


def predicted(stream: Format, duration: float | None) -> Size:
    """Of one stream as it comes. duration: seconds, for one that tells only a bitrate."""
    if stream.size:
        return Size(int(stream.size * EXACT_MARGIN), Sure.EXACT)
    approx = stream.approx_size
    if not approx and stream.tbr and duration:
        approx = int(stream.tbr * 1000 / 8 * duration)
    return Size(int(approx * APPROX_MARGIN), Sure.APPROXIMATE) if approx else UNKNOWN


def encoded_picture(size: Size) -> Size:
    """Of a picture that is encoded anew from one of this size."""
    return UNKNOWN if size.bytes is None else Size(size.bytes * ENCODED_GROWS, Sure.APPROXIMATE)


def encoded_sound(size: Size, duration: float | None) -> Size:
    """Of a sound that is encoded to AAC from one of this size."""
    if duration:
        return Size(int(duration * SOUND_BITS / 8 * APPROX_MARGIN), Sure.APPROXIMATE)
    return UNKNOWN if size.bytes is None else Size(size.bytes * ENCODED_GROWS, Sure.APPROXIMATE)


def together(sizes: Iterable[Size]) -> Size:
    """Of several in one file: as sure as the least sure of them."""
    listed = tuple(sizes)
    known = [size.bytes for size in listed if size.bytes is not None]
    if len(known) < len(listed) or not listed:
        return UNKNOWN
    sure = Sure.EXACT if all(size.sure is Sure.EXACT for size in listed) else Sure.APPROXIMATE
    return Size(sum(known), sure)
