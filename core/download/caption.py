"""The words under what is sent. Pure.

A time at the beginning of a line, with a space behind it and nothing before it, is made tappable by Telegram itself; so the lines
of chapters are plain, and a mark of direction stands before other lines only. All of a caption fits into Telegram's limit: titles
are cut to a length of which any two fit, and of the chapters whole lines are left out at the end.
"""

from __future__ import annotations

from collections.abc import Sequence

from core import subtitles
from core.model import PartKind, Text, Video
from core.subtitles import AUTOMATIC
from core.wording import clean, clock, is_blank, isolated, language_name, led, listed, units
from locales import texts

from . import chapters
from .chapters import Chapter
from .job import Job, Part

__all__ = ["AUTOMATIC", "BESIDE_POST", "MOST_UNITS", "caption", "subtitles_caption", "title_line"]

MOST_UNITS = 1024  #: of a caption; Telegram Premium's 2048 are not counted on
BESIDE_POST = 640  #: of one that shares its message with a post, which rarely takes more than the rest
MOST_MISSED = 10  #: languages that are named as missing


def caption(job: Job, part: Part, parts: Sequence[Part], language: str = "en", *, most: int = MOST_UNITS) -> Text:
    """Of one part: what it is, which part of how many, its chapters; under the last one what was asked for and is missing.

    most: units, which chapters are left out for; nothing else is.
    """
    words = texts(language)
    shown = [one for one in parts if one.kind is not PartKind.SUBTITLES]
    whole = sum(one.duration for one in shown)
    lines = [title_line(job.video, whole or None, language, liked=job.event is not None)]
    if len(shown) > 1:
        number = next((n for n, one in enumerate(shown, 1) if one.number >= part.number), len(shown))
        length = clock(round(part.duration))
        lines.append(words.get("caption-part", number=number, count=len(shown), duration=length))
    if shown and part.number == shown[-1].number and (missing := _missing(job, parts)):
        names = [language_name(one, language) for one in missing]
        lines.append(words.get("caption-no-subtitles", count=len(names), language=listed(names, language)))
    begins = sum(one.duration for one in shown if one.number < part.number)
    lines += _chapters(job.chapters, begins, begins + part.duration, most - units("\n".join(lines)), language)
    return Text("\n".join(lines))


def title_line(video: Video, duration: float | None, language: str = "en", *, liked: bool = True) -> str:
    """duration (seconds) is the file's own; the video's is used where there is none."""
    words = texts(language)
    length = clock(round(duration or video.duration or 0))
    title, channel = (clean(one or "") for one in (video.title, video.channel))
    title = isolated(video.id if is_blank(title) else title, language)
    key = "caption" if liked else "caption-asked"
    if is_blank(channel):
        return led(words.get(f"{key}-without-channel", title=title, duration=length), language)
    return led(words.get(key, title=title, channel=isolated(channel, language), duration=length), language)


def subtitles_caption(part: Part, language: str = "en") -> Text:
    """Under a file of subtitles."""
    code, automatic = subtitles.of_file(part.path)
    key = "caption-subtitles-automatic" if automatic else "caption-subtitles"
    return Text(texts(language).get(key, language=isolated(language_name(code, language), language)))


def _missing(job: Job, parts: Sequence[Part]) -> list[str]:
    """Languages that were asked for in person, of which nothing came with any part."""
    files = [one.path for one in parts if one.kind is PartKind.SUBTITLES]
    asked = subtitles.asked(job.wish.subtitles)
    missing = [subtitles.code(one) for one in asked if not subtitles.answers(one, files)]
    return list(dict.fromkeys(missing))[:MOST_MISSED]


def _chapters(of: Sequence[Chapter], start: float, end: float, room: int, language: str) -> list[str]:
    """Lines for as many chapters as fit into so many units, each with a line break before it; a video of one has none."""
    if len(of) < 2:
        return []
    found = chapters.of_part(of, start, end)
    lines = [f"{clock(int(one.at + 0.01))} {isolated(one.title, language)}" for one in found]
    sizes = [units(one) + 1 for one in lines]
    room -= 1  # the empty line before them
    if sum(sizes) <= room:
        return ["", *lines] if lines else []
    kept = len(lines)
    while kept:
        kept -= 1
        more = texts(language).get("caption-more-chapters", count=len(lines) - kept)
        if sum(sizes[:kept]) + units(more) + 1 <= room:
            return ["", *lines[:kept], more] if kept else []
    return []
