"""Invite links: made, looked at, followed."""

from __future__ import annotations

import secrets

from telethon.tl import types as t
from telethon.tl.functions.messages import CheckChatInviteRequest, ExportChatInviteRequest, ImportChatInviteRequest

from sandbox.telegram import chats
from sandbox.telegram.state import Chat

from . import peers, tl
from .rpc import Answer, Call, answers


def primary(call: Call, chat: Chat) -> t.ChatInviteExported | None:
    """The account's first link, if it has made one."""
    me = call.account.id
    found = next((one for one, maker in chat.invites.items() if maker == me), None)
    return None if found is None else _exported(call, f"https://t.me/+{found}", permanent=True)


def _exported(call: Call, link: str, *, permanent: bool) -> t.ChatInviteExported:
    return t.ChatInviteExported(link, call.account.id, tl.moment(call.state.now()), permanent=permanent or None)


@answers(ExportChatInviteRequest)
async def export_chat_invite(call: Call, request: ExportChatInviteRequest) -> Answer:
    """A further link; with legacy_revoke_permanent the account's first one is made anew, and its old one is dead."""
    tl.refuse_given(request, "request_needed", "expire_date", "usage_limit", "subscription_pricing")
    chat = peers.chat(call, request.peer)
    tl.needs(call, chat, "can_invite_users")
    me = call.account.id
    if request.legacy_revoke_permanent:
        old = next((one for one, maker in chat.invites.items() if maker == me), None)
        chat.invites.pop(old or "", None)
        chat.invites = {secrets.token_urlsafe(12): me} | chat.invites
        return primary(call, chat) or _exported(call, chats.invite(chat, me), permanent=True)
    further = secrets.token_urlsafe(12)
    chat.invites[further] = me
    return _exported(call, f"https://t.me/+{further}", permanent=False)


@answers(CheckChatInviteRequest, bots=False)
async def check_chat_invite(call: Call, request: CheckChatInviteRequest) -> Answer:
    """Raises INVITE_HASH_EXPIRED."""
    chat = chats.invited_to(call.state, request.hash)
    if call.account.id in chat.members:
        return t.ChatInviteAlready(tl.chat_of(call, chat))
    return t.ChatInvite(
        chat.title, t.PhotoEmpty(0), len(chat.members), 0, channel=chat.kind != "group",
        broadcast=chat.kind == "channel", megagroup=chat.kind == "supergroup", about=chat.description or None,
    )  # fmt: skip


@answers(ImportChatInviteRequest, bots=False)
async def import_chat_invite(call: Call, request: ImportChatInviteRequest) -> Answer:
    """Raises INVITE_HASH_EXPIRED, USER_ALREADY_PARTICIPANT."""
    chat = chats.join(call.state, call.account.id, request.hash)
    return tl.updates(call, chat, [], [])
