"""What people send that nobody asked for, and what they type that can't be meant: one sentence each, and the bot goes on."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import segno

from bot.conversation.screen import Context, Stale, Where
from bot.conversation.view import DATA_BYTES
from bot.screens import SCREENS
from core.clock import SystemClock
from tests.stories.house import House, house

from .google_ways import client, code_shown, tap, turn
from .rows import context, furnish
from .signing import SigningIn
from .talking import SOON, Talking

Json = dict[str, Any]
HUGE = "😀" * 2048  #: 4096 UTF-16 units, all that a message holds
RTL = "\u202e"  #: turns what follows


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


@pytest.fixture
async def ctx(tmp_path: Path) -> AsyncIterator[Context]:
    async with context(tmp_path) as it:
        await furnish(it)
        yield it


async def test_no_screen_breaks_at_a_forged_button_or_place(ctx: Context) -> None:
    """It is taken for what it says, or for one from another time."""
    ends = (
        "", "|", "|99999999999999999999999", "|-1", "|likes|nan", "|likes|inf", f"|{RTL}😀", "|likes|likes|likes|likes|1",
        "|0|0|0", "|1|best", "|likes|liked|maybe", "|on", "|home|quality|9999", "|download|minutes|-5", "|sponsor|x|on",
    )  # fmt: skip
    stale = done = 0
    for name, screen in SCREENS.screens.items():
        for words in (f"{name}{one and '|'}{one}{end}" for one in ("", "x", *sorted(screen.actions)) for end in ends):
            if len(words.encode()) > DATA_BYTES:
                continue
            read, action, args = SCREENS.read(words)
            try:
                async with ctx.store.database.transaction("forged"):
                    if action:
                        await read.press(ctx, Where(ctx.owner, 1), action, args)
                    elif not read.own:
                        await read.show(ctx, args)
                    done += 1
            except Stale:
                stale += 1
    assert done > 100
    assert stale > 500


async def test_forged_data_is_answered_politely_whatever_it_is(talk: Talking, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    await talk.say("/menu")
    await talk.sees("Yagami")
    forged = [
        "|",
        "||||",
        "nobody|x",
        "x" * 64,
        "😀" * 16,
        f"home|{RTL}",
        "card|get|x",
        "post|cancel|9",
        "alert|mend|x",
        "rest|more|1",
    ]
    for data in forged:
        panel = talk.home.rows("SELECT message_id FROM panel")[0]["message_id"]
        answer = await talk.world.press_data(data, message=panel, timeout=SOON)
        assert answer["answer"] is not None
        await all_heard(talk.home)
    assert "could not be handled" not in caplog.text
    panels = [one for one in await talk.world.read("dm") if "Yagami" in one["text"]]
    assert len(panels) == 1


async def test_presses_that_are_old_foreign_late_or_doubled_do_what_they_say_once(talk: Talking) -> None:
    world, state, known = talk.world, talk.home.sandbox.state, talk.home.addresses
    dialog = state.dialog(known["owner_id"], known["bot_id"])
    old = await fresh_panel(talk)
    dialog.messages[old].date -= 30 * 86400  # nobody can delete it by now
    await world.press_data("status", message=old, timeout=SOON)
    await talk.sees("🩺 Status")
    assert await fresh_panel(talk) != old
    assert old in dialog.messages

    answer = await world.press_data("home|pause", message=old, timeout=SOON)
    assert "older message" in answer["answer"]["text"]
    post = state.send(known["bot_id"], state.chats[known["channels"]["likes"]], "a post")[0]
    answer = await world.press_data("home|pause", chat="likes", message=post.id, timeout=SOON)
    assert "older message" in answer["answer"]["text"]
    await all_heard(talk.home)
    assert talk.home.rows("SELECT 1 FROM settings WHERE key = 'paused_at'") == []

    panel = await fresh_panel(talk)
    await world.fault(
        "botapi.query_too_old"
    )  # the first of the two waited too long for its answer: it counts all the same
    came = await world.burst([{"do": "press_data", "data": "home|pause", "message": panel}] * 2)
    await world.answers([came[1]["query"]], timeout=SOON)
    await all_heard(talk.home)
    assert len(talk.home.rows("SELECT value FROM settings WHERE key = 'paused_at'")) == 1

    await world.delete_message("dm", panel)
    await world.press_data("status", message=panel, timeout=SOON)
    await talk.sees("🩺 Status", since=panel)


async def test_two_presses_at_once_make_one_channel(talk: Talking) -> None:
    signing = SigningIn(talk)
    await signing.sign_in()
    await turn(talk, "channels|likes")
    panel = await talk.sees(button="✨ Create it for me")
    await talk.world.burst([{"do": "press", "button": "✨ Create it for me", "message": panel["id"]}] * 3)
    await talk.sees("A test post went through")
    await all_heard(talk.home)
    await talk.home.until("SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM errands WHERE ended_at IS NULL)")
    assert len([one for one in await talk.world.chats() if one["title"] == "My YouTube likes"]) == 1


async def test_two_presses_at_once_ask_google_for_one_code_that_counts(talk: Talking) -> None:
    await talk.world.google_project(interval=0.05)
    await turn(talk, "google|client")
    await talk.say("\n".join(client(talk)))
    await code_shown(talk)
    await tap(talk, "✖️ Stop")
    panel = await talk.sees(button="🔑 Get a code")
    await talk.world.burst([{"do": "press", "button": "🔑 Get a code", "message": panel["id"]}] * 2)
    await all_heard(talk.home)
    waiting = "SELECT 1 WHERE (SELECT count(*) FROM errands WHERE kind = 'google-device' AND ended_at IS NULL) = 1"
    await talk.home.until(waiting)
    await talk.home.until("SELECT 1 FROM secrets WHERE name = 'google-device'")
    await talk.world.google_allow(await code_shown(talk))
    await talk.sees("Connected as")


async def test_a_chat_where_the_bot_can_not_post_says_so_whatever_it_is_called(talk: Talking) -> None:
    world, signing = talk.world, SigningIn(talk)
    title = f"<b>{RTL}& 😀 {'long ' * 20}"
    await signing.only_bot()
    await world.create_channel("odd", title, "channel")
    await world.bot_role("odd", "administrator", ["can_edit_messages"])
    await turn(talk, "channels|likes|pick")
    await talk.sees("👇 Choose where it is told")
    await world.press("📢 Choose a channel", shared="odd", adds_bot=False)
    panel = await talk.sees("has not let me in")
    assert "I may not post in that chat" in panel["text"]
    assert talk.home.rows("SELECT 1 FROM feeds WHERE feed = 'likes' AND destination_id IS NOT NULL") == []
    await world.bot_role("odd", "administrator", ["can_post_messages", "can_edit_messages", "can_delete_messages"])
    panel = await talk.sees("A test post went through")
    assert "<b>" in panel["text"], "a title is no markup"
    assert RTL not in panel["text"], "and turns nothing behind it"


class Ahead(SystemClock):
    """A clock that can be put forward."""

    ahead = 0.0

    def now(self) -> float:
        return super().now() + self.ahead


async def fresh_panel(talk: Talking) -> int:
    """/menu -> the panel's message, once it stands."""
    await talk.say("/menu")
    await all_heard(talk.home)
    return int(talk.home.rows("SELECT message_id FROM panel")[0]["message_id"])


async def no_keyboard(talk: Talking) -> None:
    """Until none stands below the text field."""
    async with asyncio.timeout(SOON):
        while await talk.world.keyboard():  # noqa: ASYNC110  the sandbox does not announce it
            await asyncio.sleep(0.02)


async def newest(talk: Talking) -> int:
    messages = await talk.world.read("dm")
    return int(messages[-1]["id"]) if messages else 0


async def answers(talk: Talking, act: Any, text: str) -> int:
    """Do it, and see one message of the bot's that says so -> what was sent."""
    before = await newest(talk)
    sent = await act
    owner = talk.home.addresses["owner_id"]
    async with asyncio.timeout(SOON):
        while True:
            came = [one for one in await talk.world.read("dm", since=before) if one["sender"] != owner]
            if any(text in one["text"] for one in came):
                return int(sent["id"])
            await asyncio.sleep(0.02)


async def all_heard(home: House) -> None:
    """Until every update is confirmed, so that it was handled."""
    updates = home.sandbox.state.updates[home.addresses["bot_id"]]
    async with asyncio.timeout(60):
        while updates:  # noqa: ASYNC110  the sandbox does not announce it
            await asyncio.sleep(0.02)


def picture() -> bytes:
    drawn = io.BytesIO()
    segno.make("nothing").save(drawn, kind="png", scale=8)
    return drawn.getvalue()
