"""A like on YouTube becomes a post and a playable video in the channel."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.wording import units
from tests.clocks import FastClock

from .house import Checksums, House, house


async def test_a_like_becomes_a_post_and_a_playable_video_in_reply_to_it(home: House, fetched: Checksums) -> None:
    async with home.living():
        await home.world.like("yagamiPlain")
        await home.all_done(1)

    posts, videos = await home.channel()
    assert posts[0]["text"] == (
        "❤️ Liked\nTitle: How a Sewing Machine Works\nChannel: Gears & Levers\nDuration: 0:10\nViews: 2.1M\n"
        "Status: ✅ sent\n🔗 https://youtu.be/yagamiPlain"
    )
    assert {"type": "bold", "offset": 0, "length": units("❤️ Liked")} in posts[0]["entities"]
    assert posts[0]["sender"] == home.addresses["bot_id"]
    assert videos[0]["text"] == "❤️ How a Sewing Machine Works — Gears & Levers (0:10)"
    assert videos[0]["reply_to"] == posts[0]["id"]
    media = videos[0]["media"]
    assert [media["sha256"]] == fetched.found
    assert (media["kind"], media["mime_type"], media["supports_streaming"]) == ("video", "video/mp4", True)
    assert (media["width"], media["height"], round(media["duration"])) == (1280, 720, 10)
    assert media["thumb"]["size"] <= 200_000
    assert media["cover"]["size"] > 0
    shown = [text.split("Status: ")[1].split("\n")[0] for text in posts[0]["edits"]]
    assert shown == ["⏳ queued", "⬇️ downloading", "⬆️ uploading"]
    await home.assert_told_once("yagamiPlain")


async def test_the_first_look_is_silent_and_says_how_many(home: House) -> None:
    for video in ("KettleWhist", "BachPrelude"):
        await home.world.like(video)
    async with home.living():
        await home.world.say("/status")
        answer = await home.world.wait("dm", text="2 known when I first looked")

    assert answer
    assert await home.world.read("likes") == []


async def test_likes_are_told_oldest_first_and_each_once_over_restarts(home: House) -> None:
    async with home.living():
        pass
    likes = ["KettleWhist", "ShortCatJum", "yagamiShort"]
    for video in likes:
        await home.world.like(video)
    async with home.living():
        await home.all_done(3)
    async with home.living():
        await home.until("SELECT 1 FROM quota WHERE units > 12")

    posts, _ = await home.channel()
    assert [one["text"].rsplit("/", 1)[1] for one in posts] == likes
    await home.assert_told_once(*likes)


async def test_in_bot_only_mode_the_bot_uploads(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        await home.move_in(user=False)
        async with home.living():
            await home.world.like("yagamiShort")
            await home.all_done(1)

        _, videos = await home.channel()
        assert [one["sender"] for one in videos] == [home.addresses["bot_id"]]
        await home.assert_told_once("yagamiShort")


@pytest.mark.large
async def test_a_title_with_every_markup_character_stands_as_it_is(home: House) -> None:
    async with home.living():
        await home.world.like("yagamiNasty")
        await home.all_done(1)

    posts, _ = await home.channel()
    assert (
        '<b>*bold* _under_ `code` ~no~ ||spoiler||</b> [link](https://example.org) {curly} & "quotes"'
        in posts[0]["text"]
    )
    await home.assert_told_once("yagamiNasty")


async def test_an_id_that_begins_with_a_minus_is_no_option(home: House) -> None:
    async with home.living():
        await home.world.like("-yagamiDash")
        await home.all_done(1)

    await home.assert_told_once("-yagamiDash")


async def test_what_can_not_be_had_is_told_with_its_reason(home: House) -> None:
    reasons = {
        "yagamiVP9on": "only in formats that don't play everywhere on Telegram",
        "yagamiMembr": "for the channel's members only",
        "yagamiGeo00": "not available in your country",
    }
    async with home.living(FastClock(10)):
        for video in reasons:
            await home.world.like(video)
        await home.all_done(len(reasons))

    posts, videos = await home.channel()
    said = {one["text"].rsplit("/", 1)[1]: one["text"].split("Status: ")[1].split("\n")[0] for one in posts}
    assert said.pop("yagamiVP9on") == "not downloaded: only in formats that don't play everywhere on Telegram"
    assert said == {video: f"⏭ skipped: {reason}" for video, reason in reasons.items() if video != "yagamiVP9on"}
    assert [one["media"]["size"] for one in videos] == []
    assert home.left_on_disk() == []


@pytest.mark.parametrize(("privacy", "reason"), [("private", "private"), ("deleted", "deleted on YouTube")])
async def test_a_video_that_is_gone_before_it_was_fetched_is_told(home: House, privacy: str, reason: str) -> None:
    async with home.living():
        await home.world.fault("telegram.refuse", times=None)
        await home.world.like("KettleWhist")
        await home.until("SELECT 1 FROM downloads")
        await home.world.set_video("KettleWhist", privacy=privacy)
        await home.world.heal("telegram.refuse")
        await home.all_done(1)

    posts, _ = await home.channel()
    assert f"⏭ skipped: {reason}\n" in posts[0]["text"]


@pytest.mark.large
async def test_a_video_that_is_too_large_in_its_best_form_comes_in_one_that_fits(home: House) -> None:
    await home.world.max_parts(1)
    async with home.living():
        await home.world.like("yagamiLarge")
        await home.all_done(1)

    _, [video] = await home.channel()
    assert video["media"]["size"] <= 512 * 1024
    await home.assert_told_once("yagamiLarge")


@pytest.mark.large
async def test_a_video_that_was_made_for_a_larger_limit_is_made_anew_for_the_present_one(home: House) -> None:
    async with home.living():
        await home.world.line(200_000)
        await home.world.like("yagamiLarge")
        await home.until("SELECT 1 FROM downloads WHERE state = 'uploading'", timeout=60)
    await home.world.line(None)
    await home.world.max_parts(1)
    async with home.living():
        await home.all_done(1)

    _, [video] = await home.channel()
    assert video["media"]["size"] <= 512 * 1024
    await home.assert_told_once("yagamiLarge")


@pytest.mark.large
async def test_a_video_over_the_accounts_limit_is_told_before_a_byte_is_fetched(home: House) -> None:
    await home.world.max_parts(0)
    async with home.living():
        await home.world.like("yagamiLarge")
        await home.all_done(1)

    [post], videos = await home.channel()
    assert "⏭ skipped: too large for one Telegram file\n" in post["text"]
    assert videos == []
    assert [one for one in home.sandbox.youtube.requests if one["host"].endswith("googlevideo.com")] == []


async def test_a_post_that_the_owner_deleted_stops_nothing(home: House) -> None:
    async with home.living():
        await home.world.fault("media.slow", times=None, bytes=3_000_000)
        await home.world.like("yagamiLarge")
        await home.until("SELECT 1 FROM downloads WHERE state = 'fetching'")
        [post] = await home.world.read("likes")
        await home.world.delete_message("likes", post["id"])
        await home.until("SELECT 1 FROM downloads WHERE state = 'done'")

    posts, videos = await home.channel()
    assert (posts, [one["reply_to"] for one in videos]) == ([], [None])
