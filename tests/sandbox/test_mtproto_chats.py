"""Chats as a whole at the MTProto door: pictures, rights, invites, topics, moves, ends."""

from __future__ import annotations

from typing import Any

import pytest
from telethon.errors import (
    ChannelForumMissingError,
    ChannelPrivateError,
    ChatAdminRequiredError,
    ChatWriteForbiddenError,
    ImageProcessFailedError,
    InviteHashExpiredError,
    PhotoCropSizeSmallError,
    RightForbiddenError,
    RPCError,
    UserAlreadyParticipantError,
    UserCreatorError,
)
from telethon.tl import types as t
from telethon.tl.functions.channels import (
    CreateChannelRequest,
    DeleteChannelRequest,
    EditAdminRequest,
    EditPhotoRequest,
    GetChannelsRequest,
    GetFullChannelRequest,
    LeaveChannelRequest,
)
from telethon.tl.functions.messages import (
    CheckChatInviteRequest,
    CreateForumTopicRequest,
    ExportChatInviteRequest,
    GetChatsRequest,
    GetForumTopicsRequest,
    GetFullChatRequest,
    ImportChatInviteRequest,
    MigrateChatRequest,
    SendMessageRequest,
)

from sandbox.telegram.state import Chat
from tests.sandbox.mtproto_rig import BOT, FRIEND, OWNER, Telegram, random_id, small_file


def jpeg(side: int) -> bytes:
    return b"\xff\xd8\xff\xc0\x00\x11\x08" + side.to_bytes(2, "big") * 2 + b"\x03" + bytes(10)


async def channel_of(client: Any, chat: Chat) -> Any:
    await client.get_dialogs()
    return await client.get_input_entity(chat.id)


async def test_a_channels_picture_is_a_jpeg_of_some_size(telegram: Telegram) -> None:
    owner = await telegram.owner()
    channel = await channel_of(owner, telegram.channel)
    for data, refusal in ((b"no picture", ImageProcessFailedError), (jpeg(159), PhotoCropSizeSmallError)):
        with pytest.raises(refusal):
            await owner(EditPhotoRequest(channel, t.InputChatUploadedPhoto(await small_file(owner, data))))
    await owner(EditPhotoRequest(channel, t.InputChatUploadedPhoto(await small_file(owner, jpeg(160)))))
    [found] = (await owner(GetChannelsRequest([channel]))).chats
    assert isinstance(found.photo, t.ChatPhoto)
    bot = await telegram.bot()
    mine = await bot.get_input_entity(telegram.channel.id)
    with pytest.raises(ChatAdminRequiredError):
        await bot(EditPhotoRequest(mine, t.InputChatUploadedPhoto(await small_file(bot, jpeg(160)))))


async def test_rights_of_another_kind_of_chat_are_refused(telegram: Telegram) -> None:
    owner = await telegram.owner()
    channel, bot = await channel_of(owner, telegram.channel), await owner.get_input_entity("likes_bot")
    for rights in (t.ChatAdminRights(pin_messages=True), t.ChatAdminRights(post_messages=True, manage_topics=True)):
        with pytest.raises(RightForbiddenError):
            await owner(EditAdminRequest(channel, bot, rights, ""))
    group = (await owner(CreateChannelRequest("Group", "", megagroup=True))).chats[0]
    with pytest.raises(RightForbiddenError):
        await owner(EditAdminRequest(group, bot, t.ChatAdminRights(post_messages=True), ""))


async def test_an_invite_lets_in_until_it_is_revoked(telegram: Telegram) -> None:
    owner, friend = await telegram.owner(), await telegram.returning(FRIEND)
    channel = await channel_of(owner, telegram.channel)
    assert (await owner(GetFullChannelRequest(channel))).full_chat.exported_invite is None
    first = await owner(ExportChatInviteRequest(channel, legacy_revoke_permanent=True))
    further = await owner(ExportChatInviteRequest(channel))
    assert (await owner(GetFullChannelRequest(channel))).full_chat.exported_invite.link == first.link
    code = further.link.removeprefix("https://t.me/+")
    seen = await friend(CheckChatInviteRequest(code))
    assert (seen.title, seen.broadcast) == ("Likes", True)
    assert (await friend(ImportChatInviteRequest(code))).chats[0].title == "Likes"
    with pytest.raises(UserAlreadyParticipantError):
        await friend(ImportChatInviteRequest(code))
    assert isinstance(await friend(CheckChatInviteRequest(code)), t.ChatInviteAlready)
    await owner(ExportChatInviteRequest(channel, legacy_revoke_permanent=True))
    with pytest.raises(InviteHashExpiredError):
        await friend(CheckChatInviteRequest(first.link.removeprefix("https://t.me/+")))
    assert telegram.channel.members[FRIEND] == "member"


async def test_an_invite_takes_a_right(telegram: Telegram) -> None:
    bot = await telegram.bot()
    with pytest.raises(ChatAdminRequiredError):
        await bot(ExportChatInviteRequest(await bot.get_input_entity(telegram.channel.id)))


async def test_topics_are_made_once_under_a_random_id(telegram: Telegram) -> None:
    owner = await telegram.owner()
    made = (await owner(CreateChannelRequest("Forum", "", megagroup=True, forum=True))).chats[0]
    forum, number = t.InputPeerChannel(made.id, made.access_hash), random_id()
    for _ in range(2):
        await owner(CreateForumTopicRequest(forum, "Likes", random_id=number))
    listed = (await owner(GetForumTopicsRequest(forum, None, 0, 0, 100))).topics
    assert [one.title for one in listed] == ["Likes", "General"]
    assert (await owner(GetForumTopicsRequest(forum, None, 0, listed[-1].id, 100))).topics == []
    for title, colour in (("", None), ("x" * 129, None), ("fine", 5)):
        with pytest.raises(RPCError):
            await owner(CreateForumTopicRequest(forum, title, icon_color=colour, random_id=random_id()))


async def test_only_a_forum_has_topics(telegram: Telegram) -> None:
    owner = await telegram.owner()
    channel = await channel_of(owner, telegram.channel)
    with pytest.raises(ChannelForumMissingError):
        await owner(CreateForumTopicRequest(channel, "Likes", random_id=random_id()))


async def test_a_plain_group_moves_and_says_where(telegram: Telegram) -> None:
    group = telegram.state.create_channel(OWNER, "Plain", kind="group")
    group.members[BOT] = "member"
    owner, bot = await telegram.owner(), await telegram.bot()
    with pytest.raises(RPCError):
        await bot(MigrateChatRequest(-group.id))
    await owner(MigrateChatRequest(-group.id))
    [old] = (await bot(GetChatsRequest([-group.id]))).chats
    assert old.deactivated
    moved = telegram.state.chats[group.migrated_to or 0]
    assert old.migrated_to.channel_id == -moved.id - 1_000_000_000_000
    assert moved.members == group.members
    with pytest.raises(ChatWriteForbiddenError):
        await bot(SendMessageRequest(t.InputPeerChat(-group.id), "x", random_id=random_id()))
    await bot(SendMessageRequest(t.InputPeerChannel(old.migrated_to.channel_id, 0), "x", random_id=random_id()))
    full = (await owner(GetFullChatRequest(-group.id))).full_chat
    assert [one.user_id for one in full.participants.participants] == [OWNER, BOT]


async def test_a_creator_can_delete_a_channel_and_not_leave_it(telegram: Telegram) -> None:
    owner, friend = await telegram.owner(), await telegram.returning(FRIEND)
    telegram.state.set_member(telegram.channel, FRIEND, "member", OWNER)
    channel, theirs = await channel_of(owner, telegram.channel), await channel_of(friend, telegram.channel)
    with pytest.raises(UserCreatorError):
        await owner(LeaveChannelRequest(channel))
    with pytest.raises(ChatAdminRequiredError):
        await friend(DeleteChannelRequest(theirs))
    await owner(DeleteChannelRequest(channel))
    for client, peer in ((owner, channel), (friend, theirs)):
        with pytest.raises(ChannelPrivateError):
            await client(GetChannelsRequest([peer]))


async def test_who_leaves_is_out(telegram: Telegram) -> None:
    friend = await telegram.returning(FRIEND)
    telegram.state.set_member(telegram.channel, FRIEND, "member", OWNER)
    theirs = await channel_of(friend, telegram.channel)
    await friend(LeaveChannelRequest(theirs))
    with pytest.raises(ChannelPrivateError):
        await friend(GetChannelsRequest([theirs]))
