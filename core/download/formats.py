"""Which of a video's streams to fetch: the best that plays everywhere and fits. Pure.

Telegram plays H.264 with AAC in MP4 on every device; VP9 or AV1 in MP4 is a black picture on iPhones
(Telegram-iOS #811). YouTube offers H.264 up to 1080p. So: the largest H.264 picture with AAC sound whose predicted size
is under what the account may send. A video without H.264 is refused with a reason, unless the owner lets it be encoded anew, or
wishes the original: the best picture there is, up to 4K and more, which may not play everywhere.

What is larger than one message takes comes in parts (split.py), or in the best format that fits, as the owner likes it; parts are
made in any case where nothing fits. Of the sound alone AAC in M4A is made, which every player shows with its title and length. A
video that has no picture at all comes as its sound.

The size is decided before a byte is fetched, because yt-dlp's own `max_filesize` is checked per stream and per 10 MB
request, after gigabytes have come. A format whose size nothing tells is taken only where no size is told of any: it is watched
while it comes.

    streams.py      what yt-dlp lists          size.py      what it comes to, and how sure that is
    candidates.py   what fits together, the best first      choice.py    what is to be fetched, and what becomes of it
    budget.py       what it takes of disk and line
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from . import budget
from .candidates import Codecs, Encode, films, sounds
from .choice import Choice, choice_of
from .size import Sure
from .streams import Format, from_ytdlp

__all__ = [
    "LEAST_LIMIT",
    "Choice",
    "Codecs",
    "Encode",
    "Format",
    "Refusal",
    "Sure",
    "budget",
    "choose",
    "choose_sound",
    "from_ytdlp",
    "pick",
]

#: No account may send so little; a limit below it is none that parts could be made for.
LEAST_LIMIT = 64 * 1024


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing is fetched: `too_large`, `over_most`, `over_disk`, `uncuttable` (size and limit in bytes), `only_vp9` (no picture
    that plays everywhere), `no_audio` (no sound), `no_formats`."""

    reason: str
    args: Mapping[str, int]


def choose(
    formats: Iterable[Format],
    limit: int | None,
    height: int | None = None,
    duration: float | None = None,
    codecs: Codecs = Codecs.PLAYS,
    convert: Collection[str] = (),
) -> Choice | Refusal:
    """The best pair of streams (or one that holds both) under `limit` bytes; None: of any size.

    height: the owner's wish as people say it (1080, 720): nothing above it is taken unless there is nothing else.
    duration: seconds, for streams that tell only a bitrate. convert: families of pictures that may be encoded anew.
    """
    ranked = _films(tuple(formats), height, duration, codecs, convert)
    return ranked if isinstance(ranked, Refusal) else _first_that_fits(ranked, limit)


def choose_sound(formats: Iterable[Format], limit: int | None, duration: float | None = None) -> Choice | Refusal:
    """The best sound in the original language under `limit` bytes, as AAC; None: of any size."""
    ranked = _sounds(tuple(formats), duration)
    return ranked if isinstance(ranked, Refusal) else _first_that_fits(ranked, limit)


def pick(
    formats: Iterable[Format],
    *,
    limit: int,
    most: int | None,
    parts_first: bool,
    sound_only: bool,
    height: int | None,
    duration: float | None,
    codecs: Codecs = Codecs.PLAYS,
    convert: Collection[str] = (),
    disk: int | None = None,
    below: int | None = None,
) -> Choice | Refusal:
    """What to fetch under all that was wished and allowed.

    limit: bytes of one file. most: bytes of the whole, whatever it is cut into; None: any. disk: bytes that it may ever take there
    while it is worked on. parts_first: the wished quality, in parts if it is larger than one file may be; else a smaller picture in
    one file goes before several files, and only where no picture fits the smallest is taken, which makes the fewest. below: bytes
    of a whole that could not be cut into such files: only what is smaller, and rather one file.
    """
    listed = tuple(formats)
    ranked = _sounds(listed, duration) if sound_only else _films(listed, height, duration, codecs, convert)
    if isinstance(ranked, Refusal):
        return ranked
    if limit < LEAST_LIMIT:
        return Refusal("too_large", {"size": ranked[0].size or 0, "limit": limit})
    if below is not None:
        ranked = [one for one in ranked if one.size is not None and one.size < below]
        if not ranked:
            return Refusal("uncuttable", {"size": below, "limit": limit})
        parts_first = False
    if not parts_first or most is not None:
        ranked = [one for one in ranked if one.size is not None] or ranked
    if disk is not None:
        holding = [one for one in ranked if one.disk <= disk]
        if not holding:
            return Refusal("over_disk", {"size": min(one.disk for one in ranked), "limit": disk})
        ranked = holding
    if not parts_first:
        answer = _first_that_fits(ranked, limit if most is None else min(limit, most))
        if isinstance(answer, Choice):
            return answer
        return _within(_first_that_fits(ranked, answer.args["size"]), most)  # exactly the smallest fits into that
    return _within(_first_that_fits(ranked, most), most)


def _films(
    listed: tuple[Format, ...], height: int | None, duration: float | None, codecs: Codecs, convert: Collection[str]
) -> list[Choice] | Refusal:
    """The best first; never empty."""
    if not any(one.has_video for one in listed):
        sound = _sounds(listed, duration)
        return Refusal("no_formats", {}) if isinstance(sound, Refusal) else sound
    found = films(listed, height, codecs, convert)
    if not found:
        return Refusal("no_formats" if codecs is Codecs.ANY else "only_vp9", {})
    return [choice_of(one, duration) for one in found]


def _sounds(listed: tuple[Format, ...], duration: float | None) -> list[Choice] | Refusal:
    """The best first; never empty."""
    if not listed:
        return Refusal("no_formats", {})
    found = sounds(listed)
    return [choice_of(one, duration) for one in found] if found else Refusal("no_audio", {})


def _within(answer: Choice | Refusal, most: int | None) -> Choice | Refusal:
    """A whole that is larger than it may be is another reason than a file that is."""
    if isinstance(answer, Refusal) and answer.reason == "too_large":
        return Refusal("over_most", answer.args)
    if isinstance(answer, Choice) and most is not None and (answer.size or 0) > most:
        return Refusal("over_most", {"size": answer.size or 0, "limit": most})
    return answer


def _first_that_fits(ranked: Sequence[Choice], limit: int | None) -> Choice | Refusal:
    """One of unknown size only where no other is: else more room could make the choice worse."""
    known = [(one, one.size) for one in ranked if one.size is not None]
    if limit is None or not known:
        return ranked[0]
    fitting = next((one for one, bytes_ in known if bytes_ <= limit), None)
    return fitting or Refusal("too_large", {"size": min(bytes_ for _, bytes_ in known), "limit": limit})
