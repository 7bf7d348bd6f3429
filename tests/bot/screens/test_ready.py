"""How much is downloaded is chosen with a guess beside it; the end of the set-up is said once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.stories.house import House, house

from .google_ways import connect, tap, turn
from .talking import Talking

DAY = 86400.0


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as home:
        yield home


async def test_the_guess_comes_by_itself_once_google_is_connected(talk: Talking) -> None:
    await turn(talk, "ready")
    await talk.sees("When Google is connected I can guess")
    videos = [one["id"] for one in await talk.world.videos()][:4]
    now = talk.home.sandbox.state.now()
    for place, video in enumerate(videos):
        await talk.world.like(video, at=now - (place + 1) * DAY)
    await connect(talk)
    await talk.home.until("SELECT 1 FROM settings WHERE key = 'forecast.likes'")
    await turn(talk, "ready")
    panel = await talk.sees("From your 4 newest likes: about 1 a day")
    assert "GB a day" in panel["text"]


async def test_a_limit_is_pressed_or_typed_and_nonsense_is_answered(talk: Talking) -> None:
    await turn(talk, "ready")
    await tap(talk, "Length")
    await tap(talk, "30 min")
    await talk.sees("at most 30 min")
    await tap(talk, "Size")
    await talk.say("12,5")
    await talk.sees("at most 12.5 MB")
    await tap(talk, "Per month")
    await talk.say("a lot")
    await talk.sees("one number between")
    await tap(talk, "✅ No limit")
    await talk.sees("In a month: any amount")


async def test_hours_are_chosen_in_utc_and_shown_in_the_owners_own_time(talk: Talking) -> None:
    await turn(talk, "ready")
    await tap(talk, "Hours")
    await tap(talk, "22")
    await talk.sees("Until which hour")
    await tap(talk, "06")
    panel = await talk.sees("Hours: from")
    assert sum(one["type"] == "date_time" for one in panel["entities"]) >= 2
    assert talk.home.rows("SELECT value FROM settings WHERE key = 'download.hours'") == [{"value": "[22, 6]"}]


async def test_thats_it_before_the_rest_is_done_leads_to_what_is_missing(talk: Talking) -> None:
    await turn(talk, "ready")
    await tap(talk, "✅ That’s it")
    await talk.sees("Ready: downloads in the best quality")
    assert talk.home.rows("SELECT 1 FROM errands WHERE kind = 'set-up-done'") == []


async def test_the_end_is_said_once_with_an_effect_and_not_again_after_a_restart(home: House) -> None:
    talk = Talking(home)
    async with home.living(seeded=False):
        await talk.say("/menu")
        await talk.sees("Yagami")
    home.write("INSERT INTO errands (kind, created_at) VALUES ('set-up-done', 0)")
    async with home.living(seeded=False):
        await talk.sees("🎉 Everything is set up.")
        await home.until("SELECT 1 FROM errands WHERE kind = 'set-up-done' AND ended_at IS NOT NULL")
    sent = [one["fields"] for one in await talk.world.requests("bot_api") if one["method"] == "sendMessage"]
    assert [one["message_effect_id"] for one in sent if "message_effect_id" in one] == ["5046509860389126442"]
    home.write("UPDATE errands SET ended_at = NULL WHERE kind = 'set-up-done'")
    async with home.living(seeded=False):
        await home.until("SELECT 1 FROM errands WHERE kind = 'set-up-done' AND ended_at IS NOT NULL")
    assert sum("🎉" in one["text"] for one in await talk.world.read("dm")) == 1
