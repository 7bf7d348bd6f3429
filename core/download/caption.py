"""The words under what is sent. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from core.model import PartKind, Text, Video
from core.wording import clean, clock
from locales import texts

from .job import Job, Part

AUTOMATIC = "a."


def caption(job: Job, part: Part, parts: Sequence[Part], language: str = "en") -> Text:
    """Of one part: what it is, which part of how many, and that wished subtitles were not to be had (under the last)."""
    words = texts(language)
    shown = [one for one in parts if one.kind is not PartKind.SUBTITLES]
    whole = sum(one.duration for one in shown)
    lines = [title_line(job.video, whole or None, language, liked=job.event is not None)]
    if len(shown) > 1:
        number = next((n for n, one in enumerate(shown, 1) if one.number >= part.number), len(shown))
        length = clock(round(part.duration))
        lines.append(words.get("caption-part", number=number, count=len(shown), duration=length))
    missing = job.wish.subtitles and not any(one.kind is PartKind.SUBTITLES for one in parts)
    if missing and shown and part.number == shown[-1].number:
        lines.append(words.get("caption-no-subtitles", language=spoken_language(job)))
    return Text("\n".join(lines))


def title_line(video: Video, duration: float | None, language: str = "en", *, liked: bool = True) -> str:
    """duration (seconds) is the file's own; the video's is used where there is none."""
    words = texts(language)
    length = clock(round(duration or video.duration or 0))
    title = clean(video.title or video.id)
    key = "caption" if liked else "caption-asked"
    if video.channel:
        return words.get(key, title=title, channel=clean(video.channel), duration=length)
    return words.get(f"{key}-without-channel", title=title, duration=length)


def subtitles_caption(job: Job, language: str = "en") -> Text:
    """Under a file of subtitles."""
    return Text(texts(language).get("caption-subtitles", language=spoken_language(job)))


def spoken_language(job: Job) -> str:
    """The code of the subtitles' language, as YouTube has it."""
    return (job.wish.subtitles or "").removeprefix(AUTOMATIC)
