"""What can be offered of a video: its heights and its sound, each with the size it would come to. Pure.

    offers(from_ytdlp(look.formats), limit, look.duration)  ->  2160p ~ 3 GB (may not play), 1080p ~ 120 MB, ..., sound ~ 4 MB
    one_file(...)                                           ->  the best that fits into one file, where the best does not

The streams are chosen as for a download that somebody asked for (formats.py): the wished height, in parts if need be. So a
button promises what comes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from core.download.formats import Choice, Codecs, Format, Sure, choose, choose_sound


@dataclass(frozen=True, slots=True)
class Offer:
    """One button."""

    height: int | None  #: as people say it (1080, 720 ...); None: the sound alone
    size: int | None  #: bytes, predicted; None: nothing says it
    parts: int  #: files of the account that it takes
    plays: bool = True  #: everywhere; else it may not play inline
    encoded: bool = False  #: its picture has to be encoded anew, which takes long
    exact: bool = True  #: the size; else it is an estimate on the safe side


def offers(
    formats: Iterable[Format], limit: int, duration: float | None = None, convert: Collection[str] = ()
) -> tuple[Offer, ...]:
    """The largest picture first, the sound last; empty where there is nothing.

    limit: bytes of one file. duration: seconds, for streams that tell only a bitrate. convert: families of pictures that may be
    encoded anew.
    """
    listed = tuple(formats)
    made = []
    for height in sorted({side for one in listed if one.has_video and (side := one.short_side)}, reverse=True):
        choice = choose(listed, None, height, duration, Codecs.AT_HEIGHT, convert)
        # a height of which no stream can be had gives the next lower one, which has its own turn
        if isinstance(choice, Choice) and choice.height == height:
            made.append(_offer(height, choice, limit))
    sound = choose_sound(listed, None, duration)
    return (*made, _offer(None, sound, limit)) if isinstance(sound, Choice) else tuple(made)


def one_file(
    formats: Iterable[Format], limit: int, duration: float | None = None, convert: Collection[str] = ()
) -> Offer | None:
    """The best that plays everywhere and fits into one file; None where the best does, or nothing fits."""
    listed = tuple(formats)
    best = choose(listed, None, None, duration, convert=convert)
    fitting = choose(listed, limit, None, duration, convert=convert)
    if not isinstance(best, Choice) or not isinstance(fitting, Choice) or fitting == best or fitting.sound_only:
        return None
    return _offer(fitting.height or None, fitting, limit)


def _offer(height: int | None, choice: Choice, limit: int) -> Offer:
    parts = max(1, -(-choice.size // limit)) if choice.size is not None else 1
    exact = choice.sure is Sure.EXACT
    return Offer(height, choice.size, parts, choice.plays, choice.encode.has_picture, exact)
