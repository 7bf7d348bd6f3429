"""The API on a port of its own, over rows in which everything has happened, asked as programs ask it."""

from __future__ import annotations

import json
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.api.openapi import PATHS
from bot.api.server import serving
from bot.conversation.screen import Context
from bot.settings import Settings
from core.model import Feed
from core.poll.poll import Counts
from tests.bot.screens.rows import context, furnish

from .schema import check

TOKEN = "a-token-of-sixteen-letters"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass(slots=True)
class Api:
    """Every answer is held against the description as it comes."""

    ctx: Context
    address: str
    session: ClientSession
    headers: dict[str, str] = field(default_factory=lambda: dict(BEARER))

    async def ask(self, path: str, method: str = "GET", **more: Any) -> Answer:
        headers = more.pop("headers", self.headers)
        async with self.session.request(method, self.address + path, headers=headers, **more) as response:
            answer = Answer(response.status, dict(response.headers), await response.text())
        conforms(path, method, answer)
        return answer

    async def post(self, body: Any) -> Answer:
        return await self.ask("/api/downloads", "POST", json=body)


def conforms(path: str, method: str, answer: Answer) -> None:
    """Raises AssertionError for an answer that the description does not have. What has no page there is a refusal."""
    plain = path.partition("?")[0]
    plain = "/api/downloads/{id}" if plain.startswith("/api/downloads/") and plain[15:].isdecimal() else plain
    told = PATHS.get(plain, {}).get(method.lower())
    if told is None:
        assert answer.status in (401, 403, 404, 405, 429), answer
        assert set(answer.json) == {"error"}
        return
    assert str(answer.status) in told["responses"], (path, answer)
    [(kind, content)] = told["responses"][str(answer.status)]["content"].items()
    assert answer.headers["Content-Type"].startswith(kind), answer
    if kind == "application/json":
        check(answer.json, content["schema"])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def api_in(folder: Path, *, full: bool = True, token: str | None = TOKEN) -> AsyncIterator[Api]:
    async with AsyncExitStack() as stack:
        ctx = await stack.enter_async_context(context(folder))
        if full:
            await furnish(ctx)
        port = free_port()
        settings = Settings(_env_file=None, bot_token="123456:" + "A" * 35, data=folder, api=str(port), api_token=token)
        looks = {feed: Counts() for feed in Feed}
        await stack.enter_async_context(serving(settings, ctx.store, ctx.services, looks))
        yield Api(ctx, f"http://127.0.0.1:{port}", await stack.enter_async_context(ClientSession()))


@pytest.fixture
async def api(tmp_path: Path) -> AsyncIterator[Api]:
    async with api_in(tmp_path) as it:
        yield it
