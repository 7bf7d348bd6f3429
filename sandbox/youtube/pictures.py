"""yt3.ggpht.com: the channels' pictures, drawn on demand: a colour and a shape that follow from the channel's id.

The address is built as Google's are (facts seen in answers of channels.list): `/NAME=s800-c-k-c0x00ffffff-no-rj`, where s800 is the
side in pixels and rj asks for a JPEG. Other options than these are refused. `/NAME` is the channel's id here.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
import re
from typing import Any

from aiohttp import web
from PIL import Image, ImageDraw

from sandbox.faults import KNOWN, Faults
from sandbox.youtube.state import State

KNOWN |= {
    "picture.missing": "a channel's picture answers 404",
    "picture.slow": "a channel's picture answers nothing for as long as `seconds` says (60)",
    "picture.html": "a channel's picture answers 200 with a web page",
    "picture.broken": "a channel's picture begins as a JPEG and is none",
    "picture.large": "a channel's picture has `bytes` bytes (8 MiB), the first of which are a JPEG's",
}
HOST = "yt3.ggpht.com"
SIDES = {"default": 88, "medium": 240, "high": 800}
_PATH = re.compile(r"/(UC[A-Za-z0-9_-]{22})=s(88|240|800)-c-k-c0x00ffffff-no-rj")


def address(channel_id: str, side: int) -> str:
    return f"https://{HOST}/{channel_id}=s{side}-c-k-c0x00ffffff-no-rj"


def thumbnails(channel_id: str) -> dict[str, Any]:
    """As `snippet.thumbnails` has them."""
    return {name: {"url": address(channel_id, side), "width": side, "height": side} for name, side in SIDES.items()}


class ChannelPictures:
    """Serves the host."""

    def __init__(self, state: State, faults: Faults) -> None:
        self._state = state
        self._faults = faults

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        if (slow := self._faults.hit("picture.slow")) is not None:
            await asyncio.sleep(float(slow.get("seconds", 60)))
        asked = _PATH.fullmatch(request.path)
        if asked is None or self._faults.hit("picture.missing") is not None:
            return web.Response(status=404)
        if self._faults.hit("picture.html") is not None:
            return web.Response(text="<!DOCTYPE html><title>Sign in</title>", content_type="text/html")
        if asked[1] not in self._state.channels():
            return web.Response(status=404)
        drawn = draw(asked[1], int(asked[2]))
        if self._faults.hit("picture.broken") is not None:
            drawn = drawn[:3] + b" and then nothing of a picture"
        if (large := self._faults.hit("picture.large")) is not None:
            drawn += bytes(int(large.get("bytes", 8 << 20)) - len(drawn))
        return web.Response(body=drawn, content_type="image/jpeg")


def draw(channel_id: str, side: int) -> bytes:
    """A JPEG."""
    seed = hashlib.sha256(channel_id.encode()).digest()
    picture = Image.new("RGB", (side, side), (seed[0] // 2, seed[1] // 2, seed[2] // 2))
    brush = ImageDraw.Draw(picture)
    for place in range(3):
        x, y, radius = (seed[3 + 3 * place + part] * side // 255 for part in range(3))
        box = (x - radius // 2, y - radius // 2, x + radius // 2, y + radius // 2)
        brush.ellipse(box, fill=(128 + seed[12 + place] // 2, 128 + seed[15 + place] // 2, 128 + seed[18 + place] // 2))
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=85)
    return target.getvalue()
