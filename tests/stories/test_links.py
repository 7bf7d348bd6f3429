"""Links in the owner's chat: each gets a card, what is picked there comes, and the card says how far it is."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.bot.screens.talking import Talking

from .cards import LARGE, PLAIN, beginning, buttons, card_of, files, reads
from .forking import Forking
from .house import House
from .mortal import Mortal


async def test_a_card_shows_the_video_and_what_it_really_can_be(chat: Talking) -> None:
    card = await card_of(chat, "look at this: https://youtu.be/yagamiPlain?t=3 😀", PLAIN)

    assert "Gears & Levers" in card["text"]
    assert "0:10" in card["text"]
    assert [one.split(" ")[0] for one in buttons(card)] == ["720p", "360p", "144p", "🎵", "💬"]
    assert all("MB" in one for one in buttons(card)[:4])
    assert card["reply_to"] is not None
    picture = Image.open(io.BytesIO(await chat.world.file(card["id"])))
    assert picture.format == "JPEG"
    assert card["edits"], "it was sent at once, and edited when the look was over"


async def test_what_is_picked_is_shown_on_its_way_and_comes(chat: Talking) -> None:
    card = await card_of(chat, "youtu.be/yagamiLarge", LARGE)
    await chat.world.fault("media.slow", times=None, bytes=400_000)
    answer = await chat.press(beginning(card, "360p"), message=card["id"])
    assert answer["answer"]["text"] == "It is in the queue."
    await chat.world.wait("dm", message=card["id"], ever="▓", timeout=60)
    moving = await reads(chat, card, "▓")
    assert "⬇️ downloading" in moving["text"]
    assert "MB/s" in moving["text"]
    assert " left" in moving["text"]
    assert buttons(moving) == ["✖️ Cancel"]
    await chat.world.heal()
    ended = await reads(chat, card, "✅ sent ↓")

    [video] = await files(chat)
    assert (video["media"]["kind"], video["media"]["height"]) == ("video", 360)
    assert video["id"] > card["id"]
    assert beginning(ended, "🎵"), "what else it can be had as is offered again"
    assert chat.home.left_on_disk() == []


async def test_the_sound_alone_comes_as_music(chat: Talking) -> None:
    card = await card_of(chat, "youtu.be/yagamiPlain", PLAIN)
    await chat.press(beginning(card, "🎵"), message=card["id"])
    await reads(chat, card, "🎵 Sound: ✅ sent ↓")
    [sound] = await files(chat)
    assert (sound["media"]["kind"], sound["media"]["title"]) == ("audio", PLAIN)


@pytest.mark.large
async def test_subtitles_are_picked_by_their_language(chat: Talking) -> None:
    card = await card_of(chat, "youtu.be/yagamiPlain", PLAIN)
    await chat.press("💬 With subtitles…", message=card["id"])
    asked = await reads(chat, card, "Which subtitles?")
    assert buttons(asked)[:2] == ["en", "de"]
    await chat.press("de", message=card["id"])
    chosen = await reads(chat, card, "With subtitles: de")
    await chat.press(beginning(chosen, "360p"), message=card["id"])
    await reads(chat, card, "360p + 💬 de: ✅ sent ↓")
    _, subtitles = await files(chat)
    assert subtitles["media"]["name"] == f"{PLAIN} [yagamiPlain].de.srt"


async def test_a_cancel_in_mid_download_stops_it_and_the_video_can_be_asked_for_again(chat: Talking) -> None:
    card = await card_of(chat, "youtu.be/yagamiLarge", LARGE)
    await chat.world.fault("media.slow", times=None, bytes=300_000)
    await chat.press(beginning(card, "360p"), message=card["id"])
    await reads(chat, card, "▓")
    await chat.press("✖️ Cancel", message=card["id"])
    stopped = await reads(chat, card, "🚫 cancelled")
    assert await files(chat) == []
    await chat.world.heal()
    await chat.press(beginning(stopped, "144p"), message=card["id"])
    await reads(chat, card, "144p: ✅ sent ↓")


@pytest.mark.large
async def test_the_same_video_twice_at_once_comes_once_and_later_from_what_telegram_has(chat: Talking) -> None:
    await chat.world.fault("media.slow", times=None, bytes=400_000)
    first = await card_of(chat, "youtu.be/yagamiLarge", LARGE)
    second = await card_of(chat, "youtu.be/yagamiLarge", LARGE)
    await chat.press(beginning(first, "360p"), message=first["id"])
    await reads(chat, first, "▓")
    answer = await chat.press(beginning(second, "360p"), message=second["id"])
    assert answer["answer"]["text"] == "It is on its way already."
    await reads(chat, second, "▓")
    await chat.world.wait("dm", message=first["id"], button=beginning(first, "360p"), timeout=20)
    await chat.world.heal()
    await reads(chat, second, "✅ sent ↓")
    assert len(await files(chat)) == 1
    media = len([one for one in chat.home.sandbox.youtube.requests if "googlevideo" in one["host"]])
    await chat.press(beginning(first, "360p"), message=first["id"])
    await reads(chat, first, "✅ sent ↓")
    assert len(await files(chat)) == 2
    assert media == len([one for one in chat.home.sandbox.youtube.requests if "googlevideo" in one["host"]])


@pytest.mark.large
async def test_a_video_over_the_limit_comes_in_parts(chat: Talking) -> None:
    await chat.world.max_parts(5)
    card = await card_of(chat, "youtu.be/yagamiLarge", LARGE)
    await chat.press(beginning(card, "360p"), message=card["id"])
    await reads(chat, card, "✅ sent ↓")
    parts = await files(chat)
    assert len(parts) >= 3
    assert "Part 1/" in parts[0]["text"]


@pytest.mark.large
async def test_a_deleted_card_stops_nothing(chat: Talking) -> None:
    card = await card_of(chat, "youtu.be/yagamiPlain", PLAIN)
    await chat.press(beginning(card, "360p"), message=card["id"])
    await chat.world.delete_message("dm", card["id"])
    await chat.home.until("SELECT 1 FROM downloads WHERE state = 'done'")
    assert len(await files(chat)) == 1
    await chat.say("still there?")
    await chat.sees("Send me a YouTube link")


async def test_a_card_goes_on_after_a_restart(home: House) -> None:
    async with home.living():
        chat = Talking(home)
        card = await card_of(chat, "youtu.be/yagamiLarge", LARGE)
        await home.world.fault("media.slow", times=None, bytes=300_000)
        await chat.press(beginning(card, "360p"), message=card["id"])
        await reads(chat, card, "▓")
    await home.world.heal()
    async with home.living():
        await reads(chat, card, "✅ sent ↓")
        assert len(await files(chat)) == 1


@pytest.mark.parametrize(
    "step",
    [
        "after commit.update",
        pytest.param("after commit.errand-noted", marks=pytest.mark.large),
        pytest.param("before telegram.SendMessage", marks=pytest.mark.large),
        "after telegram.SendMessage",
        "before ytdlp.look",
        pytest.param("after ytdlp.look", marks=pytest.mark.large),
        pytest.param("before bot_api.edit_message_media", marks=pytest.mark.large),
        pytest.param("after bot_api.edit_message_media", marks=pytest.mark.large),
        "before commit.look-done",
    ],
)
async def test_a_kill_while_a_link_is_looked_at_loses_no_card(home: House, step: str) -> None:
    async with Forking() as starts, Mortal(home, starts) as app:
        await app.up(f"kill:{step}")
        said = await Talking(home).say("youtu.be/yagamiPlain")
        await app.died()
        await app.up()
        await home.world.wait("dm", text=PLAIN, button="🎵 Sound · 0.1 MB", since=said["id"], timeout=60)
        cards = [one for one in await home.world.read("dm", since=said["id"]) if one["media"]]
        assert len(cards) == 1
