"""One call of a method: who calls, with what, and the few readings of arguments that many methods share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from sandbox.telegram.botapi.errors import ApiError
from sandbox.telegram.botapi.files import Files
from sandbox.telegram.botapi.forms import Form
from sandbox.telegram.botapi.markup import outermost_first, parse_html
from sandbox.telegram.botapi.render import Renderer
from sandbox.telegram.botapi.updates import Updates
from sandbox.telegram.state import Account, Chat, Message, State

STYLES = {"danger", "success", "primary"}


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
        """The chat that a field means. Raises ApiError, or Refused from the state."""
        state, wanted = self.door.state, self.args[field_name]
        if isinstance(wanted, str):
            named = [chat for chat in state.chats.values() if chat.username == wanted.removeprefix("@")]
            if not named:
                raise ApiError(400, "chat not found")
            wanted = named[0].id
        if wanted > 0:
            if wanted not in state.accounts:
                raise ApiError(400, "chat not found")
            if frozenset((self.bot.id, wanted)) not in state.dialogs:
                raise ApiError(403, "bot can't initiate conversation with a user")
        return state.chat_for(self.bot.id, wanted)

    def text(self, text_field: str, entities_field: str) -> tuple[str, list[dict[str, Any]]]:
        """Text and entities, by parse_mode or as given. Only HTML is modelled."""
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

    def shown(self, message: Message, chat: Chat) -> dict[str, Any]:
        return self.door.render.message(message, chat, self.bot)


Method = Callable[[Call], Awaitable[Any]]


def styled(text: str, mode: str, entities: list[dict[str, Any]] | None) -> tuple[str, list[dict[str, Any]]]:
    if mode:
        if mode.lower() != "html":
            raise ApiError(400, f"sandbox: parse_mode {mode!r} is not modelled")
        return parse_html(text)
    for entity in entities or []:
        if (entity["type"] == "text_link") != ("url" in entity):
            raise ApiError(400, f"can't parse MessageEntity: {entity['type']} and its url")
    return text, outermost_first((entities or [])[::-1])


def checked_markup(markup: dict[str, Any] | None, chat: Chat) -> dict[str, Any] | None:
    """What Telegram checks of keyboards; an empty inline keyboard means none."""
    if markup is None:
        return None
    if "inline_keyboard" not in markup:
        if chat.kind == "channel":
            raise ApiError(400, "inline keyboard expected")
        if "keyboard" in markup and not any(markup["keyboard"]):
            raise ApiError(400, "can't parse reply keyboard markup JSON object")
        for row in markup.get("keyboard", []):
            for button in row:
                _check_style(button)
                if chat.kind != "private" and {"request_contact", "request_chat"} & set(button):
                    raise ApiError(400, "BUTTON_TYPE_INVALID")
        return markup
    rows = [row for row in markup["inline_keyboard"] if row]
    for row in rows:
        for button in row:
            _check_inline(button)
    return {"inline_keyboard": rows} if rows else None


def _check_inline(button: dict[str, Any]) -> None:
    _check_style(button)
    actions = [one for one in button if one not in {"text", "style", "icon_custom_emoji_id"}]
    if len(actions) != 1:
        raise ApiError(400, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
        raise ApiError(400, "BUTTON_DATA_INVALID")
    if "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= 256:
        raise ApiError(400, "BUTTON_COPY_TEXT_INVALID")
    if "url" in button and not button["url"].startswith(("http://", "https://", "tg://")):
        raise ApiError(400, f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")


def _check_style(button: dict[str, Any]) -> None:
    if not button["text"]:
        raise ApiError(400, "BUTTON_TEXT_INVALID")
    if button.get("style", "primary") not in STYLES:
        raise ApiError(400, "BUTTON_STYLE_INVALID")
    if "icon_custom_emoji_id" in button:
        raise ApiError(400, "sandbox: custom emoji need an owner with Premium, they are not modelled")
