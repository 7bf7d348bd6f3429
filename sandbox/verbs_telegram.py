"""The control API's verbs for Telegram: what the owner does there, and what stands there."""

from __future__ import annotations

import asyncio
import base64 as b64
from typing import Any

from sandbox.cast import Cast
from sandbox.telegram.person import Nothing, Person
from sandbox.telegram.records import Chat, Message, StoredFile
from sandbox.telegram.state import State

Json = dict[str, Any]


class TelegramVerbs:
    """`codes` is the MTProto door's: phone -> the login code last sent to it."""

    def __init__(self, state: State, cast: Cast, person: Person, codes: dict[str, str]) -> None:
        self._state = state
        self._cast = cast
        self._person = person
        self._codes = codes

    # -- what the owner does -----------------------------------------------------------------------------------

    async def say(self, text: str, chat: str | int = "dm") -> Json:
        """Write as the owner: to the bot ("dm"), or into another chat. -> the message"""
        message = self._person.say(text, self._chat(chat))
        await self._state.touch()
        return shown(message)

    async def press(
        self, button: str | int, message: int | None = None, chat: str | int = "dm", timeout: float = 0.0,
        shared: str | int | None = None,
    ) -> Json:  # fmt: skip
        """Press a button by its text or number (from 1). For a callback waits `timeout` seconds for the bot's answer.

        shared: the chat to choose, where the button asks for one. -> kind, and what came of it
        """
        chosen = None if shared is None else self._chat(shared).id
        came = await self._person.press(
            button, chat=self._chat(chat), message_id=message, timeout=timeout, shared=chosen
        )
        await self._state.touch()
        return came

    async def send_file(self, name: str, base64: str, caption: str = "", photo: bool = False) -> Json:
        """Send a file to the bot as the owner. -> the message"""
        try:
            data = b64.b64decode(base64, validate=True)
        except ValueError:
            raise ValueError("send_file: base64 can't be decoded") from None
        message = self._person.send_file(name, data, caption, photo=photo)
        await self._state.touch()
        return shown(message)

    async def delete_message(self, chat: str | int, id: int) -> bool:  # noqa: A002  the API's word
        """Delete a message as the owner."""
        deleted = self._state.delete(self._cast.owner.id, self._chat(chat), [id])
        await self._state.touch()
        if not deleted:
            raise Nothing(f"no message {id} in {chat!r}")
        return True

    async def block(self, blocked: bool = True) -> bool:
        """Block the bot, or (false) let it write again."""
        self._person.block(blocked)
        await self._state.touch()
        return True

    async def create_channel(self, name: str, title: str, kind: str = "channel", forum: bool = False) -> int:
        """The owner creates a channel, or a supergroup, without the bot. `name` is how the verbs call it. -> its id"""
        if name in self._cast.channels or name == "dm":
            raise ValueError(f"there is a chat {name!r} already")
        if kind not in {"channel", "supergroup"}:
            raise ValueError("kind is channel or supergroup")
        chat = self._state.create_channel(
            self._cast.owner.id, title, kind="channel" if kind == "channel" else "supergroup"
        )
        chat.forum = forum
        self._cast.channels[name] = chat
        await self._state.touch()
        return chat.id

    async def bot_role(self, chat: str | int, role: str, rights: list[str] | None = None) -> bool:
        """Give the bot a role in a channel: administrator (with these rights), member, or left."""
        if role not in {"administrator", "member", "left"}:
            raise ValueError("role is administrator, member or left")
        self._state.set_member(self._chat(chat), self._cast.bot.id, role, self._cast.owner.id, set(rights or ()))
        await self._state.touch()
        return True

    async def code(self, phone: str) -> str:
        """The login code that Telegram last sent to a phone."""
        digits = "".join(one for one in phone if one.isdigit())
        if digits not in self._codes:
            raise Nothing(f"no code was sent to {phone}")
        return self._codes[digits]

    # -- what stands there -------------------------------------------------------------------------------------

    async def read(self, chat: str | int = "dm", since: int = 0) -> list[Json]:
        """The messages of a chat with an id over `since`, oldest first."""
        return [shown(one) for one in self._chat(chat).messages.values() if one.id > since]

    async def wait(
        self, chat: str | int = "dm", messages: int = 0, media: int = 0, text: str | None = None,
        button: str | None = None, since: int = 0, timeout: float = 10.0,
    ) -> list[Json]:  # fmt: skip
        """Wait until, over `since`, a chat holds so many messages, so many media, a text that contains `text`, a button.

        -> what `read` says then. 408 if it does not come to that within `timeout` seconds.
        """
        where = self._chat(chat)

        def there() -> list[Message]:
            return [one for one in where.messages.values() if one.id > since]

        def reached() -> bool:
            found = there()
            return (
                len(found) >= messages
                and sum(one.media is not None for one in found) >= media
                and (text is None or any(text in one.text for one in found))
                and (button is None or any(button in _button_texts(one) for one in found))
            )

        try:
            async with asyncio.timeout(timeout), self._state.changed:
                await self._state.changed.wait_for(reached)
        except TimeoutError:
            found = there()
            raise TimeoutError(
                f"not within {timeout} s: {chat!r} holds {len(found)} messages, {sum(one.media is not None for one in found)}"
                f" with media; the last reads {found[-1].text[:200] if found else ''!r}"
            ) from None
        return [shown(one) for one in there()]

    def _chat(self, name: str | int) -> Chat:
        if name == "dm":
            return self._person.dialog
        chat = self._cast.channels.get(str(name)) or self._state.chats.get(name if isinstance(name, int) else 0)
        if chat is None:
            raise Nothing(f"no chat {name!r}; there are: dm, {', '.join(self._cast.channels)}, or an id")
        return chat


def shown(message: Message) -> Json:
    """A message as the control API tells it. `edits`: what the text was before each edit."""
    markup = message.reply_markup or {}
    return {
        "id": message.id, "sender": message.sender, "date": message.date, "text": message.text,
        "entities": message.entities, "buttons": markup.get("inline_keyboard") or markup.get("keyboard") or [],
        "reply_markup": message.reply_markup, "reply_to": message.reply_to, "topic": message.topic,
        "silent": message.silent, "edit_date": message.edit_date, "edits": message.versions,
        "service": message.service, "media": None if message.media is None else file(message.media),
    }  # fmt: skip


def file(one: StoredFile) -> Json:
    """A file as the control API tells it; `sha256` is of the bytes that arrived."""
    told: Json = {
        "kind": one.kind, "size": one.size, "sha256": one.sha256, "name": one.name, "mime_type": one.mime_type,
        "duration": one.duration, "width": one.width, "height": one.height,
        "supports_streaming": one.supports_streaming, "attributes": one.attributes,
    }  # fmt: skip
    told["thumb"] = None if one.thumb is None else file(one.thumb)
    told["cover"] = None if one.cover is None else file(one.cover)
    return told


def _button_texts(message: Message) -> set[str]:
    markup = message.reply_markup or {}
    return {button["text"] for row in markup.get("inline_keyboard", []) + markup.get("keyboard", []) for button in row}
