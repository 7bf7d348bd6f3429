"""What a person does in a Telegram client: writes, presses, sends files, shares chats, blocks, deletes.

The control API's verbs and the tests act through this; what the person does by MTProto goes through that door instead.
"""

from __future__ import annotations

import asyncio
import mimetypes
import re
import secrets
from typing import Any

from sandbox.telegram.botapi.files import image_size, sha256_of
from sandbox.telegram.botapi.server import BotApiServer
from sandbox.telegram.state import Account, Chat, Message, Refused, State, StoredFile, utf16_length

ENTITIES = {"bot_command": re.compile(r"(?:^|(?<=\s))/\w{1,64}"), "url": re.compile(r"https?://\S+")}


class Nothing(LookupError):
    """There is no such thing to act on: a message, a button. One sentence."""


class Person:
    """One account and the bot it talks to."""

    def __init__(self, state: State, account: Account, bot: Account, door: BotApiServer) -> None:
        self.state = state
        self.account = account
        self.bot = bot
        self.updates = door.door.updates
        self.render = door.door.render

    @property
    def dialog(self) -> Chat:
        return self.state.dialog(self.account.id, self.bot.id)

    def say(self, text: str, chat: Chat | None = None) -> Message:
        """Write a text; commands and links get their entities, as a client gives them."""
        entities = [
            {"type": kind, "offset": utf16_length(text[: m.start()]), "length": utf16_length(m.group())}
            for kind, pattern in ENTITIES.items()
            for m in pattern.finditer(text)
        ]
        return self.state.send(self.account.id, chat or self.dialog, text, entities=entities)[0]

    def send_file(self, name: str, data: bytes, caption: str = "", *, photo: bool = False) -> Message:
        """Send a file, or a photo, to the bot."""
        number = secrets.randbits(62)
        path = self.state.folder / f"file-{number}"
        path.write_bytes(data)
        width, height = image_size(data) if photo else (0, 0)
        file = StoredFile(
            number, self.account.id, secrets.randbits(63), len(data), sha256_of(path), path,
            mimetypes.guess_type(name)[0] or "application/octet-stream", name, "photo" if photo else "document",
            width=width, height=height,
        )  # fmt: skip
        self.state.files[file.id] = file
        return self.state.send(self.account.id, self.dialog, caption, media=file)[0]

    def block(self, blocked: bool = True) -> None:
        """Block the bot, or let it write again."""
        before = self.dialog.members[self.account.id]
        self.dialog.members[self.account.id] = "kicked" if blocked else "member"
        self.dialog.members[self.bot.id] = "kicked" if blocked else "member"
        for hook in self.state.on_member:
            hook(self.dialog, self.bot.id, before, self.account.id)
        self.dialog.members[self.bot.id] = "member"

    # -- buttons -----------------------------------------------------------------------------------------------

    def find_button(self, button: str | int, chat: Chat, message_id: int | None) -> tuple[Message, dict[str, Any]]:
        """By its visible text or its number (from 1, row by row), newest message first; the reply keyboard comes last.

        A number counts in the newest message that has buttons. Raises Nothing.
        """
        messages = [chat.messages[message_id]] if message_id in chat.messages else []
        if message_id is None:
            messages = list(reversed(chat.messages.values()))
        inline = [(one, "inline_keyboard") for one in messages if _rows(one, "inline_keyboard")]
        keyboards = [one for one in messages if {"keyboard", "remove_keyboard"} & set(one.reply_markup or {})]
        shown = inline + [(one, "keyboard") for one in keyboards[:1] if _rows(one, "keyboard")]
        for message, kind in shown:
            buttons = [one for row in _rows(message, kind) for one in row]
            if isinstance(button, int):
                if 1 <= button <= len(buttons):
                    return message, buttons[button - 1]
                break
            for one in buttons:
                if one["text"] == button:
                    return message, one
        raise Nothing(f"no button {button!r}; there are: {_texts(shown[:3])}")

    async def press(
        self, button: str | int, *, chat: Chat | None = None, message_id: int | None = None, timeout: float = 0.0,
        shared: int | None = None,
    ) -> dict[str, Any]:  # fmt: skip
        """Press a button. -> what came of it: kind, and for a callback the bot's answer (waited for `timeout` seconds).

        shared: for a request_chat button, the chat that is chosen.
        """
        chat = chat or self.dialog
        message, found = self.find_button(button, chat, message_id)
        if "callback_data" in found:
            return await self._query(message, chat, found, timeout)
        if found.get("request_contact"):
            contact = {"phone_number": self.account.phone or "", "first_name": self.account.first_name}
            self._service({"contact": contact | {"user_id": self.account.id}}, message)
            return {"kind": "contact"}
        if "request_chat" in found:
            return self._share_chat(found["request_chat"], shared, message)
        for kind in ("url", "copy_text", "switch_inline_query_current_chat"):
            if kind in found:
                return {"kind": kind, kind: found[kind]}
        return {"kind": "text", "message": self.say(found["text"], chat).id}

    async def _query(self, message: Message, chat: Chat, button: dict[str, Any], timeout: float) -> dict[str, Any]:
        query = str(secrets.randbits(63))
        self.updates.answers[query] = None
        self.updates.asked_at[query] = self.state.now()
        shown = self.render.message(message, chat, self.bot)
        payload = {"id": query, "from": self.render.user(self.account), "chat_instance": str(chat.id), "message": shown}
        self.updates.push(self.bot, "callback_query", payload | {"data": button["callback_data"]})
        await self.state.touch()
        try:
            async with asyncio.timeout(timeout), self.state.changed:
                await self.state.changed.wait_for(lambda: self.updates.answers[query] is not None)
        except TimeoutError:
            return {"kind": "callback", "query": query, "answer": None}
        return {"kind": "callback", "query": query, "answer": self.updates.answers[query]}

    def _service(self, service: dict[str, Any], message: Message) -> Message:
        # The real one marks these as replies to the message with the keyboard.
        return self.state.send(self.account.id, self.dialog, service=service, reply_to=message.id)[0]

    def _share_chat(self, request: dict[str, Any], chat_id: int | None, message: Message) -> dict[str, Any]:
        """Choose a chat for a request_chat button.

        The bot is made administrator only if the button named the rights of both (without, the choice still "succeeds":
        tdlib/td #2572), only where the person is its creator, and not in groups (Telegram Desktop #27709).
        """
        chat = self.state.chats.get(chat_id or 0)
        if chat is None or (chat.kind == "channel") != request["chat_is_channel"]:
            raise Nothing(f"chat {chat_id} can't be chosen there")
        bot_rights, own_rights = request.get("bot_administrator_rights"), request.get("user_administrator_rights")
        if bot_rights and own_rights and chat.kind == "channel" and chat.members.get(self.account.id) == "creator":
            asked = {name for name, wanted in bot_rights.items() if wanted}
            if asked - {name for name, wanted in own_rights.items() if wanted}:
                raise Refused("RIGHTS_NOT_MODIFIED")
            self.state.set_member(chat, self.bot.id, "administrator", self.account.id, asked)
        shared: dict[str, Any] = {"request_id": request["request_id"], "chat_id": chat.id}
        if request.get("request_title"):
            shared["title"] = chat.title
        self._service({"chat_shared": shared}, message)
        return {"kind": "chat_shared", "chat": chat.id, "bot_is": chat.members.get(self.bot.id, "left")}


def _rows(message: Message, kind: str) -> list[list[dict[str, Any]]]:
    rows: list[list[dict[str, Any]]] = (message.reply_markup or {}).get(kind, [])
    return rows


def _texts(shown: list[tuple[Message, str]]) -> str:
    texts = [one["text"] for message, kind in shown for row in _rows(message, kind) for one in row]
    return ", ".join(map(repr, texts)) or "none"
