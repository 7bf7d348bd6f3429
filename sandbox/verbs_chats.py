"""The control API's verbs for chats: who makes, moves and ends them, the bot's role there, and what stands in them."""

from __future__ import annotations

import asyncio
import base64 as b64
from collections.abc import Callable
from typing import get_args

from sandbox.telegram.person import Nothing
from sandbox.telegram.records import ChatKind, Message, StoredFile
from sandbox.telling import Json, People, button_texts, shown

ROLES = ("administrator", "member", "restricted", "left", "kicked")
KINDS = tuple(one for one in get_args(ChatKind) if one != "private")


class ChatVerbs:
    """`dm` is the owner's chat with the bot, or that of the `who` where a verb takes one."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._state = people.state
        self._cast = people.cast

    # -- chats -------------------------------------------------------------------------------------------------

    async def create_channel(
        self, name: str, title: str, kind: str = "channel", forum: bool = False, username: str | None = None,
        who: str = "owner",
    ) -> int:  # fmt: skip
        """Somebody creates a channel, supergroup or group, without the bot. `name` is how the verbs call it. -> its id

        username: it is public.
        """
        if name in self._cast.channels or name == "dm":
            raise ValueError(f"there is a chat {name!r} already")
        if kind not in KINDS:
            raise ValueError(f"kind is one of: {', '.join(KINDS)}")
        if (forum and kind != "supergroup") or (username and kind == "group"):
            raise ValueError("a forum is a supergroup, and a plain group is never public")
        creator = self._people.who(who).account.id
        chat = self._state.create_channel(creator, title, kind=kind)  # type: ignore[arg-type]
        chat.forum, chat.username = forum, username
        self._cast.channels[name] = chat
        await self._state.touch()
        return chat.id

    async def bot_role(self, chat: str | int, role: str, rights: list[str] | None = None, who: str = "owner") -> bool:
        """Somebody who owns a chat gives the bot a role: administrator (with these rights), member, restricted, left, kicked."""
        if role not in ROLES:
            raise ValueError(f"role is one of: {', '.join(ROLES)}")
        self._people.who(who).bring_bot(self._people.chat(chat), role, set(rights or ()))
        await self._state.touch()
        return True

    # -- what stands there -------------------------------------------------------------------------------------

    async def read(self, chat: str | int = "dm", since: int = 0, who: str = "owner") -> list[Json]:
        """The messages of a chat with an id over `since`, oldest first."""
        return [shown(one) for one in self._people.chat(chat, who).messages.values() if one.id > since]

    async def deleted(self, chat: str | int = "dm", who: str = "owner") -> list[Json]:
        """The messages that were deleted from a chat, in that order, as they were."""
        return [shown(one) for one in self._people.chat(chat, who).gone.values()]

    async def keyboard(self, chat: str | int = "dm", who: str = "owner") -> list[list[Json]]:
        """The keyboard that stands below the text field now, row by row; nothing if there is none."""
        for one in reversed(self._people.chat(chat, who).messages.values()):
            told = shown(one)
            if told["keyboard"] or told["asks"] == "no keyboard":
                return list(told["keyboard"])
        return []

    async def file(
        self, message: int | None = None, chat: str | int = "dm", sha256: str | None = None, who: str = "owner"
    ) -> Json:
        """The bytes of the file in a message, or of one with this checksum. -> name, mime_type, size, sha256, base64"""
        found: StoredFile | None = None
        if message is not None:
            where = self._people.chat(chat, who)
            held = where.messages.get(message) or where.gone.get(message)
            found = held.media if held else None
        elif sha256 is not None:
            found = next((one for one in self._state.files.values() if one.sha256 == sha256), None)
        if found is None:
            raise Nothing("there is no such file")
        data = b64.b64encode(found.path.read_bytes()).decode()
        told = {"name": found.name, "mime_type": found.mime_type, "kind": found.kind, "size": found.size}
        return told | {"sha256": found.sha256, "base64": data}

    async def wait(
        self, chat: str | int = "dm", messages: int = 0, media: int = 0, text: str | None = None,
        button: str | None = None, since: int = 0, timeout: float = 10.0, message: int | None = None,
        ever: str | None = None, gone: int | None = None, without_button: str | None = None, who: str = "owner",
    ) -> list[Json]:  # fmt: skip
        """Wait until, over `since` (or in `message` alone), a chat holds so many messages, so many media, a text that contains
        `text`, one that contains `ever` or did before an edit, a button; until none has the button `without_button`; until the
        message `gone` is deleted.

        -> what `read` says then. 408 if it does not come to that within `timeout` seconds.
        """
        where = self._people.chat(chat, who)

        def there() -> list[Message]:
            return [one for one in where.messages.values() if one.id > since and message in {None, one.id}]

        def some(fits: Callable[[Message], bool]) -> bool:
            return any(fits(one) for one in there())

        def reached() -> bool:
            return (
                len(there()) >= messages
                and sum(one.media is not None for one in there()) >= media
                and (text is None or some(lambda one: text in one.text))
                and (ever is None or some(lambda one: any(ever in said for said in (one.text, *one.versions))))
                and (button is None or some(lambda one: button in button_texts(one)))
                and (without_button is None or not some(lambda one: without_button in button_texts(one)))
                and (gone is None or gone in where.gone)
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
