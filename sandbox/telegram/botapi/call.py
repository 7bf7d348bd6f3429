"""One call of a method: who calls, with what, and the few readings of arguments that many methods share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from sandbox.telegram.botapi.entities import styled
from sandbox.telegram.botapi.errors import ApiError
from sandbox.telegram.botapi.files import Files
from sandbox.telegram.botapi.forms import Form
from sandbox.telegram.botapi.keyboards import checked_markup
from sandbox.telegram.botapi.render import Renderer
from sandbox.telegram.botapi.updates import Updates
from sandbox.telegram.state import Account, Chat, Message, State, StoredFile


@dataclass(slots=True)
class Door:
    """What the methods act on."""

    state: State
    files: Files
    render: Renderer
    updates: Updates
    profile: dict[tuple[int, str], Any] = field(default_factory=dict)  #: (bot, what[:scope:language]) -> as it was set
    pinned: dict[int, list[int]] = field(default_factory=dict)  #: id(chat) -> message ids, newest last


@dataclass(slots=True)
class Call:
    """One request, its fields checked."""

    door: Door
    bot: Account
    args: dict[str, Any]
    form: Form

    def chat(self, field_name: str = "chat_id") -> Chat:
        """The chat that a field means. Raises ApiError."""
        state, wanted = self.door.state, self.args[field_name]
        if isinstance(wanted, str):
            named = [chat for chat in state.chats.values() if chat.username == wanted.removeprefix("@")]
            if not named:
                raise ApiError(400, "chat not found")
            wanted = named[0].id
        if wanted < 0:
            return self._group(state.chats.get(wanted))
        if wanted not in state.accounts:
            raise ApiError(400, "chat not found")
        if frozenset((self.bot.id, wanted)) not in state.dialogs:
            raise ApiError(403, "bot can't initiate conversation with a user")
        return state.dialog(self.bot.id, wanted)

    def _group(self, chat: Chat | None) -> Chat:
        """A channel, supergroup or group, if the bot is in it. Raises ApiError in the real server's words for each way of
        not being in it (telegram-bot-api, Client.cpp, check_chat_access); stricter: a chat that was moved can't be read either.
        """
        me = self.bot.id
        if chat is None:
            raise ApiError(400, "chat not found")
        if chat.migrated_to is not None:
            raise ApiError(400, "group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
        if me in chat.members:
            return chat
        if me not in chat.former_rights:  # it never was in it, so it can't know it
            raise ApiError(400, "chat not found")
        if chat.deleted and chat.kind == "group":
            raise ApiError(403, "the group chat was deleted")
        if chat.deleted or me in chat.kicked:
            raise ApiError(403, f"bot was kicked from the {chat.kind} chat")
        raise ApiError(403, f"bot is not a member of the {chat.kind} chat")

    def text(self, text_field: str, entities_field: str) -> tuple[str, list[dict[str, Any]]]:
        """Text and entities, by parse_mode or as given (entities.py)."""
        text, mode = self.args.get(text_field, ""), self.args.get("parse_mode", "")
        return styled(text, mode, self.args.get(entities_field))

    def reply_markup(self, chat: Chat) -> dict[str, Any] | None:
        return checked_markup(self.args.get("reply_markup"), chat)

    def reply_to(self, chat: Chat) -> int | None:
        """Which message is replied to; None also where it is gone and that is allowed."""
        wanted = self.args.get("reply_parameters")
        if wanted is None:
            return None
        if wanted.get("chat_id") not in {None, self.args["chat_id"]}:
            raise ApiError(400, "sandbox: replies to another chat are not modelled")
        if wanted["message_id"] not in chat.messages and wanted.get("allow_sending_without_reply"):
            return None
        return int(wanted["message_id"])

    def topic(self, chat: Chat) -> int | None:
        topic: int | None = self.args.get("message_thread_id")
        if topic is not None and topic not in chat.topics:
            raise ApiError(400, "message thread not found")
        return topic

    def post(
        self, chat: Chat, text: str, entities: list[dict[str, Any]], media: StoredFile | None = None,
        album: str | None = None,
    ) -> Message:  # fmt: skip
        """Send what the fields of all sending methods say. Raises ApiError, Refused."""
        return self.door.state.send(
            self.bot.id, chat, text, entities=entities, reply_markup=self.reply_markup(chat), album=album,
            reply_to=self.reply_to(chat), topic=self.topic(chat), media=media,
            silent=self.args.get("disable_notification", False),
        )[0]  # fmt: skip

    def shown(self, message: Message, chat: Chat) -> dict[str, Any]:
        return self.door.render.message(message, chat, self.bot)


Method = Callable[[Call], Awaitable[Any]]
