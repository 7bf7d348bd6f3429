"""What the sandbox's Telegram remembers: accounts, files, messages, chats, uploads. Data only; state.py acts on it.
And the rules of texts, which both doors need."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

ChatKind = Literal["private", "group", "supergroup", "channel"]
FileKind = Literal["document", "video", "photo", "audio", "voice", "video_note", "animation", "sticker"]
CAPTION_LIMIT = 1024
TEXT_LIMIT = 4096


class Refused(Exception):
    """Telegram says no. `code` and `message` as MTProto has them, for example 400 PEER_ID_INVALID."""

    def __init__(self, message: str, code: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(slots=True)
class Account:
    """A person or a bot."""

    id: int
    first_name: str
    username: str | None = None
    phone: str | None = None  #: digits only; people sign in with it
    password: str | None = None  #: a person's two-step password
    password_hint: str = ""
    banned: bool = False  #: the number may not sign in any more
    token: str | None = None  #: a bot's
    premium: bool = False
    language: str = "en"

    @property
    def is_bot(self) -> bool:
        return self.token is not None


@dataclass(slots=True)
class StoredFile:
    """A file that Telegram has: bytes on the sandbox's disk, and what was said of it."""

    id: int
    owner: int  #: the account whose references to it are good
    access_hash: int
    size: int
    sha256: str
    path: Path
    mime_type: str
    name: str | None = None
    kind: FileKind = "document"
    duration: float = 0.0
    width: int = 0
    height: int = 0
    supports_streaming: bool = False
    thumb: StoredFile | None = None
    cover: StoredFile | None = None
    title: str | None = None  #: of an audio
    performer: str | None = None
    attributes: list[str] = field(default_factory=list)  #: the TL names of the attributes that came with it


@dataclass(slots=True)
class Message:
    """One message in one chat."""

    id: int
    chat_id: int  #: the Bot API's form
    sender: int  #: account id
    date: int
    text: str = ""  #: or the caption
    entities: list[dict[str, Any]] = field(default_factory=list)
    reply_markup: dict[str, Any] | None = None
    reply_to: int | None = None
    topic: int | None = None
    media: StoredFile | None = None
    random_id: int | None = None
    edit_date: int | None = None
    edits: int = 0
    versions: list[str] = field(default_factory=list)  #: what the text was before each edit, oldest first
    #: what the message says beside text and media, in the Bot API's form: contact, chat_shared, pinned_message ...
    service: dict[str, Any] = field(default_factory=dict)
    silent: bool = False
    forward_origin: dict[str, Any] | None = None  #: where it was forwarded from, in the Bot API's form
    album: str | None = None  #: the messages that were sent together have one in common
    scheduled: bool = (
        False  #: its video is still converted: it stands in no chat yet, and its id is of the schedule's queue
    )


@dataclass(slots=True)
class Chat:
    """A channel, a group or a private dialog, with its members and what stands in it."""

    id: int  #: the Bot API's form: -100... for channels and supergroups; for a private dialog see State.dialog
    kind: ChatKind
    title: str = ""
    username: str | None = None
    description: str = ""
    forum: bool = False
    topics: dict[int, str] = field(default_factory=dict)
    members: dict[int, str] = field(
        default_factory=dict
    )  #: account id -> creator | administrator | member | restricted
    rights: dict[int, set[str]] = field(default_factory=dict)  #: an administrator's rights, Bot API names
    former_rights: dict[int, set[str]] = field(default_factory=dict)  #: what `rights` said before its last change
    kicked: set[int] = field(default_factory=set)  #: who was put out and may not come back by themselves
    messages: dict[int, Message] = field(default_factory=dict)
    gone: dict[int, Message] = field(default_factory=dict)  #: the messages that were deleted, in that order
    scheduled: dict[int, Message] = field(
        default_factory=dict
    )  #: by ids of their own: their videos are still converted
    created: float = 0.0
    photo: StoredFile | None = None
    invites: dict[str, int] = field(default_factory=dict)  #: an invite link's hash -> the account that made it
    migrated_to: int | None = None  #: the supergroup that a plain group became; the group itself is closed then
    deleted: bool = False  #: nobody is in it any more, and nobody comes in
    ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    scheduled_ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))


@dataclass(slots=True)
class Upload:
    """Parts of a file that have arrived and are not yet a file. One per (account, file_id)."""

    path: Path
    part_size: int = 0  #: of all parts but the last
    total: int | None = None
    parts: dict[int, int] = field(default_factory=dict)  #: number -> size
    big: bool = True


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def check_text(text: str, entities: list[dict[str, Any]], *, caption: bool) -> None:
    """Length and entity bounds as Telegram counts them (UTF-16 units); stricter than it where it silently trims."""
    length = utf16_length(text)
    if caption:
        if length > CAPTION_LIMIT:
            raise Refused("MEDIA_CAPTION_TOO_LONG")
    elif not text.strip():
        raise Refused("MESSAGE_EMPTY")
    elif length > TEXT_LIMIT:
        raise Refused("MESSAGE_TOO_LONG")
    for entity in entities:
        start, size = entity["offset"], entity["length"]
        if start < 0 or size <= 0 or start + size > length:
            raise Refused("ENTITY_BOUNDS_INVALID")
