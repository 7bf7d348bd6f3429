"""The two pictures that go with a video: the thumb (small, for lists) and the cover (large, before it plays).

Drawn from YouTube's thumbnail, cut to the video's own shape (a Short's is wide, with the tall picture in its middle); from a frame
of the video where that is missing, broken, huge, or so small that it was none. Telegram ignores a thumb above 320 px or 200 KB
without a word.

What a thumbnail really is its bytes say, not its name: JPEG, WebP, PNG, AVIF or GIF. Of what moves the first picture is taken; what
lets light through stands before black, as the video would. How large it is its head says: nothing huge is unpacked.

Pillow is imported when the first picture is drawn, and draws in a thread: the app starts without it.
"""

from __future__ import annotations

import asyncio
import io
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from core.media.ffmpeg import Tools, frame
from core.media.workdir import disk_trouble

if TYPE_CHECKING:
    from PIL import Image

log = logging.getLogger(__name__)

THUMB_SIDE = 320
THUMB_BYTES = 200_000
COVER_SIDE = 1280
COVER_BYTES = 1_000_000
#: A picture with more pixels than this is not unpacked (YouTube's largest is 3840x2160).
MOST_PIXELS = 20_000_000
MOST_BYTES = 30_000_000  #: of a picture's file; YouTube takes 2 MB
#: Of a thumbnail's shorter side: less is a placeholder (YouTube's smallest is 120x90).
LEAST_SIDE = 32
_QUALITIES = (88, 75, 60, 45, 30, 15)


async def draw_thumb(source: Path | None, video: Path, tools: Tools, out: Path, width: int, height: int) -> Path | None:
    """A JPEG of at most 320 px and 200 KB in the shape width:height -> `out`, or None if nothing could be drawn.

    Raises NeedsOwner(DISK_FULL).
    """
    return await _draw(source, video, tools, out, (width, height), THUMB_SIDE, THUMB_BYTES)


async def draw_cover(source: Path | None, video: Path, tools: Tools, out: Path, width: int, height: int) -> Path | None:
    """The same up to 1280 px, never larger than what it is drawn from."""
    return await _draw(source, video, tools, out, (width, height), COVER_SIDE, COVER_BYTES)


async def _draw(
    source: Path | None, video: Path, tools: Tools, out: Path, shape: tuple[int, int], side: int, most: int
) -> Path | None:
    if source is not None and (jpeg := await asyncio.to_thread(_fitted, source, shape, side, most, LEAST_SIDE)):
        return _written(out, jpeg)
    still = out.with_name(f"{out.stem}.frame.jpg")
    try:
        # Not the first picture, which is often black; the very short ones have no other.
        if not (await frame(tools, video, 1.0, still) or await frame(tools, video, 0.0, still)):
            return None
        jpeg = await asyncio.to_thread(_fitted, still, shape, side, most)
    finally:
        still.unlink(missing_ok=True)
    return _written(out, jpeg) if jpeg else None


def _written(out: Path, jpeg: bytes) -> Path:
    try:
        out.write_bytes(jpeg)
    except OSError as error:
        raise disk_trouble(error) from error
    return out


def _fitted(source: Path, shape: tuple[int, int], side: int, most: int, least: int = 1) -> bytes | None:
    """The picture's middle in this shape, at most `side` pixels and `most` bytes; None if it can't be read, or is too small."""
    from PIL import Image, ImageOps

    from core.media.picture_forms import FORMS

    Image.MAX_IMAGE_PIXELS = None  # ours is stricter: theirs warns first, and unpacks 90 million pixels
    try:
        if (weighs := source.stat().st_size) > MOST_BYTES:
            log.warning("thumbnail %s: %d bytes are too many", source.name, weighs)
            return None
        with Image.open(source, formats=FORMS) as picture:
            if picture.width * picture.height > MOST_PIXELS or min(picture.size) < least:
                log.warning("thumbnail %s: %d x %d is no size", source.name, picture.width, picture.height)
                return None
            upright = _opaque(_upright(picture))
        drawn = ImageOps.fit(upright, _size(upright.size, shape, side), Image.Resampling.LANCZOS)
        for quality in _QUALITIES:
            out = io.BytesIO()
            drawn.save(out, "JPEG", quality=quality, optimize=True, progressive=False)
            if out.tell() <= most:
                return out.getvalue()
    except Exception as error:  # noqa: BLE001  whatever a decoder makes of a broken file, the video is worth more
        log.warning("thumbnail %s: %s", source.name, error)
    return None


def _upright(picture: Image.Image) -> Image.Image:
    """Turned as its camera says, if that can be read."""
    from PIL import ImageOps

    picture.load()
    try:
        return ImageOps.exif_transpose(picture)
    except Exception as error:  # noqa: BLE001  broken notes about a good picture
        log.info("a thumbnail's EXIF is broken: %s", error)
        return picture


def _opaque(picture: Image.Image) -> Image.Image:
    """In colours that a JPEG can have."""
    from PIL import Image

    if picture.mode.startswith("I;16") or picture.mode in ("I", "F"):  # 16 bits of grey, of which the upper 8 are seen
        return picture.convert("F").point(lambda value: value / 256).convert("L").convert("RGB")
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", seen.size, "black"), seen).convert("RGB")
    return picture.convert("RGB")


def _size(have: tuple[int, int], shape: tuple[int, int], side: int) -> tuple[int, int]:
    """The largest size of this shape that lies within the picture and within `side`."""
    wide, high = shape
    scale = min(have[0] / wide, have[1] / high, side / max(wide, high))
    return max(1, round(wide * scale)), max(1, round(high * scale))
