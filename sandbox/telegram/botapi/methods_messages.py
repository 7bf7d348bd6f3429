"""Sending, editing, copying, deleting, pinning."""

from __future__ import annotations

from typing import Any

from sandbox.telegram.botapi.call import Call, Method
from sandbox.telegram.botapi.entities import styled
from sandbox.telegram.botapi.errors import ApiError
from sandbox.telegram.botapi.methods_media import file_of
from sandbox.telegram.state import Chat, Message, Refused

PRIVATE_DELETE_WINDOW = 48 * 3600  #: seconds; bots delete in private chats within that time only


async def send_message(call: Call) -> Any:
    chat = call.chat()
    return call.shown(call.post(chat, *call.text("text", "entities")), chat)


async def forward_message(call: Call) -> Any:
    source, chat = call.chat("from_chat_id"), call.chat()
    original = source.messages.get(call.args["message_id"])
    if original is None:
        raise ApiError(400, "message to forward not found")
    if original.service:
        raise ApiError(400, "message can't be forwarded")
    message, _ = call.door.state.send(
        call.bot.id, chat, original.text, entities=original.entities, topic=call.topic(chat),
        media=call.door.files.own(original.media, call.bot) if original.media else None,
        silent=call.args.get("disable_notification", False),
        forward_origin=original.forward_origin or call.door.render.origin(original, source, call.bot),
    )  # fmt: skip
    return call.shown(message, chat)


async def copy_message(call: Call) -> Any:
    source, chat = call.chat("from_chat_id"), call.chat()
    original = source.messages.get(call.args["message_id"])
    if original is None:
        raise ApiError(400, "message to copy not found")
    if original.service:
        raise ApiError(400, "message can't be copied")
    text, entities = original.text, original.entities
    if "caption" in call.args and original.media is not None:
        text, entities = call.text("caption", "caption_entities")
    media = call.door.files.own(original.media, call.bot) if original.media else None
    return {"message_id": call.post(chat, text, entities, media).id}


# -- edits -----------------------------------------------------------------------------------------------------


def _editable(call: Call) -> tuple[Chat, Message]:
    chat = call.chat()
    message = chat.messages.get(call.args["message_id"])
    if message is None:
        raise ApiError(400, "message to edit not found")
    if chat.kind != "channel" or "can_edit_messages" not in chat.rights.get(call.bot.id, set()):
        call.door.state.may_post(call.bot.id, chat)
    if message.service or (message.reply_markup and "inline_keyboard" not in message.reply_markup):
        raise ApiError(400, "message can't be edited")
    return chat, message


def _edit(
    call: Call, chat: Chat, message: Message, text: str | None, entities: list[dict[str, Any]], **more: Any
) -> Any:
    """A right of its own lets an administrator edit others' posts in a channel; the state knows the author only."""
    rights = chat.rights.get(call.bot.id, set())
    editor = message.sender if chat.kind == "channel" and "can_edit_messages" in rights else call.bot.id
    markup = call.reply_markup(chat)
    try:
        edited = call.door.state.edit(editor, chat, message.id, text, entities=entities, reply_markup=markup, **more)
    except Refused as refused:
        # tdlib measures what is sent, and says it in words; what is edited the server measures, and says it in its own.
        if refused.message in {"MESSAGE_TOO_LONG", "MEDIA_CAPTION_TOO_LONG"}:
            raise ApiError(400, refused.message) from refused
        raise
    return call.shown(edited, chat)


async def edit_message_text(call: Call) -> Any:
    chat, message = _editable(call)
    if message.media is not None:
        raise ApiError(400, "there is no text in the message to edit")
    return _edit(call, chat, message, *call.text("text", "entities"))


async def edit_message_caption(call: Call) -> Any:
    chat, message = _editable(call)
    if message.media is None:
        raise ApiError(400, "there is no caption in the message to edit")
    return _edit(call, chat, message, *call.text("caption", "caption_entities"))


async def edit_message_media(call: Call) -> Any:
    chat, message = _editable(call)
    given = call.args["media"]
    text, entities = styled(given.get("caption", ""), given.get("parse_mode", ""), given.get("caption_entities"))
    media = file_of(call, given, given["type"], "media")
    return _edit(call, chat, message, text, entities, media=media)


async def edit_message_reply_markup(call: Call) -> Any:
    chat, message = _editable(call)
    return _edit(call, chat, message, None, [])


# -- away, and up ----------------------------------------------------------------------------------------------


def _delete(call: Call, chat: Chat, ids: list[int]) -> list[int]:
    state = call.door.state
    for one in ids:
        message = chat.messages.get(one)
        if message and chat.kind == "private" and message.date < state.now() - PRIVATE_DELETE_WINDOW:
            raise ApiError(400, "message can't be deleted for everyone")
    return state.delete(call.bot.id, chat, ids)


async def delete_message(call: Call) -> Any:
    if not _delete(call, call.chat(), [call.args["message_id"]]):
        raise ApiError(400, "message to delete not found")
    return True


async def delete_messages(call: Call) -> Any:
    if not 1 <= len(call.args["message_ids"]) <= 100:
        raise ApiError(400, "message identifiers are not specified or there are too many of them")
    _delete(call, call.chat(), call.args["message_ids"])
    return True


def _may_pin(call: Call, chat: Chat) -> None:
    rights, role = chat.rights.get(call.bot.id, set()), chat.members.get(call.bot.id)
    needed = "can_edit_messages" if chat.kind == "channel" else "can_pin_messages"
    if chat.kind != "private" and role != "creator" and needed not in rights:
        raise ApiError(400, "not enough rights to manage pinned messages in the chat")


async def pin_chat_message(call: Call) -> Any:
    chat = call.chat()
    _may_pin(call, chat)
    message = chat.messages.get(call.args["message_id"])
    if message is None:
        raise ApiError(400, "message to pin not found")
    call.door.pinned.setdefault(id(chat), []).append(message.id)
    silent = call.args.get("disable_notification", False)
    call.door.state.send(call.bot.id, chat, service={"pinned_message": message.id}, silent=silent)
    return True


async def unpin_chat_message(call: Call) -> Any:
    chat = call.chat()
    _may_pin(call, chat)
    pinned = call.door.pinned.get(id(chat), [])
    wanted = call.args.get("message_id", pinned[-1] if pinned else None)
    if wanted not in pinned:
        raise ApiError(400, "message to unpin not found")
    pinned.remove(wanted)
    return True


METHODS: dict[str, Method] = {
    "sendMessage": send_message,
    "forwardMessage": forward_message,
    "copyMessage": copy_message,
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
}
