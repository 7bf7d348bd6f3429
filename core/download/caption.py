"""The words under a video. Pure."""

from __future__ import annotations

from core.model import Text, Video
from core.wording import clean, clock
from locales import texts


def caption(video: Video, duration: float | None, language: str = "en") -> Text:
    """The caption of a liked video. duration (seconds) is the file's own; the video's is used where there is none."""
    words = texts(language)
    length = clock(round(duration or video.duration or 0))
    title = clean(video.title or video.id)
    if video.channel:
        return Text(words.get("caption", title=title, channel=clean(video.channel), duration=length))
    return Text(words.get("caption-without-channel", title=title, duration=length))
