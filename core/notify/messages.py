"""What is told, as text and entities. Pure. Nothing is escaped because nothing is markup: titles can hold what they like."""

from __future__ import annotations

from core.model import Entity, Event, EventKind, Sentence, Text, Video
from core.wording import clean, clock, compact, units
from locales import Texts, texts

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


def say(said: Sentence, words: Texts) -> str:
    """A sentence in words. Its argument `why`, if any, is another key and becomes `$reason`."""
    args = dict(said.args)
    why = args.pop("why", None)
    if why is not None:
        args["reason"] = words.get(str(why), **args)
    return words.get(said.key, **args)
