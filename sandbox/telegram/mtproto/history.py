"""What stands in a chat is read: by ids, page by page, and the list of chats."""

from __future__ import annotations

from telethon.tl import types as t
from telethon.tl.functions.channels import GetMessagesRequest as GetChannelMessagesRequest
from telethon.tl.functions.messages import GetDialogsRequest, GetHistoryRequest, GetMessagesRequest

from sandbox.telegram.state import Chat, Message, Refused

from . import peers, tl
from .rpc import Answer, Call, answers

_PAGE = 100


@answers(GetChannelMessagesRequest)
async def get_channel_messages(call: Call, request: GetChannelMessagesRequest) -> Answer:
    chat = peers.channel(call, request.channel)
    wanted = [_wanted(one) for one in request.id]
    found = [chat.messages[one] for one in wanted if one in chat.messages]
    listed = [_or_empty(call, chat, one) for one in wanted]
    return t.messages.ChannelMessages(
        call.server.pts(chat.id), len(listed), listed, [], tl.chats_of(call, chat), tl.people_of(call, chat, found)
    )


@answers(GetMessagesRequest)
async def get_messages(call: Call, request: GetMessagesRequest) -> Answer:
    """From private chats and plain groups only: an id in a channel means nothing without the channel."""
    listed: list[t.TypeMessage] = []
    people: dict[int, t.TypeUser] = {}
    mine = call.state.common_box(call.account.id)
    chats: dict[int, t.TypeChat] = {}
    for wanted in map(_wanted, request.id):
        chat = next((one for one in mine if wanted in one.messages), None)
        if chat is None:
            listed.append(t.MessageEmpty(wanted, None))
            continue
        listed.append(tl.message(call, chat, chat.messages[wanted]))
        people |= {one.id: one for one in tl.people_of(call, chat, [])}
        chats |= {one.id: one for one in tl.chats_of(call, chat)}
    return t.messages.Messages(listed, [], list(chats.values()), list(people.values()))


def _wanted(one: t.TypeInputMessage) -> int:
    if not isinstance(one, t.InputMessageID):
        raise Refused("MESSAGE_ID_INVALID")
    return one.id


def _or_empty(call: Call, chat: Chat, message_id: int) -> t.TypeMessage:
    if message_id in chat.messages:
        return tl.message(call, chat, chat.messages[message_id])
    return t.MessageEmpty(message_id, tl.peer(call, chat))


@answers(GetHistoryRequest, bots=False)
async def get_history(call: Call, request: GetHistoryRequest) -> Answer:
    """Newest first, from offset_id (exclusive) on, add_offset messages on or back; max_id and min_id cut it."""
    chat = peers.chat(call, request.peer)
    newest_first = sorted(chat.messages.values(), key=lambda one: -one.id)
    start = 0
    if request.offset_id:
        start = sum(one.id >= request.offset_id for one in newest_first)
    elif request.offset_date and request.offset_date.timestamp() > 0:
        start = sum(one.date >= request.offset_date.timestamp() for one in newest_first)
    start += request.add_offset
    end = start + max(1, min(request.limit or _PAGE, _PAGE))
    page = newest_first[max(0, start) : max(0, end)]
    page = [one for one in page if (not request.max_id or one.id < request.max_id) and one.id > request.min_id]
    return _messages(call, chat, page, len(newest_first))


def _messages(call: Call, chat: Chat, page: list[Message], count: int) -> Answer:
    listed: list[t.TypeMessage] = [tl.message(call, chat, one) for one in page]
    chats, people = tl.chats_of(call, chat), tl.people_of(call, chat, page)
    if chat.kind in ("channel", "supergroup"):
        return t.messages.ChannelMessages(call.server.pts(chat.id), count, listed, [], chats, people)
    if len(page) == count:
        return t.messages.Messages(listed, [], chats, people)
    return t.messages.MessagesSlice(count, listed, [], chats, people)


@answers(GetDialogsRequest, bots=False)
async def get_dialogs(call: Call, request: GetDialogsRequest) -> Answer:
    """All chats the account is in, the one with the newest message first, in one page."""
    me = call.account.id
    chats = [one for one in [*call.state.chats.values(), *call.state.dialogs.values()] if me in one.members]
    if request.offset_id or request.folder_id:
        chats = []
    chats.sort(key=lambda one: -max((message.date for message in one.messages.values()), default=one.created))
    dialogs: list[t.TypeDialog] = []
    messages: list[t.TypeMessage] = []
    people: dict[int, t.TypeUser] = {me: tl.user(call, call.account)}
    for chat in chats:
        top = max(chat.messages, default=0)
        settings = t.PeerNotifySettings()
        pts = call.server.pts(chat.id) if chat.kind in ("channel", "supergroup") else None
        dialogs.append(t.Dialog(tl.peer(call, chat), top, top, top, 0, 0, 0, 0, settings, pts=pts))
        if top:
            messages.append(tl.message(call, chat, chat.messages[top]))
        people |= {one.id: one for one in tl.people_of(call, chat, [])}
    listed = [one for chat in chats for one in tl.chats_of(call, chat)]
    return t.messages.Dialogs(dialogs, messages, listed, list(people.values()))
