"""How the control API names chats and tells what stands in them: messages, buttons, files."""

from __future__ import annotations

from typing import Any

from sandbox.cast import Cast
from sandbox.telegram.botapi.server import BotApiServer
from sandbox.telegram.person import Nothing, Person
from sandbox.telegram.records import Chat, Message, StoredFile
from sandbox.telegram.state import State

Json = dict[str, Any]
#: a button's field -> what kind of button it is; a keyboard's button without any of these sends its text
KINDS = {
    "callback_data": "callback",
    "url": "url",
    "copy_text": "copy",
    "request_chat": "request_chat",
    "request_contact": "request_contact",
    "switch_inline_query_current_chat": "inline_query",
}


class People:
    """The persons and chats of the cast by the names that the verbs take."""

    def __init__(self, state: State, cast: Cast, door: BotApiServer) -> None:
        self.state = state
        self.cast = cast
        self._door = door

    def who(self, name: str) -> Person:
        """Raises Nothing."""
        account = self.cast.people.get(name)
        if account is None:
            raise Nothing(f"no person {name!r}; there are: {', '.join(self.cast.people)}")
        return Person(self.state, account, self.cast.bot, self._door)

    def chat(self, name: str | int, who: str = "owner") -> Chat:
        """`dm` is the person's chat with the bot; others go by their name, or by id. Raises Nothing."""
        if name == "dm":
            return self.who(who).dialog
        chat = self.cast.channels.get(str(name)) or self.state.chats.get(name if isinstance(name, int) else 0)
        if chat is None:
            raise Nothing(f"no chat {name!r}; there are: dm, {', '.join(self.cast.channels)}, or an id")
        return chat

    def menu(self, name: str) -> Json:
        """The bot as a person sees it: the commands of the narrowest scope that has any, in the person's language first
        (core.telegram.org/bots/api#determining-list-of-commands). Raises Nothing."""
        person, bot, profile = self.who(name).account, self.cast.bot, self._door.door.profile
        scopes = (f"chat:{person.id}:", "all_private_chats::", "default::")
        keys = [f"commands:{scope}:{language}" for scope in scopes for language in (person.language, "")]
        commands: list[dict[str, str]] = next((profile[bot.id, one] for one in keys if profile.get((bot.id, one))), [])
        told: Json = {"commands": {one["command"]: one["description"] for one in commands}}
        for field in ("name", "description", "short_description"):
            words = (profile.get((bot.id, f"{field}:{language}")) for language in (person.language, ""))
            told[field] = next((one for one in words if one), bot.first_name if field == "name" else "")
        button = profile.get((bot.id, f"menu_button:{person.id}")) or profile.get((bot.id, "menu_button:"))
        return told | {"menu_button": (button or {"type": "default"})["type"], "photo": (bot.id, "photo") in profile}


def shown(message: Message) -> Json:
    """A message as the control API tells it.

    buttons: as the bot sent them, whichever kind of keyboard. inline, keyboard: the same told apart, each button with its
    `kind` and what it carries (`value`). asks: "reply" (force_reply), "no keyboard" (remove_keyboard) or None.
    edits: what the text was before each edit.
    """
    markup = message.reply_markup or {}
    asks = "reply" if "force_reply" in markup else "no keyboard" if "remove_keyboard" in markup else None
    return {
        "id": message.id, "sender": message.sender, "date": message.date, "text": message.text,
        "entities": message.entities, "buttons": markup.get("inline_keyboard") or markup.get("keyboard") or [],
        "inline": rows_of(message, "inline_keyboard"), "keyboard": rows_of(message, "keyboard"), "asks": asks,
        "reply_markup": message.reply_markup, "reply_to": message.reply_to, "topic": message.topic,
        "silent": message.silent, "edit_date": message.edit_date, "edits": message.versions,
        "service": message.service, "media": None if message.media is None else file(message.media),
        "forward_origin": message.forward_origin, "album": message.album,
    }  # fmt: skip


def rows_of(message: Message, kind: str) -> list[list[Json]]:
    """A keyboard, row by row: text, kind, value, style."""
    rows = (message.reply_markup or {}).get(kind, [])
    return [[_button(one) for one in row] for row in rows]


def _button(button: Json) -> Json:
    field = next((one for one in KINDS if one in button), None)
    value = None if field is None else button[field]
    if field == "copy_text":
        value = button["copy_text"]["text"]
    kind = "text" if field is None else KINDS[field]
    return {"text": button["text"], "kind": kind, "value": value, "style": button.get("style")}


def button_texts(message: Message) -> set[str]:
    return {one["text"] for kind in ("inline_keyboard", "keyboard") for row in rows_of(message, kind) for one in row}


def file(one: StoredFile) -> Json:
    """A file as the control API tells it; `sha256` is of the bytes that arrived."""
    told: Json = {
        "kind": one.kind, "size": one.size, "sha256": one.sha256, "name": one.name, "mime_type": one.mime_type,
        "duration": one.duration, "width": one.width, "height": one.height, "title": one.title,
        "performer": one.performer, "supports_streaming": one.supports_streaming, "attributes": one.attributes,
    }  # fmt: skip
    told["thumb"] = None if one.thumb is None else file(one.thumb)
    told["cover"] = None if one.cover is None else file(one.cover)
    return told
