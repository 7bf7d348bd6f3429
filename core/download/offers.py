"""What can be offered of a video: its heights and its sound, each with the size it would come to. Pure.

    offers(from_ytdlp(look.formats), limit, look.duration)  ->  1080p ~ 120 MB, 720p ~ 60 MB, ..., sound ~ 4 MB

The streams are chosen as for a download that somebody asked for (formats.py): the wished height, in parts if need be. So a
button promises what comes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.download.formats import Choice, Format, choose, choose_sound


@dataclass(frozen=True, slots=True)
class Offer:
    """One button."""

    height: int | None  #: as people say it (1080, 720 ...); None: the sound alone
    size: int | None  #: bytes, predicted; None: nothing says it
    fits: bool  #: into one file of the account; else it comes in parts


def offers(formats: Iterable[Format], limit: int, duration: float | None = None) -> tuple[Offer, ...]:
    """The largest picture first, the sound last; empty where nothing plays everywhere.

    limit: bytes of one file. duration: seconds, for streams that tell only a bitrate.
    """
    listed = tuple(formats)
    sides = {one.id: one.short_side for one in listed}
    made = []
    for height in sorted({side for side in sides.values() if side}, reverse=True):
        choice = choose(listed, None, height, duration)
        # a height of which no stream plays everywhere gives the next lower one, which has its own turn
        if isinstance(choice, Choice) and sides[choice.format_spec.split("+")[0]] == height:
            made.append(_offer(height, choice, limit))
    sound = choose_sound(listed, None, duration)
    return (*made, _offer(None, sound, limit)) if isinstance(sound, Choice) else tuple(made)


def _offer(height: int | None, choice: Choice, limit: int) -> Offer:
    return Offer(height, choice.size, choice.size is None or choice.size <= limit)
