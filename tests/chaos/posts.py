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
LINK = re.compile(r"https://(?:youtu\.be/|www\.youtube\.com/channel/)([\w-]+)")
PART = re.compile(r"^Part (\d+)/(\d+)", re.MULTILINE)


def is_file(message: Json) -> bool:
    """A video or a part of one, not a picture of a post."""
    return bool(message["media"]) and message["media"]["kind"] != "photo"


def kind_of(post: Json) -> str | None:
    """Of its event; None: it is no post."""
    heading = post["text"].split("\n")[0]
    return next((kind for start, kind in HEADINGS.items() if heading.startswith(start)), None)


def subject(post: Json) -> str:
    """The video or channel that it links to."""
    linked = [one["url"] for one in post["entities"] if one.get("url")]
    links = LINK.findall(" ".join([post["text"], *linked]))
    return str(links[0]) if links else "?"


def part(message: Json) -> tuple[int, int]:
    """Which, of how many."""
    said = PART.search(message["text"])
    return (int(said[1]), int(said[2])) if said else (1, 1)


def height_of(message: Json) -> int:
    """As YouTube names it."""
    return int(min(message["media"]["width"], message["media"]["height"]))
