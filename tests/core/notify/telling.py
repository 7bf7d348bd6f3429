"""Posts as tests ask for them, and what their entities style."""

from __future__ import annotations

from core.model import Channel, Destination, Event, EventKind, Sentence, Text, Video
from core.notify import messages
from core.notify.copies import Copy
from core.notify.messages import Told
from locales import texts

EVENT = Event(EventKind.LIKED, "id@1", "id", 1.0, 2.0)
COPY = Copy(Destination(1, -1000000001234, "Likes"), 9)


def post(
    event: Event,
    video: Video,
    status: Sentence | None = None,
    language: str = "en",
    channel: Channel | None = None,
    copy: Copy | None = None,
) -> Text:
    return messages.post(Told(event, video, channel, copy), status, texts(language))


def told(kind: EventKind, identity: str = "id@1", subject: str = "UC1") -> Event:
    return Event(kind, identity, subject, None, 2.0)


def stretches(text: Text) -> list[str]:
    """What the entities style. Raises UnicodeDecodeError where one ends inside a character."""
    encoded = text.plain.encode("utf-16-le")
    return [encoded[2 * one.offset : 2 * (one.offset + one.length)].decode("utf-16-le") for one in text.entities]
