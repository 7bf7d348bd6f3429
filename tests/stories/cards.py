"""What the stories of links share: the cards in the owner's chat, and what is picked there."""

from __future__ import annotations

from typing import Any

from tests.bot.screens.talking import Talking

Json = dict[str, Any]
PLAIN = "How a Sewing Machine Works"
LARGE = "10 seconds of television snow"


async def card_of(chat: Talking, link: str, title: str) -> Json:
    """Send a link -> its card, with what the video can be had as."""
    said = await chat.say(link)
    return await chat.sees(title, since=said["id"])


def buttons(message: Json) -> list[str]:
    return [one["text"] for row in message["buttons"] for one in row]


def beginning(message: Json, text: str) -> str:
    return next(one for one in buttons(message) if one.startswith(text))


async def files(chat: Talking) -> list[Json]:
    """What was sent, without the cards' pictures."""
    return [one for one in await chat.world.read("dm") if one["media"] and one["media"]["kind"] != "photo"]


async def reads(chat: Talking, message: Json, text: str) -> Json:
    """Until this message holds the text -> it."""
    [now] = await chat.world.wait("dm", message=message["id"], text=text, timeout=60)
    return now
