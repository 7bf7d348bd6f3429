"""The owner's limits of the line hold in the whole app, in both directions, for what comes by itself and for what was asked for."""

from __future__ import annotations

from .house import House
from .test_lanes import FIRST, media, three_videos, uploads

MEGABITS = 8.0
RATE = MEGABITS * 1e6 / 8  #: bytes a second
NEARLY = 0.8  #: what is in buffers at the beginning and at the end counts for no time


async def test_a_video_takes_the_time_that_the_limits_of_the_line_leave_it(home: House) -> None:
    await three_videos(home)
    home.write(
        "".join(
            f"INSERT INTO settings (key, value) VALUES ('line.{way}_megabits', '{MEGABITS}');" for way in ("down", "up")
        )
    )
    async with home.living():
        await home.world.like(FIRST)
        await home.all_done(1)
        [(first_chunk, last_chunk)] = await uploads(home)

    _, [video] = await home.channel()
    least = NEARLY * video["media"]["size"] / RATE
    assert least > 4, "without limits it is a matter of a second"
    assert first_chunk - media(home, FIRST)[0] > least, "the way down"
    assert last_chunk - first_chunk > least, "the way up"
    await home.assert_told_once(FIRST)
