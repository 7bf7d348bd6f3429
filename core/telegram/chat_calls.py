"""What every request about one chat needs: the chat's peer, looked up once more if its hash is refused, and its messages read."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from telethon.tl.functions.channels import GetMessagesRequest as GetChannelMessagesRequest
from telethon.tl.functions.messages import GetMessagesRequest
from telethon.tl.tlobject import TLRequest
from telethon.tl.types import InputChannel, InputMessageID, InputPeerChannel, Message

from core.errors import NeedsOwner, Trouble
from core.telegram.peers import InputPeer, Peers, Resolver
from core.telegram.sessions import Session
from core.telegram.troubles import REPLY_GONE, said


class ChatCalls:
    """As one session's account."""

    def __init__(self, session: Session, peers: Peers) -> None:
        self.session = session
        self.resolver = Resolver(session, peers)

    async def ask(self, chat_id: int, request: Callable[[InputPeer], TLRequest]) -> Any:
        """Ask something of one chat. A remembered access hash that is refused is looked up once more."""
        try:
            return await self.session.call(request(await self.resolver.peer(chat_id)))
        except NeedsOwner as refusal:
            if said(refusal) not in ("CHANNEL_INVALID", "PEER_ID_INVALID"):
                raise
        return await self.session.call(request(await self.resolver.peer(chat_id, afresh=True)))

    async def send(
        self, chat_id: int, request: Callable[[InputPeer, int | None], TLRequest], reply_to: int | None
    ) -> Any:
        """Ask for a message; without the reply if what it answers is gone."""
        try:
            return await self.ask(chat_id, lambda peer: request(peer, reply_to))
        except Trouble as refusal:
            if reply_to is None or said(refusal) not in REPLY_GONE:
                raise
        return await self.ask(chat_id, lambda peer: request(peer, None))

    async def read(self, chat_id: int, message_id: int) -> Message | None:
        """A message as it stands, None if it is gone."""
        return (await self.read_all(chat_id, (message_id,))).get(message_id)

    async def read_all(self, chat_id: int, message_ids: Collection[int]) -> dict[int, Message]:
        """Messages as they stand, by id; those that are gone are left out. A hundred at most."""

        def request(peer: InputPeer) -> TLRequest:
            wanted: list[Any] = [InputMessageID(one) for one in message_ids]
            if isinstance(peer, InputPeerChannel):
                return GetChannelMessagesRequest(input_channel(peer), wanted)
            return GetMessagesRequest(wanted)

        answer = await self.ask(chat_id, request)
        return {one.id: one for one in answer.messages if isinstance(one, Message) and one.id in message_ids}


def input_channel(peer: InputPeer) -> InputChannel:
    """The same chat, as the methods of channels want it named. Raises ValueError for a plain group or a person."""
    if not isinstance(peer, InputPeerChannel):
        raise ValueError("that chat is no channel or supergroup")
    return InputChannel(peer.channel_id, peer.access_hash)
