"""Users are looked up: by id and hash, and by name."""

from __future__ import annotations

import re

from telethon.tl import types as t
from telethon.tl.functions.contacts import ResolveUsernameRequest
from telethon.tl.functions.users import GetFullUserRequest, GetUsersRequest

from sandbox.telegram.state import Refused

from . import peers, tl
from .rpc import Answer, Call, answers


@answers(GetUsersRequest)
async def get_users(call: Call, request: GetUsersRequest) -> Answer:
    """One answer for each: userEmpty for whom the account does not know."""
    found: list[t.TypeUser] = []
    for one in request.id:
        try:
            found.append(tl.user(call, peers.person(call, one)))
        except Refused:
            found.append(t.UserEmpty(getattr(one, "user_id", 0)))
    return found


@answers(GetFullUserRequest)
async def get_full_user(call: Call, request: GetFullUserRequest) -> Answer:
    found = peers.person(call, request.id)
    full = t.UserFull(found.id, t.PeerSettings(), t.PeerNotifySettings(), 0)
    return t.users.UserFull(full, [], [tl.user(call, found)])


@answers(ResolveUsernameRequest)
async def resolve_username(call: Call, request: ResolveUsernameRequest) -> Answer:
    """Raises USERNAME_INVALID, USERNAME_NOT_OCCUPIED."""
    tl.refuse_given(request, "referer")
    name = request.username.lower()
    if not re.fullmatch(r"[a-z][a-z0-9_]{3,31}", name):
        raise Refused("USERNAME_INVALID")
    for account in call.state.accounts.values():
        if account.username and account.username.lower() == name:
            return t.contacts.ResolvedPeer(t.PeerUser(account.id), [], [tl.user(call, account)])
    for chat in call.state.chats.values():
        if chat.username and chat.username.lower() == name:
            return t.contacts.ResolvedPeer(tl.peer(call, chat), [tl.chat_of(call, chat)], [])
    raise Refused("USERNAME_NOT_OCCUPIED")
