"""One Telegram, seen through two doors: the MTProto server and the Bot API read and write this state and nothing else.

Everything is kept in the neutral form of the Bot API's JSON (entities, reply markup): MTProto translates at its door.
Refusals are raised as `Refused` with MTProto's own words; the Bot API door turns them into its own.

Kept in memory, but for the files' bytes, which lie in a folder that goes with the sandbox.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import itertools
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sandbox.telegram.records import (
    CAPTION_LIMIT,
    TEXT_LIMIT,
    Account,
    Chat,
    ChatKind,
    Message,
    Refused,
    StoredFile,
    Upload,
    check_text,
    utf16_length,
)

__all__ = [
    "CAPTION_LIMIT",
    "TEXT_LIMIT",
    "Account",
    "Chat",
    "ChatKind",
    "Message",
    "Refused",
    "State",
    "StoredFile",
    "Upload",
    "check_text",
    "utf16_length",
]


REFERENCE_LIFE = 6 * 3600.0  #: of the real one it is known that hours pass, not how many


class State:
    """The world's memory. Methods are what both doors need; they check what Telegram checks and raise Refused."""

    def __init__(self, folder: Path, now: Callable[[], float] = time.time) -> None:  # noqa: TID251  the world's own clock
        self.folder = folder
        self.now = now
        self.accounts: dict[int, Account] = {}
        self.chats: dict[int, Chat] = {}
        self.dialogs: dict[frozenset[int], Chat] = {}
        self.files: dict[int, StoredFile] = {}
        self.uploads: dict[tuple[int, int], Upload] = {}
        self.used_random_ids: dict[tuple[int, int, int], int] = {}  #: (account, chat, random_id) -> message id
        self.scheduled_random_ids: dict[
            tuple[int, int, int], Message
        ] = {}  #: of messages whose videos are still converted
        self.reference_life = REFERENCE_LIFE  #: seconds that a file's reference is good for
        self.updates: dict[int, list[dict[str, Any]]] = {}  #: bot id -> updates in the Bot API's form, oldest first
        self.changed = asyncio.Condition()  #: notified (through `touch`) at every change that somebody may wait for
        #: called after each new message, through whichever door it came; a hook may not wait
        self.on_message: list[Callable[[Message, Chat], None]] = []
        #: called after each edit: (message, chat, the account that edited)
        self.on_edit: list[Callable[[Message, Chat, int], None]] = []
        #: called when a membership changed: (chat, account, role before: "left" if none, the account that did it)
        self.on_member: list[Callable[[Chat, int, str, int], None]] = []
        self.log: list[dict[str, Any]] = []  #: every request seen at either door, newest last (bounded by the doors)
        self.max_parts = 4000
        self.max_parts_premium = 8000
        self._secret = secrets.token_bytes(16)
        self._update_ids = itertools.count(secrets.randbelow(1_000_000) + 1)
        self._channel_ids = itertools.count(1_500_000_001)
        self._group_ids = itertools.count(400_000_001)
        self._private_ids = itertools.count(1)

    # -- who and where -----------------------------------------------------------------------------------------

    def add_account(self, account: Account) -> Account:
        self.accounts[account.id] = account
        if account.is_bot:
            self.updates.setdefault(account.id, [])
        return account

    def bot_by_token(self, token: str) -> Account | None:
        return next((one for one in self.accounts.values() if one.token == token), None)

    def person_by_phone(self, phone: str) -> Account | None:
        digits = "".join(c for c in phone if c.isdigit())
        return next((one for one in self.accounts.values() if one.phone == digits), None)

    def access_hash(self, viewer: int, peer_id: int) -> int:
        """The hash under which `viewer` knows a peer (Bot API id): each account has its own, signed 64 bit."""
        digest = hmac.new(self._secret, f"{viewer}:{peer_id}".encode(), hashlib.sha256).digest()
        return int.from_bytes(digest[:8], "big", signed=True)

    def create_channel(self, creator: int, title: str, *, kind: ChatKind = "channel", description: str = "") -> Chat:
        number = -next(self._group_ids) if kind == "group" else -1_000_000_000_000 - next(self._channel_ids)
        chat = Chat(number, kind, title, description=description, created=self.now())
        if kind == "group":
            chat.ids = self._private_ids
        elif kind == "supergroup":
            next(chat.ids)  # the first is that of "group created" (not modelled), and a forum's general topic
        chat.members[creator] = "creator"
        self.chats[chat.id] = chat
        return chat

    def dialog(self, one: int, other: int) -> Chat:
        """The private chat of two accounts. All private chats and plain groups share one numbering, so that an id alone names a
        message, as it does at the MTProto door (the real one has one numbering for each account)."""
        pair = frozenset((one, other))
        if pair not in self.dialogs:
            chat = Chat(other, "private")
            chat.members = {one: "member", other: "member"}
            chat.ids = self._private_ids
            self.dialogs[pair] = chat
        return self.dialogs[pair]

    def common_box(self, account: int) -> list[Chat]:
        """The chats of an account in which an id alone names a message."""
        groups = [one for one in self.chats.values() if one.kind == "group"]
        return [one for one in (*self.dialogs.values(), *groups) if account in one.members]

    def chat_for(self, viewer: int, chat_id: int) -> Chat:
        """The chat that `viewer` means by a Bot API id. Raises PEER_ID_INVALID, CHANNEL_PRIVATE or CHANNEL_INVALID."""
        if chat_id > 0:
            if chat_id not in self.accounts:
                raise Refused("PEER_ID_INVALID")
            return self.dialog(viewer, chat_id)
        chat = self.chats.get(chat_id)
        if chat is None:
            raise Refused("CHANNEL_INVALID")
        if viewer not in chat.members:
            raise Refused("CHANNEL_PRIVATE")
        return chat

    def may_post(self, account: int, chat: Chat) -> None:
        """Raises CHAT_ADMIN_REQUIRED, CHAT_WRITE_FORBIDDEN, CHAT_SEND_PLAIN_FORBIDDEN, USER_IS_BLOCKED as Telegram does."""
        role = chat.members.get(account)
        if role is None or chat.migrated_to is not None:
            raise Refused("CHAT_WRITE_FORBIDDEN", 403)
        if chat.kind == "private" and "kicked" in chat.members.values():
            raise Refused("USER_IS_BLOCKED")
        if role == "restricted":
            raise Refused("CHAT_SEND_PLAIN_FORBIDDEN", 403)
        if chat.kind == "channel" and role != "creator" and "can_post_messages" not in chat.rights.get(account, set()):
            raise Refused("CHAT_ADMIN_REQUIRED")

    # -- messages ----------------------------------------------------------------------------------------------

    def send(
        self,
        sender: int,
        chat: Chat,
        text: str = "",
        *,
        entities: list[dict[str, Any]] | None = None,
        reply_markup: dict[str, Any] | None = None,
        reply_to: int | None = None,
        topic: int | None = None,
        media: StoredFile | None = None,
        random_id: int | None = None,
        silent: bool = False,
        service: dict[str, Any] | None = None,
        forward_origin: dict[str, Any] | None = None,
        album: str | None = None,
        scheduled: bool = False,
    ) -> tuple[Message, bool]:
        """Put a message into a chat. -> (message, is_new): a used random_id answers with what stands there already.

        scheduled: into the queue of those whose videos are still converted (schedule.py).

        Raises: MESSAGE_EMPTY, MESSAGE_TOO_LONG, MEDIA_CAPTION_TOO_LONG, ENTITY_BOUNDS_INVALID, REPLY_MESSAGE_ID_INVALID.
        """
        self.may_post(sender, chat)
        key = (sender, id(chat), random_id or 0)
        if random_id is not None and key in self.used_random_ids:
            stands = chat.messages.get(self.used_random_ids[key])
            if stands is None:
                # It was deleted since. What the real one answers is not known; stricter: a refusal, never a second message.
                raise Refused("RANDOM_ID_DUPLICATE", 500)
            return stands, False
        if random_id is not None and key in self.scheduled_random_ids:
            return self.scheduled_random_ids[key], False
        if not service:
            check_text(text, entities or [], caption=media is not None)
        if reply_to is not None and reply_to not in chat.messages:
            raise Refused("REPLY_MESSAGE_ID_INVALID")
        number = next(chat.scheduled_ids if scheduled else chat.ids)
        message = Message(
            number, chat.id, sender, int(self.now()), text, entities or [], reply_markup, reply_to, topic, media,
            random_id, silent=silent, service=service or {}, forward_origin=forward_origin, album=album,
            scheduled=scheduled,
        )  # fmt: skip
        if scheduled:
            chat.scheduled[message.id] = message
            if random_id is not None:
                self.scheduled_random_ids[key] = message
            return message, True
        chat.messages[message.id] = message
        if random_id is not None:
            self.used_random_ids[key] = message.id
        for hook in self.on_message:
            hook(message, chat)
        return message, True

    def edit(
        self,
        editor: int,
        chat: Chat,
        message_id: int,
        text: str | None,
        *,
        entities: list[dict[str, Any]] | None = None,
        reply_markup: dict[str, Any] | None = None,
        media: StoredFile | None = None,
    ) -> Message:
        """Without `media` the message keeps what it has.

        Raises MESSAGE_ID_INVALID, MESSAGE_AUTHOR_REQUIRED, MESSAGE_NOT_MODIFIED and what `send` raises of texts.
        """
        message = chat.messages.get(message_id)
        if message is None:
            raise Refused("MESSAGE_ID_INVALID")
        if message.sender != editor:
            raise Refused("MESSAGE_AUTHOR_REQUIRED", 403)
        new_text = message.text if text is None else text
        new_entities = message.entities if text is None else entities or []
        new_media = media or message.media
        check_text(new_text, new_entities, caption=new_media is not None)
        stands = (message.text, message.entities, message.reply_markup, message.media)
        if (new_text, new_entities, reply_markup, new_media) == stands:
            raise Refused("MESSAGE_NOT_MODIFIED")
        message.versions.append(message.text)
        message.media = new_media
        message.text, message.entities, message.reply_markup = new_text, new_entities, reply_markup
        message.edit_date = int(self.now())
        message.edits += 1
        for hook in self.on_edit:
            hook(message, chat, editor)
        return message

    def delete(self, actor: int, chat: Chat, message_ids: list[int]) -> list[int]:
        """Take messages away for everyone. -> the ids that stood there; the others are passed over, as Telegram does.

        Raises MESSAGE_DELETE_FORBIDDEN if one of them is another's and `actor` lacks can_delete_messages.
        """
        standing = [one for one in message_ids if one in chat.messages]
        free = (
            chat.kind == "private"
            or chat.members.get(actor) == "creator"
            or "can_delete_messages" in chat.rights.get(actor, set())
        )
        if not free and any(chat.messages[one].sender != actor for one in standing):
            raise Refused("MESSAGE_DELETE_FORBIDDEN", 403)
        for one in standing:
            chat.gone[one] = chat.messages.pop(one)
        return standing

    def set_member(self, chat: Chat, account: int, role: str, by: int, rights: set[str] | None = None) -> None:
        """Give an account a role (creator, administrator, member, restricted) with its rights; "left" and "kicked" take it out."""
        before = "kicked" if account in chat.kicked else chat.members.get(account, "left")
        chat.former_rights[account] = chat.rights.get(account, set())
        chat.kicked.discard(account)
        if role in {"left", "kicked"}:
            if role == "kicked":
                chat.kicked.add(account)
            chat.members.pop(account, None)
            chat.rights.pop(account, None)
        else:
            chat.members[account] = role
            chat.rights[account] = rights or set()
        for hook in self.on_member:
            hook(chat, account, before, by)

    def push_update(self, bot: int, kind: str, payload: dict[str, Any]) -> None:
        """Queue an update for a bot's getUpdates."""
        self.updates[bot].append({"update_id": next(self._update_ids), kind: payload})

    async def touch(self) -> None:
        """Tell everyone who waits for a change to look again."""
        async with self.changed:
            self.changed.notify_all()
