"""Whatever is asked, in whatever form: the answer is one that the description has, and no request is a bug's first witness."""

from __future__ import annotations

import asyncio
import json
import logging
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yarl import URL

from bot.api import guard
from bot.api.openapi import PATHS
from bot.api.questions import cursor
from core.model import EventKind, Feed
from core.settings import Quality

from .conftest import BEARER, Answer, Api, api_in, conforms

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
SENSE = st.sampled_from(
    [*EventKind, *Feed, *Quality, "day", "week", "1", "500", "2026-09-21T00:00:00Z", "1790000000", cursor(30), cursor(2**62),
     "https://youtu.be/dQw4w9WgXcQ"]
)  # fmt: skip
NAMES = st.sampled_from(["kind", "feed", "since", "until", "cursor", "limit", "by", "url", "quality"])
QUERY = st.lists(st.tuples(NAMES | TEXT, SENSE | TEXT), max_size=4)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | SENSE | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES | TEXT, inner, max_size=3),
    max_leaves=6,
)
BODY = st.binary(max_size=100) | JSON.map(lambda one: json.dumps(one).encode())
PATH = st.sampled_from([*PATHS, "/api/downloads/3", "/api/downloads/99999999999999999"]) | TEXT.map(
    lambda one: f"/{one}"
)
METHOD = st.sampled_from(["GET", "GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
KIND = st.sampled_from(["application/json", "application/json; charset=utf-8", "text/plain", "multipart/form-data", ""])


async def test_any_request_is_answered_as_described(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("BURST", "PER_SECOND"):
        monkeypatch.setattr(guard, name, 1e9)
    caplog.set_level(logging.ERROR)
    async with api_in(tmp_path) as api:
        await api.ctx.services.credentials.put(
            "telegram-api", '{"api_id": 1, "api_hash": "0123456789abcdef0123456789abcdef"}'
        )
        loop = asyncio.get_running_loop()

        @given(METHOD, PATH, QUERY, KIND, BODY)
        @settings(max_examples=settings.default.max_examples * 3 if settings.default else 180)
        def ask(method: str, path: str, query: list[tuple[str, str]], kind: str, body: bytes) -> None:
            asyncio.run_coroutine_threadsafe(asked(api, method, path, query, kind, body), loop).result(30)

        await asyncio.to_thread(ask)
    assert [one for one in caplog.records if one.name.startswith("bot.api")] == []


async def asked(api: Api, method: str, path: str, query: list[tuple[str, str]], kind: str, body: bytes) -> None:
    address = URL(api.address).with_path(path.replace("{id}", "1")).with_query(query)
    more: dict[str, Any] = {} if method in ("GET", "HEAD") else {"data": body}
    headers = {**BEARER, **({"Content-Type": kind} if kind else {})}
    async with api.session.request(method, address, headers=headers, allow_redirects=False, **more) as response:
        text = await response.text()
    assert response.status < 500 or address.path == "/health", (method, address, text)
    if method != "HEAD":
        conforms(address.path, method, Answer(response.status, dict(response.headers), text))
