"""What Telegram checks of keyboards. Numbers that it doesn't publish are the ones bots are known to run into; a sentence that
begins with "sandbox:" is stricter than the real one.
"""

from __future__ import annotations

import re
from typing import Any

from sandbox.telegram.botapi.errors import ApiError
from sandbox.telegram.state import Chat, utf16_length

STYLES = {"danger", "success", "primary"}
#: buttons in all, and in a row; over them the real one answers REPLY_MARKUP_TOO_LONG, or breaks the row in silence
INLINE_BUTTONS, KEYBOARD_BUTTONS, ROW = 100, 300, 8
#: what a phone shows of a text at most; the real one takes more and cuts it
TEXT = 64
PLACEHOLDER = 64
CALLBACK_DATA, COPY_TEXT = 64, 256
REQUESTS = {"request_contact", "request_chat"}
#: the host of a link must have a dot in it, or the real one says "Wrong HTTP URL" (localhost, for example)
_WEB = re.compile(r"https?://[^\s/?#]+\.[^\s/?#]+([/?#]\S*)?", re.IGNORECASE)
_APP = re.compile(r"tg://\S+", re.IGNORECASE)


def is_link(url: str) -> bool:
    return bool(_WEB.fullmatch(url) or _APP.fullmatch(url))


def checked_markup(markup: dict[str, Any] | None, chat: Chat) -> dict[str, Any] | None:
    """As it was given; an empty inline keyboard means none. Raises ApiError."""
    if markup is None:
        return None
    if "inline_keyboard" in markup:
        rows = [row for row in markup["inline_keyboard"] if row]
        _check_size(rows, INLINE_BUTTONS)
        for button in (one for row in rows for one in row):
            _check_inline(button)
        return {"inline_keyboard": rows} if rows else None
    if chat.kind == "channel":
        raise ApiError(400, "inline keyboard expected")
    if utf16_length(markup.get("input_field_placeholder", "")) > PLACEHOLDER:
        raise ApiError(400, f"sandbox: input_field_placeholder has at most {PLACEHOLDER} characters")
    if "keyboard" in markup:
        _check_keyboard(markup["keyboard"], chat)
    for field in ("remove_keyboard", "force_reply"):
        if markup.get(field) is False:
            raise ApiError(400, f"sandbox: {field} is true or not there")
    return markup


def _check_size(rows: list[list[dict[str, Any]]], limit: int) -> None:
    if sum(map(len, rows)) > limit:
        raise ApiError(400, "reply markup is too long")
    if any(len(row) > ROW for row in rows):
        raise ApiError(400, f"sandbox: a row has at most {ROW} buttons")


def _check_keyboard(rows: list[list[dict[str, Any]]], chat: Chat) -> None:
    if not any(rows):
        raise ApiError(400, "can't parse reply keyboard markup JSON object")
    _check_size(rows, KEYBOARD_BUTTONS)
    asked: list[int] = []
    for button in (one for row in rows for one in row):
        _check_look(button)
        requests = REQUESTS & set(button)
        if requests and chat.kind != "private":
            raise ApiError(400, "BUTTON_TYPE_INVALID")
        if len(requests) > 1:
            raise ApiError(400, "sandbox: a keyboard button asks for one thing")
        if "request_chat" in button:
            _check_request(button["request_chat"])
            asked.append(button["request_chat"]["request_id"])
    if len(asked) != len(set(asked)):
        raise ApiError(400, "sandbox: request_id must be unique within the message")


def _check_request(request: dict[str, Any]) -> None:
    if not -(2**31) <= request["request_id"] < 2**31:
        raise ApiError(400, "sandbox: request_id is a signed 32-bit number")
    wanted = {
        field: {name for name, its in request.get(field, {}).items() if its}
        for field in ("bot_administrator_rights", "user_administrator_rights")
    }
    if (
        "user_administrator_rights" in request
        and wanted["bot_administrator_rights"] - wanted["user_administrator_rights"]
    ):
        raise ApiError(400, "sandbox: bot_administrator_rights must be a subset of user_administrator_rights")


def _check_inline(button: dict[str, Any]) -> None:
    _check_look(button)
    actions = [one for one in button if one not in {"text", "style", "icon_custom_emoji_id"}]
    if len(actions) != 1:
        raise ApiError(400, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= CALLBACK_DATA:
        raise ApiError(400, "BUTTON_DATA_INVALID")
    if "copy_text" in button and not 1 <= utf16_length(button["copy_text"]["text"]) <= COPY_TEXT:
        raise ApiError(400, "BUTTON_COPY_TEXT_INVALID")
    if "url" in button and not is_link(button["url"]):
        raise ApiError(400, f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")


def _check_look(button: dict[str, Any]) -> None:
    if not button["text"].strip():
        raise ApiError(400, "BUTTON_TEXT_INVALID")
    if utf16_length(button["text"]) > TEXT:
        raise ApiError(400, f"sandbox: a button's text has at most {TEXT} characters")
    if button.get("style", "primary") not in STYLES:
        raise ApiError(400, "BUTTON_STYLE_INVALID")
    if "icon_custom_emoji_id" in button:
        raise ApiError(400, "sandbox: custom emoji need an owner with Premium, they are not modelled")
