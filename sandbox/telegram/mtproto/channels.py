"""Channels and supergroups are made and looked up, their members let in and given rights."""

from __future__ import annotations

from telethon.tl import types as t
from telethon.tl.functions.channels import (
    CreateChannelRequest,
    EditAdminRequest,
    GetChannelsRequest,
    GetParticipantRequest,
    InviteToChannelRequest,
)

from sandbox.telegram.state import Refused

from . import peers, tl
from .rpc import Answer, Call, answers

TITLE_LIMIT, ABOUT_LIMIT = 128, 255


@answers(GetChannelsRequest)
async def get_channels(call: Call, request: GetChannelsRequest) -> Answer:
    return t.messages.Chats([tl.chat_of(call, peers.channel(call, one)) for one in request.id])


@answers(CreateChannelRequest, bots=False)
async def create_channel(call: Call, request: CreateChannelRequest) -> Answer:
    """Raises CHAT_TITLE_EMPTY, CHAT_ABOUT_TOO_LONG."""
    tl.refuse_given(request, "for_import", "geo_point", "address", "ttl_period")
    if not request.title.strip() or len(request.title) > TITLE_LIMIT:
        raise Refused("CHAT_TITLE_EMPTY")
    if len(request.about) > ABOUT_LIMIT:
        raise Refused("CHAT_ABOUT_TOO_LONG")
    group = request.megagroup or request.forum
    if bool(request.broadcast) == bool(group):
        raise Refused("METHOD_NOT_MODELLED: CreateChannel that is neither a channel nor a supergroup")
    chat = call.state.create_channel(
        call.account.id, request.title, kind="supergroup" if group else "channel", description=request.about
    )
    chat.forum = bool(request.forum)
    return tl.updates(call, chat, [], [t.UpdateChannel(tl.channel_number(chat))])


#: rights that mean something in one kind of chat only
ONLY_IN = {
    "can_post_messages": "channel", "can_edit_messages": "channel", "can_post_stories": "channel",
    "can_edit_stories": "channel", "can_delete_stories": "channel", "can_manage_direct_messages": "channel",
    "can_restrict_members": "supergroup", "can_pin_messages": "supergroup", "is_anonymous": "supergroup",
    "can_manage_topics": "supergroup",
}  # fmt: skip


@answers(InviteToChannelRequest)
async def invite_to_channel(call: Call, request: InviteToChannelRequest) -> Answer:
    """Bots can't be members of a broadcast channel, only its administrators: USER_BOT."""
    chat = peers.channel(call, request.channel)
    tl.needs(call, chat, "can_invite_users")
    guests = [peers.person(call, one) for one in request.users]
    if chat.kind == "channel" and any(one.is_bot for one in guests):
        raise Refused("USER_BOT")
    for one in guests:
        if one.id not in chat.members:
            call.state.set_member(chat, one.id, "member", call.account.id)
    changes: list[t.TypeUpdate] = [t.UpdateChannel(tl.channel_number(chat))]
    return t.messages.InvitedUsers(tl.updates(call, chat, [], changes), [])


@answers(EditAdminRequest)
async def edit_admin(call: Call, request: EditAdminRequest) -> Answer:
    """No rights at all make an administrator a member again.

    Raises USER_NOT_PARTICIPANT, USER_CREATOR; RIGHT_FORBIDDEN for rights that the giver lacks, and for those of another kind
    of chat (the real one says so of wrong combinations; which it passes over is not known).
    """
    chat = peers.channel(call, request.channel)
    tl.needs(call, chat, "can_promote_members")
    who = peers.person(call, request.user_id)
    rights = {ours for name, ours in tl.RIGHTS.items() if getattr(request.admin_rights, name)}
    role = chat.members.get(who.id)
    if role == "creator":
        raise Refused("USER_CREATOR")
    if role is None and not who.is_bot:
        raise Refused("USER_NOT_PARTICIPANT")
    mine = chat.rights.get(call.account.id, set())
    if any(ONLY_IN.get(right, chat.kind) != chat.kind for right in rights):
        raise Refused("RIGHT_FORBIDDEN", 403)
    if chat.members[call.account.id] != "creator" and not rights <= mine:
        raise Refused("RIGHT_FORBIDDEN", 403)
    call.state.set_member(chat, who.id, "administrator" if rights else "member", call.account.id, rights)
    return tl.updates(call, chat, [], [t.UpdateChannel(tl.channel_number(chat))])


@answers(GetParticipantRequest)
async def get_participant(call: Call, request: GetParticipantRequest) -> Answer:
    """Raises PARTICIPANT_ID_INVALID, USER_NOT_PARTICIPANT."""
    chat = peers.channel(call, request.channel)
    if not isinstance(request.participant, t.InputPeerUser | t.InputPeerSelf):
        raise Refused("PARTICIPANT_ID_INVALID")
    who = peers.person(call, request.participant)
    role = chat.members.get(who.id)
    now = tl.moment(call.state.now())
    if role is None:
        raise Refused("USER_NOT_PARTICIPANT")
    found: t.TypeChannelParticipant
    creator = next((one for one, its in chat.members.items() if its == "creator"), who.id)
    if role == "creator":
        found = t.ChannelParticipantCreator(who.id, tl.admin_rights(set(tl.RIGHTS.values())))
    elif role == "administrator":
        rights = tl.admin_rights(chat.rights.get(who.id, set()))
        me = who.id == call.account.id
        found = t.ChannelParticipantAdmin(who.id, creator, now, rights, is_self=me, inviter_id=creator if me else None)
    elif who.id == call.account.id:
        found = t.ChannelParticipantSelf(who.id, creator, now)
    else:
        found = t.ChannelParticipant(who.id, now)
    spoken_of: list[t.TypeUser] = [tl.user(call, call.state.accounts[one]) for one in sorted({who.id, creator})]
    return t.channels.ChannelParticipant(found, tl.chats_of(call, chat), spoken_of)
