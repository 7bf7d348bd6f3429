"""What stands in the channels, against what happened: each once, in its order, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tests.stories.house import House

LINK = re.compile(r"https://(?:youtu\.be/|www\.youtube\.com/channel/)([\w-]+)")
Json = dict[str, Any]


@dataclass(slots=True)
class Expected:
    """All that ever happened, by channel, in order."""

    likes: list[str] = field(default_factory=list)
    videos: list[str] = field(default_factory=list)  #: those of the likes whose video comes
    subscriptions: list[str] = field(default_factory=list)
    history: list[str] = field(default_factory=list)


async def found_wrong(home: House, expected: Expected) -> list[str]:
    """-> what is wrong, in sentences; nothing if all is as it should be."""
    wrong = list[str]()
    likes = await home.world.read("likes")
    posts = [one for one in likes if not _is_video(one)]
    wrong += _compared("likes", told(posts), expected.likes)
    of_post = {video: post["id"] for post in posts for video in told([post])}
    owed = sorted(of_post[video] for video in expected.videos if video in of_post)
    came = sorted(one["reply_to"] for one in likes if _is_video(one))
    if came != owed:
        wrong.append(f"videos answer the posts {came}, not {owed}")
    said = {video: post["text"] for post in posts for video in told([post])}
    wrong += [f"{one} is not said to be sent" for one in expected.videos if "✅ sent" not in said.get(one, "")]
    for feed, subjects in (("subscriptions", expected.subscriptions), ("history", expected.history)):
        wrong += _compared(feed, told(await home.world.read(feed)), subjects)
    for chat in ("likes", "subscriptions", "history"):
        wrong += [f"a message was deleted from {chat}" for _ in await home.world.deleted(chat)]
    if left := home.left_on_disk():
        wrong.append(f"left in the work folder: {', '.join(left)}")
    if denied := await home.world.denied():
        wrong.append(f"strangers were asked: {denied}")
    return wrong


def told(posts: list[Json]) -> list[str]:
    """Videos and channels that the posts link to, one for each time that it is told, in the order of the posts."""
    found = list[str]()
    for post in posts:
        links = [one["url"] for one in post["entities"] if one.get("url")]
        found += LINK.findall(" ".join([post["text"], *links]))
    return found


def _is_video(message: Json) -> bool:
    return bool(message["media"]) and message["media"]["kind"] != "photo"


def _compared(channel: str, tells: list[str], subjects: list[str]) -> list[str]:
    if tells == subjects:
        return []
    missing = [one for one in subjects if one not in tells]
    twice = sorted({one for one in tells if tells.count(one) > 1})
    more = [one for one in tells if one not in subjects]
    if not (missing or twice or more):
        return [f"{channel} tells all of it in another order: {tells[-6:]}"]
    said = [
        f"{what} {which}" for what, which in (("lacks", missing), ("tells twice", twice), ("invents", more)) if which
    ]
    return [f"{channel} " + ", ".join(said)]
