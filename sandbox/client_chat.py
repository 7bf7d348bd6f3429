"""The part of the typed client that is about chats: what people do there, and what stands there. `client.World` has it."""

from __future__ import annotations

import base64
from abc import ABC, abstractmethod
from typing import Any

Json = dict[str, Any]
Chat = str | int  #: dm, a name in the cast, or an id


class ChatVerbs(ABC):
    """`who` is the owner where nothing else is said; `stranger` is somebody else, `person` makes more."""

    @abstractmethod
    async def do(self, verb: str, **arguments: Any) -> Any:
        """Any verb by its name."""

    # -- what people do ----------------------------------------------------------------------------------------

    async def person(self, name: str, first_name: str = "", username: str | None = None, language: str = "en") -> int:
        """-> the account's id"""
        return int(await self.do("person", name=name, first_name=first_name, username=username, language=language))

    async def language(self, code: str, *, who: str = "owner") -> None:
        await self.do("language", code=code, who=who)

    async def menu(self, who: str = "owner") -> Json:
        """The bot as somebody sees it: name, description, short_description, commands, menu_button, photo."""
        return dict(await self.do("menu", who=who))

    async def say(
        self, text: str, chat: Chat = "dm", *, entities: list[Json] | None = None, reply_to: int | None = None,
        who: str = "owner",
    ) -> Json:  # fmt: skip
        """`entities` come on top of the commands and links that a client finds by itself."""
        given = {"text": text, "chat": chat, "entities": entities, "reply_to": reply_to, "who": who}
        return dict(await self.do("say", **given))

    async def start(self, link: str = "", *, who: str = "owner") -> Json:
        """Press Start, with a deep link or the payload of one."""
        return dict(await self.do("start", link=link, who=who))

    async def edit(
        self, message: int, text: str, chat: Chat = "dm", *, entities: list[Json] | None = None, who: str = "owner"
    ) -> Json:
        return dict(await self.do("edit", message=message, text=text, chat=chat, entities=entities, who=who))

    async def forward(self, message: int, source: Chat, chat: Chat = "dm", *, who: str = "owner") -> Json:
        return dict(await self.do("forward", message=message, source=source, chat=chat, who=who))

    async def forward_old(self, text: str, origin: str = "channel", **more: Any) -> Json:
        """From elsewhere and long ago: channel, user or hidden_user; name, date, entities, who."""
        return dict(await self.do("forward_old", text=text, origin=origin, **more))

    async def send_file(
        self, name: str, data: bytes, caption: str = "", *, photo: bool = False, who: str = "owner"
    ) -> Json:
        given = {"name": name, "base64": base64.b64encode(data).decode(), "caption": caption, "photo": photo}
        return dict(await self.do("send_file", who=who, **given))

    async def send(self, kind: str, data: bytes | None = None, *, who: str = "owner") -> Json:
        """A sticker, voice, video_note, animation, audio, video, location or dice."""
        text = None if data is None else base64.b64encode(data).decode()
        return dict(await self.do("send", kind=kind, base64=text, who=who))

    async def send_contact(
        self, phone: str | None = None, name: str | None = None, user: int | None = None, *, who: str = "owner"
    ) -> Json:
        """One's own, or with `phone` somebody else's."""
        return dict(await self.do("send_contact", phone=phone, name=name, user=user, who=who))

    async def delete_message(self, chat: Chat, message_id: int, *, who: str = "owner") -> None:
        await self.do("delete_message", chat=chat, id=message_id, who=who)

    async def block(self, blocked: bool = True, *, who: str = "owner") -> None:
        await self.do("block", blocked=blocked, who=who)

    async def press(
        self, button: str | int, *, message: int | None = None, chat: Chat = "dm", timeout: float = 0.0,
        shared: Chat | None = None, create: str | None = None, adds_bot: bool = True, who: str = "owner",
    ) -> Json:  # fmt: skip
        """A button by its text or number (from 1). With `timeout`, the bot's answer to a callback is under "answer" and the
        milliseconds it took under "ms". Where a chat is asked for: `shared` or `create`, else the choice is broken off."""
        given = {"button": button, "message": message, "chat": chat, "timeout": timeout, "shared": shared}
        return dict(await self.do("press", create=create, adds_bot=adds_bot, who=who, **given))

    async def press_data(
        self, data: str, *, message: int | None = None, chat: Chat = "dm", timeout: float = 0.0, who: str = "owner"
    ) -> Json:
        """A press with forged data, on any message, one that is gone too."""
        return dict(await self.do("press_data", data=data, message=message, chat=chat, timeout=timeout, who=who))

    async def burst(self, acts: list[Json], *, who: str = "owner") -> list[Json]:
        """All at once: {"do": "say" | "start" | "press" | "press_data" | "edit", and that verb's arguments}."""
        return list(await self.do("burst", acts=acts, who=who))

    async def answers(self, queries: list[str], timeout: float = 10.0) -> list[Json]:
        """Until the bot has answered all these presses: query, answer, ms."""
        return list(await self.do("answers", queries=queries, timeout=timeout))

    # -- chats -------------------------------------------------------------------------------------------------

    async def create_channel(
        self, name: str, title: str, kind: str = "channel", *, forum: bool = False, username: str | None = None,
        who: str = "owner",
    ) -> int:  # fmt: skip
        """kind: channel, supergroup or group. -> its id"""
        given = {"name": name, "title": title, "kind": kind, "forum": forum, "username": username, "who": who}
        return int(await self.do("create_channel", **given))

    async def bot_role(self, chat: Chat, role: str, rights: list[str] | None = None, *, who: str = "owner") -> None:
        """administrator, member, restricted, left or kicked."""
        await self.do("bot_role", chat=chat, role=role, rights=rights, who=who)

    # -- what stands there -------------------------------------------------------------------------------------

    async def read(self, chat: Chat = "dm", since: int = 0, *, who: str = "owner") -> list[Json]:
        """Messages: id, sender, date, text, entities, buttons, inline, keyboard, asks, reply_to, topic, silent, edit_date,
        edits, service, media, forward_origin, album."""
        return list(await self.do("read", chat=chat, since=since, who=who))

    async def deleted(self, chat: Chat = "dm", *, who: str = "owner") -> list[Json]:
        """What was deleted there, as it was."""
        return list(await self.do("deleted", chat=chat, who=who))

    async def keyboard(self, chat: Chat = "dm", *, who: str = "owner") -> list[list[Json]]:
        """The keyboard below the text field."""
        return list(await self.do("keyboard", chat=chat, who=who))

    async def file(
        self, message: int | None = None, chat: Chat = "dm", *, sha256: str | None = None, who: str = "owner"
    ) -> bytes:
        """The bytes of a message's file, or of the one with a checksum."""
        told = await self.do("file", message=message, chat=chat, sha256=sha256, who=who)
        return base64.b64decode(told["base64"])

    async def wait(
        self, chat: Chat = "dm", *, messages: int = 0, media: int = 0, text: str | None = None,
        button: str | None = None, since: int = 0, timeout: float = 10.0, message: int | None = None,
        ever: str | None = None, gone: int | None = None, without_button: str | None = None, who: str = "owner",
    ) -> list[Json]:  # fmt: skip
        """Until all of it is there; then as `read`. TimeoutError says what stands there instead.

        message: look at that one only. ever: a text, or what one said before an edit. gone: a message that is deleted.
        """
        given = {"messages": messages, "media": media, "text": text, "button": button, "message": message}
        more = {"ever": ever, "gone": gone, "without_button": without_button, "who": who}
        return list(await self.do("wait", chat=chat, since=since, timeout=timeout, **given, **more))
