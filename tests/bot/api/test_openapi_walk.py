"""The API's own description, walked: each path and method with what it says is right and with what it says is not.

Every answer is held against the description as it comes (conftest.Api.ask). Requests of any form are in test_any_request.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from bot.api import guard
from bot.api.openapi import DOCUMENT, SCHEMAS
from bot.api.questions import cursor

from .conftest import Api, api_in

Json = dict[str, Any]
#: Right values of parameters and properties that are texts by their schema.
TEXTS = {
    "since": "2026-09-21T00:00:00Z", "until": "1790000000", "cursor": cursor(30), "url": "https://youtu.be/dQw4w9WgXcQ",
}  # fmt: skip
OPERATIONS = [(path, method, told) for path, methods in DOCUMENT["paths"].items() for method, told in methods.items()]


def right(name: str, schema: Json) -> list[Any]:
    if "enum" in schema:
        return list(schema["enum"])
    if schema["type"] == "integer":
        return [schema.get("minimum", 0), schema.get("maximum", 1)]
    return [TEXTS[name]]


def wrong(name: str, schema: Json) -> list[Any]:
    """What the schema does not take, as a query can say it."""
    nonsense = ["", " ", "x" * 300, "\0", "null", "[]", "-", "1e999", "NaN"]
    if schema["type"] == "integer":
        edges = [schema["minimum"] - 1, schema["maximum"] + 1, 10**30, -1, 1.5] if "maximum" in schema else []
        return [*nonsense, "١", *edges]
    return [*nonsense, *(one.upper() for one in schema.get("enum", ()))]


def bodies(schema: Json) -> Iterator[tuple[Any, bool]]:
    """(a body, whether it is right) for an object's schema."""
    properties, required = schema["properties"], schema["required"]
    whole = {name: right(name, one)[0] for name, one in properties.items()}
    yield whole, True
    yield {name: whole[name] for name in required}, True
    for name in properties:
        odd: tuple[Any, ...] = (None, 5, [], {}, True, "", "x" * 2000, "\ud800")
        for value in odd:
            yield {**whole, name: value}, value is None and name not in required
    for name in required:
        yield {one: value for one, value in whole.items() if one != name}, False
    yield {**whole, "more": 1}, False
    yield from ((one, False) for one in (None, [], [whole], "x", 7))


@pytest.fixture
async def walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    for name in ("BURST", "PER_SECOND"):
        monkeypatch.setattr(guard, name, 1e9)
    async with api_in(tmp_path) as api:
        access = '{"api_id": 1, "api_hash": "0123456789abcdef0123456789abcdef"}'
        await api.ctx.services.credentials.put("telegram-api", access)
        yield api


async def test_every_parameter_takes_what_it_says_and_nothing_else(walked: Api) -> None:
    asked = 0
    for path, method, told in OPERATIONS:
        queries = [one for one in told.get("parameters", ()) if one["in"] == "query"]
        for one in queries:
            name, schema = one["name"], one["schema"]
            for value in right(name, schema):
                assert (await walked.ask(f"{path}?{name}={quote(str(value))}", method.upper())).status == 200, (
                    name,
                    value,
                )
            for value in wrong(name, schema):
                answer = await walked.ask(f"{path}?{name}={quote(str(value))}", method.upper())
                assert answer.status == 400, (path, name, value)
            twice = "&".join(f"{name}={quote(str(right(name, schema)[0]))}" for _ in range(2))
            assert (await walked.ask(f"{path}?{twice}", method.upper())).status == 400
            asked += 1
        if queries:
            assert (await walked.ask(f"{path}?nonsense=1", method.upper())).status == 400
    assert asked == 7


async def test_a_body_is_taken_as_the_schema_has_it_and_in_no_other_form(walked: Api) -> None:
    [(path, told)] = [(path, told) for path, _, told in OPERATIONS if "requestBody" in told]
    [(kind, content)] = told["requestBody"]["content"].items()
    schema = SCHEMAS[content["schema"]["$ref"].rpartition("/")[2]]
    headers = dict(walked.headers)
    walked.headers = {**headers, "Content-Type": kind}
    for body, is_right in bodies(schema):
        answer = await walked.ask(path, "POST", data=json.dumps(body).encode())
        assert answer.status == (202 if is_right else 400), body
    whole = json.dumps({name: right(name, one)[0] for name, one in schema["properties"].items()})
    for other, status in ((kind, 202), (f"{kind}; charset=utf-8", 202), ("text/plain", 415), ("application/xml", 415)):
        walked.headers = {**headers, "Content-Type": other}
        assert (await walked.ask(path, "POST", data=whole.encode())).status == status, other
    walked.headers = {**headers, "Content-Type": kind}
    for data, status in ((b"", 400), (whole[:-1].encode(), 400), (whole.encode("utf-16"), 202), (b" " * 20_000, 413)):
        assert (await walked.ask(path, "POST", data=data)).status == status, data[:40]


async def test_every_path_answers_as_described_and_only_to_the_owner(walked: Api) -> None:
    states = [json.dumps((await walked.post({"url": TEXTS["url"]})).json["id"]), "0", "999999999999999999"]
    for path, method, told in OPERATIONS:
        plain = "requestBody" not in told
        for number in states if "{id}" in path else [""]:
            there = path.replace("{id}", number)
            if plain:
                answer = await walked.ask(there, method.upper())
                assert answer.status in ((200, 404) if number else (200, 503) if path == "/health" else (200,)), there
            for header in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic Og=="}):
                refused = await walked.ask(there, method.upper(), headers=header)
                assert refused.status == (401 if told.get("security") != [] else answer.status), (there, header)
        for other in {"GET", "POST", "PUT", "PATCH", "DELETE"} - {one.upper() for one in DOCUMENT["paths"][path]}:
            answer = await walked.ask(path.replace("{id}", "1"), other)
            assert answer.status == 405, (path, other)
            assert method.upper() in answer.headers["Allow"]
