"""Between the app's words and Telegram's: texts, buttons, the pieces of a message with a file, and what answers say. Pure."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from telethon.tl.types import (
    DocumentAttributeAudio,
    DocumentAttributeFilename,
    DocumentAttributeVideo,
    InlineButtonTypeCallback,
    InlineButtonTypeCopy,
    InlineButtonTypeUrl,
    InputDocument,
    InputMediaDocument,
    InputMediaUploadedDocument,
    InputPhoto,
    InputReplyToMessage,
    KeyboardButtonStyle,
    KeyboardInlineButton,
    KeyboardInlineButtonRow,
    Message,
    MessageEntityBlockquote,
    MessageEntityBold,
    MessageEntityCode,
    MessageEntityFormattedDate,
    MessageEntityItalic,
    MessageEntityTextUrl,
    ReplyInlineMarkup,
    UpdateEditChannelMessage,
    UpdateEditMessage,
    UpdateMessageID,
    UpdateNewChannelMessage,
    UpdateNewMessage,
    UpdateNewScheduledMessage,
    UpdateShortSentMessage,
)

from core.errors import Retry
from core.model import AudioFile, Button, Destination, Entity, VideoFile

Buttons = tuple[tuple[Button, ...], ...]  #: row by row

_PLAIN_ENTITIES = {
    "bold": MessageEntityBold,
    "italic": MessageEntityItalic,
    "code": MessageEntityCode,
    "blockquote": MessageEntityBlockquote,
}
#: the letters of a date's format, and Telegram's words for them
_DATE_PARTS = {
    "r": "relative", "w": "day_of_week", "d": "short_date", "D": "long_date", "t": "short_time", "T": "long_time",
}  # fmt: skip
_STYLES = {"primary": "bg_primary", "danger": "bg_danger", "success": "bg_success"}
_AUDIO_TYPES = {".m4a": "audio/mp4", ".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".opus": "audio/ogg"}
GENERAL_TOPIC = 1  #: a forum's first topic is addressed by leaving the topic out


def entities(of: tuple[Entity, ...]) -> list[Any] | None:
    """Raises KeyError for a kind that core.model.Entity doesn't name."""
    return [_entity(one) for one in of] or None


def _entity(one: Entity) -> Any:
    if one.kind == "text_link":
        return MessageEntityTextUrl(one.offset, one.length, one.url or "")
    if one.kind == "date":
        parts = {_DATE_PARTS[letter]: True for letter in one.format}
        return MessageEntityFormattedDate(one.offset, one.length, datetime.fromtimestamp(one.unix or 0, UTC), **parts)
    return _PLAIN_ENTITIES[one.kind](one.offset, one.length)


def markup(buttons: Buttons) -> ReplyInlineMarkup | None:
    """An inline keyboard; presses of `data` buttons reach the bot's getUpdates. None for no button at all."""
    rows = [KeyboardInlineButtonRow([_button(one) for one in row]) for row in buttons if row]
    return ReplyInlineMarkup(rows) if rows else None


def _button(one: Button) -> KeyboardInlineButton:
    """Raises ValueError for a button that does nothing."""
    if one.data is not None:
        kind: Any = InlineButtonTypeCallback(one.data.encode())
    elif one.url is not None:
        kind = InlineButtonTypeUrl(one.url)
    elif one.copy is not None:
        kind = InlineButtonTypeCopy(one.copy)
    else:
        raise ValueError(f"the button {one.text!r} does nothing")
    style = KeyboardButtonStyle(**{_STYLES[one.style]: True}) if one.style else None
    return KeyboardInlineButton(one.text, kind, style=style)


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
            DocumentAttributeFilename(file.name or file.path.name),
        ],
        nosound_video=True,
        thumb=thumb,
        video_cover=cover,
    )


def audio(file: AudioFile, uploaded: Any, thumb: Any) -> InputMediaUploadedDocument:
    """Playable audio. Telegram shows the performer, the title and the thumb; a cover inside the file it does not look at."""
    about = DocumentAttributeAudio(round(file.duration), title=file.title, performer=file.performer)
    mime_type = _AUDIO_TYPES.get(file.path.suffix.lower(), "audio/mp4")
    return InputMediaUploadedDocument(
        uploaded, mime_type, [about, DocumentAttributeFilename(file.name or file.path.name)], thumb=thumb
    )


def document(name: str, mime_type: str, uploaded: Any) -> InputMediaUploadedDocument:
    """A file that stays one, whatever is in it."""
    return InputMediaUploadedDocument(uploaded, mime_type, [DocumentAttributeFilename(name)], force_file=True)


def known(document: tuple[int, int, bytes], cover: tuple[int, int, bytes] | None) -> InputMediaDocument:
    """What Telegram has already. A video's cover is its message's, so it is named anew."""
    return InputMediaDocument(InputDocument(*document), video_cover=InputPhoto(*cover) if cover else None)


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


def edited_message(answer: Any, message_id: int) -> Message | None:
    """The message as it stands after an edit, if it is told."""
    for update in getattr(answer, "updates", []):
        if isinstance(update, UpdateEditMessage | UpdateEditChannelMessage):
            message = update.message
            if isinstance(message, Message) and message.id == message_id:
                return message
    return None
