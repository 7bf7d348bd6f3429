"""Rows to words and back, where more than one table needs it. Queries name the columns as these functions read them."""

from __future__ import annotations

import json
from dataclasses import asdict

from core.model import Channel, Destination, Entity, Event, EventKind, Sentence, Text, Video

from .database import Row

#: The columns that `event` and `video` read, for a query over events e and videos v.
SUBJECT = """e.kind, e.identity, e.subject, e.happened_at, e.seen_at, e.detail,
    v.id AS video_id, v.title AS video_title, v.channel, v.channel_id, v.duration, v.views, v.live_status"""
#: And `destination`, over destinations t.
TOLD = f"""{SUBJECT},
    t.id AS destination, t.chat_id, t.title, t.topic_id"""
#: The columns that `channel` reads, for a query over channels c.
CHANNEL = """c.id AS known_channel, c.title AS channel_title, c.handle, c.description, c.subscribers, c.videos AS channel_videos,
    c.picture"""


def destination(row: Row) -> Destination:
    return Destination(row["destination"], row["chat_id"], row["title"], row["topic_id"])


def event(row: Row) -> Event:
    detail = json.loads(row["detail"]) if row["detail"] else {}
    return Event(EventKind(row["kind"]), row["identity"], row["subject"], row["happened_at"], row["seen_at"], detail)


def video(row: Row) -> Video:
    return Video(
        row["video_id"] or row["subject"],
        row["video_title"],
        row["channel"],
        row["channel_id"],
        row["duration"],
        row["views"],
        row["live_status"],
    )


def channel(row: Row) -> Channel | None:
    """The event's subject, if that is a channel."""
    if row["known_channel"] is None:
        return None
    return Channel(
        row["known_channel"],
        row["channel_title"],
        row["handle"],
        row["description"],
        row["subscribers"],
        row["channel_videos"],
        row["picture"],
    )


def sentence(text: str | None) -> Sentence | None:
    if text is None:
        return None
    loaded = json.loads(text)
    return Sentence(loaded["key"], loaded["args"])


def sentence_json(said: Sentence | None) -> str | None:
    """Always the same text for the same sentence, so that two can be compared in SQL."""
    if said is None:
        return None
    return json.dumps({"key": said.key, "args": dict(said.args)}, ensure_ascii=False, sort_keys=True)


def text(written: str | None) -> Text | None:
    if written is None:
        return None
    loaded = json.loads(written)
    return Text(loaded["plain"], tuple(Entity(**one) for one in loaded["entities"]))


def text_json(words: Text | None) -> str | None:
    return None if words is None else json.dumps(asdict(words), ensure_ascii=False)
