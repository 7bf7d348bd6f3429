"""Beyond the owner's caps the post stands with a button, and the button brings the video: each of the four, with the whole app."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import UTC, datetime

import pytest

from .downloading import downloading
from .house import House

DOWNLOAD = "⬇️ Download"


def choose(home: House, **settings: float) -> None:
    """Committed beside the app's own writes."""
    with contextlib.closing(sqlite3.connect(home.data / "yagami.db", timeout=30)) as connection:
        for name, value in settings.items():
            connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (f"download.{name}", str(value)))
        connection.commit()


def used(home: House, purpose: str, received: int, sent: int, *, day: str) -> None:
    with contextlib.closing(sqlite3.connect(home.data / "yagami.db", timeout=30)) as connection:
        connection.execute(
            "INSERT OR REPLACE INTO traffic (day, purpose, received, sent) VALUES (?, ?, ?, ?)",
            (day, purpose, received, sent),
        )
        connection.commit()


def today() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  the app's own clock is the machine's


async def stands_with_a_button(home: House) -> int:
    """Until the post does; nothing was fetched -> the post's id."""
    await home.world.wait("likes", button=DOWNLOAD, timeout=60)
    [post], videos = await home.channel()
    assert videos == []
    assert home.left_on_disk() == []
    assert not [one for one in home.sandbox.youtube.requests if "googlevideo" in one["host"]]
    return int(post["id"])


async def brings_it(home: House, post: int) -> None:
    await home.world.press(DOWNLOAD, chat="likes", message=post, timeout=60)
    await home.until("SELECT 1 FROM downloads WHERE state = 'done' AND asked = 1")
    [_], [video] = await home.channel()
    assert video["reply_to"] == post


@pytest.mark.large
async def test_a_video_of_too_many_megabytes_comes_smaller_or_is_offered(home: House) -> None:
    """The worker alone: the sandbox has no video whose smallest picture is over the least that a button sets."""
    async with downloading(home) as there:
        there.limits["most_megabytes"] = 1
        await there.reached(await there.like("yagamiLarge"), "done")
        [video] = await there.files("likes")
        assert video["media"]["size"] <= 1_000_000

        there.limits["most_megabytes"] = 0.02
        job = await there.like("yagamiPlain")
        assert "video-over-megabytes" in (await there.reached(job, "offered"))["trouble"]
        assert await there.store.requests.get_now(job, there.clock.now())
        there.wakeup.call()
        await there.reached(job, "done")


async def test_a_video_of_too_many_minutes_is_offered(home: House) -> None:
    choose(home, most_minutes=1)
    home.sandbox.youtube.state.videos["yagamiShort"].duration = 61
    async with home.living():
        await home.world.like("yagamiShort")
        post = await stands_with_a_button(home)
        home.sandbox.youtube.state.videos["yagamiShort"].duration = 5  # as its file is
        await brings_it(home, post)


@pytest.mark.parametrize("purpose", ["download", "upload", "look", "poll", "chat", "update", "backup"])
async def test_a_days_gigabytes_are_those_of_every_purpose_in_both_directions(home: House, purpose: str) -> None:
    choose(home, day_gigabytes=0.1)
    used(home, purpose, 50_000_000, 50_000_000, day=today().date().isoformat())
    async with home.living():
        await home.world.like("yagamiShort")
        post = await stands_with_a_button(home)
        if purpose == "download":
            await brings_it(home, post)


@pytest.mark.large
async def test_a_months_gigabytes_are_those_of_all_its_days(home: House) -> None:
    choose(home, month_gigabytes=0.2)
    first = today().replace(day=1).date().isoformat()
    used(home, "upload", 0, 150_000_000, day=first)
    used(home, "poll", 60_000_000, 0, day=first)
    async with home.living():
        await home.world.like("yagamiShort")
        post = await stands_with_a_button(home)
        await brings_it(home, post)


async def test_a_cap_that_is_reached_while_a_video_waits_gives_its_post_the_button(home: House) -> None:
    """It comes by itself at midnight; who does not want to wait presses."""
    choose(home, day_gigabytes=1)
    await home.world.fault("media.slow", times=None, bytes=200_000)
    async with home.living():
        await home.world.like("yagamiLarge")
        await home.until("SELECT 1 FROM downloads WHERE state = 'fetching'")
        await home.world.like("yagamiShort")
        await home.until("SELECT 1 FROM deliveries WHERE id = 2 AND state = 'sent'")
        used(home, "upload", 0, 1_000_000_000, day=today().date().isoformat())
        await home.world.heal()
        await home.until("SELECT 1 FROM downloads WHERE video_id = 'yagamiLarge' AND state = 'done'")
        await home.world.wait("likes", button=DOWNLOAD, timeout=60)
        posts, videos = await home.channel()
        assert len(videos) == 1
        assert "data allowance is used up" in posts[1]["text"]
        await home.world.press(DOWNLOAD, chat="likes", message=posts[1]["id"], timeout=60)
        await home.until("SELECT 1 FROM downloads WHERE video_id = 'yagamiShort' AND state = 'done'")
