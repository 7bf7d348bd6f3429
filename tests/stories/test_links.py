"""Links in the owner's chat: each gets a card, what is picked there comes, and the card says how far it is."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from typing import Any

import pytest
from PIL import Image

from tests.bot.screens.talking import Talking

from .forking import Forking
from .house import House
from .mortal import Mortal

Json = dict[str, Any]
PLAIN = "How a Sewing Machine Works"
LARGE = "10 seconds of television snow"


@pytest.fixture
async def chat(home: House) -> AsyncIterator[Talking]:
    """Everything is set up, and the app runs."""
    async with home.living():
        yield Talking(home)


async def card_of(chat: Talking, link: str, title: str) -> Json:
    """Send a link -> its card, with what the video can be had as."""
    said = await chat.say(link)
    return await chat.sees(title, since=said["id"])


def buttons(message: Json) -> list[str]:
    return [one["text"] for row in message["buttons"] for one in row]


def beginning(message: Json, text: str) -> str:
    return next(one for one in buttons(message) if one.startswith(text))


async def files(chat: Talking) -> list[Json]:
    """What was sent, without the cards' pictures."""
    return [one for one in await chat.world.read("dm") if one["media"] and one["media"]["kind"] != "photo"]


async def reads(chat: Talking, message: Json, text: str) -> Json:
    """Until this message holds the text -> it."""
    [now] = await chat.world.wait("dm", message=message["id"], text=text, timeout=60)
    return now


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


async def test_every_form_of_a_link_gets_a_card(chat: Talking) -> None:
    for link in (
        "https://www.youtube.com/watch?v=yagamiPlain&t=1m",
        "youtube.com/shorts/yagamiPlain?feature=share",
        "https://www.youtube.com/live/yagamiPlain",
        "<iframe src='https://www.youtube-nocookie.com/embed/yagamiPlain?start=3'>",
        "https://music.youtube.com/watch?v=yagamiPlain&si=x",
        "\u202bhttps://m.youtube.com/watch?app=desktop&v=yagamiPlain\u202c👍",
    ):
        await chat.say(link)
    await chat.say(
        "this one",
    )
    await chat.world.say(
        "words", entities=[{"type": "text_link", "offset": 0, "length": 5, "url": "https://youtu.be/yagamiPlain"}]
    )
    await chat.world.forward_old("Seen in 2015: https://youtu.be/yagamiPlain")
    await chat.world.wait("dm", media=8, timeout=60)
    cards = [one for one in await chat.world.read("dm") if one["media"]]
    assert all(PLAIN in one["text"] for one in cards)


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
    assert subtitles["media"]["name"] == "yagamiPlain.de.srt"


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


async def test_a_playlist_asks_first_and_brings_the_first_ones(chat: Talking) -> None:
    ids = ["yagamiPlain", "KettleWhist", "yagamiPriva", "yagamiShort", *["BachPrelude"] * 8]
    await chat.world.playlist("PLyagamiList01", "Things that <move> 🎛", ids)
    said = await chat.say("https://www.youtube.com/playlist?list=PLyagamiList01")
    message = await chat.sees("Things that <move>", since=said["id"])
    assert "12 videos" in message["text"]
    assert buttons(message)[:4] == ["1", "2", "3", "4"]
    await chat.press("further ›", message=message["id"])
    await reads(chat, message, "12.")
    await chat.press("First 3", message=message["id"])
    asked = await reads(chat, message, "The first 3 videos")
    await chat.press("480p", message=message["id"])
    assert "Best" in buttons(asked)
    ended = await reads(chat, message, "✅ 2 · ⏳ 0 · ❌ 1")
    assert "private" in ended["text"]
    assert len(await files(chat)) == 2
    assert "🔁 Try the failed ones again" in buttons(ended)


async def test_one_video_of_a_playlist_gets_its_card_and_a_video_offers_its_playlist(chat: Talking) -> None:
    await chat.world.playlist("PLyagamiList01", "A list", ["KettleWhist", "yagamiPlain"])
    card = await card_of(chat, "https://www.youtube.com/watch?v=KettleWhist&list=PLyagamiList01&index=1", "kettles")
    await chat.press("📃 Its whole playlist…", message=card["id"])
    playlist = await chat.sees("A list")
    await chat.press("2", message=playlist["id"])
    await chat.sees(PLAIN, button="🎵 Sound · 0.1 MB")


async def test_of_fifty_links_ten_are_shown_and_the_rest_is_taken_step_by_step(chat: Talking) -> None:
    known = [one["id"] for one in await chat.world.videos()][:12]
    links = [f"youtu.be/{one}" for one in known] + [f"youtu.be/nowhere{n:04}" for n in range(38)]
    said = await chat.say("\n".join(links))
    rest = await chat.sees("40 more are left", since=said["id"])
    await chat.world.wait("dm", messages=11, since=said["id"], timeout=60)
    shown = [one for one in await chat.world.read("dm", since=said["id"]) if one["id"] != rest["id"]]
    assert len(shown) == 10
    await chat.press("⬇️ Show the next 10", message=rest["id"])
    await reads(chat, rest, "30 more are left")
    await chat.world.wait("dm", messages=21, since=said["id"], timeout=60)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("https://vimeo.com/123456", "That link is not one of YouTube's"),
        ("https://www.youtube.com/@somebody", "no video and no playlist"),
        ("https://youtu.be/tooshort", "no video and no playlist"),
    ],
)
async def test_what_is_no_video_gets_one_clear_sentence(chat: Talking, text: str, answer: str) -> None:
    said = await chat.say(text)
    await chat.sees(answer, since=said["id"])
    assert len(await chat.world.read("dm", since=said["id"])) == 1


@pytest.mark.parametrize(
    ("video", "why", "can"),
    [
        ("yagamiPriva", "private", ["🔁 Try again", "🍪 Send cookies"]),
        ("yagamiGone0", "deleted on YouTube", []),
        ("yagamiLive0", "live right now", ["🔁 Try again"]),
        ("yagamiSoon0", "not published yet", ["🔁 Try again"]),
        ("nosuchvideo", "can't be brought", None),
    ],
)
async def test_what_can_not_be_had_says_why_and_what_can_be_done(
    chat: Talking, video: str, why: str, can: list[str] | None
) -> None:
    said = await chat.say(f"https://youtu.be/{video}")
    card = await chat.sees(why, since=said["id"])
    assert can is None or buttons(card) == can


async def test_a_video_whose_picture_plays_nowhere_is_offered_as_sound(chat: Talking) -> None:
    card = await card_of(chat, "youtu.be/yagamiVP9on", "Conway's Life")
    assert "don't play everywhere" in card["text"]
    assert [one[:8] for one in buttons(card)] == ["🎵 Sound "]


async def test_what_failed_for_a_while_is_tried_again_by_a_button(chat: Talking) -> None:
    await chat.world.set_video("yagamiPlain", privacy="private")
    said = await chat.say("https://youtu.be/yagamiPlain")
    card = await chat.sees("private", since=said["id"])
    await chat.world.set_video("yagamiPlain", privacy="public")
    await chat.press("🔁 Try again", message=card["id"])
    again = await reads(chat, card, PLAIN)
    await chat.world.set_video("yagamiPlain", privacy="private")
    await chat.press(beginning(again, "360p"), message=card["id"])
    failed = await reads(chat, card, "❌ private")
    assert "🔁 Try again" in buttons(failed)
    await chat.world.set_video("yagamiPlain", privacy="public")
    await chat.press("🔁 Try again", message=card["id"])
    await reads(chat, card, "✅ sent ↓")


async def test_a_video_over_the_limit_comes_in_parts(chat: Talking) -> None:
    await chat.world.max_parts(5)
    card = await card_of(chat, "youtu.be/yagamiLarge", LARGE)
    await chat.press(beginning(card, "360p"), message=card["id"])
    await reads(chat, card, "✅ sent ↓")
    parts = await files(chat)
    assert len(parts) >= 3
    assert "Part 1/" in parts[0]["text"]


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
        pytest.param("before bot_api.send_message", marks=pytest.mark.large),
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


async def test_the_command_with_a_link_is_the_link_by_itself(chat: Talking) -> None:
    said = await chat.say("/download https://youtu.be/yagamiPlain")
    await chat.sees(PLAIN, since=said["id"])
