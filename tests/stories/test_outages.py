"""The outside world fails in every way it has: nothing is lost, nothing is told twice, and the wait stands in the rows."""

from __future__ import annotations

from typing import Any

import pytest

from tests.clocks import FastClock
from tests.rest import with_rest

from .house import Checksums, House

FAST = 20.0  #: times the machine's clock, so that a backoff of a minute is three seconds
#: One of each kind is in the fast gate; each fault by itself is in test_telegram_moods.py and test_youtube_moods.py.
LARGE = pytest.mark.large


async def test_a_like_made_while_telegram_was_away_is_told_once(home: House) -> None:
    async with home.living(FastClock(FAST)):
        await home.world.fault("telegram.refuse", times=None)
        await home.world.like("yagamiShort")
        [pause] = await home.until("SELECT * FROM pauses WHERE scope = 'telegram' AND tries >= 2")
        assert "telegram-away" in pause["trouble"]
        await home.world.heal("telegram.refuse")
        await home.all_done(1)
        assert home.rows("SELECT * FROM pauses") == []

    await home.assert_told_once("yagamiShort")
    assert [row["tries"] for row in home.rows("SELECT tries FROM downloads")] == [0]


async def test_a_flood_wait_is_obeyed_to_the_second_and_stands_in_the_row(home: House) -> None:
    async with home.living():
        await home.world.fault("telegram.flood_wait", method="SendMessage", seconds=4)
        await home.world.like("yagamiShort")
        [row] = await home.until("SELECT not_before, trouble FROM destinations WHERE trouble IS NOT NULL")
        await home.all_done(1)

    [sent] = home.rows("SELECT sent_at FROM deliveries")
    assert "telegram-flood" in row["trouble"]
    assert 0 <= sent["sent_at"] - row["not_before"] < 3
    await home.assert_told_once("yagamiShort")


@pytest.mark.parametrize("method", with_rest(("SendMessage", "SendMedia"), "SendMedia"))
async def test_a_message_whose_answer_got_lost_stands_once(home: House, method: str) -> None:
    async with home.living(FastClock(FAST)):
        await home.world.fault("telegram.no_answer", method=method)
        await home.world.like("yagamiShort")
        await home.all_done(1)

    await home.assert_told_once("yagamiShort")


@pytest.mark.parametrize(
    ("fault", "args"),
    [
        ("telegram.drop_mid_part", {}),
        pytest.param("telegram.drop", {"method": "SaveFilePart"}, marks=LARGE),
        pytest.param("telegram.flood_premium_wait", {"seconds": 2}, marks=LARGE),
        pytest.param("telegram.internal", {"method": "SendMedia"}, marks=LARGE),
        ("telegram.part_missing", {}),
        pytest.param("telegram.random_id_busy", {"method": "SendMedia"}, marks=LARGE),
    ],
)
async def test_an_upload_that_is_disturbed_arrives_whole_and_once(
    home: House, fetched: Checksums, fault: str, args: dict[str, Any]
) -> None:
    async with home.living(FastClock(FAST)):
        await home.world.fault(fault, **args)
        await home.world.like("yagamiLarge")
        await home.all_done(1)

    _, [video] = await home.channel()
    assert [video["media"]["sha256"]] == fetched.found
    await home.assert_told_once("yagamiLarge")


@pytest.mark.parametrize(
    "fault",
    [
        "media.reset",
        "sponsorblock.down",
        *(pytest.param(f"media.{one}", marks=LARGE) for one in ("403", "429", "500", "truncate")),
    ],
)
async def test_a_download_that_is_disturbed_is_resumed(home: House, fault: str) -> None:
    async with home.living(FastClock(200)):
        await home.world.fault(fault, skip=1 if fault.startswith("media") else 0)
        await home.world.like("yagamiShort")
        await home.all_done(1)

    await home.assert_told_once("yagamiShort")


@pytest.mark.parametrize(
    "fault",
    [
        "data_api.half_page", "token.expired_now",
        *(pytest.param(f"data_api.{one}", marks=LARGE) for one in ("server_error", "missing_field", "html", "reset", "rate")),
        pytest.param("token.server_error", marks=LARGE),
    ],
)  # fmt: skip
async def test_a_look_that_fails_is_made_again_and_loses_no_like(home: House, fault: str) -> None:
    async with home.living(FastClock(FAST)):
        await home.world.fault(fault, times=1 if fault == "token.expired_now" else 4)
        await home.world.like("yagamiVP9on")
        await home.all_done(1)

    posts, _ = await home.channel()
    assert len(posts) == 1


async def test_a_bot_check_stops_the_queue_and_counts_against_no_video(home: House) -> None:
    async with home.living(FastClock(FAST)):
        await home.world.fault("watch.bot_check", times=None)
        await home.world.like("yagamiShort")
        await home.world.like("KettleWhist")
        [pause] = await home.until("SELECT * FROM pauses WHERE scope = 'youtube'")
        posts = await home.world.wait("likes", text="YouTube wants to see that you are no robot")

    assert pause["condition"] == "bot_check"
    assert len(posts) == 2
    assert home.rows("SELECT DISTINCT tries, state FROM downloads") == [{"tries": 0, "state": "queued"}]


async def test_a_consent_that_is_gone_is_said_and_the_app_lives_on(home: House) -> None:
    async with home.living(FastClock(FAST), seeded=False):
        await home.world.fault("token.invalid_grant", times=None)
        [row] = await home.until("SELECT trouble FROM feeds WHERE trouble IS NOT NULL")
        await home.world.say("/status")
        assert await home.world.wait("dm", text="Google's consent is gone")

    assert "condition-google_consent" in row["trouble"]


async def test_a_video_that_fails_five_times_by_itself_is_told_and_stops_no_other(home: House) -> None:
    async with home.living(FastClock(60)):
        await home.world.fault("media.403", times=None)
        await home.world.like("yagamiShort")
        [row] = await home.until("SELECT tries, not_before, trouble FROM downloads WHERE tries > 0")
        assert row["not_before"] > 0
        await home.until("SELECT 1 FROM downloads WHERE state = 'failed'", timeout=80)
        await home.world.heal()
        await home.world.like("KettleWhist")
        await home.all_done(2)

    posts, videos = await home.channel()
    assert "❌ failed: YouTube refused the transfer\n" in posts[0]["text"]
    assert "✅ sent" in posts[1]["text"]
    assert len(videos) == 1
    assert home.left_on_disk() == []


async def test_an_upload_that_has_to_wait_long_says_so_and_no_post_waits_with_it(home: House) -> None:
    async with home.living(FastClock(10)):
        await home.world.fault("telegram.flood_wait", method="SaveFilePart", seconds=90)
        await home.world.like("yagamiLarge")
        [pause] = await home.until("SELECT * FROM pauses WHERE scope = 'upload'")
        await home.world.like("yagamiVP9on")
        posts = await home.world.wait("likes", text="Conway's Life")
        assert any("⏳ waiting: Telegram asks for a slower pace" in one["text"] for one in posts)
        assert not [one for one in posts if one["media"]]
        await home.all_done(2)

    assert pause["until"] - pause["since"] >= 89
    _, videos = await home.channel()
    assert len(videos) == 1


@pytest.mark.large
async def test_a_video_that_youtube_refuses_again_and_again_keeps_no_other_from_its_turn(home: House) -> None:
    await home.world.set_video("KettleWhist", refusal="rate_limit")
    async with home.living(FastClock(900)):
        await home.world.like("KettleWhist")
        await home.until("SELECT 1 FROM pauses WHERE scope = 'youtube'")
        await home.world.like("yagamiShort")
        await home.until("SELECT 1 FROM downloads WHERE video_id = 'yagamiShort' AND state = 'done'")

    assert home.rows("SELECT tries FROM downloads WHERE video_id = 'KettleWhist'") == [{"tries": 0}]
