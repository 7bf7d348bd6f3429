"""What people send that nobody asked for, and what they type that can't be meant: one sentence each, and the bot goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stories.house import house

from .google_ways import client, code_shown, tap, turn
from .nonsense import HUGE, RTL, Ahead, answers, newest, no_keyboard, picture
from .signing import SigningIn
from .talking import Talking


async def test_what_is_no_text_or_no_longer_one_gets_one_sentence_each(
    talk: Talking, caplog: pytest.LogCaptureFixture
) -> None:
    world = talk.world
    said = await talk.say("hello")
    await talk.sees("Send me a YouTube link")
    for kind in ("voice", "sticker", "video_note", "location", "dice", "animation", "audio", "video"):
        before = await newest(talk)
        await world.send(kind)
        await talk.sees("I can't use that", since=before)
    await answers(talk, world.send_file("a.png", picture(), photo=True), "I can't use that")
    await answers(talk, world.send_contact("49301234567", f"{RTL}Somebody 😀", 77), "I can't use that")
    await answers(talk, world.edit(said["id"], "hello again"), "an edited one does nothing")
    await answers(talk, world.forward_old(f"{RTL}of 2015, without a link"), "Send me a YouTube link")
    await answers(talk, talk.say(HUGE), "Send me a YouTube link")
    await answers(talk, talk.say("\u200f\u2067"), "Send me a YouTube link")
    hidden = [{"type": "text_link", "offset": 0, "length": 4, "url": "https://example.org/x"}]
    await answers(talk, world.say("look", entities=hidden), "not one of YouTube's")
    await world.fault("botapi.poison")
    await answers(talk, talk.say("after what nobody can read"), "Send me a YouTube link")
    assert "could not be handled" not in caplog.text
    assert talk.home.rows("SELECT 1 FROM errands WHERE kind NOT IN ('commands', 'versions')") == []


async def test_commands_are_known_in_any_case_and_notices_of_telegram_are_none(talk: Talking) -> None:
    for command in (
        "/MENU",
        "/menu@yagami_sandbox_bot",
        "/Menu@Yagami_Sandbox_Bot please",
        "\u200f/menu\u200f",
        "/menu\nplease",
    ):
        said = await talk.say(command)
        panel = await talk.sees("Yagami", since=said["id"])
    for command in ("/", "/nope", "/nope@somebody_else", "/" + "x" * 4000, "/😀"):
        await answers(talk, talk.say(command), "I don't know that command")
    for command in (f"/history {HUGE[:500]}", "/likes -3", "/likes ۵", "/queue queue queue", "/download 😀"):
        await answers(talk, talk.say(command), "")
    state, owner = talk.home.sandbox.state, talk.home.addresses["owner_id"]
    dialog = state.dialog(owner, talk.home.addresses["bot_id"])
    before = await newest(talk)
    state.send(owner, dialog, service={"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}})
    await state.touch()
    said = await talk.say("/menu")
    await talk.sees("Yagami", since=said["id"])
    came = [one for one in await talk.world.read("dm", since=before) if one["sender"] != owner]
    assert len(came) == 1, "a notice was answered"
    assert panel["id"] != came[0]["id"]


async def test_the_upload_access_is_read_among_marks_emoji_and_whatever_comes_between(talk: Talking) -> None:
    signing, world = SigningIn(talk), talk.world
    password = f"/slash {RTL}лошадь 🐎"
    await world.password(password, hint=f"<b>{RTL}&😀")
    await signing.begin()
    for wrong in (HUGE, "x" * 4096, "1" * 4096, f"api_id: {RTL}", "/no/key"):
        gone = await answers(talk, talk.say(wrong), "I found neither an api_id")
        await talk.gone(gone)
    known = talk.home.addresses
    await world.fault("botapi.poison")
    said = await talk.say(
        f"🎬 {RTL}App api_id:\u2067 \u200f{known['api_id']}\u2069 ✨\nApp api_hash: \u200e{known['api_hash']}😀"
    )
    await talk.gone(said["id"])
    await talk.sees("choose who uploads")

    await signing.press("📱 Sign in by phone")
    await talk.sees("👇 Your number")
    for wrong in (HUGE, "١٢٣", "+", "+44 7700 900123 😀", "/home"):
        gone = await answers(talk, talk.say(wrong), "That is no phone number")
        await talk.gone(gone)
    await answers(talk, world.send("voice"), "That is no phone number")
    file = await world.send_file(f"{RTL}😀.pdf", b"%PDF-1.7\n\xff")
    await talk.gone(file["id"])
    await talk.sees("I can't use", since=file["id"])
    await no_keyboard(talk)
    await turn(talk, "telegram|phone")
    await talk.sees("👇 Your number")
    await talk.say(
        f"\u202a+{known['owner_phone'].lstrip('+')}\u202c".translate({ord(str(n)): chr(0x660 + n) for n in range(10)})
    )
    code = await signing.keypad()

    await answers(talk, talk.say(HUGE), "Send me a YouTube link")
    await answers(talk, world.send("sticker"), "I can't use that")
    await signing.enter(code)
    await talk.sees("two-step password")
    early = await talk.say("not this one")
    await talk.gone(early["id"])
    await talk.sees("the password is wrong")
    huge = await talk.say(HUGE)
    await talk.gone(huge["id"])
    said = await talk.say(password)
    await talk.gone(said["id"])
    await talk.sees("uploaded by Sora")
    assert "лошадь" not in await signing.shown()


async def test_a_secret_goes_however_late_it_comes_and_by_an_edit_too(tmp_path: Path) -> None:
    """The panel still asks for it; an hour later it is taken as at once."""
    clock = Ahead()
    async with house(tmp_path) as home:
        talk = Talking(home)
        async with home.living(clock, seeded=False):
            before = await talk.say("hello")
            await turn(talk, "google|client")
            await talk.sees("client secret")
            clock.ahead = 86400.0
            name, secret = client(talk)
            await home.world.edit(before["id"], f"{name} {secret}")
            await talk.gone(before["id"])
            await talk.sees("an edited one does nothing")
            said = await talk.say(f"{name}")
            await talk.gone(said["id"])
            await talk.sees("I have the client ID")


async def test_a_text_while_a_qr_code_is_shown_leaves_it_standing_and_cancel_takes_it_away(talk: Talking) -> None:
    signing = SigningIn(talk)
    await signing.give_key()
    await signing.press("🔳 Sign in by QR code")
    shown = await talk.sees("Scan this with the phone")
    await answers(talk, talk.say("what now?"), "Send me a YouTube link")
    await answers(talk, talk.world.send("sticker"), "I can't use that")
    assert shown["id"] in [one["id"] for one in await talk.world.read("dm")]
    await talk.say("/CANCEL")
    await talk.gone(shown["id"])
    await talk.sees("choose who uploads")


async def test_an_open_question_is_still_open_after_a_restart(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        talk, signing = Talking(home), SigningIn(Talking(home))
        name, secret = client(talk)
        async with home.living(seeded=False):
            await turn(talk, "google|client")
            first = await talk.say(name)
            await talk.gone(first["id"])
            await talk.sees("I have the client ID")
        second = await talk.say(secret)
        async with home.living(seeded=False):
            await code_shown(talk)
            await talk.gone(second["id"])
            await tap(talk, "✖️ Stop")
            await signing.give_key()
            await signing.press("📱 Sign in by phone")
            await talk.sees("👇 Your number")
            await home.until("SELECT 1 FROM question WHERE prompt IS NOT NULL")
        async with home.living(seeded=False):
            await home.world.press("📱 Send my phone number")
            await signing.keypad()
            await no_keyboard(talk)


async def test_whatever_is_typed_for_a_client_or_a_link_is_named_and_deleted(talk: Talking) -> None:
    await talk.world.google_project(interval=0.05)
    name, secret = client(talk)
    await turn(talk, "google|client")
    for wrong in (HUGE, "x" * 4096, f"{RTL}😀", "1-a.apps.googleusercontent.com" * 130, "/etc/client.json"):
        gone = await answers(talk, talk.say(wrong), "")
        await talk.gone(gone)
    assert talk.home.rows("SELECT 1 FROM secrets WHERE name LIKE 'google%'") == []
    said = await talk.say(f"🔑 \u2067{name}\u2069 {RTL}\n✨ \u200f{secret}\u200f 😀")
    await code_shown(talk)
    await talk.gone(said["id"])
    await tap(talk, "✖️ Stop")
    await turn(talk, "google")
    await tap(talk, "Use a link (Desktop client)")
    await talk.sees("can't be reached")
    for wrong in (HUGE, f"http://127.0.0.1/{RTL}?code=😀", "/nowhere"):
        said = await talk.say(wrong)
        await talk.gone(said["id"])
        await talk.sees(button="🔁 New link")
        await tap(talk, "🔁 New link")
        await talk.sees("can't be reached")


async def test_numbers_in_the_settings_are_read_or_their_bounds_are_said(talk: Talking) -> None:
    for place, bounds in (("interval|likes|other", "between"), ("pick|downloads|minutes", "between")):
        await turn(talk, place)
        for wrong in (
            HUGE,
            "9" * 4096,
            "😀",
            f"{RTL}-5",
            "1e9",
            "0",
            "NaN",
            "five",
            "5 or 6",
            "99999999",
            "１２３４５６７８９０",
        ):
            await answers(talk, talk.say(wrong), bounds)
    await answers(talk, talk.world.send("voice"), "I can't use that")
    await turn(talk, "interval|likes|other")
    await talk.say(f"\u200f۷{RTL} ")
    await talk.home.until("SELECT 1 FROM settings WHERE key = 'feed.likes.slowest' AND value = '420'")
