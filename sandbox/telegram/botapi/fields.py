"""Which fields each method and object takes (tables.py). Stricter than the real one, which ignores what it doesn't know:
here an unknown field is refused, so that a wrong name can't pass for a working one.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from sandbox.telegram.botapi.errors import ApiError
from sandbox.telegram.botapi.tables import METHODS, OBJECTS, REPLY_MARKUPS, UNIONS

__all__ = ["METHODS", "OBJECTS", "checked", "table"]

EMPTY = {"chat_id": "chat_id is empty", "text": "message text is empty"}


@cache
def table(line: str) -> dict[str, tuple[str, bool]]:
    """A table's line -> field: (type, required)."""
    fields: dict[str, tuple[str, bool]] = {}
    for word in line.split():
        name, _, kind = word.partition(":")
        fields[name] = (kind.rstrip("!"), kind.endswith("!"))
    return fields


def checked(line: str, given: dict[str, Any], where: str) -> dict[str, Any]:
    """What was given, converted to the table's types. Raises ApiError for anything unknown, missing or of a wrong type."""
    fields = table(line)
    if unknown := sorted(set(given) - set(fields)):
        raise ApiError(400, f"sandbox: {where} takes no field {unknown[0]!r}")
    taken = {name: convert(value, fields[name][0], f"{where}.{name}") for name, value in given.items()}
    for name, (kind, required) in fields.items():
        if required and (name not in taken or (kind == "str" and name != "text" and taken[name] == "")):
            raise ApiError(400, EMPTY.get(name, f'parameter "{name}" is required'))
    return taken


def convert(value: Any, kind: str, where: str) -> Any:
    """One value as its type. Forms carry everything as text, JSON bodies as it is; both are taken, as by the real one."""
    if kind in SIMPLE:
        return SIMPLE[kind](value, where)
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise ApiError(400, f"can't parse {where} JSON object") from None
    if kind.startswith("["):
        if not isinstance(value, list):
            raise ApiError(400, f"can't parse {where}: expected an Array")
        return [convert(one, kind[1:-1], where) for one in value]
    if not isinstance(value, dict):
        raise ApiError(400, f"can't parse {where}: expected an Object")
    name = object_name(kind, value, where)
    return checked(OBJECTS[name], value, name)


def object_name(kind: str, value: dict[str, Any], where: str) -> str:
    if kind == "ReplyMarkup":
        for field, name in REPLY_MARKUPS.items():
            if field in value:
                return name
        raise ApiError(400, f"can't parse {where}: no kind of reply markup")
    if kind in UNIONS:
        if (said := value.get("type")) not in UNIONS[kind]:
            raise ApiError(400, f"sandbox: {where} of type {said!r} is not modelled")
        return UNIONS[kind][said]
    return kind


def _int(value: Any, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ApiError(400, f"{where} must be an Integer")
    try:
        return int(value)
    except ValueError:
        raise ApiError(400, f"{where} must be an Integer") from None


def _bool(value: Any, where: str) -> bool:
    known = {"true": True, "false": False, "1": True, "0": False}
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in known:
        return known[value.lower()]
    raise ApiError(400, f"{where} must be a Boolean")


def _str(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise ApiError(400, f"{where} must be a String")
    return value


def _chat(value: Any, where: str) -> int | str:
    if isinstance(value, str) and value.startswith("@"):
        return value
    try:
        return _int(value, where)
    except ApiError:
        raise ApiError(400, "chat not found") from None


SIMPLE = {"int": _int, "bool": _bool, "str": _str, "chat": _chat, "file": _str}
