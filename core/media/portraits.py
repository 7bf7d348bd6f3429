"""Draws the pictures of channels that the app makes: a white sign on a coloured ground, one for each feed, and one for all of them.

Nothing is read from disk and no font is needed. Pillow is imported when the first one is drawn, and draws in a thread.
"""

from __future__ import annotations

import asyncio
import io
import math
from typing import TYPE_CHECKING

from core.model import Feed

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

SIDE = 640  #: pixels; Telegram shows chats' pictures up to that size
FINE = 2  #: drawn so much larger and then shrunk, so that edges are smooth
_WHITE = (255, 255, 255)
_GROUNDS = {
    Feed.LIKES: ((255, 94, 98), (190, 24, 93)),
    Feed.SUBSCRIPTIONS: ((255, 159, 67), (214, 69, 20)),
    Feed.HISTORY: ((72, 149, 239), (58, 50, 160)),
    None: ((52, 199, 149), (15, 98, 120)),
}

Colour = tuple[int, int, int]


async def portrait(feed: Feed | None) -> bytes:
    """A square JPEG. None: of a group that has a topic for each feed."""
    return await asyncio.to_thread(_drawn, feed)


def _drawn(feed: Feed | None) -> bytes:
    from PIL import Image, ImageDraw

    side = SIDE * FINE
    picture = _ground(side, *_GROUNDS[feed])
    draw = ImageDraw.Draw(picture)
    {Feed.LIKES: _heart, Feed.SUBSCRIPTIONS: _bell, Feed.HISTORY: _clock, None: _tiles}[feed](draw, side)
    out = io.BytesIO()
    picture.resize((SIDE, SIDE), Image.Resampling.LANCZOS).save(out, "JPEG", quality=90, optimize=True)
    return out.getvalue()


def _ground(side: int, top: Colour, bottom: Colour) -> Image:
    from PIL import Image

    column = Image.new("RGB", (1, 256))
    for y in range(256):
        red, green, blue = (round(a + (b - a) * y / 255) for a, b in zip(top, bottom, strict=True))
        column.putpixel((0, y), (red, green, blue))
    return column.resize((side, side), Image.Resampling.BICUBIC)


def _heart(draw: ImageDraw, side: int) -> None:
    """The well-known curve."""
    points = []
    for step in range(200):
        t = 2 * math.pi * step / 200
        x = 16 * math.sin(t) ** 3
        y = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
        points.append((side * (0.5 + x / 58), side * (0.48 - y / 58)))
    draw.polygon(points, fill=_WHITE)


def _bell(draw: ImageDraw, side: int) -> None:
    def box(left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        return side * left, side * top, side * right, side * bottom

    draw.ellipse(box(0.465, 0.2, 0.535, 0.27), fill=_WHITE)
    draw.pieslice(box(0.32, 0.24, 0.68, 0.6), 180, 360, fill=_WHITE)
    draw.polygon(
        [
            (side * x, side * y)
            for x, y in ((0.32, 0.41), (0.68, 0.41), (0.69, 0.55), (0.76, 0.65), (0.24, 0.65), (0.31, 0.55))
        ],
        fill=_WHITE,
    )
    draw.rounded_rectangle(box(0.235, 0.63, 0.765, 0.69), side * 0.03, fill=_WHITE)
    draw.pieslice(box(0.42, 0.63, 0.58, 0.79), 0, 180, fill=_WHITE)


def _clock(draw: ImageDraw, side: int) -> None:
    width, middle, edge = round(side * 0.05), side * 0.5, side * 0.26
    draw.ellipse((middle - edge, middle - edge, middle + edge, middle + edge), outline=_WHITE, width=width)
    for x, y in ((0.5, 0.33), (0.62, 0.58)):
        draw.line((middle, middle, side * x, side * y), fill=_WHITE, width=width)
        for end in ((side * x, side * y), (middle, middle)):
            draw.ellipse([one + sign * width / 2 for sign in (-1, 1) for one in end], fill=_WHITE)


def _tiles(draw: ImageDraw, side: int) -> None:
    for row in range(3):
        top = 0.27 + row * 0.17
        draw.rounded_rectangle((side * 0.25, side * top, side * 0.37, side * (top + 0.12)), side * 0.03, fill=_WHITE)
        draw.rounded_rectangle((side * 0.42, side * top, side * 0.75, side * (top + 0.12)), side * 0.03, fill=_WHITE)
