"""A person's presses: on inline buttons, on the keyboard below the text field, with data that no button carries.

`press` and `press_data` act at once and wait for nothing; `answered` waits for what the bot says to a press.
"""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING, Any

from sandbox.telegram.botapi.updates import Query, Updates
from sandbox.telegram.state import Chat, Message

if TYPE_CHECKING:
    from sandbox.telegram.person import Person

Json = dict[str, Any]
CALLBACK_DATA = 64  #: bytes; the server takes no more from a client either


class Nothing(LookupError):
    """There is no such thing to act on: a message, a button. One sentence."""


class Presses:
    """One person's. What a press came to is told as JSON: `kind`, and what belongs to that kind."""

    def __init__(self, person: Person, updates: Updates) -> None:
        self._person = person
        self.updates = updates

    def find(self, button: str | int, chat: Chat, message_id: int | None) -> tuple[Message, Json]:
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

    def press(
        self, button: str | int, *, chat: Chat, message_id: int | None = None, shared: Chat | None = None,
        create: str | None = None, adds_bot: bool = True,
    ) -> Json:  # fmt: skip
        """Press a button. -> what came of it; of a callback its `query`. Raises Nothing.

        Where the button asks for a chat: `shared` is the one that is chosen, `create` the title of one that is made for it;
        without either the choice is broken off, and the bot hears nothing. adds_bot: see `_share`.
        """
        person = self._person
        message, found = self.find(button, chat, message_id)
        if "callback_data" in found:
            return {"kind": "callback", "query": self._ask(chat, message.id, found["callback_data"])}
        if found.get("request_contact"):
            contact = {"phone_number": person.account.phone or "", "first_name": person.account.first_name}
            self._service({"contact": contact | {"user_id": person.account.id}}, message)
            return {"kind": "contact"}
        if request := found.get("request_chat"):
            chosen = self._create(request, create) if create is not None else shared
            return self._share(request, chosen, message, adds_bot) if chosen else {"kind": "request_chat"} | request
        for kind in ("url", "copy_text", "switch_inline_query_current_chat"):
            if kind in found:
                return {"kind": kind, kind: found[kind]}
        return {"kind": "text", "message": person.say(found["text"], chat).id}

    def press_data(self, data: str, *, chat: Chat, message_id: int | None = None) -> Json:
        """A press that no button makes: with data of the person's own choice, on any message of the bot (the newest), one that
        is gone too. A client that was tampered with can send that. Raises Nothing."""
        if not 1 <= len(data.encode()) <= CALLBACK_DATA:
            raise Nothing("what a press carries is 1 to 64 bytes")
        if self._person.account.id not in chat.members:
            raise Nothing(f"{self._person.account.first_name} is not in that chat")
        if message_id is None:
            own = [one.id for one in chat.messages.values() if one.sender == self._person.bot.id]
            message_id = own[-1] if own else 1
        return {"kind": "callback", "query": self._ask(chat, message_id, data)}

    async def answered(self, query: str, timeout: float) -> Json:
        """Wait for the bot's answer to a press. -> answer and its time in milliseconds; None if it did not come in time."""
        asked, state = self.updates.queries[query], self._person.state
        try:
            async with asyncio.timeout(timeout), state.changed:
                await state.changed.wait_for(lambda: asked.answer is not None)
        except TimeoutError:
            return {"query": query, "answer": None, "ms": None}
        return {"query": query, "answer": asked.answer, "ms": asked.ms}

    def _ask(self, chat: Chat, message_id: int, data: str) -> str:
        person, query = self._person, str(secrets.randbits(63))
        message = chat.messages.get(message_id)
        shown = (
            person.render.message(message, chat, person.bot)
            if message
            else person.render.inaccessible(message_id, chat, person.bot)
        )
        self.updates.queries[query] = Query(person.bot.id, person.state.now())
        payload = {"id": query, "from": person.render.user(person.account), "chat_instance": str(chat.id)}
        self.updates.push(person.bot, "callback_query", payload | {"message": shown, "data": data})
        return query

    # -- chats that a button asks for --------------------------------------------------------------------------

    def _service(self, service: Json, message: Message) -> Message:
        # The real one marks these as replies to the message with the keyboard.
        person = self._person
        return person.state.send(person.account.id, person.dialog, service=service, reply_to=message.id)[0]

    def _create(self, request: Json, title: str) -> Chat:
        """The chooser offers to make a chat that fits."""
        if request.get("chat_has_username") or request.get("bot_is_member"):
            raise Nothing("the chooser makes no public chat and none that the bot is in already")
        forum = bool(request.get("chat_is_forum"))
        kind = "channel" if request["chat_is_channel"] else "supergroup" if forum else "group"
        chat = self._person.state.create_channel(self._person.account.id, title, kind=kind)  # type: ignore[arg-type]
        chat.forum = forum
        return chat

    def _share(self, request: Json, chat: Chat, message: Message, adds_bot: bool) -> Json:
        """Choose a chat.

        The bot is made administrator only if the button named the rights of both (without, the choice still "succeeds":
        tdlib/td #2572), only where the person is its creator, and not in groups (Telegram Desktop #27709). With `adds_bot`
        off the client adds it nowhere.
        """
        person = self._person
        if (why := self._misfit(request, chat)) is not None:
            raise Nothing(f"chat {chat.title!r} can't be chosen there: {why}")
        bot_rights, own_rights = request.get("bot_administrator_rights"), request.get("user_administrator_rights")
        if adds_bot and bot_rights and own_rights and chat.kind == "channel" and self._role(chat) == "creator":
            asked = {name for name, wanted in bot_rights.items() if wanted}
            person.state.set_member(chat, person.bot.id, "administrator", person.account.id, asked)
        shared: Json = {"request_id": request["request_id"], "chat_id": chat.id}
        if request.get("request_title"):
            shared["title"] = chat.title
        if request.get("request_username") and chat.username:
            shared["username"] = chat.username
        if request.get("request_photo") and chat.photo:
            shared["photo"] = [person.render.photo_size(chat.photo, person.bot)]
        self._service({"chat_shared": shared}, message)
        return {"kind": "chat_shared", "chat": chat.id, "bot_is": chat.members.get(person.bot.id, "left")}

    def _role(self, chat: Chat) -> str:
        return chat.members.get(self._person.account.id, "left")

    def _misfit(self, request: Json, chat: Chat) -> str | None:
        """Why the chooser does not offer a chat."""
        conditions = {
            "chat_is_channel": chat.kind == "channel",
            "chat_is_forum": chat.forum,
            "chat_has_username": chat.username is not None,
        }
        for name, its in conditions.items():
            if name in request and request[name] != its:
                return f"{name} is {its}"
        if chat.kind == "private" or chat.deleted or chat.migrated_to is not None or self._role(chat) == "left":
            return "it is no chat of this person"
        if request.get("chat_is_created") and self._role(chat) != "creator":
            return "it is not the person's own"
        if request.get("bot_is_member") and self._person.bot.id not in chat.members:
            return "the bot is not in it"
        wanted = {name for name, its in request.get("user_administrator_rights", {}).items() if its}
        if self._role(chat) != "creator" and wanted - chat.rights.get(self._person.account.id, set()):
            return "the person lacks the rights"
        return None


def _rows(message: Message, kind: str) -> list[list[Json]]:
    rows: list[list[Json]] = (message.reply_markup or {}).get(kind, [])
    return rows


def _texts(shown: list[tuple[Message, str]]) -> str:
    texts = [one["text"] for message, kind in shown for row in _rows(message, kind) for one in row]
    return ", ".join(map(repr, texts)) or "none"
