"""How much the owner's likes will come to, from the newest ones: a guess that is shown while the limits are chosen. Pure.

A like is told by its time and its video's length; of most videos no more is known before they are fetched, so sizes come from the
bitrates that YouTube's H.264 files have on average. A talk needs half of it, a concert twice as much: the guess is good for a
month of mixed likes and for no single video.

Everything is counted in both directions, as the caps count it (rules.py): what is fetched is sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.settings import Quality

#: kbit/s of picture and sound together. The best that plays everywhere is 1080p on nearly all videos.
TYPICAL_KBITS = {
    Quality.BEST: 2500,
    Quality.ORIGINAL: 6000,
    Quality.P1080: 2500,
    Quality.P720: 1400,
    Quality.P480: 750,
    Quality.AUDIO: 130,
}
#: From the wish down to what is taken where that is over a video's limit.
_PICTURES = (Quality.ORIGINAL, Quality.P1080, Quality.P720, Quality.P480)
DAY = 86400.0
MONTH_DAYS = 30
BOTH_WAYS = 2
GIGABYTE = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Like:
    """One of the newest likes."""

    at: float | None  #: Unix seconds
    seconds: int | None  #: the video's length; None: live, or not told


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a day brings on average. bytes: per quality, both directions, before the caps of day and month."""

    likes: int  #: how many it is made from
    likes_a_day: float
    minutes_a_day: float
    left_out: float  #: the share of likes that are over a video's limits
    day_bytes: Mapping[Quality, float]

    def day_gigabytes(self, quality: Quality) -> float:
        return self.day_bytes[quality] / GIGABYTE

    def month_gigabytes(self, quality: Quality) -> float:
        return self.day_gigabytes(quality) * MONTH_DAYS


def forecast(
    likes: Sequence[Like],
    now: float,
    *,
    quality: Quality = Quality.BEST,
    most_minutes: float | None = None,
    most_megabytes: float | None = None,
) -> Forecast | None:
    """From the newest likes (without a gap); None if they tell no rate: fewer than two, or without times.

    quality: the one for which `left_out` is told. The limits are those on one video.
    """
    times = sorted(like.at for like in likes if like.at is not None)
    lengths = [like.seconds for like in likes if like.seconds]
    if len(times) < 2 or not lengths:
        return None
    span = max(now - times[0], DAY)  # a first evening of fifty likes is no habit of fifty an evening
    rate = len(times) / (span / DAY)
    kept = [one for one in lengths if most_minutes is None or one <= most_minutes * 60]
    most = None if most_megabytes is None else most_megabytes * 1_000_000
    a_like = rate / len(lengths)

    def day_bytes(wanted: Quality) -> float:
        return BOTH_WAYS * a_like * sum(_size(one, wanted, most) or 0.0 for one in kept)

    brought = [one for one in kept if _size(one, quality, most) is not None]
    return Forecast(
        likes=len(likes),
        likes_a_day=rate,
        minutes_a_day=a_like * sum(brought) / 60,
        left_out=1 - len(brought) / len(lengths),
        day_bytes={one: day_bytes(one) for one in Quality},
    )


@dataclass(frozen=True, slots=True)
class Amount:
    """What a number of videos comes to."""

    videos: int  #: that are brought
    left_out: int  #: over a limit on one video, or of no length (live)
    seconds: int
    bytes: float  #: both directions
    largest: float  #: bytes of the largest one, once


def amount(
    lengths: Sequence[int | None], *, quality: Quality, most_minutes: float | None, most_megabytes: float | None
) -> Amount:
    """Of videos of these lengths (seconds), under the limits on one video."""
    most = None if most_megabytes is None else most_megabytes * 1_000_000
    kept = [one for one in lengths if one and (most_minutes is None or one <= most_minutes * 60)]
    sizes = [(one, size) for one in kept if (size := _size(one, quality, most)) is not None]
    return Amount(
        videos=len(sizes),
        left_out=len(lengths) - len(sizes),
        seconds=sum(one for one, _ in sizes),
        bytes=BOTH_WAYS * sum(size for _, size in sizes),
        largest=max((size for _, size in sizes), default=0.0),
    )


def _size(seconds: int, wanted: Quality, most: float | None) -> float | None:
    """Bytes of a video in the best quality up to the wanted one that is within the limit; None: none is."""
    if wanted is Quality.AUDIO:
        steps: Sequence[Quality] = (Quality.AUDIO,)
    else:
        steps = _PICTURES[_PICTURES.index(Quality.P1080 if wanted is Quality.BEST else wanted) :]
    sizes = (seconds * TYPICAL_KBITS[step] * 1000 / 8 for step in steps)
    return next((size for size in sizes if most is None or size <= most), None)
