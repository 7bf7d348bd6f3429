"""The control API: its verbs through its client, and its refusals in one sentence."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from sandbox.client import WorldError
from tests.sandbox.telegram_world import telegram_world


@pytest.mark.parametrize(
    ("verb", "arguments", "sentence"),
    [
        ("dance", {}, "there is no verb 'dance'"),
        ("say", {}, "say needs 'text'"),
        ("say", {"text": "x", "loud": True}, "say takes no argument 'loud'"),
        ("say", {"text": 5}, "say: text can't be 5"),
        ("say", {"text": ""}, "Telegram refuses: MESSAGE_EMPTY"),
        ("read", {"chat": "attic"}, "no chat 'attic'"),
        ("press", {"button": "Go"}, "no button 'Go'; there are: none"),
        ("fault", {"name": "botapi.nonsense"}, "there is no fault 'botapi.nonsense'"),
        ("fault", {"name": "botapi.slow", "times": 0}, "times is at least 1"),
        ("heal", {"name": "botapi.nonsense"}, "there is no fault"),
        ("slow", {"rtt_ms": True}, "slow: rtt_ms can't be True"),
        ("send_file", {"name": "a", "base64": "§"}, "base64 can't be decoded"),
        ("code", {"phone": "+1"}, "no code was sent"),
        ("delete_message", {"chat": "dm", "id": 77}, "no message 77"),
        ("bot_role", {"chat": "likes", "role": "king"}, "role is"),
        ("say", {"text": "x", "who": "nobody"}, "no person 'nobody'; there are: owner, stranger"),
        ("person", {"name": "stranger"}, "there is a person 'stranger' already"),
        ("forward", {"message": 9, "source": "likes"}, "no message 9 in 'likes'"),
        ("forward_old", {"text": "x", "origin": "dream"}, "origin is one of: channel, user, hidden_user"),
        ("send", {"kind": "kiss"}, "no 'kiss' can be sent; there are: sticker"),
        ("create_channel", {"name": "x", "title": "x", "kind": "group", "forum": True}, "a forum is a supergroup"),
        ("create_channel", {"name": "likes", "title": "x"}, "there is a chat 'likes' already"),
    ],
)
async def test_a_wrong_order_is_refused_in_one_sentence(verb: str, arguments: dict[str, Any], sentence: str) -> None:
    async with telegram_world() as w:
        with pytest.raises(WorldError) as refused:
            await w.world.do(verb, **arguments)
        assert str(refused.value).startswith(sentence) or sentence in str(refused.value)
        assert "\n" not in str(refused.value)


async def test_what_stands_in_a_chat_is_told_with_its_past() -> None:
    async with telegram_world() as w:
        first = await w.bot.send_message(w.likes, "<b>❤️ Liked</b> queued", parse_mode="HTML", disable_notification=True)
        for status in ("downloading", "sent"):
            await w.bot.edit_message_text(f"❤️ Liked {status}", chat_id=w.likes, message_id=first.message_id)
        [told] = await w.world.read("likes")
        assert told["text"] == "❤️ Liked sent"
        assert told["edits"] == ["❤️ Liked queued", "❤️ Liked downloading"]
        assert told["silent"]
        assert told["sender"] == w.cast.bot.id
        assert await w.world.read("likes", since=first.message_id) == []
        assert await w.world.read(w.likes) == [told]
        await w.world.delete_message("likes", first.message_id)
        assert await w.world.read("likes") == []


async def test_buttons_are_pressed_by_text_or_number_in_the_newest_message() -> None:
    async with telegram_world() as w:

        def keys(*texts: str) -> InlineKeyboardMarkup:
            return InlineKeyboardMarkup(
                inline_keyboard=[[InlineKeyboardButton(text=one, callback_data=one) for one in texts]]
            )

        old = await w.bot.send_message(w.owner, "old", reply_markup=keys("A", "B"))
        await w.bot.send_message(w.owner, "new", reply_markup=keys("A", "C"))
        await w.bot.send_message(w.owner, "no buttons")
        await w.world.press(2)
        await w.world.press("B")
        await w.world.press("A", message=old.message_id)
        updates = await w.bot.get_updates()
        pressed = [(u.callback_query.data, u.callback_query.message.text) for u in updates]  # type: ignore[union-attr]
        assert pressed == [("C", "new"), ("B", "old"), ("A", "old")]


async def test_a_wait_ends_when_it_is_there_or_says_what_is_there_instead() -> None:
    async with telegram_world() as w:
        waiting = asyncio.create_task(w.world.wait("likes", messages=2, text="second"))  # noqa: TID251
        await w.bot.send_message(w.likes, "first")
        await w.bot.send_message(w.likes, "second")
        assert [one["text"] for one in await waiting] == ["first", "second"]
        with pytest.raises(TimeoutError, match="'likes' holds 2 messages, 0 with media; the last reads 'second'"):
            await w.world.wait("likes", media=1, timeout=0.01)


async def test_faults_strike_after_the_skipped_requests_and_can_be_healed() -> None:
    async with telegram_world() as w:
        await w.world.fault("botapi.too_many", times=None, skip=1, method="sendMessage", seconds=3)
        await w.bot.send_message(w.owner, "through")
        with pytest.raises(Exception, match="retry after 3"):
            await w.bot.send_message(w.owner, "struck")
        assert (await w.world.faults())["active"]["botapi.too_many"]["times"] is None
        await w.world.heal()
        await w.bot.send_message(w.owner, "through again")
        asked = await w.world.requests("bot_api")
        assert [one["outcome"] for one in asked] == ["ok", "Too Many Requests: retry after 3", "ok"]
        assert (w.cast.bot.token or "") not in str(asked)


async def test_a_slow_line_is_slow() -> None:
    async with telegram_world() as w:
        await w.world.slow(50)
        began = asyncio.get_running_loop().time()
        await w.bot.get_me()
        assert asyncio.get_running_loop().time() - began >= 0.05


async def test_the_verbs_are_listed_for_people() -> None:
    async with telegram_world() as w, aiohttp.ClientSession() as session, session.get(w.world.url) as answer:
        text = await answer.text()
        assert "press(button: 'str | int'" in text
        assert "Write to the bot" in text
