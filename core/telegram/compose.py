"""Between the app's words and Telegram's: texts with entities, the pieces of a video message, and what answers say. Pure."""

from __future__ import annotations

from typing import Any

from telethon.tl.types import (
    DocumentAttributeFilename,
    DocumentAttributeVideo,
    InputMediaUploadedDocument,
    InputPhoto,
    InputReplyToMessage,
    Message,
    MessageEntityBlockquote,
    MessageEntityBold,
    MessageEntityCode,
    MessageEntityItalic,
    MessageEntityTextUrl,
    UpdateMessageID,
    UpdateNewChannelMessage,
    UpdateNewMessage,
    UpdateNewScheduledMessage,
    UpdateShortSentMessage,
)

from core.errors import Retry
from core.model import Destination, Entity, VideoFile

_PLAIN_ENTITIES = {
    "bold": MessageEntityBold,
    "italic": MessageEntityItalic,
    "code": MessageEntityCode,
    "blockquote": MessageEntityBlockquote,
}
GENERAL_TOPIC = 1  #: a forum's first topic is addressed by leaving the topic out


def entities(of: tuple[Entity, ...]) -> list[Any] | None:
    """Raises KeyError for a kind that core.model.Entity doesn't name."""
    return [
        MessageEntityTextUrl(one.offset, one.length, one.url or "")
        if one.kind == "text_link"
        else _PLAIN_ENTITIES[one.kind](one.offset, one.length)
        for one in of
    ] or None


def reply(to: Destination, message_id: int | None) -> InputReplyToMessage | None:
    """What puts a message into its topic, and under the message it answers."""
    topic = None if to.topic_id == GENERAL_TOPIC else to.topic_id
    if message_id is not None:
        return InputReplyToMessage(message_id, top_msg_id=topic)
    return InputReplyToMessage(topic) if topic is not None else None


def video(file: VideoFile, uploaded: Any, thumb: Any, cover: InputPhoto | None) -> InputMediaUploadedDocument:
    """A playable video.

    Without duration and size the player is square and says 0:00; without nosound_video a silent one becomes a GIF.
    """
    return InputMediaUploadedDocument(
        uploaded,
        "video/mp4",
        [
            DocumentAttributeVideo(file.duration, file.width, file.height, supports_streaming=True),
            DocumentAttributeFilename(file.path.name),
        ],
        nosound_video=True,
        thumb=thumb,
        video_cover=cover,
    )


def sent_id(answer: Any, random_id: int) -> int:
    """The id of the message that a send made, or had made before: a repeat is answered alike. Raises Retry if none is named."""
    if isinstance(answer, UpdateShortSentMessage):
        return int(answer.id)
    for update in getattr(answer, "updates", []):
        if isinstance(update, UpdateMessageID) and update.random_id == random_id:
            return int(update.id)
    raise Retry("telegram-refused", reason="NO_MESSAGE_ID")


def sent_message(answer: Any, message_id: int) -> tuple[Message | None, bool]:
    """The message itself, if it is told -> (it, whether it is only in the schedule's queue until Telegram has converted it)."""
    for update in getattr(answer, "updates", []):
        if isinstance(update, UpdateNewMessage | UpdateNewChannelMessage | UpdateNewScheduledMessage):
            message = update.message
            if isinstance(message, Message) and message.id == message_id:
                return message, isinstance(update, UpdateNewScheduledMessage)
    return None, False
