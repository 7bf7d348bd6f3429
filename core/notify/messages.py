"""What is told, as text and entities. Pure. Nothing is escaped because nothing is markup: titles can hold what they like."""

from __future__ import annotations

import unicodedata

from core.model import Entity, Event, EventKind, Sentence, Text, Video
from locales import Texts, texts

TITLE_UNITS = 300  #: UTF-16 units of a title or channel name that are shown; YouTube's own limit is 100 characters
_HEADINGS = {EventKind.LIKED: "post-liked"}


def post(event: Event, video: Video, status: Sentence | None, language: str = "en") -> Text:
    """The post that tells an event: bold heading, what is known of the video, its status line, its link."""
    words = texts(language)
    heading = words.get(_HEADINGS[event.kind])
    lines = [heading]
    if video.title:
        lines.append(words.get("post-title", title=clean(video.title)))
    if video.channel:
        lines.append(words.get("post-channel", channel=clean(video.channel)))
    if video.duration:
        lines.append(words.get("post-duration", duration=clock(video.duration)))
    if video.views is not None:
        lines.append(words.get("post-views", views=compact(video.views)))
    if status:
        lines.append(words.get("post-status", status=say(status, words)))
    lines.append(words.get("post-link", link=f"https://youtu.be/{video.id}"))
    return Text("\n".join(lines), (Entity("bold", 0, units(heading)),))


def caption(video: Video, duration: float | None, language: str = "en") -> Text:
    """The caption of a liked video. duration (seconds) is the file's own; the video's is used where there is none."""
    words = texts(language)
    length = clock(round(duration or video.duration or 0))
    title = clean(video.title or video.id)
    if video.channel:
        return Text(words.get("caption", title=title, channel=clean(video.channel), duration=length))
    return Text(words.get("caption-without-channel", title=title, duration=length))


def say(said: Sentence, words: Texts) -> str:
    """A sentence in words. Its argument `why`, if any, is another key and becomes `$reason`."""
    args = dict(said.args)
    why = args.pop("why", None)
    if why is not None:
        args["reason"] = words.get(str(why), **args)
    return words.get(said.key, **args)


def clock(seconds: int) -> str:
    """3:33, 1:00:49."""
    hours, rest = divmod(max(0, seconds), 3600)
    minutes, rest = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def compact(number: int) -> str:
    """999, 1.2K, 2.1M, 3B: cut, never rounded up to what was not reached."""
    for size, letter in ((1_000_000_000, "B"), (1_000_000, "M"), (1_000, "K")):
        if number >= size:
            whole, tenth = divmod(number * 10 // size, 10)
            return f"{whole}.{tenth}{letter}" if tenth and whole < 100 else f"{whole}{letter}"
    return str(number)


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def clean(text: str) -> str:
    """One line without control characters, at most TITLE_UNITS long, cut between characters."""
    line = " ".join("".join(c if unicodedata.category(c) not in ("Cc", "Cs") else " " for c in text).split())
    if units(line) <= TITLE_UNITS:
        return line
    kept = line.encode("utf-16-le")[: 2 * (TITLE_UNITS - 1)].decode("utf-16-le", "ignore")
    return kept.rstrip("\u200d\ufe0f ") + "…"
