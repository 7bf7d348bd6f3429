"""The pictures of channels that the app makes."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from core.media.portraits import portrait
from core.model import Feed


@pytest.mark.parametrize("feed", [*Feed, None])
async def test_a_portrait_is_a_square_jpeg_that_telegram_takes(feed: Feed | None) -> None:
    drawn = await portrait(feed)
    with Image.open(io.BytesIO(drawn)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (640, 640))
    assert len(drawn) <= 512 * 1024


async def test_each_feed_has_a_picture_of_its_own_that_is_always_the_same() -> None:
    drawn = [await portrait(feed) for feed in (*Feed, None)]
    assert len(set(drawn)) == 4
    assert await portrait(None) == drawn[-1]
