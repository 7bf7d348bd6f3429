"""What a message in a channel or in the chat is."""

from __future__ import annotations

import re
from typing import Any

Json = dict[str, Any]
#: How a post begins -> of which kind its event is.
HEADINGS = {
    "❤️ Liked": "liked", "💔 Unliked": "unliked", "📺 New Subscription": "subscribed", "👋 Unsubscribed": "unsubscribed",
    "🎬 Watched": "watched",
}  # fmt: skip
DIGEST = "📬 Meanwhile"  #: a message that tells several at once
MARKS = {heading.split()[0]: kind for heading, kind in HEADINGS.items()}
LINK = re.compile(r"https://(?:youtu\.be/|www\.youtube\.com/channel/)([\w-]+)")
PART = re.compile(r"^Part (\d+)/(\d+)", re.MULTILINE)


def is_file(message: Json) -> bool:
    """A video or a part of one, not a picture of a post."""
    return bool(message["media"]) and message["media"]["kind"] != "photo"


def told_by(post: Json) -> list[tuple[str, str]]:
    """(kind, subject) of each event that it tells: one, or the lines of a digest. Empty: it is no post."""
    text = post["text"]
    if text.startswith(DIGEST):
        kinds = [kind for line in text.split("\n")[1:] for mark, kind in MARKS.items() if line.startswith(mark)]
        subjects = _subjects(post)
        return list(zip(kinds, subjects, strict=True)) if len(kinds) == len(subjects) else []
    heading = text.split("\n")[0]
    return [(kind, subject(post)) for start, kind in HEADINGS.items() if heading.startswith(start)]


def subject(post: Json) -> str:
    """The video or channel that it links to."""
    return next(iter(_subjects(post)), "?")


def _subjects(post: Json) -> list[str]:
    linked = [one["url"] for one in sorted(post["entities"], key=lambda one: int(one["offset"])) if one.get("url")]
    return [str(one) for one in LINK.findall(" ".join([post["text"], *linked]))]


def part(message: Json) -> tuple[int, int]:
    """Which, of how many."""
    said = PART.search(message["text"])
    return (int(said[1]), int(said[2])) if said else (1, 1)


def height_of(message: Json) -> int:
    """As YouTube names it."""
    return int(min(message["media"]["width"], message["media"]["height"]))
