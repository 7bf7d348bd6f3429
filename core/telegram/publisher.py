"""Post, edit and copy messages, and send files that are uploaded already, each exactly once.

Sends carry the caller's random_id, which Telegram remembers for ever: a repeat is answered with the message that stands
there (core.telegram.org/api/updates). Telethon's own send_message and send_file draw a new one at each call, so the raw
requests are made here.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telethon.tl.functions.channels import DeleteMessagesRequest as DeleteChannelMessagesRequest
from telethon.tl.functions.messages import (
    DeleteMessagesRequest,
    EditMessageRequest,
    ForwardMessagesRequest,
    SendMediaRequest,
    SendMessageRequest,
    UploadMediaRequest,
)
from telethon.tl.tlobject import TLRequest
from telethon.tl.types import (
    Document,
    InputDocument,
    InputMediaDocument,
    InputMediaUploadedPhoto,
    InputPeerChannel,
    InputPhoto,
    MessageMediaDocument,
    MessageMediaPhoto,
    Photo,
)

from core.clock import Clock, SystemClock
from core.errors import Permanent, Retry, Trouble
from core.model import AudioFile, Destination, Text, VideoFile
from core.telegram import compose, picture
from core.telegram.chat_calls import ChatCalls, input_channel
from core.telegram.compose import Buttons
from core.telegram.peers import InputPeer, Peers
from core.telegram.sessions import Session
from core.telegram.troubles import said
from core.telegram.uploader import Uploaded, Uploader

__all__ = ["Buttons", "Peers", "Publisher", "SentFile"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SentFile:
    """A message with a file. The document's reference is good for the account that sent it only.

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
    """Writes as one session's account. A message that answers one which is gone is sent without the reply."""

    def __init__(self, session: Session, peers: Peers, clock: Clock | None = None) -> None:
        self._chats = ChatCalls(session, peers)
        self._small = Uploader(session, clock or SystemClock())

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

    # -- files -------------------------------------------------------------------------------------------------

    async def send_video(
        self, to: Destination, upload: Uploaded, file: VideoFile, caption: Text, *, random_id: int,
        reply_to: int | None, silent: bool = False, buttons: Buttons = (),
    ) -> SentFile:  # fmt: skip
        """Send an uploaded file as a playable video.

        Raises ChunkMissing if Telegram has lost a chunk (uploader.forget it, upload again, send again), and troubles.
        """
        reply_to = await self._still_there(to, reply_to)
        thumb = await self._thumb(file.thumb)
        cover = await self._cover(to, file.cover) if file.cover else None
        media = compose.video(file, upload.file, thumb, cover)
        return await self._send_media(to, media, caption, random_id, reply_to, silent, buttons)

    async def send_audio(
        self, to: Destination, upload: Uploaded, file: AudioFile, caption: Text, *, random_id: int,
        reply_to: int | None, silent: bool = False, buttons: Buttons = (),
    ) -> SentFile:  # fmt: skip
        """Send an uploaded file as playable audio. Raises as send_video."""
        reply_to = await self._still_there(to, reply_to)
        media = compose.audio(file, upload.file, await self._thumb(file.thumb))
        return await self._send_media(to, media, caption, random_id, reply_to, silent, buttons)

    async def send_document(
        self, to: Destination, upload: Uploaded, name: str, mime_type: str, caption: Text, *, random_id: int,
        reply_to: int | None, silent: bool = False, buttons: Buttons = (),
    ) -> SentFile:  # fmt: skip
        """Send an uploaded file as it is (subtitles: application/x-subrip). Raises as send_video."""
        reply_to = await self._still_there(to, reply_to)
        media = compose.document(name, mime_type, upload.file)
        return await self._send_media(to, media, caption, random_id, reply_to, silent, buttons)

    async def copy_message(
        self, source: Destination, message_id: int, to: Destination, *, random_id: int, caption: Text | None = None,
        reply_to: int | None = None, silent: bool = False, buttons: Buttons = (),
    ) -> int | None:  # fmt: skip
        """The same message in another chat, without a word of where it comes from -> its id there. None: the source is gone.

        As it stands; but with a caption, a reply or buttons of its own a file is sent anew by its reference, which costs no
        upload either. Raises Permanent telegram-nothing-to-copy if such a message has no file.
        """
        original = await self._chats.read(source.chat_id, message_id)
        if original is None:
            return None
        if caption is not None or reply_to is not None or buttons:
            held = original.media.document if isinstance(original.media, MessageMediaDocument) else None
            if not isinstance(held, Document):
                raise Permanent("telegram-nothing-to-copy")
            by_reference = InputMediaDocument(InputDocument(held.id, held.access_hash, held.file_reference))
            words = caption if caption is not None else Text(original.message or "")
            sent = await self._send_media(to, by_reference, words, random_id, reply_to, silent, buttons)
            return sent.message_id
        origin = await self._chats.resolver.peer(source.chat_id)
        topic = None if to.topic_id == compose.GENERAL_TOPIC else to.topic_id
        try:
            answer = await self._chats.ask(
                to.chat_id,
                lambda peer: ForwardMessagesRequest(
                    origin, [message_id], peer, drop_author=True, silent=silent, random_id=[random_id], top_msg_id=topic
                ),
            )
        except Trouble as refusal:
            if said(refusal) in ("MESSAGE_ID_INVALID", "MESSAGE_IDS_EMPTY"):
                return None
            raise
        return compose.sent_id(answer, random_id)

    async def _send_media(
        self, to: Destination, media: Any, caption: Text, random_id: int, reply_to: int | None, silent: bool,
        buttons: Buttons,
    ) -> SentFile:  # fmt: skip
        def request(peer: InputPeer, answers: int | None) -> TLRequest:
            return SendMediaRequest(
                peer, media, caption.plain, silent=silent, reply_to=compose.reply(to, answers), random_id=random_id,
                entities=compose.entities(caption.entities), reply_markup=compose.markup(buttons),
            )  # fmt: skip

        answer = await self._chats.send(to.chat_id, request, reply_to)
        message_id = compose.sent_id(answer, random_id)
        message, scheduled = compose.sent_message(answer, message_id)
        message = message or await self._chats.read(to.chat_id, message_id)
        held = message.media if message else None
        document = held.document if isinstance(held, MessageMediaDocument) else None
        if not isinstance(document, Document):
            log.warning("message %d was sent, but there is no file in it any more", message_id)
            return SentFile(message_id, None, None, None, scheduled)
        return SentFile(message_id, document.id, document.access_hash, document.file_reference, scheduled)

    async def _still_there(self, to: Destination, reply_to: int | None) -> int | None:
        """Found out by a refusal that the message to answer is gone, the chunks might be used up."""
        return reply_to if reply_to is not None and await self._chats.read(to.chat_id, reply_to) else None

    async def _thumb(self, path: Path | None) -> Any:
        return (await self._small.upload_small(path)).file if path else None

    async def _cover(self, to: Destination, path: Path) -> InputPhoto | None:
        """The picture shown before a video plays. A video goes without one rather than not at all."""
        try:
            uploaded = (await self._small.upload_small(path)).file
            answer = await self._chats.ask(
                to.chat_id, lambda peer: UploadMediaRequest(peer, InputMediaUploadedPhoto(uploaded))
            )
        except (Permanent, Retry) as refusal:
            if isinstance(refusal, Retry) and refusal.key != "telegram-refused":
                raise
            log.warning("sent without its cover: %s", refusal)
            return None
        photo = answer.photo if isinstance(answer, MessageMediaPhoto) else None
        return InputPhoto(photo.id, photo.access_hash, photo.file_reference) if isinstance(photo, Photo) else None
