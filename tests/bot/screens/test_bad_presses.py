"""Presses that can't be meant, or come twice, late, or from elsewhere: each does what it says once, or says why not."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.conversation.screen import Context, Stale, Where
from bot.conversation.view import DATA_BYTES
from bot.screens import SCREENS

from .google_ways import client, code_shown, tap, turn
from .nonsense import RTL, all_heard, fresh_panel
from .rows import context, furnish
from .signing import SigningIn
from .talking import SOON, Talking


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
