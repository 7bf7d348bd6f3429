"""parse_mode=HTML as Telegram's own parser reads it (tdlib, MessageEntity.cpp, parse_html): strict, with its words.

Offsets in its errors count bytes of UTF-8; offsets in entities count UTF-16 units.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from sandbox.telegram.botapi.errors import ApiError
from sandbox.telegram.state import utf16_length

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "a": "text_link", "blockquote": "blockquote", "tg-spoiler": "spoiler", "tg-time": "date_time",
}  # fmt: skip
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-z]+));?")
_ATTRIBUTE = re.compile(r"\s+([^\s=>]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")


@dataclass(slots=True)
class Open:
    """A tag that waits for its end."""

    tag: str
    offset: int
    attributes: dict[str, str] = field(default_factory=dict)


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """-> plain text and entities. Raises ApiError in Telegram's words."""
    text: list[str] = []
    length = 0
    open_tags: list[Open] = []
    entities: list[dict[str, Any]] = []
    at = 0
    while at < len(source):
        if source[at] == "<":
            if source.startswith("</", at):
                at, closed = _end_tag(source, at, open_tags)
                if length > closed.offset:
                    entities.append(_entity(closed, length, "".join(text)))
            else:
                at, opened = _start_tag(source, at, length)
                open_tags.append(opened)
            continue
        char, at = _character(source, at)
        text.append(char)
        length += utf16_length(char)
    if open_tags:
        raise _cannot(f'Can\'t find end tag corresponding to start tag "{open_tags[-1].tag}"')
    return "".join(text), _without_inner_code(outermost_first(entities))


def outermost_first(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """In Telegram's order: by place, the longer first (inner tags close first, so of equals the later one is outside)."""
    numbered = sorted(enumerate(entities), key=lambda one: (one[1]["offset"], -one[1]["length"], -one[0]))
    return [entity for _, entity in numbered]


def _character(source: str, at: int) -> tuple[str, int]:
    """One character, or a reference such as &lt; -- one that is not known stands for itself, as it does there."""
    if source[at] == "&" and (found := _REFERENCE.match(source, at)):
        hexadecimal, decimal, name = found.groups()
        if name in NAMED:
            return NAMED[name], found.end()
        if name is None:
            code = int(hexadecimal, 16) if hexadecimal else int(decimal)
            if 0 < code < 0x10FFFF and not 0xD800 <= code < 0xE000:
                return chr(code), found.end()
    return source[at], at + 1


def _start_tag(source: str, at: int, offset: int) -> tuple[int, Open]:
    found = re.compile(r"<([^\s>]*)").match(source, at)
    assert found is not None
    tag, place = found.group(1).lower(), _bytes_before(source, at)
    if found.end() >= len(source):
        raise _cannot(f"Unclosed start tag at byte offset {place}")
    if tag not in TAGS:
        raise _cannot(f'Unsupported start tag "{tag}" at byte offset {place}')
    attributes: dict[str, str] = {}
    at = found.end()
    while attribute := _ATTRIBUTE.match(source, at):
        name, value = attribute.groups()
        if value is None and name.lower() != "expandable":
            raise _cannot(
                f'Expected equal sign in declaration of an attribute of the tag "{tag}" at byte offset {place}'
            )
        value = value or ""
        attributes[name.lower()] = _unescaped(value[1:-1] if value[:1] in {'"', "'"} else value)
        at = attribute.end()
    closing = re.compile(r"\s*>").match(source, at)
    if closing is None:
        raise _cannot(f"Unclosed start tag at byte offset {place}")
    return closing.end(), Open(tag, offset, attributes)


def _end_tag(source: str, at: int, open_tags: list[Open]) -> tuple[int, Open]:
    place = _bytes_before(source, at)
    if not open_tags:
        raise _cannot(f"Unexpected end tag at byte offset {place}")
    found = re.compile(r"</([^\s>]*)\s*>").match(source, at)
    if found is None:
        raise _cannot(f"Unclosed end tag at byte offset {place}")
    name, opened = found.group(1).lower(), open_tags.pop()
    if name and name != opened.tag:
        raise _cannot(f'Unmatched end tag at byte offset {place}, expected "</{opened.tag}>", found "</{name}>"')
    return found.end(), opened


def _entity(tag: Open, end: int, text: str) -> dict[str, Any]:
    entity: dict[str, Any] = {"type": TAGS[tag.tag], "offset": tag.offset, "length": end - tag.offset}
    if tag.tag == "a":
        covered = text.encode("utf-16-le")[tag.offset * 2 :].decode("utf-16-le")
        entity["url"] = tag.attributes.get("href") or covered
    elif tag.tag == "blockquote" and "expandable" in tag.attributes:
        entity["type"] = "expandable_blockquote"
    elif tag.tag == "code" and tag.attributes.get("class", "").startswith("language-"):
        entity["language"] = tag.attributes["class"].removeprefix("language-")
    elif tag.tag == "tg-time":
        if not tag.attributes.get("unix", "").isdigit():
            raise _cannot('sandbox: the tag "tg-time" needs the attribute "unix"')
        entity["unix_time"] = int(tag.attributes["unix"])
        if "format" in tag.attributes:
            entity["date_time_format"] = tag.attributes["format"]
    return entity


def _without_inner_code(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """<pre><code class="language-x">: one entity, which takes the language over."""
    kept: list[dict[str, Any]] = []
    for entity in entities:
        same = kept and kept[-1]["type"] == "pre" and kept[-1]["offset"] == entity["offset"]
        if same and entity["type"] == "code" and entity["length"] == kept[-1]["length"]:
            if "language" in entity:
                kept[-1]["language"] = entity["language"]
            continue
        kept.append({key: value for key, value in entity.items() if key != "language" or entity["type"] == "pre"})
    return kept


def _unescaped(value: str) -> str:
    out, at = [], 0
    while at < len(value):
        char, at = _character(value, at)
        out.append(char)
    return "".join(out)


def _bytes_before(source: str, at: int) -> int:
    return len(source[:at].encode())


def _cannot(why: str) -> ApiError:
    return ApiError(400, f"can't parse entities: {why}")
