"""From a chat's id to what Telegram wants to hear of it: an id and an access hash, which each account has of its own.

Hashes are remembered by the caller (Peers). A bot learns one by asking with hash 0; a person by looking once through its dialogs.
"""

from __future__ import annotations

from typing import Any, Protocol

from telethon.tl.functions.channels import GetChannelsRequest
from telethon.tl.functions.messages import GetDialogsRequest
from telethon.tl.types import (
    Channel,
    ChannelForbidden,
    InputChannel,
    InputPeerChannel,
    InputPeerChat,
    InputPeerEmpty,
    InputPeerSelf,
    InputPeerUser,
    Message,
    PeerChannel,
    PeerChat,
    User,
)

from core.errors import Condition, NeedsOwner, Scope
from core.model import Account
from core.telegram.sessions import Session

CHANNELS_FROM = -1_000_000_000_000  #: the Bot API's form of a channel's id is this minus the id
PAGE = 100
PAGES = 50  #: 5,000 dialogs, then the search is given up

InputPeer = InputPeerChannel | InputPeerChat | InputPeerSelf | InputPeerUser


class Peers(Protocol):
    """Where access hashes are kept (storage)."""

    async def access_hash(self, account: Account, chat_id: int) -> int | None: ...
    async def remember(self, account: Account, chat_id: int, access_hash: int) -> None: ...


class Resolver:
    """For one session."""

    def __init__(self, session: Session, peers: Peers) -> None:
        self._session = session
        self._peers = peers

    async def peer(self, chat_id: int, *, afresh: bool = False) -> InputPeer:
        """chat_id in the Bot API's form. afresh: the remembered hash was refused.

        Raises NeedsOwner(CHANNEL_LOST) if this account can't see the chat, and what a call raises.
        """
        if chat_id == self._session.me.id:
            return InputPeerSelf()
        if CHANNELS_FROM < chat_id < 0:
            return InputPeerChat(-chat_id)
        known = None if afresh else await self._peers.access_hash(self._session.account, chat_id)
        if known is None:
            known = await self._found(chat_id)
        return InputPeerUser(chat_id, known) if chat_id > 0 else InputPeerChannel(CHANNELS_FROM - chat_id, known)

    async def _found(self, chat_id: int) -> int:
        if self._session.account is Account.USER:
            return await self._in_dialogs(chat_id)
        if chat_id > 0:
            return 0  # a bot may write to whoever has written to it, under any hash
        answer = await self._session.call(GetChannelsRequest([InputChannel(CHANNELS_FROM - chat_id, 0)]))
        found = await self._remember(answer.chats)
        if chat_id not in found:
            raise NeedsOwner(Condition.CHANNEL_LOST, scope=Scope.CHAT)
        return found[chat_id]

    async def _in_dialogs(self, chat_id: int) -> int:
        """Look through the account's dialogs, newest first, and remember what is met on the way."""
        date, message_id, peer = None, 0, InputPeerEmpty()
        for _ in range(PAGES):
            page = await self._session.call(GetDialogsRequest(date, message_id, peer, PAGE, 0))
            found = await self._remember([*page.chats, *page.users])
            if chat_id in found:
                return found[chat_id]
            messages = {_peer_id(one.peer_id): one for one in page.messages if isinstance(one, Message)}
            last = next((one for one in reversed(page.dialogs) if _peer_id(one.peer) in messages), None)
            if last is None or len(page.dialogs) < PAGE:
                break
            message = messages[_peer_id(last.peer)]
            date, message_id = message.date, message.id
            peer = _input(_peer_id(last.peer), found)
        raise NeedsOwner(Condition.CHANNEL_LOST, scope=Scope.CHAT)

    async def _remember(self, met: list[Any]) -> dict[int, int]:
        found = {}
        for one in met:
            if isinstance(one, Channel | ChannelForbidden):
                chat_id = CHANNELS_FROM - one.id
            elif isinstance(one, User):
                chat_id = one.id
            else:
                continue
            if one.access_hash is not None and not getattr(one, "min", False):
                found[chat_id] = one.access_hash
                await self._peers.remember(self._session.account, chat_id, one.access_hash)
        return found


def _peer_id(peer: Any) -> int:
    if isinstance(peer, PeerChannel):
        return CHANNELS_FROM - int(peer.channel_id)
    return -int(peer.chat_id) if isinstance(peer, PeerChat) else int(peer.user_id)


def _input(chat_id: int, hashes: dict[int, int]) -> Any:
    if chat_id > 0:
        return InputPeerUser(chat_id, hashes.get(chat_id, 0))
    if chat_id > CHANNELS_FROM:
        return InputPeerChat(-chat_id)
    return InputPeerChannel(CHANNELS_FROM - chat_id, hashes.get(chat_id, 0))
