"""Old likes posted on request: from the command to the last video, with the whole app."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.bot.screens.talking import Talking

from .forking import Forking
from .house import House
from .mortal import Mortal

#: Liked long ago, oldest first; the private one can't be had.
OLD = ("KettleWhist", "BachPrelude", "yagamiPriva", "SourdoughNo", "ChessEndgam", "NewsInFiveM")
DAY = 86_400.0
BEGAN = 1_700_000_000.0
LONG = 150.0  #: seconds that a few videos, one after the other, may take on a small machine
PRIVATE = "yagamiPriva"


async def six_old_likes(home: House) -> None:
    for n, video in enumerate(OLD):
        await home.world.like(video, at=BEGAN + n * DAY)


async def hasten(home: House, pace: float = 0.0) -> None:
    """The pace is a row's: the one that was shown before it was confirmed."""

    def write() -> None:
        with contextlib.closing(sqlite3.connect(home.data / "yagami.db", timeout=30)) as connection:
            connection.execute("UPDATE backfills SET pace = ?", (pace,))
            connection.commit()

    await asyncio.to_thread(write)  # the app may be in this process, in the middle of a transaction


async def proposed(talk: Talking, command: str = "/backfill 6") -> dict[str, Any]:
    """The owner asks -> what is shown before it is confirmed."""
    said = await talk.say(command)
    return await drawn(talk, "to post", said["id"])


async def drawn(talk: Talking, text: str, since: int) -> dict[str, Any]:
    """Until a panel that came after that message says this, and the app knows it for its panel: faster than any hand presses."""
    shown = await talk.sees(text, since=since)
    await talk.home.until("SELECT 1 FROM panel WHERE message_id = ?", shown["id"])
    return shown


async def opened(talk: Talking, text: str) -> dict[str, Any]:
    """/backfill anew -> the panel that says this."""
    said = await talk.say("/backfill")
    return await drawn(talk, text, said["id"])


async def links(home: House) -> list[str]:
    posts, _ = await home.channel()
    return [one["text"].rsplit("/", 1)[1] for one in posts]


@pytest.mark.timeout(300)
async def test_old_likes_are_posted_in_order_with_their_videos_once_through_a_kill(home: House) -> None:
    talk = Talking(home)
    await six_old_likes(home)
    async with Forking() as starts, Mortal(home, starts) as app:
        await app.up()
        await home.until("SELECT 1 FROM feeds WHERE feed = 'likes' AND seeded_at IS NOT NULL")
        await proposed(talk, "/backfill 1")
        await talk.press("▶️ Post 1 like")
        await home.until("SELECT 1 FROM backfills WHERE state = 'done'")
        assert await links(home) == [OLD[-1]]

        shown = await proposed(talk, f"/backfill {datetime.fromtimestamp(BEGAN, UTC).date()}")
        assert "4 likes to post" in shown["text"]
        assert "1 was told already" in shown["text"]
        assert "1 video is gone" in shown["text"]
        assert "of traffic" in shown["text"]
        await hasten(home)
        await talk.press("▶️ Post 4 likes")
        await home.until("SELECT 1 FROM backfill_items WHERE backfill_id = 2 AND state = 'released'")
        await app.down()
        await app.up()
        await home.until("SELECT 1 FROM backfills WHERE id = 2 AND state = 'done'", timeout=LONG)
        await home.all_done(5, LONG)

        wanted = [one for one in OLD[:-1] if one != PRIVATE]
        assert await links(home) == [OLD[-1], *wanted]
        await home.assert_told_once(*wanted, OLD[-1])
        said = await talk.sees("4 of 4 posted")
        assert "1 told already" in said["text"]
        assert "1 gone" in said["text"]
        await home.until(
            "SELECT 1 FROM errands WHERE kind = 'backfill-tell' AND subject = '2' AND ended_at IS NOT NULL"
        )
        told = [one for one in await home.world.read("dm") if one["text"].startswith("✅ Your likes since")]
        assert len(told) == 1


@pytest.mark.timeout(300)
async def test_a_new_like_goes_before_the_old_ones_and_a_pause_holds_them(home: House) -> None:
    talk = Talking(home)
    await six_old_likes(home)
    async with home.living():
        await proposed(talk, "/backfill 3")
        await talk.press("▶️ Post 3 likes")
        await home.until("SELECT 1 FROM backfill_items WHERE state = 'released'")
        await talk.press("⏸ Pause it")
        await talk.sees("paused by you")
        [released] = home.rows("SELECT count(*) AS n FROM backfill_items WHERE state = 'released'")
        await home.world.like("TrainCab4km")
        await home.until("SELECT 1 FROM deliveries d JOIN events e ON e.id = d.event_id "
                         "WHERE e.subject = 'TrainCab4km' AND d.state = 'sent'")  # fmt: skip
        await home.all_done(released["n"] + 1, LONG)
        assert home.rows("SELECT count(*) AS n FROM backfill_items WHERE state = 'released'") == [released]
        assert home.rows("SELECT j.rank FROM downloads j WHERE j.video_id = 'TrainCab4km'") == [{"rank": 0.0}]
        assert {row["rank"] for row in home.rows("SELECT rank FROM downloads WHERE video_id <> 'TrainCab4km'")} == {1.0}

        await opened(talk, "paused by you")
        await hasten(home)
        await talk.press("▶️ Go on")
        await home.until("SELECT 1 FROM backfills WHERE state = 'done'", timeout=LONG)
        await home.all_done(4, LONG)
        assert [one for one in await links(home) if one != "TrainCab4km"] == list(OLD[-3:])


@pytest.mark.large
@pytest.mark.timeout(300)
async def test_a_bot_check_pauses_it_says_so_and_only_the_owner_lets_it_go_on(home: House) -> None:
    talk = Talking(home)
    await six_old_likes(home)
    async with home.living():
        await home.world.fault("watch.bot_check", times=None)
        await proposed(talk, "/backfill 3")
        await talk.press("▶️ Post 3 likes")
        said = await talk.sees("is paused after")
        assert "It does not go on by itself" in said["text"]
        await opened(talk, "When that is mended, press Go on")
        pressed = await talk.press("▶️ Go on")
        assert "no robot" in pressed["answer"]["text"]

        await home.world.heal()
        await asyncio.to_thread(home.write, "UPDATE pauses SET until = 0")
        await home.world.like("TrainCab4km")  # which also wakes the downloads
        await home.until("SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM pauses)")
        [released] = home.rows("SELECT count(*) AS n FROM backfill_items WHERE state = 'released'")
        await home.all_done(released["n"] + 1, LONG)
        assert home.rows("SELECT state FROM backfills") == [{"state": "paused"}]
        await opened(talk, "that has ended")
        await hasten(home)
        await talk.press("▶️ Go on")
        await home.until("SELECT 1 FROM backfills WHERE state = 'done'", timeout=LONG)
        await home.all_done(4, LONG)
        assert [one for one in await links(home) if one != "TrainCab4km"] == list(OLD[-3:])
        told = [one for one in await home.world.read("dm") if "is paused after" in one["text"]]
        assert len(told) == 1


async def test_a_days_cap_holds_it_and_the_screen_says_until_when(home: House) -> None:
    talk = Talking(home)
    await six_old_likes(home)
    async with home.living():
        await proposed(talk)
    home.write("INSERT INTO settings (key, value) VALUES ('download.day_gigabytes', '1')")
    today = datetime.now(UTC).date()  # noqa: TID251  the app's own clock is the machine's
    for day in (today, today + timedelta(days=1)):  # midnight may come meanwhile
        home.write(f"""INSERT INTO traffic (day, purpose, received, sent) VALUES ('{day}', 'download', 1000000000, 0)
            ON CONFLICT DO UPDATE SET received = 1000000000""")
    async with home.living():
        shown = await opened(talk, "Your limits by day")
        await hasten(home)
        await talk.press("▶️ Post 5 likes")
        held = await talk.sees("waits: ", since=shown["id"] - 1)
        assert "again" in held["text"]
        assert home.rows("SELECT 1 FROM backfill_items WHERE state = 'released'") == []
