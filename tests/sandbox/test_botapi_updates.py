"""aiogram's real Bot at the Bot API door: what it is told, when, and how that fails."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import (
    BotCommand,
)

from tests.sandbox.telegram_world import keys, telegram_world


async def test_a_press_reaches_the_bot_and_the_answer_reaches_the_presser() -> None:
    async with telegram_world() as w:
        sent = await w.bot.send_message(
            w.owner, "<b>Likes</b>", parse_mode="HTML", reply_markup=keys("Off", style="danger")
        )
        pressing = asyncio.create_task(w.world.press("Off", timeout=5))  # noqa: TID251
        [update] = await w.bot.get_updates(timeout=5)
        query = update.callback_query
        assert query is not None
        assert query.message is not None
        assert (query.data, query.from_user.id, query.message.message_id) == ("off", w.owner, sent.message_id)
        await w.bot.answer_callback_query(query.id, text="Done")
        assert (await pressing)["answer"] == {"text": "Done", "show_alert": False}
        with pytest.raises(TelegramBadRequest, match="query is too old"):
            await w.bot.answer_callback_query(query.id)


async def test_an_unconfirmed_update_comes_again_and_a_confirmed_one_does_not() -> None:
    async with telegram_world() as w:
        await w.world.say("/start")
        await w.world.say("second")
        first, second = await w.bot.get_updates()
        assert await w.bot.get_updates(limit=1) == [first]
        assert await w.bot.get_updates(offset=second.update_id) == [second]
        assert await w.bot.get_updates(offset=second.update_id + 1) == []
        assert await w.bot.get_updates() == []
        await w.world.say("third")
        await w.world.say("fourth")
        [last] = await w.bot.get_updates(offset=-1)
        assert last.message is not None
        assert last.message.text == "fourth"


async def test_a_long_poll_ends_when_something_happens_and_a_second_poll_ends_the_first() -> None:
    async with telegram_world() as w:
        first = asyncio.create_task(w.bot.get_updates(timeout=30))  # noqa: TID251
        await w.door.door.updates.polling(w.cast.bot.id)
        second = asyncio.create_task(w.bot.get_updates(timeout=30))  # noqa: TID251
        with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request"):
            await first
        await w.world.say("hello")
        [update] = await second
        assert update.message is not None
        assert update.message.text == "hello"


async def test_allowed_updates_decide_when_an_update_comes_into_being() -> None:
    async with telegram_world() as w:
        await w.bot.get_updates(allowed_updates=["callback_query"])
        await w.world.say("not heard")
        assert await w.bot.get_updates(allowed_updates=["message"]) == []
        await w.world.say("heard")
        assert len(await w.bot.get_updates()) == 1


async def test_a_post_of_the_owner_in_a_channel_is_a_channel_post() -> None:
    async with telegram_world() as w:
        await w.world.say("by hand", chat="likes")
        [update] = await w.bot.get_updates()
        assert update.channel_post is not None
        assert update.channel_post.sender_chat is not None
        assert update.channel_post.sender_chat.id == w.likes


@pytest.mark.parametrize(
    ("fault", "args", "error"),
    [
        ("botapi.too_many", {"seconds": 7}, TelegramRetryAfter),
        ("botapi.server_error", {}, TelegramServerError),
        ("botapi.reset", {}, TelegramNetworkError),
        ("botapi.garbage", {}, ClientDecodeError),
    ],
)
async def test_a_fault_strikes_its_method_once(fault: str, args: dict[str, Any], error: type[Exception]) -> None:
    async with telegram_world() as w:
        await w.world.fault(fault, method="sendMessage", **args)
        assert await w.bot.get_updates() == []
        with pytest.raises(error) as struck:
            await w.bot.send_message(w.owner, "hi")
        if isinstance(struck.value, TelegramRetryAfter):
            assert struck.value.retry_after == 7
        assert await w.world.read() == []
        await w.bot.send_message(w.owner, "hi")
        assert (await w.world.faults())["hits"] == {fault: 1}


async def test_a_reset_after_the_work_leaves_the_message_standing() -> None:
    async with telegram_world() as w:
        await w.world.fault("botapi.reset", method="sendMessage", after=True)
        with pytest.raises(TelegramNetworkError):
            await w.bot.send_message(w.owner, "hi")
        assert [one["text"] for one in await w.world.read()] == ["hi"]


async def test_a_poisoned_update_stands_in_the_way_until_its_id_is_passed() -> None:
    async with telegram_world() as w:
        await w.world.fault("botapi.poison")
        with pytest.raises(ClientDecodeError):
            await w.bot.get_updates()
        await w.world.say("behind it")
        with pytest.raises(ClientDecodeError):
            await w.bot.get_updates()
        poisoned = w.state.updates[w.cast.bot.id][0]["update_id"]
        [update] = await w.bot.get_updates(offset=poisoned + 1)
        assert update.message is not None
        assert update.message.text == "behind it"


async def test_chats_that_are_not_there_refuse() -> None:
    async with telegram_world(started=False) as w:
        with pytest.raises(TelegramForbiddenError, match="bot can't initiate conversation with a user"):
            await w.bot.send_message(w.owner, "hi")
        with pytest.raises(TelegramBadRequest, match="Bad Request: chat not found"):
            await w.bot.send_message(-1001234567890, "hi")
        await w.world.say("/start")
        sent = await w.bot.send_message(w.owner, "hi")
        await w.world.block()
        with pytest.raises(TelegramForbiddenError, match="Forbidden: bot was blocked by the user"):
            await w.bot.edit_message_text("ho", chat_id=w.owner, message_id=sent.message_id)
        with pytest.raises(TelegramForbiddenError, match="Forbidden: bot was blocked by the user"):
            await w.bot.send_message(w.owner, "hi")
        updates = await w.bot.get_updates()
        assert updates[-1].my_chat_member is not None
        assert updates[-1].my_chat_member.new_chat_member.status == "kicked"
        await w.bot.set_my_commands([BotCommand(command="menu", description="Menu")])


async def test_a_wrong_token_is_unauthorized() -> None:
    async with telegram_world() as w:
        w.cast.bot.token = "1234567:" + "x" * 35
        with pytest.raises(TelegramUnauthorizedError):
            await w.bot.get_me()
