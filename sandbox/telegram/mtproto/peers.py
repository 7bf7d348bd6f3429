"""Whom an input peer means, with its access hash checked: each account has its own hash for each peer.

A bot may name a channel it is in, or a person it has a dialog with, with hash 0 (core.telegram.org/api/peers).
"""

from __future__ import annotations

from telethon.tl import TLObject
from telethon.tl import types as t

from sandbox.telegram.state import Account, Chat, Refused

from .rpc import Call
from .tl import CHANNEL_BASE


def person(call: Call, asked: TLObject) -> Account:
    """The account that an InputUser or InputPeerUser names. Raises USER_ID_INVALID."""
    me = call.account
    if isinstance(asked, t.InputUserSelf | t.InputPeerSelf):
        return me
    if not isinstance(asked, t.InputUser | t.InputPeerUser):
        raise Refused("USER_ID_INVALID")
    found = call.state.accounts.get(asked.user_id)
    if found is None:
        raise Refused("USER_ID_INVALID")
    known = frozenset((me.id, found.id)) in call.state.dialogs
    if asked.access_hash == 0 and me.is_bot and (known or found is me):
        return found
    if asked.access_hash != call.state.access_hash(me.id, found.id):
        raise Refused("USER_ID_INVALID")
    return found


def channel(call: Call, asked: TLObject) -> Chat:
    """The channel or supergroup that an input names. Raises CHANNEL_INVALID, CHANNEL_PRIVATE."""
    if not isinstance(asked, t.InputChannel | t.InputPeerChannel):
        raise Refused("CHANNEL_INVALID")
    me = call.account
    chat_id = -CHANNEL_BASE - asked.channel_id
    chat = call.state.chats.get(chat_id)
    bot_is_in = me.is_bot and chat is not None and me.id in chat.members
    if not (asked.access_hash == 0 and bot_is_in) and asked.access_hash != call.state.access_hash(me.id, chat_id):
        raise Refused("CHANNEL_INVALID")
    return call.state.chat_for(me.id, chat_id)


def chat(call: Call, asked: TLObject) -> Chat:
    """The chat that an input peer names. Raises PEER_ID_INVALID and what the others raise.

    A bot can't begin a dialog: the person has to write first.
    """
    if isinstance(asked, t.InputPeerChannel | t.InputChannel):
        return channel(call, asked)
    if isinstance(asked, t.InputPeerChat):
        return call.state.chat_for(call.account.id, -asked.chat_id)
    if isinstance(asked, t.InputPeerUser | t.InputPeerSelf):
        try:
            other = person(call, asked)
        except Refused as refusal:
            raise Refused("PEER_ID_INVALID") from refusal
        if call.account.is_bot and frozenset((call.account.id, other.id)) not in call.state.dialogs:
            raise Refused("PEER_ID_INVALID")
        return call.state.dialog(call.account.id, other.id)
    raise Refused("PEER_ID_INVALID")
