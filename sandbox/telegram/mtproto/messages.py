"""Messages are sent, edited and deleted.

A random_id that was used is answered with the message it made, for ever; only while the first call still runs the answer is
RANDOM_ID_DUPLICATE (core.telegram.org/api/updates).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from telethon.tl import types as t
from telethon.tl.functions.channels import DeleteMessagesRequest as DeleteChannelMessagesRequest
from telethon.tl.functions.messages import (
    DeleteMessagesRequest,
    EditMessageRequest,
    SendMediaRequest,
    SendMessageRequest,
    UploadMediaRequest,
)

from sandbox.telegram.schedule import appear
from sandbox.telegram.state import Chat, Message, Refused, StoredFile, check_text

from . import media, peers, tl
from .entities import from_tl
from .markup import markup_from_tl
from .rpc import Answer, Call, answers

_NOT_MODELLED = (
    "schedule_date",
    "schedule_repeat_period",
    "send_as",
    "quick_reply_shortcut",
    "effect",
    "allow_paid_stars",
    "suggested_post",
)


@answers(SendMessageRequest)
async def send_message(call: Call, request: SendMessageRequest) -> Answer:
    tl.refuse_given(request, "rich_message")
    chat = peers.chat(call, request.peer)
    message, is_new = await _post(call, chat, request, None)
    if chat.kind != "private" or not is_new:
        return sent(call, chat, [message], is_new=is_new)
    return t.UpdateShortSentMessage(
        message.id,
        call.server.pts(call.account.id, 1),
        1,
        tl.moment(message.date),
        out=True,
        entities=request.entities,
    )


@answers(SendMediaRequest)
async def send_media(call: Call, request: SendMediaRequest) -> Answer:
    chat = peers.chat(call, request.peer)
    message, is_new = await _post(call, chat, request, lambda: media.take(call, request.media))
    return sent(call, chat, [message], is_new=is_new)


@answers(UploadMediaRequest)
async def upload_media(call: Call, request: UploadMediaRequest) -> Answer:
    """Make a file without a message: a cover, or a file to be sent several times."""
    tl.refuse_given(request, "business_connection_id")
    peers.chat(call, request.peer)
    return tl.media(call, await media.take(call, request.media))


async def _post(
    call: Call,
    chat: Chat,
    request: SendMessageRequest | SendMediaRequest,
    make_media: Callable[[], Awaitable[StoredFile]] | None,
) -> tuple[Message, bool]:
    tl.refuse_given(request, *_NOT_MODELLED)
    _only_bots_have_buttons(call, request.reply_markup)
    entities, markup = from_tl(request.entities), markup_from_tl(request.reply_markup)
    reply_to, topic = _reply(chat, request.reply_to)
    with busy(call, chat, request.random_id) as used:
        file = None
        if make_media and not used:
            call.state.may_post(call.account.id, chat)
            check_text(request.message, entities, caption=True)
            if reply_to is not None and reply_to not in chat.messages:
                raise Refused("REPLY_MESSAGE_ID_INVALID")
            file = await make_media()  # last, because it uses the upload up
        converts = _converts(call, chat, request, file)
        message, is_new = call.state.send(
            call.account.id,
            chat,
            request.message,
            entities=entities,
            reply_markup=markup,
            reply_to=reply_to,
            topic=topic,
            media=file,
            random_id=request.random_id,
            silent=bool(request.silent),
            scheduled=converts is not None,
        )
        if converts is not None:
            call.server.spawn(appear(call.state, chat, message, converts))
        return message, is_new


def _converts(
    call: Call, chat: Chat, request: SendMessageRequest | SendMediaRequest, file: StoredFile | None
) -> float | None:
    """For how many seconds the video is converted before it stands in the channel; None: it stands at once."""
    uploaded = isinstance(request, SendMediaRequest) and isinstance(request.media, t.InputMediaUploadedDocument)
    if not uploaded or file is None or file.kind != "video" or chat.kind != "channel":
        return None
    fault = call.strike("telegram.converts")
    return None if fault is None else float(fault.get("seconds", 2.0))


def _only_bots_have_buttons(call: Call, markup: t.TypeReplyMarkup | None) -> None:
    """Stricter than the real one, which passes over a person's keyboard in silence."""
    if markup is not None and not call.account.is_bot:
        raise Refused("REPLY_MARKUP_INVALID")


@contextmanager
def busy(call: Call, chat: Chat, random_id: int) -> Iterator[bool]:
    """While the block runs, the random_id is busy. -> whether it was used by an earlier call.

    Raises RANDOM_ID_EMPTY, RANDOM_ID_DUPLICATE.
    """
    server, key = call.server, (call.account.id, id(chat), random_id)
    if not random_id:
        raise Refused("RANDOM_ID_EMPTY")
    if key in server.running_random_ids or call.strike("telegram.random_id_busy") is not None:
        raise Refused("RANDOM_ID_DUPLICATE", 500)
    server.running_random_ids.add(key)
    try:
        yield key in call.state.used_random_ids or key in call.state.scheduled_random_ids
    finally:
        server.running_random_ids.discard(key)


def _reply(chat: Chat, reply: t.TypeInputReplyTo | None) -> tuple[int | None, int | None]:
    """-> (the message replied to, the forum topic)"""
    if reply is None:
        return None, None
    if not isinstance(reply, t.InputReplyToMessage):
        raise Refused("REPLY_TO_INVALID")
    tl.refuse_given(reply, "reply_to_peer_id", "quote_text", "monoforum_peer_id", "todo_item_id", "poll_option")
    if reply.reply_to_msg_id in chat.topics:
        return None, reply.reply_to_msg_id
    if reply.top_msg_id is not None and reply.top_msg_id not in chat.topics:
        raise Refused("TOPIC_ID_INVALID")
    return reply.reply_to_msg_id, reply.top_msg_id


def sent(call: Call, chat: Chat, messages: list[Message], *, is_new: bool) -> t.Updates:
    """The answer to a sending call: which random_id became which id, and the messages."""
    changes: list[t.TypeUpdate] = [t.UpdateMessageID(one.id, one.random_id or 0) for one in messages]
    changes += [tl.new_message(call, chat, one, is_new=is_new) for one in messages]
    return tl.updates(call, chat, messages, changes)


@answers(EditMessageRequest)
async def edit_message(call: Call, request: EditMessageRequest) -> Answer:
    """New text or caption, media, and buttons: buttons that are not given go, as with the real one.

    A text can get media, which then stays: media can be exchanged and never taken away (core.telegram.org/bots/api,
    editMessageMedia: "or to add media to text messages"; the other way is refused: python-telegram-bot #2406,
    rubenlagus/TelegramBots #1509).

    In a channel an administrator with the right to edit may change others' posts too.
    """
    tl.refuse_given(request, "schedule_date", "schedule_repeat_period", "quick_reply_shortcut_id", "rich_message")
    chat = peers.chat(call, request.peer)
    if request.id not in chat.messages:
        raise Refused("MESSAGE_ID_INVALID")
    if call.strike("telegram.edit_expired") is not None:
        raise Refused("MESSAGE_EDIT_TIME_EXPIRED")
    _only_bots_have_buttons(call, request.reply_markup)
    me = call.account.id
    leads = chat.members.get(me) == "creator" or "can_edit_messages" in chat.rights.get(me, set())
    file = await media.take(call, request.media) if request.media else None
    message = call.state.edit(
        chat.messages[request.id].sender if chat.kind == "channel" and leads else me,
        chat,
        request.id,
        request.message,
        entities=from_tl(request.entities),
        reply_markup=markup_from_tl(request.reply_markup),
        media=file,
    )
    return tl.updates(call, chat, [message], [tl.edited_message(call, chat, message)])


@answers(DeleteChannelMessagesRequest)
async def delete_channel_messages(call: Call, request: DeleteChannelMessagesRequest) -> Answer:
    chat = peers.channel(call, request.channel)
    gone = call.state.delete(call.account.id, chat, request.id)
    return t.messages.AffectedMessages(call.server.pts(chat.id, len(gone)), len(gone))


@answers(DeleteMessagesRequest)
async def delete_messages(call: Call, request: DeleteMessagesRequest) -> Answer:
    """In private chats and plain groups an id alone names a message. Only deletion for both sides (revoke) is modelled."""
    if not request.revoke:
        raise Refused("METHOD_NOT_MODELLED: DeleteMessages without revoke")
    me = call.account.id
    gone = 0
    for chat in call.state.common_box(me):
        gone += len(call.state.delete(me, chat, request.id))
    return t.messages.AffectedMessages(call.server.pts(me, gone), gone)
