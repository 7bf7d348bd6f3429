"""Keyboards between the Bot API's form and TL: inline url, callback and copy buttons, and plain reply keyboards.

Others are refused by name.
"""

from __future__ import annotations

from typing import Any

from telethon.tl import types as t

from sandbox.telegram.state import Refused

_CALLBACK_LIMIT = 64
_COPY_LIMIT = 256
_STYLES = {"primary": "bg_primary", "danger": "bg_danger", "success": "bg_success"}


def markup_from_tl(markup: t.TypeReplyMarkup | None) -> dict[str, Any] | None:
    """Raises BUTTON_TEXT_INVALID, BUTTON_URL_INVALID, BUTTON_DATA_INVALID, REPLY_MARKUP_NOT_MODELLED."""
    if markup is None:
        return None
    if isinstance(markup, t.ReplyInlineMarkup):
        return {"inline_keyboard": [[_inline(button) for button in row.buttons] for row in markup.rows]}
    if isinstance(markup, t.ReplyKeyboardHide):
        return {"remove_keyboard": True}
    if isinstance(markup, t.ReplyKeyboardMarkup):
        rows = [[_plain(button) for button in row.buttons] for row in markup.rows]
        return {"keyboard": rows, "resize_keyboard": bool(markup.resize), "one_time_keyboard": bool(markup.single_use)}
    raise Refused(f"REPLY_MARKUP_NOT_MODELLED: {type(markup).__name__}")


def _inline(button: Any) -> dict[str, Any]:
    if not button.text:
        raise Refused("BUTTON_TEXT_INVALID")
    kind = button.type
    styled = _style(button.style)
    if isinstance(kind, t.InlineButtonTypeUrl):
        if "://" not in kind.url:
            raise Refused("BUTTON_URL_INVALID")
        return {"text": button.text, "url": kind.url} | styled
    if isinstance(kind, t.InlineButtonTypeCopy):
        if not 1 <= len(kind.copy_text) <= _COPY_LIMIT:
            raise Refused("BUTTON_COPY_TEXT_INVALID")
        return {"text": button.text, "copy_text": {"text": kind.copy_text}} | styled
    if isinstance(kind, t.InlineButtonTypeCallback):
        try:
            data = kind.data.decode()
        except UnicodeDecodeError as error:
            raise Refused("BUTTON_DATA_INVALID") from error
        if not 1 <= len(kind.data) <= _CALLBACK_LIMIT:
            raise Refused("BUTTON_DATA_INVALID")
        return {"text": button.text, "callback_data": data} | styled
    raise Refused(f"REPLY_MARKUP_NOT_MODELLED: {type(kind).__name__}")


def _plain(button: Any) -> dict[str, Any]:
    if not isinstance(button.type, t.ButtonTypeDefault):
        raise Refused(f"REPLY_MARKUP_NOT_MODELLED: {type(button.type).__name__}")
    return {"text": button.text}


def markup_to_tl(markup: dict[str, Any] | None) -> t.TypeReplyMarkup | None:
    """What the Bot API's door put there and TL has no modelled word for (web apps, requests) shows as a plain button."""
    if markup is None:
        return None
    if "inline_keyboard" in markup:
        rows = [[_inline_to_tl(button) for button in row] for row in markup["inline_keyboard"]]
        return t.ReplyInlineMarkup([t.KeyboardInlineButtonRow(row) for row in rows])
    if "keyboard" in markup:
        plain = [[t.KeyboardButton(one["text"], t.ButtonTypeDefault()) for one in row] for row in markup["keyboard"]]
        return t.ReplyKeyboardMarkup(
            [t.KeyboardButtonRow(row) for row in plain],
            resize=markup.get("resize_keyboard"),
            single_use=markup.get("one_time_keyboard"),
        )
    if "remove_keyboard" in markup:
        return t.ReplyKeyboardHide()
    return t.ReplyKeyboardForceReply()


def _inline_to_tl(button: dict[str, Any]) -> Any:
    kind: t.TypeInlineButtonType
    if "url" in button:
        kind = t.InlineButtonTypeUrl(button["url"])
    elif "callback_data" in button:
        kind = t.InlineButtonTypeCallback(button["callback_data"].encode())
    elif "copy_text" in button:
        kind = t.InlineButtonTypeCopy(button["copy_text"]["text"])
    else:
        kind = t.InlineButtonTypeDisabled()
    style = t.KeyboardButtonStyle(**{_STYLES[button["style"]]: True}) if "style" in button else None
    return t.KeyboardInlineButton(button["text"], kind, style=style)


def _style(style: t.TypeKeyboardButtonStyle | None) -> dict[str, str]:
    """At most one colour (Telethon's buttons bring an empty style). Raises REPLY_MARKUP_NOT_MODELLED for what else it may be."""
    if style is None:
        return {}
    given = [name for name, flag in _STYLES.items() if getattr(style, flag)]
    if len(given) > 1 or style.icon is not None:
        raise Refused("REPLY_MARKUP_NOT_MODELLED: KeyboardButtonStyle")
    return {"style": given[0]} if given else {}
