"""Reading the list of old likes with the whole app: through pages, outages, a day without quota, an account without times."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from core.quota_day import pacific_day
from tests.bot.screens.talking import Talking

from .house import House
from .test_backfill import drawn

BEGAN = 1_700_000_000.0
MANY = 120


async def many_likes(home: House) -> None:
    """Liked one an hour; every tenth is private by now."""
    for n in range(MANY):
        privacy = "private" if n % 10 == 0 else "public"
        await home.world.add_video(id=f"old{n:08}", source="talk", title=f"Old {n}", channel="Then", privacy=privacy)
        await home.world.like(f"old{n:08}", at=BEGAN + n * 3600)


async def test_a_list_of_several_pages_is_read_whole_through_an_outage(home: House) -> None:
    talk = Talking(home)
    await many_likes(home)
    async with home.living():
        await home.world.fault("data_api.server_error", times=2, skip=1)
        said = await talk.say("/backfill 110")
        shown = await talk.sees("likes to post", since=said["id"])
    assert "99 likes to post" in shown["text"]
    assert "11 videos are gone" in shown["text"]
    items = home.rows("SELECT video_id, liked_at, state FROM backfill_items ORDER BY turn")
    assert [one["video_id"] for one in items] == [f"old{n:08}" for n in range(MANY - 110, MANY)]
    assert [one["liked_at"] for one in items] == [BEGAN + n * 3600 for n in range(MANY - 110, MANY)]
    assert home.rows("SELECT 1 FROM events") == []


async def test_all_since_a_date_ends_with_that_date(home: House) -> None:
    talk = Talking(home)
    await many_likes(home)
    day = datetime.fromtimestamp(BEGAN, UTC).replace(hour=0, minute=0, second=0).timestamp() + 3 * 86_400
    async with home.living():
        said = await talk.say(f"/backfill {datetime.fromtimestamp(day, UTC).date()}")
        await talk.sees("likes to post", since=said["id"])
    items = home.rows("SELECT video_id FROM backfill_items ORDER BY turn")
    assert [one["video_id"] for one in items] == [f"old{n:08}" for n in range(MANY) if BEGAN + n * 3600 >= day]


async def test_a_day_with_little_quota_left_is_left_to_the_looks(home: House) -> None:
    talk = Talking(home)
    await many_likes(home)
    async with home.living():
        pass
    day = pacific_day(datetime.now(UTC).timestamp())  # noqa: TID251  the app's clock is the machine's
    home.write(f"INSERT INTO quota (day, units) VALUES ('{day}', 9000) ON CONFLICT (day) DO UPDATE SET units = 9000")
    async with home.living():
        said = await talk.say("/backfill 60")
        await drawn(talk, "too little of the day’s YouTube quota", said["id"])
        await asyncio.to_thread(home.write, f"UPDATE quota SET units = 5 WHERE day = '{day}'")
        await talk.press("🔁 Try again")
        shown = await talk.sees("likes to post", since=said["id"])
    assert "54 likes to post" in shown["text"]


async def test_pages_that_lead_in_a_circle_are_not_read_for_ever(home: House) -> None:
    talk = Talking(home)
    await many_likes(home)
    async with home.living():
        await home.world.fault("data_api.leads_back", times=None)
        said = await talk.say("/backfill 2023-01-01")
        await drawn(talk, "Google lost its place in the list", said["id"])
        await home.until("SELECT 1 FROM errands WHERE kind = 'backfill-list' AND ended_at IS NOT NULL")
        [listed] = home.rows("SELECT count(*) AS n FROM backfill_items")
        await home.world.heal()
        await talk.press("🔁 Try again")
        shown = await talk.sees("likes to post", since=said["id"])
    assert listed["n"] <= 100
    assert "108 likes to post" in shown["text"]


async def test_a_list_that_is_cancelled_while_it_is_read_leaves_nothing(home: House) -> None:
    talk = Talking(home)
    await many_likes(home)
    async with home.living():
        await home.world.fault("data_api.slow", times=None, seconds=3)
        said = await talk.say("/backfill 100")
        await drawn(talk, "Reading your likes", said["id"])
        await talk.press("✖️ Cancel")
        await talk.sees("How many?", since=said["id"])
        await home.world.heal()
        await home.until("SELECT 1 FROM backfills WHERE state = 'dropped'")
        assert home.rows("SELECT 1 FROM backfill_items") == []
        assert home.rows("SELECT 1 FROM errands WHERE kind = 'backfill-list' AND ended_at IS NULL") == []
