"""A picture as rows of colours, small enough to be drawn with characters; and a QR code as its modules.

For eyes at a terminal (the demo). What is in a QR code isn't read here: the modules are found by the code's shape alone, so
that they can be drawn again sharply. Pillow is imported at the first picture.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

Colour = tuple[int, int, int]
MOST_PIXELS = 20_000_000
#: a QR code has 21, 25, 29 ... 177 modules a side; the marks in three of its corners are 7 wide
LEAST, MOST, STEP, MARK = 21, 177, 4, 7
DARK = 128


def colours(data: bytes, width: int, height: int) -> list[list[Colour]] | None:
    """The picture in its own shape, as large as fits into width x height; None if it is none, or is huge."""
    picture = _opened(data)
    if picture is None:
        return None
    small = picture.convert("RGB")
    small.thumbnail((width, height))
    flat = list(small.tobytes())
    triples = [(flat[at], flat[at + 1], flat[at + 2]) for at in range(0, len(flat), 3)]
    return [triples[row : row + small.width] for row in range(0, len(triples), small.width)]


def qr_modules(data: bytes) -> list[list[bool]] | None:
    """Row by row, true where it is dark, without the quiet zone around; None where the picture is not one QR code alone."""
    picture = _opened(data)
    if picture is None:
        return None
    grey = picture.convert("L")
    dark = grey.point(lambda value: 255 if value < DARK else 0)
    box = dark.getbbox()
    if box is None:
        return None
    left, top, right, bottom = box
    run = next((at for at in range(left, right) if not dark.getpixel((at, top))), right) - left
    side, module = right - left, run / MARK
    count = round(side / module)
    if bottom - top != side or not LEAST <= count <= MOST or (count - LEAST) % STEP:
        return None
    centres = [int((at + 0.5) * side / count) for at in range(count)]
    rows = [[bool(dark.getpixel((left + x, top + y))) for x in centres] for y in centres]
    corners = ((0, 0), (0, count - MARK), (count - MARK, 0))
    return rows if all(_is_mark(rows, x, y) for x, y in corners) else None


def _is_mark(rows: list[list[bool]], x: int, y: int) -> bool:
    """A dark ring, a light ring in it, a dark square in the middle."""
    for row in range(MARK):
        for column in range(MARK):
            ring = max(abs(row - 3), abs(column - 3))
            if rows[y + row][x + column] != (ring != 2):
                return False
    return True


def _opened(data: bytes) -> Image.Image | None:
    from PIL import Image

    try:
        picture = Image.open(io.BytesIO(data))
        if picture.width * picture.height > MOST_PIXELS:
            return None
        picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    if picture.mode in {"RGBA", "LA", "P"}:
        white = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(white, picture.convert("RGBA"))
    return picture
