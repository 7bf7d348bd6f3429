"""Reads a message of the owner's: what of it a screen may want, and the command that it is. Pure."""

from __future__ import annotations

from aiogram.types import Message

from .screen import Heard

#: what Telegram itself writes into the chat on the owner's behalf: nothing was said to the bot
NOTICES = (
    "pinned_message", "message_auto_delete_timer_changed", "chat_background_set", "write_access_allowed", "boost_added",
    "connected_website", "proximity_alert_triggered",
)  # fmt: skip
#: what can be sent that is neither a text nor a file, a contact or a chosen chat
OTHERS = (
    "photo", "voice", "sticker", "video", "audio", "video_note", "animation", "location", "poll", "dice", "story", "game",
    "paid_media", "checklist",
)  # fmt: skip
#: direction marks that the keyboard of a right-to-left language may put around a command
MARKS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"


def is_notice(message: Message) -> bool:
    return any(getattr(message, one, None) for one in NOTICES)


def reduced(message: Message) -> Heard:
    entities = message.entities or message.caption_entities or []
    contact, shared = message.contact, message.chat_shared
    document = None if message.animation else message.document  # a GIF comes as both
    other = next((kind for kind in OTHERS if getattr(message, kind, None)), None)
    return Heard(
        message.message_id,
        text=message.text or message.caption or "",
        urls=tuple(one.url for one in entities if one.url),
        phone=contact.phone_number if contact else None,
        contact_of=contact.user_id if contact else None,
        chat_id=shared.chat_id if shared else None,
        chat_title=(shared.title or "") if shared else "",
        request_id=shared.request_id if shared else None,
        file_id=document.file_id if document else None,
        file_name=(document.file_name or "") if document else "",
        file_size=(document.file_size or 0) if document else 0,
        other=None if document else other,
    )


def read_command(text: str) -> tuple[str, str] | None:
    """Its name in small letters, without the bot's, and what stands behind it. None: the text is no command."""
    shown = text.lstrip(MARKS)
    if not shown.startswith("/"):
        return None
    name, rest, *_ = *shown[1:].split(None, 1), "", ""
    return name.partition("@")[0].strip(MARKS).lower(), rest.strip()
