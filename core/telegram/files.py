"""Messages with a file: sent, sent once more by a reference, a post turned into one, and what such messages hold.

    makers (video, audio, document, known) -> Media -> send | turn

- A send carries the caller's random_id, as texts do (publisher.py): a repeat is answered with the message that stands.
- An upload is used up by the message it is sent in: under another random_id it can't be sent again. What Telegram has already is
  named by a reference (`known`), which belongs to one account and grows old: StaleReference then, and `held` reads a new one
  from a message that this account can see.
- A text can be turned into a file by an edit, never back (facts in sandbox/telegram/mtproto/messages.py). An edit has no random_id;
  a repeat of one by reference is MESSAGE_NOT_MODIFIED and counts as done, a repeat of one with an upload finds the upload used
  up. So who turns a post with an upload first asks (`held`) what it holds.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telethon.tl.functions.messages import EditMessageRequest, SendMediaRequest, UploadMediaRequest
from telethon.tl.tlobject import TLRequest
from telethon.tl.types import InputMediaUploadedPhoto, InputPhoto, MessageMediaPhoto, Photo

from core.errors import Permanent, Retry, Trouble
from core.model import AudioFile, Destination, Text, VideoFile
from core.telegram import compose
from core.telegram.chat_calls import ChatCalls
from core.telegram.compose import Buttons
from core.telegram.peers import InputPeer
from core.telegram.sent import SentFile, sent_file
from core.telegram.troubles import said
from core.telegram.uploader import Uploaded, Uploader

log = logging.getLogger(__name__)

#: words that say of a post that it can't be turned into anything: it is gone, too old, or not ours any more
UNTURNABLE = frozenset(
    {
        "MESSAGE_ID_INVALID", "MESSAGE_EDIT_TIME_EXPIRED", "MESSAGE_AUTHOR_REQUIRED", "MEDIA_PREV_INVALID",
        "MEDIA_NEW_INVALID",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Media:
    """What a message is to hold."""

    raw: Any  #: Telegram's own form
    uploaded: bool  #: it is used up by its message


class Files:
    """As one session's account."""

    def __init__(self, chats: ChatCalls, small: Uploader) -> None:
        """small: for thumbs and covers."""
        self._chats = chats
        self._small = small

    # -- what a message is to hold -----------------------------------------------------------------------------

    async def video(self, to: Destination, upload: Uploaded, file: VideoFile) -> Media:
        """An uploaded file as a playable video."""
        thumb = await self._thumb(file.thumb)
        cover = await self._cover(to, file.cover) if file.cover else None
        return Media(compose.video(file, upload.file, thumb, cover), uploaded=True)

    async def audio(self, upload: Uploaded, file: AudioFile) -> Media:
        """An uploaded file as playable audio."""
        return Media(compose.audio(file, upload.file, await self._thumb(file.thumb)), uploaded=True)

    def document(self, upload: Uploaded, name: str, mime_type: str) -> Media:
        """An uploaded file as it is (subtitles: application/x-subrip)."""
        return Media(compose.document(name, mime_type, upload.file), uploaded=True)

    def known(self, document: tuple[int, int, bytes], cover: tuple[int, int, bytes] | None = None) -> Media:
        """What Telegram has already: (id, access hash, reference), as this account knows it."""
        return Media(compose.known(document, cover), uploaded=False)

    # -- messages ----------------------------------------------------------------------------------------------

    async def send(
        self, to: Destination, media: Media, caption: Text, *, random_id: int, reply_to: int | None = None,
        silent: bool = False, buttons: Buttons = (),
    ) -> SentFile:  # fmt: skip
        """Raises ChunkMissing if Telegram has lost a chunk of the upload (uploader.forget it, upload again, send again),
        StaleReference for what is known, and troubles."""
        if media.uploaded and reply_to is not None and await self._chats.read(to.chat_id, reply_to) is None:
            reply_to = None  # found out by a refusal, the chunks might be used up

        def request(peer: InputPeer, answers: int | None) -> TLRequest:
            return SendMediaRequest(
                peer, media.raw, caption.plain, silent=silent, reply_to=compose.reply(to, answers), random_id=random_id,
                entities=compose.entities(caption.entities), reply_markup=compose.markup(buttons),
            )  # fmt: skip

        answer = await self._chats.send(to.chat_id, request, reply_to)
        message_id = compose.sent_id(answer, random_id)
        message, scheduled = compose.sent_message(answer, message_id)
        sent = sent_file(message_id, message or await self._chats.read(to.chat_id, message_id), scheduled=scheduled)
        if sent.document is None:
            log.warning("message %d was sent, but there is no file in it any more", message_id)
        return sent

    async def turn(
        self, to: Destination, message_id: int, media: Media, caption: Text, *, buttons: Buttons = ()
    ) -> SentFile | None:
        """The post becomes this file. None: it can't (it is gone, or too old). Raises as `send`."""

        def request(peer: InputPeer) -> TLRequest:
            return EditMessageRequest(
                peer, message_id, message=caption.plain, media=media.raw, entities=compose.entities(caption.entities),
                reply_markup=compose.markup(buttons),
            )  # fmt: skip

        try:
            answer = await self._chats.ask(to.chat_id, request)
        except Trouble as refusal:
            word = said(refusal)
            if word in UNTURNABLE:
                log.info("message %d can't be turned into a file: %s", message_id, word)
                return None
            if word != "MESSAGE_NOT_MODIFIED":
                raise
            answer = None
        message = compose.edited_message(answer, message_id) or await self._chats.read(to.chat_id, message_id)
        return sent_file(message_id, message)

    async def held(self, at: Destination, message_ids: Collection[int]) -> dict[int, SentFile]:
        """Which files these messages hold now, by message, each with a fresh reference; those that hold none are left out."""
        found = await self._chats.read_all(at.chat_id, message_ids)
        files = (sent_file(number, message) for number, message in found.items())
        return {one.message_id: one for one in files if one.document is not None}

    # -- small things that belong to a video -------------------------------------------------------------------

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
