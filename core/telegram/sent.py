"""What an account knows of a message with a file. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from telethon.tl.types import Document, MessageMediaDocument, Photo


@dataclass(frozen=True, slots=True)
class SentFile:
    """A message with a file. The document's reference is good for the account that read it only, and for some hours.

    The three of the document are None if the message was sent but shows none any more (it was deleted meanwhile).
    scheduled: Telegram converts the video first (big channels); message_id is then of the schedule's queue, and the message
    gets another when it appears (core.telegram.org/api/files, "Video qualities").
    """

    message_id: int
    document_id: int | None
    access_hash: int | None
    file_reference: bytes | None
    scheduled: bool = False
    size: int = 0  #: of the document
    reply_to: int | None = None  #: the message that it answers
    cover: tuple[int, int, bytes] | None = None  #: the picture before a video plays: (id, access hash, reference)

    @property
    def document(self) -> tuple[int, int, bytes] | None:
        """(id, access hash, file reference)"""
        if self.document_id is None or self.access_hash is None or self.file_reference is None:
            return None
        return self.document_id, self.access_hash, self.file_reference


def sent_file(message_id: int, message: Any, *, scheduled: bool = False) -> SentFile:
    """message: as it stands; None or another without a file."""
    held = getattr(message, "media", None)
    document = held.document if isinstance(held, MessageMediaDocument) else None
    if not isinstance(document, Document):
        return SentFile(message_id, None, None, None, scheduled)
    picture = getattr(held, "video_cover", None)
    cover = (picture.id, picture.access_hash, picture.file_reference) if isinstance(picture, Photo) else None
    answers = getattr(getattr(message, "reply_to", None), "reply_to_msg_id", None)
    return SentFile(
        message_id, document.id, document.access_hash, document.file_reference, scheduled, int(document.size), answers,
        cover,
    )  # fmt: skip
