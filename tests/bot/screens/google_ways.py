"""What the tests of Google's screens share: the owner's ways to a place, and to a connected account."""

from __future__ import annotations

import json
import re
from typing import Any

from .talking import SOON, Talking

Json = dict[str, Any]


async def turn(talk: Talking, place: str) -> Json:
    """A fresh panel, turned to the place -> its message."""
    said = await talk.say("/menu")
    panel = await talk.sees("Yagami", since=said["id"])
    await talk.world.press_data(place, message=panel["id"], timeout=SOON)
    return panel


async def tap(talk: Talking, button: str) -> None:
    """Press a button as soon as it is there: the panel is redrawn a moment after the answer to the press before."""
    await talk.sees(button=button)
    await talk.press(button)


def client(talk: Talking, which: str = "tv") -> tuple[str, str]:
    """Id and secret of the project's first client, or of its desktop one."""
    google = talk.home.addresses["google"]
    found = google if which == "tv" else google[which]
    return found["client_id"], found["client_secret"]


def client_json(talk: Talking) -> bytes:
    name, secret = client(talk)
    return json.dumps({"installed": {"client_id": name, "client_secret": secret, "project_id": "yagami"}}).encode()


def button_of(message: Json, text: str) -> Json:
    return next(one for row in message["buttons"] for one in row if text in one["text"])


async def code_shown(talk: Talking) -> str:
    """Until a code stands in the panel -> it."""
    panel = await talk.sees("Type this code")
    found = re.search(r"Type this code: (\S+)", panel["text"])
    assert found
    return found[1]


async def connect(talk: Talking) -> None:
    """The whole way, by id and secret in one message."""
    await talk.world.google_project(interval=0.05)
    await turn(talk, "google|client")
    await talk.say("\n".join(client(talk)))
    await talk.world.google_allow(await code_shown(talk))
    await talk.sees("Connected as")
