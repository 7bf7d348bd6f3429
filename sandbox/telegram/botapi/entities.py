"""Texts and their entities as the Bot API takes them: by parse_mode=HTML or as given, trimmed and checked.

The real one drops what it doesn't like without a word: a link that is none, an entity over the hundredth, a tag inside <code>.
Here that is refused, with a sentence that begins with "sandbox:", so that it is seen in a test and not by the owner.
"""

from __future__ import annotations

import re
from typing import Any

from sandbox.telegram.botapi.errors import ApiError
from sandbox.telegram.botapi.keyboards import is_link
from sandbox.telegram.botapi.markup import outermost_first, parse_html
from sandbox.telegram.state import utf16_length

MOST = 100  #: entities of a message
_DATE_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
_QUOTES = {"blockquote", "expandable_blockquote"}
_PLAIN_INSIDE = {"code", "pre"}  #: nothing else stands inside these, nor they inside anything but a quote
_LINKS = re.compile(r"(mailto|tel|ton):\S+", re.IGNORECASE)


def styled(text: str, mode: str, entities: list[dict[str, Any]] | None) -> tuple[str, list[dict[str, Any]]]:
    """Raises ApiError."""
    if mode:
        if mode.lower() != "html":
            raise ApiError(400, f"sandbox: parse_mode {mode!r} is not modelled")
        text, found = parse_html(text)
    else:
        for entity in entities or []:
            if (entity["type"] == "text_link") != ("url" in entity):
                raise ApiError(400, f"can't parse MessageEntity: {entity['type']} and its url")
        found = outermost_first((entities or [])[::-1])
    _check(found)
    return trimmed(text, found)


def trimmed(text: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """Without the white space around it, which is not sent: an edit that changes only that changes nothing."""
    kept = text.strip()
    cut = utf16_length(text[: len(text) - len(text.lstrip())])
    length = utf16_length(kept)
    if not kept or kept == text:
        return text, entities
    moved = []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        end = min(entity["offset"] + entity["length"] - cut, length)
        if end > start:
            moved.append(entity | {"offset": start, "length": end - start})
    return kept, moved


def _check(entities: list[dict[str, Any]]) -> None:
    if len(entities) > MOST:
        raise ApiError(400, f"sandbox: a message has at most {MOST} entities, the others are dropped")
    for number, entity in enumerate(entities):
        url = entity.get("url")
        if url is not None and not is_link(url) and not _LINKS.fullmatch(url):
            raise ApiError(400, f"sandbox: a link to {url!r} is dropped")
        if not _DATE_FORMAT.fullmatch(entity.get("date_time_format", "r")):
            raise ApiError(400, f"sandbox: {entity['date_time_format']!r} is no format of a date")
        for inner in entities[number + 1 :]:
            if inner["offset"] < entity["offset"] + entity["length"]:
                _check_pair(entity["type"], inner["type"])


def _check_pair(outer: str, inner: str) -> None:
    if outer in _QUOTES and inner in _QUOTES:
        raise ApiError(400, "sandbox: a quote in a quote is dropped")
    if outer in _PLAIN_INSIDE or (inner in _PLAIN_INSIDE and outer not in _QUOTES):
        raise ApiError(400, f"sandbox: {inner} inside {outer} is dropped")
