"""aiogram's real Bot at the Bot API door: messages, files, keyboards, topics, and its own face."""

from __future__ import annotations

import pytest
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
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

from tests.sandbox.telegram_world import PNG, keys, telegram_world


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
