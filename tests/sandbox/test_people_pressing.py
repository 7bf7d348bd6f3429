"""What people press in a chat with the bot, as the bot hears it, and what stands there, as the control API tells it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiogram.types import (
    BufferedInputFile,
    ChatAdministratorRights,
    CopyTextButton,
    ForceReply,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    KeyboardButtonRequestChat,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from sandbox.client import WorldError
from tests.sandbox.hearing import message, presses, updates
from tests.sandbox.telegram_world import PNG, TelegramWorld, keys, telegram_world

# -- what they press -------------------------------------------------------------------------------------------


async def test_a_press_on_a_message_that_is_gone_comes_without_the_message() -> None:
    async with telegram_world() as w:
        sent = await w.bot.send_message(w.owner, "old panel", reply_markup=keys("Off"))
        await w.bot.delete_message(w.owner, sent.message_id)
        await w.world.press_data("off", message=sent.message_id)
        [press] = await presses(w)
        assert isinstance(press.message, InaccessibleMessage)
        assert press.message.message_id == sent.message_id
        with pytest.raises(WorldError, match="1 to 64 bytes"):
            await w.world.press_data("x" * 65)


async def test_a_burst_arrives_whole_and_in_its_order() -> None:
    async with telegram_world() as w:
        sent = await w.bot.send_message(w.owner, "panel", reply_markup=keys("On", "Off"))
        acts: list[dict[str, Any]] = [{"do": "press", "button": "Off"}, {"do": "press", "button": "Off"}]
        acts += [{"do": "say", "text": str(number)} for number in range(97)]
        acts += [{"do": "press_data", "data": "old:1", "message": sent.message_id}]
        came = await w.world.burst(acts)
        got = await updates(w)
        told = [one.message.text if one.message else one.callback_query.data for one in got]  # type: ignore[union-attr]
        assert told == ["off", "off", *map(str, range(97)), "old:1"]
        queries = [one["query"] for one in came if one["kind"] == "callback"]
        waiting = asyncio.create_task(w.world.answers(queries, timeout=5))  # noqa: TID251
        for query in queries:
            await w.bot.answer_callback_query(query, text="yes")
        answers = await waiting
        assert [one["answer"]["text"] for one in answers] == ["yes"] * 3
        assert all(one["ms"] >= 0 for one in answers)


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        ({"do": "block"}, "do is one of say, start, press, press_data, edit"),
        ({"do": "say", "words": "x"}, "say does not take chat, words"),
        ({"do": "press", "button": "Go"}, "no button 'Go'"),
    ],
)
async def test_a_burst_of_nonsense_is_refused(act: dict[str, Any], sentence: str) -> None:
    async with telegram_world() as w:
        with pytest.raises(WorldError, match=sentence):
            await w.world.burst([act])


async def test_presses_that_nobody_answers_are_counted() -> None:
    async with telegram_world() as w:
        await w.bot.send_message(w.owner, "panel", reply_markup=keys("On"))
        pressed = await w.world.press("On")
        with pytest.raises(TimeoutError, match="1 of 1 presses are not answered"):
            await w.world.answers([pressed["query"]], timeout=0.01)
        with pytest.raises(WorldError, match="no press 5"):
            await w.world.answers(["5"])


async def pick(w: TelegramWorld, **request: Any) -> None:
    asked = KeyboardButtonRequestChat(request_id=1, request_title=True, request_username=True, **request)
    rows = [[KeyboardButton(text="Pick", request_chat=asked)]]
    await w.bot.send_message(w.owner, "which?", reply_markup=ReplyKeyboardMarkup(keyboard=rows))


async def test_a_choice_that_is_broken_off_tells_the_bot_nothing() -> None:
    async with telegram_world() as w:
        await pick(w, chat_is_channel=True)
        assert (await w.world.press("Pick"))["kind"] == "request_chat"
        assert await updates(w) == []


async def test_groups_and_forums_are_chosen_where_they_are_asked_for() -> None:
    async with telegram_world() as w:
        group = await w.world.create_channel("group", "A group", "group")
        forum = await w.world.create_channel("forum", "A forum", "supergroup", forum=True, username="a_forum")
        await pick(w, chat_is_channel=False)
        assert (await w.world.press("Pick", shared="group"))["bot_is"] == "left"
        assert (await message(w)).chat_shared.chat_id == group  # type: ignore[union-attr]
        await pick(w, chat_is_channel=False, chat_is_forum=True)
        with pytest.raises(WorldError, match="chat_is_forum is False"):
            await w.world.press("Pick", shared="group")
        with pytest.raises(WorldError, match="chat_is_channel is True"):
            await w.world.press("Pick", shared="likes")
        await w.world.press("Pick", shared="forum")
        shared = (await message(w)).chat_shared
        assert shared is not None
        assert (shared.chat_id, shared.title, shared.username) == (forum, "A forum", "a_forum")
        theirs = await w.world.create_channel("theirs", "Theirs", "supergroup", forum=True, who="stranger")
        with pytest.raises(WorldError, match="it is no chat of this person"):
            await w.world.press("Pick", shared=theirs)
        await pick(w, chat_is_channel=True, bot_is_member=True)
        await w.world.bot_role("likes", "left")
        with pytest.raises(WorldError, match="the bot is not in it"):
            await w.world.press("Pick", shared="likes")


@pytest.mark.parametrize("adds_bot", [True, False])
async def test_a_channel_made_in_the_chooser_has_the_bot_if_the_client_adds_it(adds_bot: bool) -> None:
    async with telegram_world() as w:
        names = {"can_manage_chat", "can_post_messages"}
        wanted = ChatAdministratorRights(**{one: one in names for one in ChatAdministratorRights.model_fields})
        await pick(w, chat_is_channel=True, user_administrator_rights=wanted, bot_administrator_rights=wanted)
        came = await w.world.press("Pick", create="Brand new", adds_bot=adds_bot)
        assert came["bot_is"] == ("administrator" if adds_bot else "left")
        told = [one.my_chat_member is not None for one in await updates(w)]
        assert told == ([True, False] if adds_bot else [False])
        if adds_bot:
            await w.bot.send_message(came["chat"], "x")
            assert len(await w.world.read("Brand new")) == 1


# -- what stands there -----------------------------------------------------------------------------------------


async def test_keyboards_are_told_apart_with_what_each_button_carries() -> None:
    async with telegram_world() as w:
        rows = [
            [InlineKeyboardButton(text="Off", callback_data="off", style="danger")],
            [
                InlineKeyboardButton(text="Open", url="https://example.org"),
                InlineKeyboardButton(text="Copy", copy_text=CopyTextButton(text="ABCD")),
            ],
        ]
        await w.bot.send_message(w.owner, "panel", reply_markup=InlineKeyboardMarkup(inline_keyboard=rows))
        contact = [[KeyboardButton(text="My number", request_contact=True)], [KeyboardButton(text="Back")]]
        await w.bot.send_message(w.owner, "number?", reply_markup=ReplyKeyboardMarkup(keyboard=contact))
        panel, number = await w.world.read()
        assert panel["inline"] == [
            [{"text": "Off", "kind": "callback", "value": "off", "style": "danger"}],
            [
                {"text": "Open", "kind": "url", "value": "https://example.org", "style": None},
                {"text": "Copy", "kind": "copy", "value": "ABCD", "style": None},
            ],
        ]
        assert panel["keyboard"] == number["inline"] == []
        assert [[one["kind"] for one in row] for row in await w.world.keyboard()] == [["request_contact"], ["text"]]
        await w.bot.send_message(w.owner, "thanks", reply_markup=ReplyKeyboardRemove())
        assert await w.world.keyboard() == []
        await w.bot.send_message(w.owner, "password?", reply_markup=ForceReply())
        assert [one["asks"] for one in await w.world.read()] == [None, None, "no keyboard", "reply"]


async def test_a_photos_bytes_can_be_read_while_it_stands_and_after() -> None:
    async with telegram_world() as w:
        sent = await w.bot.send_photo(w.owner, BufferedInputFile(PNG, "qr.png"))
        [told] = await w.world.read()
        assert await w.world.file(sent.message_id) == PNG
        assert await w.world.file(sha256=told["media"]["sha256"]) == PNG
        await w.bot.delete_message(w.owner, sent.message_id)
        assert await w.world.file(sent.message_id) == PNG
        with pytest.raises(WorldError, match="there is no such file"):
            await w.world.file(999)


async def test_a_wait_sees_what_goes_what_was_and_the_buttons_of_one_message() -> None:
    async with telegram_world() as w:
        secret = await w.world.say("my password")
        panel = await w.bot.send_message(w.owner, "one", reply_markup=keys("A"))
        await w.bot.send_message(w.owner, "other", reply_markup=keys("B"))
        waiting = [
            asyncio.create_task(one)  # noqa: TID251
            for one in (
                w.world.wait(gone=secret["id"], timeout=5),
                w.world.wait(ever="two", timeout=5),
                w.world.wait(message=panel.message_id, button="B", timeout=5),
                w.world.wait(without_button="A", timeout=5),
            )
        ]
        await w.bot.delete_message(w.owner, secret["id"])
        for text in ("two", "three"):
            await w.bot.edit_message_text(text, chat_id=w.owner, message_id=panel.message_id, reply_markup=keys("B"))
        await asyncio.gather(*waiting)
        assert [one["text"] for one in await w.world.deleted()] == ["my password"]
        with pytest.raises(TimeoutError):
            await w.world.wait(message=panel.message_id, text="other", timeout=0.01)
