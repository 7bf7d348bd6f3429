"""aiogram's real Bot against the Bot API door."""

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
    BotCommandScopeChat,
    BufferedInputFile,
    ChatAdministratorRights,
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    InputProfilePhotoStatic,
    KeyboardButton,
    KeyboardButtonRequestChat,
    MenuButtonCommands,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)

from tests.sandbox.telegram_world import telegram_world

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000"
    "01f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def keys(*texts: str, **more: Any) -> InlineKeyboardMarkup:
    rows = [[InlineKeyboardButton(text=one, callback_data=one.lower(), **more)] for one in texts]
    return InlineKeyboardMarkup(inline_keyboard=rows)


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


async def test_an_edit_that_changes_nothing_is_refused_in_telegrams_words() -> None:
    async with telegram_world() as w:
        sent = await w.bot.send_message(w.owner, "one", reply_markup=keys("A"))
        await sent.edit_text("two", reply_markup=keys("A")).as_(w.bot)
        with pytest.raises(TelegramBadRequest) as refused:
            await w.bot.edit_message_text("two", chat_id=w.owner, message_id=sent.message_id, reply_markup=keys("A"))
        assert refused.value.message == (
            "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
        [stands] = await w.world.read()
        assert (stands["text"], stands["edits"]) == ("two", ["one"])


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
        await w.bot.send_message(w.owner, "hi")
        await w.world.block()
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


async def test_files_come_back_byte_for_byte_and_bad_ids_do_not() -> None:
    async with telegram_world() as w:
        data = bytes(range(256)) * 500
        thumb = BufferedInputFile(PNG, "t.png")
        sent = await w.bot.send_document(
            w.owner, BufferedInputFile(data, "a.bin"), caption="<i>c</i>", parse_mode="HTML", thumbnail=thumb
        )
        assert sent.document is not None
        downloaded = await w.bot.download(sent.document)
        assert downloaded is not None
        assert downloaded.read() == data
        again = await w.bot.send_document(w.likes, sent.document.file_id)
        assert again.document is not None
        assert again.document.file_unique_id == sent.document.file_unique_id
        with pytest.raises(TelegramBadRequest, match="wrong file identifier"):
            await w.bot.send_document(w.owner, "nonsense")
        with pytest.raises(TelegramBadRequest, match="IMAGE_PROCESS_FAILED"):
            await w.bot.send_photo(w.owner, BufferedInputFile(b"not an image", "a.png"))
        await w.world.send_file("cookies.txt", b"# Netscape", caption="here")
        update = (await w.bot.get_updates())[-1]
        assert update.message is not None
        assert update.message.document is not None
        got = await w.bot.download(update.message.document)
        assert got is not None
        assert got.read() == b"# Netscape"


async def test_media_can_be_edited_into_other_media() -> None:
    async with telegram_world() as w:
        sent = await w.bot.send_photo(
            w.owner, BufferedInputFile(PNG, "qr.png"), caption="scan", reply_markup=keys("Cancel")
        )
        photo = InputMediaPhoto(media=BufferedInputFile(PNG + b" ", "qr2.png"), caption="scan again")
        await w.bot.edit_message_media(photo, chat_id=w.owner, message_id=sent.message_id, reply_markup=keys("Cancel"))
        document = InputMediaDocument(
            media=BufferedInputFile(b"log", "log.txt"), caption="<b>log</b>", parse_mode="HTML"
        )
        edited = await w.bot.edit_message_media(document, chat_id=w.owner, message_id=sent.message_id)
        assert not isinstance(edited, bool)
        assert edited.document is not None
        [stands] = await w.world.read()
        assert (stands["text"], stands["media"]["kind"], stands["buttons"]) == ("log", "document", [])
        with pytest.raises(TelegramBadRequest, match="there is no text in the message to edit"):
            await w.bot.edit_message_text("x", chat_id=w.owner, message_id=sent.message_id)


async def test_deleting_and_copying_say_what_is_missing() -> None:
    async with telegram_world() as w:
        said = await w.world.say("secret")
        await w.bot.delete_message(w.owner, said["id"])
        with pytest.raises(TelegramBadRequest, match="message to delete not found"):
            await w.bot.delete_message(w.owner, said["id"])
        with pytest.raises(TelegramBadRequest, match="message to edit not found"):
            await w.bot.edit_message_reply_markup(chat_id=w.owner, message_id=said["id"])
        with pytest.raises(TelegramBadRequest, match="message to copy not found"):
            await w.bot.copy_message(w.likes, w.owner, said["id"])
        post = await w.bot.send_message(w.likes, "post", reply_markup=InlineKeyboardMarkup(
            inline_keyboard=[[InlineKeyboardButton(text="Open", url="https://example.org")]]))  # fmt: skip
        answer = await w.bot.send_message(
            w.likes, "reply", reply_parameters=ReplyParameters(message_id=post.message_id)
        )
        assert answer.reply_to_message is not None
        copy = await w.bot.copy_message(w.owner, w.likes, post.message_id)
        assert (await w.world.read())[-1]["id"] == copy.message_id
        with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
            await w.bot.send_message(w.likes, "r", reply_parameters=ReplyParameters(message_id=999))


async def test_reply_keyboards_bring_contacts_and_channels() -> None:
    async with telegram_world() as w:
        rights = rights_for_posting()
        request = KeyboardButtonRequestChat(
            request_id=5, chat_is_channel=True, request_title=True, user_administrator_rights=rights,
            bot_administrator_rights=rights,
        )  # fmt: skip
        rows = [
            [KeyboardButton(text="My number", request_contact=True)],
            [KeyboardButton(text="Pick", request_chat=request)],
        ]
        await w.bot.send_message(
            w.owner, "choose", reply_markup=ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True)
        )
        new = await w.world.create_channel("new", "A new one")
        assert (await w.world.press("My number"))["kind"] == "contact"
        assert (await w.world.press("Pick", shared="new"))["bot_is"] == "administrator"
        contact, member, shared = await w.bot.get_updates()
        assert contact.message is not None
        assert contact.message.contact is not None
        assert contact.message.contact.user_id == w.owner
        assert member.my_chat_member is not None
        assert (member.my_chat_member.chat.id, member.my_chat_member.new_chat_member.status) == (new, "administrator")
        assert shared.message is not None
        assert shared.message.chat_shared is not None
        assert (shared.message.chat_shared.chat_id, shared.message.chat_shared.title) == (new, "A new one")
        me = await w.bot.get_chat_member(new, w.bot.id)
        assert me.status == "administrator"
        assert len(await w.bot.get_chat_administrators(new)) == 2
        await w.bot.send_message(w.owner, "thanks", reply_markup=ReplyKeyboardRemove())
        await w.bot.send_message(w.owner, "password?", reply_markup=ForceReply(input_field_placeholder="2FA"))
        with pytest.raises(Exception, match="no button 'Pick'"):
            await w.world.press("Pick", shared="new")


def rights_for_posting() -> ChatAdministratorRights:
    wanted = {"can_post_messages", "can_edit_messages", "can_delete_messages", "can_manage_chat"}
    return ChatAdministratorRights(**{name: name in wanted for name in ChatAdministratorRights.model_fields})


async def test_the_bot_shows_itself() -> None:
    async with telegram_world() as w:
        scope = BotCommandScopeChat(chat_id=w.owner)
        await w.bot.set_my_commands(
            [BotCommand(command="menu", description="The panel")], scope=scope, language_code="de"
        )
        assert await w.bot.get_my_commands() == []
        assert [one.command for one in await w.bot.get_my_commands(scope=scope, language_code="de")] == ["menu"]
        await w.bot.delete_my_commands(scope=scope, language_code="de")
        assert await w.bot.get_my_commands(scope=scope, language_code="de") == []
        await w.bot.set_my_name("Yagami")
        await w.bot.set_my_description("d")
        await w.bot.set_my_short_description("s")
        await w.bot.set_chat_menu_button(chat_id=w.owner, menu_button=MenuButtonCommands())
        await w.bot.set_my_profile_photo(InputProfilePhotoStatic(photo=BufferedInputFile(PNG, "me.png")))
        await w.bot.send_chat_action(w.owner, "typing")
        assert (await w.bot.get_webhook_info()).url == ""
        assert (await w.bot.get_chat(w.likes)).title == "My Likes"


async def test_pins_and_topics() -> None:
    async with telegram_world() as w:
        forum = await w.world.create_channel("forum", "A forum", "supergroup", forum=True)
        await w.world.bot_role("forum", "administrator", ["can_manage_topics", "can_pin_messages"])
        topic = await w.bot.create_forum_topic(forum, "Alerts")
        sent = await w.bot.send_message(forum, "in it", message_thread_id=topic.message_thread_id)
        assert sent.is_topic_message
        with pytest.raises(TelegramBadRequest, match="message thread not found"):
            await w.bot.send_message(forum, "in none", message_thread_id=4711)
        await w.bot.pin_chat_message(forum, sent.message_id)
        pinned = (await w.bot.get_chat(forum)).pinned_message
        assert pinned is not None
        assert pinned.message_id == sent.message_id
        await w.bot.unpin_chat_message(forum)
        with pytest.raises(TelegramBadRequest, match="the chat is not a forum"):
            await w.bot.create_forum_topic(w.likes, "x")
        await w.bot.leave_chat(forum)
        with pytest.raises(TelegramForbiddenError):
            await w.bot.send_message(forum, "gone")


@pytest.mark.parametrize(
    ("button", "words"),
    [
        (InlineKeyboardButton(text="x", callback_data="ä" * 33), "BUTTON_DATA_INVALID"),
        (InlineKeyboardButton(text="x"), "Text buttons are unallowed"),
        (InlineKeyboardButton(text="x", url="nowhere"), "is invalid"),
        (InlineKeyboardButton(text="x", callback_data="x", style="loud"), "BUTTON_STYLE_INVALID"),
        (InlineKeyboardButton(text="x", copy_text=CopyTextButton(text="y" * 257)), "BUTTON_COPY_TEXT_INVALID"),
    ],
)
async def test_a_button_telegram_would_not_take_is_refused(button: InlineKeyboardButton, words: str) -> None:
    async with telegram_world() as w:
        with pytest.raises(TelegramBadRequest, match=words):
            await w.bot.send_message(w.owner, "t", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]))
