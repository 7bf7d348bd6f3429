"""Post and edit messages, and send videos that are uploaded already, each exactly once.

Sends carry the caller's random_id, which Telegram remembers for ever: a repeat is answered with the message that stands
there (core.telegram.org/api/updates). Telethon's own send_message and send_file draw a new one at each call, so the raw
requests are made here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telethon.tl.functions.channels import GetMessagesRequest as GetChannelMessagesRequest
from telethon.tl.functions.messages import (
    EditMessageRequest,
    GetMessagesRequest,
    SendMediaRequest,
    SendMessageRequest,
    UploadMediaRequest,
)
from telethon.tl.tlobject import TLRequest
from telethon.tl.types import (
    Document,
    InputChannel,
    InputMediaUploadedPhoto,
    InputMessageID,
    InputPeerChannel,
    InputPhoto,
    Message,
    MessageMediaDocument,
    MessageMediaPhoto,
    Photo,
)

from core.clock import Clock, SystemClock
from core.errors import NeedsOwner, Permanent, Retry, Trouble
from core.model import Destination, Text, VideoFile
from core.telegram import compose
from core.telegram.peers import InputPeer, Peers, Resolver
from core.telegram.sessions import Session
from core.telegram.troubles import REPLY_GONE, said
from core.telegram.uploader import Uploaded, Uploader

__all__ = ["Peers", "Publisher", "SentVideo"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SentVideo:
    """A video message. The document's reference is good for the account that sent it only.

    The three of the document are None if the message was sent but shows none any more (it was deleted meanwhile).
    scheduled: Telegram converts the video first (big channels); message_id is then of the schedule's queue, and the message
    gets another when it appears (core.telegram.org/api/files, "Video qualities").
    """

    message_id: int
    document_id: int | None
    access_hash: int | None
    file_reference: bytes | None
    scheduled: bool = False

    @property
    def document(self) -> tuple[int, int, bytes] | None:
        """(id, access hash, file reference)"""
        if self.document_id is None or self.access_hash is None or self.file_reference is None:
            return None
        return self.document_id, self.access_hash, self.file_reference


class Publisher:
    """Writes as one session's account."""

    def __init__(self, session: Session, peers: Peers, clock: Clock | None = None) -> None:
        self._session = session
        self._resolver = Resolver(session, peers)
        self._small = Uploader(session, clock or SystemClock())

    async def send_text(
        self, to: Destination, text: Text, *, random_id: int, silent: bool = False, reply_to: int | None = None
    ) -> int:
        """-> the message's id. If the message it answers is gone, it is sent without. Raises troubles."""

        def request(peer: InputPeer, answers: int | None) -> TLRequest:
            return SendMessageRequest(
                peer, text.plain, no_webpage=True, silent=silent, reply_to=compose.reply(to, answers),
                random_id=random_id, entities=compose.entities(text.entities),
            )  # fmt: skip

        return compose.sent_id(await self._send(to, request, reply_to), random_id)

    async def edit_text(self, to: Destination, message_id: int, text: Text) -> bool:
        """False: the message is gone. An edit that changes nothing counts as done."""
        entities = compose.entities(text.entities)
        try:
            await self._in_chat(
                to, lambda peer: EditMessageRequest(peer, message_id, True, message=text.plain, entities=entities)
            )
        except Trouble as refusal:
            if said(refusal) == "MESSAGE_NOT_MODIFIED":
                return True
            if said(refusal) == "MESSAGE_ID_INVALID":
                return False
            raise
        return True

    async def send_video(
        self, to: Destination, upload: Uploaded, file: VideoFile, caption: Text, *, random_id: int, reply_to: int | None
    ) -> SentVideo:
        """Send an uploaded file as a playable video. If the message it answers is gone, it is sent without.

        Raises ChunkMissing if Telegram has lost a chunk (uploader.forget it, upload again, send again), and troubles.
        """
        if reply_to is not None and await self._read(to, reply_to) is None:
            reply_to = None  # found out by a refusal, the chunks might be used up
        thumb = (await self._small.upload_small(file.thumb)).file if file.thumb else None
        cover = await self._cover(to, file.cover) if file.cover else None
        media = compose.video(file, upload.file, thumb, cover)

        def request(peer: InputPeer, answers: int | None) -> TLRequest:
            return SendMediaRequest(
                peer, media, caption.plain, reply_to=compose.reply(to, answers), random_id=random_id,
                entities=compose.entities(caption.entities),
            )  # fmt: skip

        answer = await self._send(to, request, reply_to)
        message_id = compose.sent_id(answer, random_id)
        message, scheduled = compose.sent_message(answer, message_id)
        message = message or await self._read(to, message_id)
        held = message.media if message else None
        document = held.document if isinstance(held, MessageMediaDocument) else None
        if not isinstance(document, Document):
            log.warning("message %d was sent, but there is no video in it any more", message_id)
            return SentVideo(message_id, None, None, None, scheduled)
        return SentVideo(message_id, document.id, document.access_hash, document.file_reference, scheduled)

    async def _cover(self, to: Destination, path: Path) -> InputPhoto | None:
        """The picture shown before a video plays. A video goes without one rather than not at all."""
        try:
            uploaded = (await self._small.upload_small(path)).file
            answer = await self._in_chat(to, lambda peer: UploadMediaRequest(peer, InputMediaUploadedPhoto(uploaded)))
        except (Permanent, Retry) as refusal:
            if isinstance(refusal, Retry) and refusal.key != "telegram-refused":
                raise
            log.warning("sent without its cover: %s", refusal)
            return None
        photo = answer.photo if isinstance(answer, MessageMediaPhoto) else None
        return InputPhoto(photo.id, photo.access_hash, photo.file_reference) if isinstance(photo, Photo) else None

    async def _read(self, to: Destination, message_id: int) -> Message | None:
        """A message as it stands, None if it is gone."""

        def request(peer: InputPeer) -> TLRequest:
            wanted: list[Any] = [InputMessageID(message_id)]
            if isinstance(peer, InputPeerChannel):
                return GetChannelMessagesRequest(InputChannel(peer.channel_id, peer.access_hash), wanted)
            return GetMessagesRequest(wanted)

        answer = await self._in_chat(to, request)
        found = (one for one in answer.messages if isinstance(one, Message) and one.id == message_id)
        return next(found, None)

    async def _send(
        self, to: Destination, request: Callable[[InputPeer, int | None], TLRequest], reply_to: int | None
    ) -> Any:
        try:
            return await self._in_chat(to, lambda peer: request(peer, reply_to))
        except Trouble as refusal:
            if reply_to is None or said(refusal) not in REPLY_GONE:
                raise
        return await self._in_chat(to, lambda peer: request(peer, None))

    async def _in_chat(self, to: Destination, request: Callable[[InputPeer], TLRequest]) -> Any:
        """Ask something of one chat. A remembered access hash that is refused is looked up once more."""
        try:
            return await self._session.call(request(await self._resolver.peer(to.chat_id)))
        except NeedsOwner as refusal:
            if said(refusal) not in ("CHANNEL_INVALID", "PEER_ID_INVALID"):
                raise
        return await self._session.call(request(await self._resolver.peer(to.chat_id, afresh=True)))
