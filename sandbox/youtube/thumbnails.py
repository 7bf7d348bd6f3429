"""i.ytimg.com: a video's picture in the sizes and the two formats that YouTube serves. Drawn on demand, kept in memory.

A video's `picture` may name one of ODD: what has been seen, or might be, behind an address that ends in .jpg or .webp.
"""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Callable
from pathlib import Path

from aiohttp import web
from PIL import Image, ImageOps

from sandbox.faults import KNOWN, Faults
from sandbox.youtube.catalogue import Catalogue
from sandbox.youtube.state import State

KNOWN |= {
    "thumbnail.missing": "a thumbnail answers 404",
    "thumbnail.broken": "a thumbnail answers 200 with bytes that are no picture",
}

SIZES = {
    "default": (120, 90),
    "mqdefault": (320, 180),
    "hqdefault": (480, 360),
    "sddefault": (640, 480),
    "hq720": (1280, 720),
    "maxresdefault": (1280, 720),
    "0": (480, 360),
}
_PATH = re.compile(r"/vi(_webp)?/([A-Za-z0-9_-]{11})/([a-z0-9]+)(?:_live)?\.(jpg|webp)")


class Thumbnails:
    """Serves /vi/ID/NAME.jpg and /vi_webp/ID/NAME.webp."""

    def __init__(self, state: State, catalogue: Catalogue, faults: Faults) -> None:
        self._state = state
        self._catalogue = catalogue
        self._faults = faults
        self._drawn: dict[tuple[str, str, str], bytes] = {}

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        asked = _PATH.fullmatch(request.path)
        video = self._state.videos.get(asked[2]) if asked else None
        if asked is None or video is None or asked[3] not in SIZES or bool(asked[1]) != (asked[4] == "webp"):
            return web.Response(status=404)
        if video.privacy != "public" or self._faults.hit("thumbnail.missing") is not None:
            return web.Response(status=404)
        kind = "image/webp" if asked[1] else "image/jpeg"
        if self._faults.hit("thumbnail.broken") is not None:
            return web.Response(body=b"\x00\x01not a picture" * 40, content_type=kind)
        if video.picture is not None:
            odd = (video.source, "odd", video.picture)
            if odd not in self._drawn:
                path = self._catalogue.path(video.source, "thumb.jpg")
                self._drawn[odd] = await asyncio.to_thread(_odd, path, video.picture)
            return web.Response(body=self._drawn[odd], content_type=kind)
        key = (video.source, asked[3], "WEBP" if asked[1] else "JPEG")
        if key not in self._drawn:
            path = self._catalogue.path(video.source, "thumb.jpg")
            self._drawn[key] = await asyncio.to_thread(_draw, path, SIZES[asked[3]], key[2])
        return web.Response(body=self._drawn[key], content_type=kind)


ODD: dict[str, Callable[[Image.Image], tuple[list[Image.Image], str]]] = {
    "avif": lambda picture: ([picture], "AVIF"),
    "cmyk": lambda picture: ([picture.convert("CMYK")], "JPEG"),
    "alpha": lambda picture: ([ImageOps.expand(picture.convert("RGBA"), 40, (0, 0, 0, 0))], "WEBP"),
    "animated": lambda picture: ([picture, ImageOps.invert(picture)], "WEBP"),
    "bomb": lambda _: ([Image.new("1", (10_000, 10_000))], "PNG"),
    "dot": lambda _: ([Image.new("RGB", (1, 1))], "JPEG"),
    "letterboxed": lambda picture: ([ImageOps.pad(picture.resize((405, 720)), (1280, 720), color="black")], "JPEG"),
}


def _odd(path: Path, name: str) -> bytes:
    with Image.open(path) as picture:
        pictures, form = ODD[name](picture.convert("RGB"))
    target = io.BytesIO()
    more = {"save_all": True, "append_images": pictures[1:]} if len(pictures) > 1 else {}
    pictures[0].save(target, form, **more)
    return target.getvalue()


def _draw(path: Path, size: tuple[int, int], form: str) -> bytes:
    with Image.open(path) as picture:
        fitted = ImageOps.pad(picture, size, color="black")
        target = io.BytesIO()
        fitted.save(target, form, quality=85, method=0) if form == "WEBP" else fitted.save(target, form, quality=85)
        return target.getvalue()
