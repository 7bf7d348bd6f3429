"""Every form of a link, playlists, many links at once, and what can not be had: each is read and answered in the owner's chat."""

from __future__ import annotations

import pytest

from tests.bot.screens.talking import Talking

from .cards import PLAIN, beginning, buttons, card_of, files, reads


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


@pytest.mark.large
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


async def test_what_is_no_video_gets_one_clear_sentence(chat: Talking) -> None:
    for text, answer in (
        ("https://vimeo.com/123456", "That link is not one of YouTube's"),
        ("https://www.youtube.com/@somebody", "no video and no playlist"),
        ("https://youtu.be/tooshort", "no video and no playlist"),
    ):
        said = await chat.say(text)
        await chat.sees(answer, since=said["id"])
        assert len(await chat.world.read("dm", since=said["id"])) == 1, text


async def test_what_can_not_be_had_says_why_and_what_can_be_done(chat: Talking) -> None:
    for video, why, can in (
        ("yagamiPriva", "private", ["🔁 Try again", "🍪 Send cookies"]),
        ("yagamiGone0", "deleted on YouTube", []),
        ("yagamiLive0", "live right now", ["⏳ Bring it when it is there", "🔁 Try again"]),
        ("yagamiSoon0", "not published yet", ["⏳ Bring it when it is there", "🔁 Try again"]),
        ("nosuchvideo", "can't be brought", None),
    ):
        said = await chat.say(f"https://youtu.be/{video}")
        card = await chat.sees(why, since=said["id"])
        assert can is None or buttons(card) == can, video


async def test_a_video_whose_picture_may_not_play_is_offered_with_that_said(chat: Talking) -> None:
    card = await card_of(chat, "youtu.be/yagamiVP9on", "Conway's Life")
    assert "may not play on every device" in card["text"]
    assert [one.split(" ·")[0] for one in buttons(card)] == ["⚠️ 360p", "⚠️ 144p", "🎵 Sound"]


@pytest.mark.large
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


async def test_the_command_with_a_link_is_the_link_by_itself(chat: Talking) -> None:
    said = await chat.say("/download https://youtu.be/yagamiPlain")
    await chat.sees(PLAIN, since=said["id"])
