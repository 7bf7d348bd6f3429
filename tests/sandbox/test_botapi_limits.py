"""The limits of keyboards, texts, entities and files at the Bot API door: what Telegram refuses, and what it would drop."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BotCommandScopeChatMember,
    BufferedInputFile,
    CallbackQuery,
    ChatAdministratorRights,
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaAudio,
    InputMediaPhoto,
    KeyboardButton,
    KeyboardButtonRequestChat,
    MenuButtonCommands,
    ReplyKeyboardMarkup,
)

from sandbox.telegram.botapi.entities import styled
from sandbox.telegram.botapi.errors import ApiError
from tests.sandbox.telegram_world import PNG, keys, telegram_world


def inline(*rows: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=list(rows))


def pressable(text: str = "x") -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data="x")


def asking(*requests: KeyboardButtonRequestChat) -> ReplyKeyboardMarkup:
    return ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Pick", request_chat=one)] for one in requests])


def rights(*wanted: str) -> ChatAdministratorRights:
    return ChatAdministratorRights(**{name: name in wanted for name in ChatAdministratorRights.model_fields})


REFUSED: list[tuple[Any, str]] = [
    (inline(*[[pressable()]] * 101), "reply markup is too long"),
    (inline([pressable()] * 9), "a row has at most 8 buttons"),
    (inline([pressable("x" * 65)]), "a button's text has at most 64 characters"),
    (inline([pressable(" ")]), "BUTTON_TEXT_INVALID"),
    (inline([InlineKeyboardButton(text="x", callback_data="")]), "BUTTON_DATA_INVALID"),
    (inline([InlineKeyboardButton(text="x", copy_text=CopyTextButton(text=""))]), "BUTTON_COPY_TEXT_INVALID"),
    (inline([InlineKeyboardButton(text="x", url="http://localhost:80/")]), "Wrong HTTP URL"),
    (inline([InlineKeyboardButton(text="x", url="ftp://example.org")]), "Wrong HTTP URL"),
    (inline([InlineKeyboardButton(text="x", url="https://x.org", callback_data="x")]), "Text buttons are unallowed"),
    (ForceReply(input_field_placeholder="x" * 65), "input_field_placeholder has at most 64"),
    (ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="x", style="loud")]]), "BUTTON_STYLE_INVALID"),
    (ReplyKeyboardMarkup(keyboard=[]), "can't parse reply keyboard markup"),
    (asking(*[KeyboardButtonRequestChat(request_id=1, chat_is_channel=True)] * 2), "request_id must be unique"),
    (asking(KeyboardButtonRequestChat(request_id=2**31, chat_is_channel=True)), "signed 32-bit"),
    (
        asking(
            KeyboardButtonRequestChat(
                request_id=1, chat_is_channel=True, user_administrator_rights=rights("can_post_messages"),
                bot_administrator_rights=rights("can_post_messages", "can_delete_messages"),
            )
        ),
        "must be a subset",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "words"), REFUSED, ids=[words for _, words in REFUSED])
async def test_a_keyboard_telegram_would_not_take_is_refused(markup: Any, words: str) -> None:
    async with telegram_world() as w:
        with pytest.raises(TelegramBadRequest, match=words):
            await w.bot.send_message(w.owner, "t", reply_markup=markup)
        assert await w.world.read() == []


async def test_a_keyboard_at_the_limits_is_taken() -> None:
    async with telegram_world() as w:
        full = inline(*[[pressable("x" * 64)] * 8] * 12)
        await w.bot.send_message(w.owner, "t", reply_markup=full)
        links = [InlineKeyboardButton(text="x", url=one) for one in ("tg://resolve?domain=x", "https://x.org?a#b")]
        await w.bot.send_message(w.owner, "t", reply_markup=inline(links))
        said = await w.world.read()
        assert [sum(map(len, one["inline"])) for one in said] == [96, 2]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "a quote in a quote is dropped"),
        ("<code>a<b>b</b></code>", "bold inside code is dropped"),
        ("<b>a<code>b</code></b>", "code inside bold is dropped"),
        ('<a href="javascript:x">a</a>', "a link to 'javascript:x' is dropped"),
        ("<a>not a link</a>", "a link to 'not a link' is dropped"),
        ('<tg-time unix="1" format="rr">x</tg-time>', "'rr' is no format of a date"),
        ('<tg-time unix="soon">x</tg-time>', 'needs the attribute "unix"'),
        ("<b>x</b>" * 101, "at most 100 entities"),
    ],
)
def test_what_telegram_would_drop_without_a_word_is_refused(html: str, words: str) -> None:
    with pytest.raises(ApiError) as refused:
        styled(html, "HTML", None)
    assert words in refused.value.description


def test_a_text_is_trimmed_and_its_entities_move_along() -> None:
    text, entities = styled("\n  <b>a 😀</b> \n<blockquote expandable>b</blockquote>\n", "HTML", None)
    assert text == "a 😀 \nb"
    assert [(one["type"], one["offset"], one["length"]) for one in entities] == [
        ("bold", 0, 4),
        ("expandable_blockquote", 6, 1),
    ]


async def test_an_edit_is_measured_by_the_server_in_its_own_words() -> None:
    async with telegram_world() as w:
        sent = await w.bot.send_message(w.owner, "x", reply_markup=keys("A"))
        with pytest.raises(TelegramBadRequest, match="Bad Request: MESSAGE_TOO_LONG"):
            await w.bot.edit_message_text("x" * 4097, chat_id=w.owner, message_id=sent.message_id)
        with pytest.raises(TelegramBadRequest, match="Bad Request: message is too long"):
            await w.bot.send_message(w.owner, "x" * 4097)
        with pytest.raises(TelegramBadRequest, match="message is not modified"):
            await w.bot.edit_message_text("x \n", chat_id=w.owner, message_id=sent.message_id, reply_markup=keys("A"))
        photo = await w.bot.send_photo(w.owner, BufferedInputFile(PNG, "a.png"))
        with pytest.raises(TelegramBadRequest, match="MEDIA_CAPTION_TOO_LONG"):
            await w.bot.edit_message_caption(chat_id=w.owner, message_id=photo.message_id, caption="x" * 1025)
        with pytest.raises(TelegramBadRequest, match="message caption is too long"):
            await w.bot.send_photo(w.owner, BufferedInputFile(PNG, "a.png"), caption="x" * 1025)


async def test_what_is_not_the_bots_can_be_deleted_for_two_days_and_never_edited() -> None:
    async with telegram_world() as w:
        said = await w.world.say("my password")
        with pytest.raises(TelegramBadRequest, match="message can't be edited"):
            await w.bot.edit_message_text("x", chat_id=w.owner, message_id=said["id"])
        dialog = w.state.dialog(w.owner, w.bot.id)
        dialog.messages[said["id"]].date -= 48 * 3600 + 10
        with pytest.raises(TelegramBadRequest, match="message can't be deleted for everyone"):
            await w.bot.delete_message(w.owner, said["id"])
        keyboard = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="x")]])
        sent = await w.bot.send_message(w.owner, "x", reply_markup=keyboard)
        with pytest.raises(TelegramBadRequest, match="message can't be edited"):
            await w.bot.edit_message_text("y", chat_id=w.owner, message_id=sent.message_id)


async def test_a_text_becomes_a_photo_and_an_album_stays_together() -> None:
    async with telegram_world() as w:
        sent = await w.bot.send_message(w.owner, "scan", reply_markup=keys("Back"))
        photo = InputMediaPhoto(media=BufferedInputFile(PNG, "qr.png"), caption="scan this")
        await w.bot.edit_message_media(photo, chat_id=w.owner, message_id=sent.message_id, reply_markup=keys("Back"))
        album = [InputMediaPhoto(media=BufferedInputFile(PNG, f"{one}.png"), caption=one) for one in "ab"]
        first, second = await w.bot.send_media_group(w.owner, album)  # type: ignore[arg-type]
        assert first.media_group_id == second.media_group_id is not None
        song = BufferedInputFile(b"ID3 song", "song.mp3")
        told = await w.bot.send_audio(w.owner, song, title="A", performer="B", duration=7)
        assert told.audio is not None
        assert (told.audio.title, told.audio.performer, told.audio.duration) == ("A", "B", 7)
        mixed = [album[0], InputMediaAudio(media=song)]
        with pytest.raises(TelegramBadRequest, match="can't use the media of the specified type in the album"):
            await w.bot.send_media_group(w.owner, mixed)  # type: ignore[arg-type]
        with pytest.raises(TelegramBadRequest, match="wrong number of messages"):
            await w.bot.send_media_group(w.owner, album[:1])  # type: ignore[arg-type]
        assert [one["album"] is not None for one in await w.world.read()] == [False, True, True, False]


async def test_a_photo_of_impossible_shape_is_refused() -> None:
    async with telegram_world() as w:
        wide = PNG[:16] + (2100).to_bytes(4, "big") + (100).to_bytes(4, "big") + PNG[24:]
        with pytest.raises(TelegramBadRequest, match="PHOTO_INVALID_DIMENSIONS"):
            await w.bot.send_photo(w.owner, BufferedInputFile(wide, "a.png"))


async def test_a_forward_keeps_who_wrote_it() -> None:
    async with telegram_world() as w:
        post = await w.bot.send_message(w.likes, "a post")
        passed = await w.bot.forward_message(w.owner, w.likes, post.message_id)
        assert passed.forward_origin is not None
        assert passed.forward_origin.chat.title == "My Likes"  # type: ignore[union-attr]
        again = await w.bot.forward_message(w.owner, w.owner, passed.message_id)
        assert again.forward_origin == passed.forward_origin
        with pytest.raises(TelegramBadRequest, match="message to forward not found"):
            await w.bot.forward_message(w.owner, w.likes, 999)


async def test_a_press_is_answered_once_and_not_too_late() -> None:
    async with telegram_world() as w:
        await w.bot.send_message(w.owner, "t", reply_markup=keys("A"))
        await w.world.press("A")
        await w.world.press("A")
        first, second = [one.callback_query for one in await w.bot.get_updates()]
        assert isinstance(first, CallbackQuery)
        assert isinstance(second, CallbackQuery)
        with pytest.raises(TelegramBadRequest, match="MESSAGE_TOO_LONG"):
            await w.bot.answer_callback_query(first.id, text="x" * 201)
        with pytest.raises(TelegramBadRequest, match="URL_INVALID"):
            await w.bot.answer_callback_query(first.id, url="https://example.org")
        await w.world.fault("botapi.query_too_old")
        with pytest.raises(TelegramBadRequest, match="query is too old"):
            await w.bot.answer_callback_query(first.id)
        await w.bot.answer_callback_query(first.id)
        w.door.door.updates.queries[second.id].asked -= 31
        with pytest.raises(TelegramBadRequest, match="query is too old"):
            await w.bot.answer_callback_query(second.id)


async def test_the_bot_reads_back_how_it_shows_itself() -> None:
    async with telegram_world() as w:
        assert (await w.bot.get_my_name()).name == "Yagami"
        await w.bot.set_my_description("for all")
        await w.bot.set_my_description("для всех", language_code="ru")
        assert (await w.bot.get_my_description(language_code="ru")).description == "для всех"
        assert (await w.bot.get_my_description(language_code="fa")).description == "for all"
        assert (await w.bot.get_my_short_description()).short_description == ""
        assert (await w.bot.get_chat_menu_button(chat_id=w.owner)).type == "default"
        await w.bot.set_chat_menu_button(chat_id=w.owner, menu_button=MenuButtonCommands())
        assert (await w.bot.get_chat_menu_button(chat_id=w.owner)).type == "commands"
        wanted = rights("can_post_messages")
        await w.bot.set_my_default_administrator_rights(wanted, for_channels=True)
        stands = await w.bot.get_my_default_administrator_rights(for_channels=True)
        assert stands.model_dump() == wanted.model_dump()
        assert not (await w.bot.get_my_default_administrator_rights()).can_post_messages


@pytest.mark.parametrize(
    ("command", "description", "language", "words"),
    [
        ("Menu", "d", None, "BOT_COMMAND_INVALID"),
        ("menü", "d", None, "BOT_COMMAND_INVALID"),
        ("m" * 33, "d", None, "BOT_COMMAND_INVALID"),
        ("menu", " ", None, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("menu", "d" * 257, None, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("menu", "d", "english", "invalid language code specified"),
    ],
)
async def test_a_command_telegram_would_not_take_is_refused(
    command: str, description: str, language: str | None, words: str
) -> None:
    async with telegram_world() as w:
        given = [BotCommand(command=command, description=description)]
        with pytest.raises(TelegramBadRequest, match=words):
            await w.bot.set_my_commands(given, scope=BotCommandScopeChat(chat_id=w.owner), language_code=language)
        good = [BotCommand(command="menu", description="d")]
        with pytest.raises(TelegramBadRequest, match="a command is named twice"):
            await w.bot.set_my_commands(good * 2)
        with pytest.raises(TelegramBadRequest, match="can't use specified scope"):
            await w.bot.set_my_commands(good, scope=BotCommandScopeChatMember(chat_id=w.owner, user_id=w.owner))
