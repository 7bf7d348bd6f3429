"""A video's thumbnail as Telegram takes it for a photo: YouTube gives WebP as often as JPEG. Drawn in a thread, in memory."""

from __future__ import annotations

import asyncio
import io
import logging

log = logging.getLogger(__name__)

SIDE = 1280  #: Telegram shows no more
MOST_PIXELS = 20_000_000  #: what has more is not unpacked
MOST_RATIO = 18  #: of the sides; Telegram refuses photos over 20


async def draw_card(picture: bytes) -> bytes | None:
    """JPEG; None for what is no picture, is huge, or a mere line."""
    return await asyncio.to_thread(_drawn, picture)


def _drawn(data: bytes) -> bytes | None:
    from PIL import Image, ImageOps

    from core.media.picture_forms import FORMS

    try:
        with Image.open(io.BytesIO(data), formats=FORMS) as opened:
            wide, high = opened.size
            if wide * high > MOST_PIXELS or max(wide, high) > MOST_RATIO * min(wide, high):
                return None
            shown = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        log.info("a thumbnail can't be read: %s", type(error).__name__)
        return None
    shown.thumbnail((SIDE, SIDE))
    out = io.BytesIO()
    shown.save(out, "JPEG", quality=88)
    return out.getvalue()
