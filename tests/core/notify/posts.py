"""One of every post, as a person reads it. `python -m tests.core.notify.posts LANGUAGE` prints what stands in posts.LANGUAGE.txt.

Isolating marks are shown as ⟦ ⟧, a fixed space as ~; what is bold or a link stands below it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from core.model import Channel, Destination, Event, EventKind, Sentence, Text, Video
from core.notify.copies import Copy
from core.notify.digest import Digest, digest
from core.notify.messages import Told, post
from locales import Texts, texts

K = EventKind
NOW = 1_795_000_000.0
KETTLE = Video("dQw4w9WgXcQ", "Why kettles whistle (and yours doesn't)", "Kitchen Physics", "UC1", 213, 2_134_567)
PERSIAN = Video("aaaaaaaaaaa", "صدای کتری (قسمت 2).", "فیزیک آشپزخانه", "UC2", 3649, 1_500)
GEARS = Channel("UC1", "Gears & Levers", "@gears", "How machines work.\nNew every week (really).", 3_240_000, 512)
SHY = Channel("UC3", "Ракурс", None, None, None, 7)
IN_CHANNEL = Copy(Destination(1, -1000000001234, "Likes"), 77)
IN_FORUM = Copy(Destination(2, -1000000001234, "All videos", 5), 78)
IN_PUBLIC = Copy(Destination(3, -1000000001235, "Любимое"), 79, "my_likes")
IN_GROUP = Copy(Destination(4, -1234, "Family"), 80)
IN_PERSON = Copy(Destination(5, 501), 81)


def of_video(kind: EventKind, video: Video = KETTLE, copy: Copy | None = None, **detail: str | int) -> Told:
    return Told(Event(kind, f"{video.id}@1", video.id, None, NOW, detail), video, None, copy)


def of_channel(kind: EventKind, channel: Channel = GEARS, identity: str = "UC1@1705312800") -> Told:
    return Told(Event(kind, identity, channel.id, None, NOW), Video(channel.id), channel)


POSTS = (
    of_video(K.WATCHED),
    of_video(K.WATCHED, times=4),
    of_video(K.WATCHED, PERSIAN, times=21),
    of_channel(K.SUBSCRIBED),
    of_channel(K.SUBSCRIBED, SHY),
    of_channel(K.UNSUBSCRIBED),
    of_channel(K.UNSUBSCRIBED, SHY, "UC3#1"),
    of_channel(K.VANISHED),
    of_video(K.UNLIKED),
    of_video(K.UNLIKED, PERSIAN, IN_CHANNEL),
    of_video(K.VANISHED, KETTLE, IN_FORUM, why="private"),
    of_video(K.VANISHED, PERSIAN, IN_PUBLIC, why="deleted"),
    of_video(K.VANISHED, KETTLE, IN_GROUP, why="terminated"),
    of_video(K.VANISHED, KETTLE, IN_PERSON, why="gone"),
)
DIGESTS = (
    ((*POSTS[10:12], *POSTS[13:], of_video(K.VANISHED, PERSIAN, why="terminated")), Digest({K.VANISHED: 4}, 4, 3)),
    ((of_video(K.VANISHED, why="private"),), Digest({K.VANISHED: 1}, 1, 0)),
    (
        POSTS[:10],
        Digest({K.WATCHED: 41, K.LIKED: 1, K.UNLIKED: 2, K.SUBSCRIBED: 5, K.VANISHED: 1}, since=NOW - 90_000),
    ),
    (POSTS[:1], Digest({K.WATCHED: 1})),
)


def all_of(words: Texts) -> Iterator[Text]:
    yield post(of_video(K.LIKED), Sentence("status-queued"), words)
    for one in POSTS:
        yield post(one, None, words)
    for told, about in DIGESTS:
        yield digest(told, about, words)


def readable(text: Text) -> str:
    shown, links = text.plain.encode("utf-16-le"), []
    for one in text.entities:
        stretch = shown[2 * one.offset : 2 * (one.offset + one.length)].decode("utf-16-le")
        links.append(
            f"    {'*' if one.kind == 'bold' else ''}{stretch}{'*' if one.kind == 'bold' else f' -> {one.url}'}"
        )
    return "\n".join([text.plain, *links]).replace("\u2068", "⟦").replace("\u2069", "⟧").replace("\xa0", "~")


def written(language: str) -> str:
    return "\n\n".join(readable(one) for one in all_of(texts(language))) + "\n"


if __name__ == "__main__":
    sys.stdout.write(written(sys.argv[1]))
