"""Post and edit texts, each exactly once. Messages with a file are files.py's.

Sends carry the caller's random_id, which Telegram remembers for ever: a repeat is answered with the message that stands
there (core.telegram.org/api/updates). Telethon's own send_message and send_file draw a new one at each call, so the raw
requests are made here.
"""

from __future__ import annotations

import logging

from telethon.tl.functions.channels import DeleteMessagesRequest as DeleteChannelMessagesRequest
from telethon.tl.functions.messages import (
    DeleteMessagesRequest,
    EditMessageRequest,
    SendMediaRequest,
    SendMessageRequest,
)
from telethon.tl.tlobject import TLRequest
from telethon.tl.types import (
    InputPeerChannel,
)

from core.clock import Clock, SystemClock
from core.errors import Retry, Trouble
from core.model import Destination, Text
from core.telegram import compose, picture
from core.telegram.chat_calls import ChatCalls, input_channel
from core.telegram.compose import Buttons
from core.telegram.files import Files
from core.telegram.peers import InputPeer, Peers
from core.telegram.sessions import Session
from core.telegram.troubles import said
from core.telegram.uploader import Uploader

__all__ = ["Buttons", "Peers", "Publisher"]

log = logging.getLogger(__name__)


class Publisher:
    """Writes as one session's account. A message that answers one which is gone is sent without the reply."""

    def __init__(self, session: Session, peers: Peers, clock: Clock | None = None) -> None:
        self._chats = ChatCalls(session, peers)
        self.files = Files(self._chats, Uploader(session, clock or SystemClock()))

    # -- texts -------------------------------------------------------------------------------------------------

    async def send_text(
        self, to: Destination, text: Text, *, random_id: int, silent: bool = False, reply_to: int | None = None,
        buttons: Buttons = (),
    ) -> int:  # fmt: skip
        """-> the message's id. Only a bot's messages can have buttons. Raises troubles."""

        def request(peer: InputPeer, answers: int | None) -> TLRequest:
            return SendMessageRequest(
                peer, text.plain, no_webpage=True, silent=silent, reply_to=compose.reply(to, answers),
                random_id=random_id, entities=compose.entities(text.entities), reply_markup=compose.markup(buttons),
            )  # fmt: skip

        return compose.sent_id(await self._chats.send(to.chat_id, request, reply_to), random_id)

    async def send_photo(
        self, to: Destination, image: bytes, text: Text, *, random_id: int, silent: bool = False, buttons: Buttons = ()
    ) -> int | None:
        """A picture of at most one chunk (JPEG, PNG) with the text as its caption -> the message's id.

        None: nothing was sent, because Telegram or the chat takes no such picture; the text can go without it, under the same
        random_id. Raises troubles that a text would have too.
        """
        sending = False
        try:
            media = await picture.upload(self._chats.session, image)
            sending = True
            answer = await self._chats.ask(
                to.chat_id,
                lambda peer: SendMediaRequest(
                    peer, media, text.plain, silent=silent, reply_to=compose.reply(to, None), random_id=random_id,
                    entities=compose.entities(text.entities), reply_markup=compose.markup(buttons),
                ),
            )  # fmt: skip
        except Trouble as refusal:
            if not picture.unwanted(refusal, sending=sending):
                raise
            log.warning("sent without its picture: %s", refusal)
            return None
        return compose.sent_id(answer, random_id)

    async def edit_text(self, to: Destination, message_id: int, text: Text, *, buttons: Buttons = ()) -> bool:
        """Text (or caption) and buttons are these from now on. False: the message is gone.

        An edit that changes nothing counts as done.
        """

        def request(peer: InputPeer) -> TLRequest:
            return EditMessageRequest(
                peer, message_id, True, message=text.plain, entities=compose.entities(text.entities),
                reply_markup=compose.markup(buttons),
            )  # fmt: skip

        try:
            await self._chats.ask(to.chat_id, request)
        except Trouble as refusal:
            if said(refusal) == "MESSAGE_NOT_MODIFIED":
                return True
            if said(refusal) == "MESSAGE_ID_INVALID":
                return False
            raise
        return True

    async def delete(self, to: Destination, message_id: int) -> None:
        """For everyone. One that is gone already is fine."""

        def request(peer: InputPeer) -> TLRequest:
            if isinstance(peer, InputPeerChannel):
                return DeleteChannelMessagesRequest(input_channel(peer), [message_id])
            return DeleteMessagesRequest([message_id], revoke=True)

        await self._chats.ask(to.chat_id, request)

    async def test_post(self, to: Destination, text: Text, *, random_id: int) -> None:
        """Post without a sound, and delete it: so it can be done. Raises what stands in the way of either.

        Repeated after a crash it deletes the message of the first time. If that is gone already, Telegram may refuse the used
        random_id: then the post was possible, which is all that is asked.
        """
        try:
            message_id = await self.send_text(to, text, random_id=random_id, silent=True)
        except Retry as refusal:
            if refusal.key != "telegram-still-sending":
                raise
            return
        await self.delete(to, message_id)
