"""What stands in the terminal can be read: pictures in blocks, entities, progress."""

from __future__ import annotations

import io

import segno
import zxingcpp
from PIL import Image

from bot import demo_draw
from core.media import pixels
from tests.bot.terminals import LOGIN, png


def as_picture(drawn: str) -> Image.Image:
    """The half blocks as a phone's camera sees them."""
    rows: list[list[int]] = []
    light = {"█": (255, 255), "▀": (255, 0), "▄": (0, 255), " ": (0, 0)}
    for line in drawn.splitlines():
        rows.append([light[one][0] for one in line])
        rows.append([light[one][1] for one in line])
    small = Image.new("L", (len(rows[0]), len(rows)))
    small.putdata([one for row in rows for one in row])
    return small.resize((small.width * 6, small.height * 6), Image.Resampling.NEAREST)


def test_a_qr_code_in_blocks_is_read_by_a_camera() -> None:
    for payload, scale in ((LOGIN, 6), ("https://t.me/yagami_sandbox_bot?start=claim_" + "x" * 40, 3)):
        drawn = demo_draw.picture(png(payload, scale), colours=False)
        assert drawn is not None
        [code] = zxingcpp.read_barcodes(as_picture(drawn.plain))
        assert code.text == payload


def test_a_qr_code_is_found_by_its_shape_alone() -> None:
    modules = pixels.qr_modules(png())
    assert modules == [[bool(one) for one in row] for row in segno.make(LOGIN, micro=False).matrix]
    square = io.BytesIO()
    Image.new("L", (210, 210), 0).save(square, "PNG")
    assert pixels.qr_modules(square.getvalue()) is None
    assert pixels.qr_modules(b"no picture") is None


def test_another_picture_is_drawn_in_its_colours_or_told_in_a_line() -> None:
    out = io.BytesIO()
    picture = Image.new("RGB", (200, 100), (200, 0, 0))
    picture.paste((0, 0, 200), (100, 0, 200, 100))
    picture.save(out, "PNG")
    assert demo_draw.picture(out.getvalue(), colours=False) is None
    drawn = demo_draw.picture(out.getvalue(), colours=True)
    assert drawn is not None
    lines = drawn.plain.splitlines()
    assert (len(lines), {len(one) for one in lines}) == (11, {44})
    assert demo_draw.picture(b"no picture", colours=True) is None


def test_entities_cover_what_they_say_beyond_emoji() -> None:
    text = demo_draw.styled("😀 bold x", [{"type": "bold", "offset": 3, "length": 4}])
    assert [(text.plain[one.start : one.end], one.style) for one in text.spans] == [("bold", "bold")]


def test_progress_shows_only_the_lines_that_changed() -> None:
    assert demo_draw.changed_lines("Video\n10 %", "Video\n20 %") == ["20 %"]
