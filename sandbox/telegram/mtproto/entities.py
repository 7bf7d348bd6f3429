"""Text entities between the Bot API's form, in which the state keeps them, and TL. Both count UTF-16 units.

Links, hashtags and commands that the real server finds in a text by itself are not added.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from telethon.tl import types as t

from sandbox.telegram.state import Refused

Entity = dict[str, Any]

#: kinds that are an offset and a length and nothing more
_PLAIN: dict[str, Any] = {
    "bold": t.MessageEntityBold,
    "italic": t.MessageEntityItalic,
    "underline": t.MessageEntityUnderline,
    "strikethrough": t.MessageEntityStrike,
    "spoiler": t.MessageEntitySpoiler,
    "code": t.MessageEntityCode,
    "mention": t.MessageEntityMention,
    "hashtag": t.MessageEntityHashtag,
    "cashtag": t.MessageEntityCashtag,
    "bot_command": t.MessageEntityBotCommand,
    "url": t.MessageEntityUrl,
    "email": t.MessageEntityEmail,
    "phone_number": t.MessageEntityPhone,
}
#: the letters of the Bot API's date_time_format (`r` or `w?[dD]?[tT]?`), in their order, and TL's flags
_DATE = {
    "r": "relative",
    "w": "day_of_week",
    "d": "short_date",
    "D": "long_date",
    "t": "short_time",
    "T": "long_time",
}
_NAMES = {kind: name for name, kind in _PLAIN.items()}


def to_tl(entities: list[Entity]) -> list[t.TypeMessageEntity]:
    return [_to_tl(one) for one in entities]


def _to_tl(one: Entity) -> t.TypeMessageEntity:
    kind, offset, length = one["type"], one["offset"], one["length"]
    if kind == "text_link":
        return t.MessageEntityTextUrl(offset, length, one["url"])
    if kind == "pre":
        return t.MessageEntityPre(offset, length, one.get("language", ""))
    if kind == "text_mention":
        return t.MessageEntityMentionName(offset, length, one["user"]["id"])
    if kind == "custom_emoji":
        return t.MessageEntityCustomEmoji(offset, length, int(one["custom_emoji_id"]))
    if kind in ("blockquote", "expandable_blockquote"):
        return t.MessageEntityBlockquote(offset, length, collapsed=kind == "expandable_blockquote")
    if kind == "date_time":
        shape = one.get("date_time_format", "")
        given = {name: True for letter, name in _DATE.items() if letter in shape}
        return t.MessageEntityFormattedDate(offset, length, datetime.fromtimestamp(one["unix_time"], UTC), **given)
    entity: t.TypeMessageEntity = _PLAIN[kind](offset, length)
    return entity


def from_tl(entities: list[t.TypeMessageEntity] | None) -> list[Entity]:
    """Raises ENTITY_TYPE_NOT_MODELLED for a kind that the state has no word for."""
    return [_from_tl(one) for one in entities or []]


def _from_tl(one: t.TypeMessageEntity) -> Entity:
    place = {"offset": one.offset, "length": one.length}
    if isinstance(one, t.MessageEntityTextUrl):
        if not one.url:
            raise Refused("ENTITY_TEXTURL_INVALID")
        return {"type": "text_link", **place, "url": one.url}
    if isinstance(one, t.MessageEntityPre):
        return {"type": "pre", **place, **({"language": one.language} if one.language else {})}
    if isinstance(one, t.MessageEntityCustomEmoji):
        return {"type": "custom_emoji", **place, "custom_emoji_id": str(one.document_id)}
    if isinstance(one, t.MessageEntityBlockquote):
        return {"type": "expandable_blockquote" if one.collapsed else "blockquote", **place}
    if isinstance(one, t.MessageEntityFormattedDate):
        shape = "".join(letter for letter, name in _DATE.items() if getattr(one, name))
        if ("r" in shape and shape != "r") or {"d", "D"} <= set(shape) or {"t", "T"} <= set(shape) or one.date is None:
            raise Refused("ENTITY_DATE_INVALID")
        date = {"type": "date_time", **place, "unix_time": int(one.date.timestamp())}
        return date | ({"date_time_format": shape} if shape else {})
    if type(one) not in _NAMES:
        raise Refused(f"ENTITY_TYPE_NOT_MODELLED: {type(one).__name__}")
    return {"type": _NAMES[type(one)], **place}
