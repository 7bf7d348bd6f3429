"""Chats as one account sees them: what they are, what it may do there, who is in them; invited to and joined.

For both sessions: the user session's rights decide where videos can go, the bot's where posts can.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from telethon.tl.functions.channels import GetChannelsRequest, GetFullChannelRequest, GetParticipantRequest
from telethon.tl.functions.messages import (
    CheckChatInviteRequest,
    ExportChatInviteRequest,
    GetChatsRequest,
    GetFullChatRequest,
    ImportChatInviteRequest,
)
from telethon.tl.types import (
    Channel,
    ChannelParticipantBanned,
    ChannelParticipantLeft,
    Chat,
    ChatInviteAlready,
    ChatInviteExported,
    ChatParticipants,
    InputChannel,
)

from core.errors import Condition, NeedsOwner, Permanent, Retry, Scope, Trouble
from core.telegram.authorise import username_of
from core.telegram.chat_calls import ChatCalls, input_channel
from core.telegram.chat_refusals import told_apart
from core.telegram.peers import CHANNELS_FROM, Peers
from core.telegram.sessions import Session
from core.telegram.troubles import said

Kind = Literal["channel", "supergroup", "group"]
Role = Literal["creator", "administrator", "member", "left"]
_NOT_IN = frozenset({"USER_NOT_PARTICIPANT", "PARTICIPANT_ID_INVALID", "USER_ID_INVALID"})


@dataclass(frozen=True, slots=True)
class ChatLook:
    """A chat, and what this account is in it. can_edit, can_delete: others' messages (its own it always may)."""

    chat_id: int
    title: str
    kind: Kind
    forum: bool
    username: str | None  #: its public name: everybody can read it then
    role: Role
    can_post: bool
    can_edit: bool
    can_delete: bool
    migrated_to: int | None = None  #: the supergroup that a plain group has become; the group is closed


class Chats:
    """As one session's account."""

    def __init__(self, session: Session, peers: Peers) -> None:
        self._session = session
        self._peers = peers
        self._chats = ChatCalls(session, peers)

    async def look_at(self, chat_id: int) -> ChatLook | None:
        """None: this account can't see it: it was deleted, or the account is not in it (any more). Raises troubles."""
        try:
            if CHANNELS_FROM < chat_id < 0:
                [found] = (await self._session.call(GetChatsRequest([-chat_id]))).chats
            else:
                answer = await self._chats.ask(chat_id, lambda peer: GetChannelsRequest([input_channel(peer)]))
                [found] = answer.chats
        except NeedsOwner as refusal:
            if refusal.condition is not Condition.CHANNEL_LOST:
                raise
            return None
        if isinstance(found, Channel):
            return _channel(chat_id, found)
        return _group(chat_id, found) if isinstance(found, Chat) else None

    async def is_member(self, chat_id: int, user_id: int) -> bool:
        """Whether a person is in the chat.

        A bot that is an administrator there may ask of anybody who has written to it; an account only of people it knows.
        """
        try:
            if CHANNELS_FROM < chat_id < 0:
                people = (await self._session.call(GetFullChatRequest(-chat_id))).full_chat.participants
                listed = people.participants if isinstance(people, ChatParticipants) else []
                return any(one.user_id == user_id for one in listed)
            person = await self._chats.resolver.peer(user_id)
            answer = await self._chats.ask(chat_id, lambda peer: GetParticipantRequest(input_channel(peer), person))
        except Trouble as refusal:
            if said(refusal) in _NOT_IN:
                return False
            raise
        return not isinstance(answer.participant, ChannelParticipantLeft | ChannelParticipantBanned)

    async def invite_link(self, chat_id: int) -> str:
        """The account's own link into the chat, the same at each call. Raises NeedsOwner(CHANNEL_LOST) without the right."""
        if chat_id < CHANNELS_FROM:
            full = await self._chats.ask(chat_id, lambda peer: GetFullChannelRequest(input_channel(peer)))
            known = full.full_chat.exported_invite
            if isinstance(known, ChatInviteExported) and not known.revoked:
                return str(known.link)
        with told_apart():
            made = await self._chats.ask(
                chat_id, lambda peer: ExportChatInviteRequest(peer, legacy_revoke_permanent=True)
            )
        return str(made.link)

    async def join(self, link: str) -> int:
        """Follow an invite link (https://t.me/+HASH) -> the chat's id. One who is in it already is fine.

        Raises Permanent telegram-invite-dead, telegram-too-many-chats; Retry telegram-invite-waits for an administrator.
        """
        code = _hash(link)
        with told_apart():
            known = await self._session.call(CheckChatInviteRequest(code))
            if isinstance(known, ChatInviteAlready):
                return await self._remembered([known.chat])
            answer = await self._session.call(ImportChatInviteRequest(code))
        return await self._remembered(answer.chats)

    async def _remembered(self, chats: list[Any]) -> int:
        for one in chats:
            if isinstance(one, Chat):
                return -int(one.id)
            if isinstance(one, Channel) and one.access_hash is not None:
                await self._peers.remember(self._session.account, CHANNELS_FROM - one.id, one.access_hash)
                return CHANNELS_FROM - int(one.id)
        raise Retry("telegram-refused", scope=Scope.CHAT, reason="NO_CHAT")


def _hash(link: str) -> str:
    """Raises Permanent telegram-invite-dead for what is no invite link."""
    address, _, rest = link.strip().partition("t.me/")
    code = rest.removeprefix("joinchat/").removeprefix("+").rstrip("/")
    if address not in ("", "https://", "http://") or not code or rest == code:
        raise Permanent("telegram-invite-dead")
    return code


def _role(found: Any) -> Role:
    if found.creator:
        return "creator"
    if found.left:
        return "left"
    return "administrator" if found.admin_rights else "member"


def _channel(chat_id: int, found: Channel) -> ChatLook:
    role, rights = _role(found), found.admin_rights
    kind: Kind = "channel" if found.broadcast else "supergroup"
    owns = role == "creator"
    muted = any(ban is not None and ban.send_messages for ban in (found.banned_rights, found.default_banned_rights))
    if kind == "channel":
        can_post = owns or bool(rights and rights.post_messages)
    else:
        can_post = owns or role == "administrator" or (role == "member" and not muted)
    return ChatLook(
        chat_id, found.title, kind, bool(found.forum), username_of(found), role, can_post,
        can_edit=kind == "channel" and (owns or bool(rights and rights.edit_messages)),
        can_delete=owns or bool(rights and rights.delete_messages),
    )  # fmt: skip


def _group(chat_id: int, found: Chat) -> ChatLook:
    role = _role(found)
    to = found.migrated_to
    moved = CHANNELS_FROM - to.channel_id if isinstance(to, InputChannel) else None
    muted = bool(found.default_banned_rights and found.default_banned_rights.send_messages)
    leads = role in ("creator", "administrator")
    can_post = not found.deactivated and (leads or (role == "member" and not muted))
    return ChatLook(chat_id, found.title, "group", False, None, role, can_post, False, leads, moved)
