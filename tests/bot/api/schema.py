"""Holds a value against a JSON schema: as much of 2020-12 as bot/api/openapi.py uses, and nothing that it does not know."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from bot.api.openapi import SCHEMAS

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "integer": (int,), "number": (int, float),
    "boolean": (bool,), "null": (type(None),),
}  # fmt: skip
SAID = {"description", "default"}
KNOWN = SAID | {
    "$ref", "anyOf", "type", "enum", "properties", "required", "additionalProperties", "items", "maxItems", "minimum",
    "maximum", "format",
}  # fmt: skip


def check(value: Any, schema: dict[str, Any], at: str = "$") -> None:
    """Raises AssertionError for what does not fit, saying where."""
    assert schema.keys() <= KNOWN, f"{at}: {schema.keys() - KNOWN} is not understood"
    if "$ref" in schema:
        check(value, SCHEMAS[schema["$ref"].removeprefix("#/components/schemas/")], at)
        return
    if "anyOf" in schema:
        assert any(fits(value, one) for one in schema["anyOf"]), f"{at}: {value!r} fits none"
        return
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    assert any(_is(value, kind) for kind in kinds), f"{at}: {value!r} is no {kinds}"
    assert "enum" not in schema or value in schema["enum"], f"{at}: {value!r}"
    if isinstance(value, dict):
        _object(value, schema, at)
    elif isinstance(value, list):
        assert len(value) <= schema.get("maxItems", len(value)), at
        for place, one in enumerate(value):
            check(one, schema["items"], f"{at}[{place}]")
    elif isinstance(value, str):
        _format(value, schema.get("format"))
    elif value is not None:
        assert schema.get("minimum", value) <= value <= schema.get("maximum", value), f"{at}: {value}"


def fits(value: Any, schema: dict[str, Any]) -> bool:
    try:
        check(value, schema)
    except AssertionError:
        return False
    return True


def _is(value: Any, kind: str) -> bool:
    return isinstance(value, TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _object(value: dict[str, Any], schema: dict[str, Any], at: str) -> None:
    properties = schema.get("properties", {})
    assert value.keys() >= set(schema.get("required", ())), f"{at}: {set(schema['required']) - value.keys()} is missing"
    assert schema.get("additionalProperties", True) or value.keys() <= properties.keys(), f"{at}: {value.keys()}"
    for name, one in value.items():
        if name in properties:
            check(one, properties[name], f"{at}.{name}")


def _format(value: str, form: str | None) -> None:
    if form == "date-time":
        assert datetime.fromisoformat(value).tzinfo is not None
    elif form == "date":
        assert date.fromisoformat(value)
    else:
        assert form is None, form
