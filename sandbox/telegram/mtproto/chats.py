"""Chats as a whole: looked at, given a picture, left, deleted; a plain group's move to a supergroup."""

from __future__ import annotations

from telethon.tl import types as t
from telethon.tl.functions.channels import (
    DeleteChannelRequest,
    EditPhotoRequest,
    GetFullChannelRequest,
    LeaveChannelRequest,
)
from telethon.tl.functions.messages import GetChatsRequest, GetFullChatRequest, MigrateChatRequest

from sandbox.telegram import chats
from sandbox.telegram.state import Chat, Refused

from . import media, peers, tl
from .invites import primary
from .rpc import Answer, Call, answers


def _group(call: Call, chat_id: int) -> Chat:
    """A plain group that the account is in, or was before it moved. Raises CHAT_ID_INVALID."""
    chat = call.state.chats.get(-chat_id)
    if chat is None or chat.kind != "group" or call.account.id not in chat.members:
        raise Refused("CHAT_ID_INVALID")
    return chat


@answers(GetChatsRequest)
async def get_chats(call: Call, request: GetChatsRequest) -> Answer:
    return t.messages.Chats([tl.chat_of(call, _group(call, one)) for one in request.id])


@answers(GetFullChannelRequest)
async def get_full_channel(call: Call, request: GetFullChannelRequest) -> Answer:
    chat = peers.channel(call, request.channel)
    invite = primary(call, chat) if chat.members.get(call.account.id) in ("creator", "administrator") else None
    photo = tl.photo(call, chat.photo) if chat.photo else t.PhotoEmpty(0)
    full = t.ChannelFull(
        tl.channel_number(chat), chat.description, 0, 0, 0, photo, t.PeerNotifySettings(), [], call.server.pts(chat.id),
        participants_count=len(chat.members), exported_invite=invite,
    )  # fmt: skip
    return t.messages.ChatFull(full, tl.chats_of(call, chat), tl.people_of(call, chat, []))


@answers(GetFullChatRequest)
async def get_full_chat(call: Call, request: GetFullChatRequest) -> Answer:
    chat = _group(call, request.chat_id)
    now = tl.moment(call.state.now())
    creator = next(one for one, role in chat.members.items() if role == "creator")
    people: list[t.TypeChatParticipant] = []
    for one, role in chat.members.items():
        if role == "creator":
            people.append(t.ChatParticipantCreator(one))
        elif role == "administrator":
            people.append(t.ChatParticipantAdmin(one, creator, now))
        else:
            people.append(t.ChatParticipant(one, creator, now))
    full = t.ChatFull(-chat.id, chat.description, t.ChatParticipants(-chat.id, people, 1), t.PeerNotifySettings())
    spoken_of: list[t.TypeUser] = [tl.user(call, call.state.accounts[one]) for one in sorted(chat.members)]
    return t.messages.ChatFull(full, tl.chats_of(call, chat), spoken_of)


@answers(EditPhotoRequest)
async def edit_photo(call: Call, request: EditPhotoRequest) -> Answer:
    """Raises CHAT_ADMIN_REQUIRED, PHOTO_INVALID and what uploads raise; IMAGE_PROCESS_FAILED for what is no JPEG."""
    chat = peers.channel(call, request.channel)
    tl.needs(call, chat, "can_change_info")
    if isinstance(request.photo, t.InputChatPhotoEmpty):
        chat.photo = None
    elif isinstance(request.photo, t.InputChatUploadedPhoto) and request.photo.file is not None:
        tl.refuse_given(request.photo, "video", "video_start_ts", "video_emoji_markup")
        chat.photo = await media.chat_picture(call, request.photo.file)
    else:
        raise Refused("PHOTO_INVALID")
    return tl.updates(call, chat, [], [t.UpdateChannel(tl.channel_number(chat))])


@answers(LeaveChannelRequest)
async def leave_channel(call: Call, request: LeaveChannelRequest) -> Answer:
    """Raises USER_CREATOR: a channel's creator can delete it, not leave it."""
    chat = peers.channel(call, request.channel)
    if chat.members.get(call.account.id) == "creator":
        raise Refused("USER_CREATOR")
    call.state.set_member(chat, call.account.id, "left", call.account.id)
    return tl.updates(call, chat, [], [t.UpdateChannel(tl.channel_number(chat))])


@answers(DeleteChannelRequest, bots=False)
async def delete_channel(call: Call, request: DeleteChannelRequest) -> Answer:
    chat = peers.channel(call, request.channel)
    if chat.members.get(call.account.id) != "creator":
        raise Refused("CHAT_ADMIN_REQUIRED")
    chats.delete_chat(call.state, chat, call.account.id)
    return tl.updates(call, chat, [], [t.UpdateChannel(tl.channel_number(chat))])


@answers(MigrateChatRequest, bots=False)
async def migrate_chat(call: Call, request: MigrateChatRequest) -> Answer:
    group = _group(call, request.chat_id)
    if group.members.get(call.account.id) != "creator":
        raise Refused("CHAT_ADMIN_REQUIRED")
    chat = chats.migrate(call.state, group, call.account.id)
    told = tl.updates(call, chat, [], [t.UpdateChannel(tl.channel_number(chat))])
    told.chats.append(tl.chat_of(call, group))
    return told
