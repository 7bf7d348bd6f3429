"""What a person does in a Telegram client: writes, edits, forwards, sends files and places, shares a contact, blocks.

Buttons are in presses.py. The control API's verbs and the tests act through this; what the person does by MTProto goes
through that door instead.
"""

from __future__ import annotations

import mimetypes
import re
import secrets
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sandbox.telegram.botapi.files import image_size, sha256_of
from sandbox.telegram.botapi.server import BotApiServer
from sandbox.telegram.presses import Nothing, Presses
from sandbox.telegram.records import FileKind
from sandbox.telegram.state import Account, Chat, Message, State, StoredFile, utf16_length

__all__ = ["Nothing", "Person"]

#: what Telegram finds in a text by itself; of a link without a scheme it knows the common endings
ENTITIES = {
    "bot_command": re.compile(r"(?:^|(?<=\s))/\w{1,64}"),
    "url": re.compile(
        r"https?://[^\s<>\"«»]*[^\s<>\"«».,;:!?)]|(?<![\w@./])(?:[\w-]+\.)+(?:com|be|org|net|tv)\b(?:/[^\s<>\"«»]*[^\s<>\"«».,;:!?)])?"
    ),
    "mention": re.compile(r"(?<!\S)@\w{4,32}"),
    "hashtag": re.compile(r"(?<!\S)#\w+"),
}
PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
#: what can be sent beside texts and files, with what it looks like at the Bot API
PLACES: dict[str, dict[str, Any]] = {
    "location": {"latitude": 48.2082, "longitude": 16.3738},
    "dice": {"emoji": "🎲", "value": 4},
}
FILES: dict[FileKind, tuple[str, str]] = {
    "sticker": ("sticker.webp", "image/webp"),
    "voice": ("voice.ogg", "audio/ogg"),
    "video_note": ("note.mp4", "video/mp4"),
    "animation": ("animation.mp4", "video/mp4"),
    "audio": ("song.mp3", "audio/mpeg"),
    "video": ("video.mp4", "video/mp4"),
}


class Person:
    """One account and the bot it talks to. `press` and its like are in `presses`."""

    def __init__(self, state: State, account: Account, bot: Account, door: BotApiServer) -> None:
        self.state = state
        self.account = account
        self.bot = bot
        self.render = door.door.render
        self.presses = Presses(self, door.door.updates)

    @property
    def dialog(self) -> Chat:
        return self.state.dialog(self.account.id, self.bot.id)

    # -- texts -------------------------------------------------------------------------------------------------

    def say(
        self,
        text: str,
        chat: Chat | None = None,
        entities: list[dict[str, Any]] | None = None,
        reply_to: int | None = None,
    ) -> Message:
        """Write a text; commands and links get their entities, as a client gives them. `entities` come on top of these:
        a link hidden behind a word, for example."""
        found = found_entities(text) + (entities or [])
        return self.state.send(self.account.id, chat or self.dialog, text, entities=found, reply_to=reply_to)[0]

    def start(self, link: str = "") -> Message:
        """Press Start, with what a deep link carries: the link itself, or its payload. Raises Nothing."""
        payload = link
        if "://" in link:
            parts = urlsplit(link)
            query = parse_qs(parts.query)
            named = parts.path.strip("/") if parts.scheme == "https" else query.get("domain", [""])[0]
            if named != self.bot.username or (parts.scheme == "https" and parts.netloc != "t.me"):
                raise Nothing(f"{link!r} does not lead to @{self.bot.username}")
            payload = query.get("start", [""])[0]
        if not PAYLOAD.fullmatch(payload):
            raise Nothing("what a deep link carries is at most 64 of A-Z, a-z, 0-9, _ and -")
        return self.say(f"/start {payload}".rstrip())

    def edit(
        self, message_id: int, text: str, chat: Chat | None = None, entities: list[dict[str, Any]] | None = None
    ) -> Message:
        """Change one's own text, or a file's caption."""
        chat = chat or self.dialog
        found = found_entities(text) + (entities or [])
        return self.state.edit(self.account.id, chat, message_id, text, entities=found)

    def forward(self, original: Message, source: Chat, chat: Chat | None = None) -> Message:
        """Pass a message on that stands in another chat; its buttons stay behind."""
        origin = original.forward_origin or self.render.origin(original, source, self.bot)
        return self.state.send(
            self.account.id, chat or self.dialog, original.text, entities=original.entities, media=original.media,
            forward_origin=origin,
        )[0]  # fmt: skip

    def forward_from_elsewhere(
        self, text: str, origin: dict[str, Any], chat: Chat | None = None, entities: list[dict[str, Any]] | None = None
    ) -> Message:
        """Pass something on that was written where this world does not reach; `origin` is a MessageOrigin."""
        found = found_entities(text) + (entities or [])
        return self.state.send(self.account.id, chat or self.dialog, text, entities=found, forward_origin=origin)[0]

    # -- files, places, contacts -------------------------------------------------------------------------------

    def send_file(self, name: str, data: bytes, caption: str = "", *, photo: bool = False) -> Message:
        """Send a file, or a photo, to the bot."""
        mime_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        file = self._keep(name, data, mime_type, "photo" if photo else "document")
        if photo:
            file.width, file.height = image_size(data)
        return self.state.send(self.account.id, self.dialog, caption, entities=found_entities(caption), media=file)[0]

    def send(self, kind: str, data: bytes = b"\x00" * 64) -> Message:
        """Send a sticker, a voice message, a video note, an animation, a piece of audio, a video, a location or a dice to the
        bot. Raises Nothing."""
        if kind in PLACES:
            return self.state.send(self.account.id, self.dialog, service={kind: dict(PLACES[kind])})[0]
        for known, (name, mime_type) in FILES.items():
            if known == kind:
                file = self._keep(name, data, mime_type, known)
                file.duration, file.width, file.height = 2.0, 240, 240
                return self.state.send(self.account.id, self.dialog, media=file)[0]
        raise Nothing(f"no {kind!r} can be sent; there are: {', '.join([*FILES, *PLACES])}")

    def send_contact(self, phone: str | None = None, name: str | None = None, user: int | None = None) -> Message:
        """One's own contact, or with `phone` another's: `user` is that account, where Telegram knows one."""
        contact: dict[str, Any] = {"phone_number": self.account.phone or "", "user_id": self.account.id}
        contact["first_name"] = name or self.account.first_name
        if phone is not None:
            contact |= {"phone_number": phone, "user_id": user}
        told = {key: value for key, value in contact.items() if value is not None}
        return self.state.send(self.account.id, self.dialog, service={"contact": told})[0]

    def _keep(self, name: str, data: bytes, mime_type: str, kind: FileKind) -> StoredFile:
        number = secrets.randbits(62)
        path = self.state.folder / f"file-{number}"
        path.write_bytes(data)
        file = StoredFile(
            number, self.account.id, secrets.randbits(63), len(data), sha256_of(path), path, mime_type, name, kind
        )
        self.state.files[file.id] = file
        return file

    # -- the bot itself ----------------------------------------------------------------------------------------

    def block(self, blocked: bool = True) -> None:
        """Block the bot, or let it write again."""
        before = self.dialog.members[self.account.id]
        self.dialog.members[self.account.id] = "kicked" if blocked else "member"
        self.dialog.members[self.bot.id] = "kicked" if blocked else "member"
        for hook in self.state.on_member:
            hook(self.dialog, self.bot.id, before, self.account.id)
        self.dialog.members[self.bot.id] = "member"

    def bring_bot(self, chat: Chat, role: str, rights: set[str]) -> None:
        """Give the bot a role in a chat, or put it out. A group tells its members who came.

        Raises Nothing if the person does not rule there.
        """
        if chat.members.get(self.account.id) != "creator":
            raise Nothing(f"{self.account.first_name} does not own {chat.title!r}")
        new = self.bot.id not in chat.members
        self.state.set_member(chat, self.bot.id, role, self.account.id, rights)
        if new and self.bot.id in chat.members and chat.kind != "channel":
            self.state.send(self.account.id, chat, service={"new_chat_members": [self.render.user(self.bot)]})


def found_entities(text: str) -> list[dict[str, Any]]:
    return [
        {"type": kind, "offset": utf16_length(text[: m.start()]), "length": utf16_length(m.group())}
        for kind, pattern in ENTITIES.items()
        for m in pattern.finditer(text)
    ]
