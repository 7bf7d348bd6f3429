"""Checks a call's query against the discovery document: known names, types, bounds, enums, repetition, parts.

Stricter than Google is known to be where that is not known: an unknown parameter is always an error.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from multidict import MultiMapping

from sandbox.youtube.api_errors import ApiError, bad, no_such_page, not_modelled
from sandbox.youtube.discovery import Method
from sandbox.youtube.field_mask import Mask, mask_of

#: what the sandbox acts on, or what may be ignored without a lie; the rest of Google's parameters is refused
_MODELLED = {
    *("part", "id", "myRating", "maxResults", "pageToken", "playlistId", "videoId", "mine", "forChannelId", "order"),
    *("alt", "fields", "prettyPrint", "hl", "regionCode", "quotaUser"),
}


@dataclass(frozen=True, slots=True)
class Query:
    """A call's parameters after the check: lists for repeated ones, text for the others."""

    lists: Mapping[str, tuple[str, ...]]
    texts: Mapping[str, str]
    max_results: int
    offset: int
    mask: Mask | None = None  #: of the answer only this
    pretty: bool = True  #: with line ends and spaces, as Google writes unless told otherwise

    @property
    def parts(self) -> tuple[str, ...]:
        return self.lists.get("part", ())

    def one_of(self, *names: str) -> str:
        """The only one of these filters that is given. Raises ApiError for none or several."""
        given = [name for name in names if name in self.lists or name in self.texts]
        if not given:
            message = f"No filter selected. Expected one of: {', '.join(names)}"
            raise bad(message, "parameters.", "missingRequiredParameter")
        if len(given) > 1:
            message = f"Incompatible parameters specified in the request: {', '.join(given)}"
            raise bad(message, "parameters.", "incompatibleParameters")
        return given[0]


def check(method: Method, given: MultiMapping[str]) -> Query:
    """Raises ApiError for whatever the discovery document does not allow."""
    lists: dict[str, tuple[str, ...]] = {}
    texts: dict[str, str] = {}
    for name in dict.fromkeys(given):
        rule = method.parameters.get(name)
        if rule is None:
            raise bad(_unknown_name(name), name, "badRequest")
        if name not in _MODELLED:
            raise not_modelled(f"the parameter {name}", name)
        values = given.getall(name)
        if rule.get("repeated"):
            lists[name] = tuple(one for value in values for one in value.split(","))
        elif len(values) > 1:
            raise bad(f"Invalid value at '{name}': it may be given once.", name, "badRequest")
        else:
            texts[name] = values[0]
            _check_value(name, values[0], rule)
    for name, rule in method.parameters.items():
        if rule.get("required") and name not in lists and name not in texts:
            raise bad(f"Required parameter: {name}", name, "required")
    for part in lists.get("part", ()):
        if part not in method.parts:
            raise ApiError(400, "unknownPart", f"'{part}'", domain="youtube.part", location="part")
    if len(lists.get("id", ())) > 50 or "" in lists.get("id", ()):
        raise bad("The request specifies an invalid filter parameter.", "id", "invalidFilters")
    if texts.get("alt", "json") != "json":
        raise not_modelled("other forms of answer than JSON", "alt")
    default = method.parameters.get("maxResults", {}).get("default", "5")
    offset = _offset(texts["pageToken"]) if "pageToken" in texts else 0
    mask = mask_of(texts["fields"]) if "fields" in texts else None
    pretty = texts.get("prettyPrint", "true") == "true"
    return Query(lists, texts, int(texts.get("maxResults", default)), offset, mask, pretty)


def _check_value(name: str, value: str, rule: dict[str, Any]) -> None:
    kind = rule["type"]
    if kind == "integer":
        low, high = rule["minimum"], rule["maximum"]
        if not value.isdecimal() or not int(low) <= int(value) <= int(high):
            raise bad(f"Invalid value '{value}'. Values must be within the range: [{low}, {high}]", name)
    elif kind == "boolean":
        if value not in ("true", "false"):
            raise bad(f"Invalid value at '{name}' (TYPE_BOOL), \"{value}\"", name, "badRequest")
    elif "enum" in rule and value not in rule["enum"]:
        raise bad(f"Invalid value '{value}'. Allowed values: [{', '.join(rule['enum'])}]", name)
    elif value == "":
        raise bad(f"Invalid value '' for {name}.", name)


def _unknown_name(name: str) -> str:
    return (
        f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query parameter. '
        f"Field '{name}' could not be found in request message."
    )


def page_token(offset: int, *, previous: bool = False) -> str:
    """YouTube's page tokens are a small protobuf in base64 (CAUQAA: position 5, forward)."""
    raw = b"\x08" + _varint(offset) + b"\x10" + (b"\x01" if previous else b"\x00")
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _offset(token: str) -> int:
    wrong = no_such_page()
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise wrong from None
    if len(raw) < 4 or raw[0] != 0x08 or raw[-2] != 0x10:
        raise wrong
    offset = 0
    for place, byte in enumerate(raw[1:-2]):
        offset |= (byte & 0x7F) << (7 * place)
    if token not in (page_token(offset), page_token(offset, previous=True)):
        raise wrong
    return offset


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)
