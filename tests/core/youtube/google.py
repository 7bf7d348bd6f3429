"""Answers of Google, said by a script, for what the sandbox's Google would never say: half JSON, odd shapes, every refusal."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx

from core.clock import SystemClock
from core.youtube.data_api import DataApi
from core.youtube.oauth import AccessTokens, GoogleCredentials

CREDENTIALS = GoogleCredentials("client-1", "client-secret-1", "refresh-secret-1")
Answer = httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]


class HandClock(SystemClock):
    """Goes forward only by hand."""

    def __init__(self, now: float = 1_795_000_000.0) -> None:
        self.time = now

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.time += seconds


class ScriptedGoogle:
    """Answers token requests by `token_answers`, the rest by `answers`; the last answer of a list is repeated."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.token_answers: list[Answer] = [token("access-secret-1")]
        self.requests: list[httpx.Request] = []
        self.token_requests: list[httpx.Request] = []
        self.http = httpx.AsyncClient(transport=httpx.MockTransport(self._answer))
        self.clock = HandClock()
        self.units = 0
        self.new_refresh_tokens: list[str] = []
        self.tokens = AccessTokens(self.http, CREDENTIALS, self.clock, self._renewed)
        self.api = DataApi(self.http, self.tokens, self.clock, self._spend)

    async def _spend(self, units: int) -> None:
        self.units += units

    async def _renewed(self, refresh_token: str) -> None:
        self.new_refresh_tokens.append(refresh_token)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        is_token = request.url.host == "oauth2.googleapis.com"
        (self.token_requests if is_token else self.requests).append(request)
        script = self.token_answers if is_token else self.answers
        answer = script.pop(0) if len(script) > 1 else script[0]
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, httpx.Response):
            return httpx.Response(answer.status_code, content=answer.content, headers=answer.headers)
        return answer(request)


def token(access: str, lives: object = 3599, **more: str) -> httpx.Response:
    return httpx.Response(200, json={"access_token": access, "expires_in": lives, "token_type": "Bearer", **more})


def items(*entries: object, **more: object) -> httpx.Response:
    return httpx.Response(200, json={"items": list(entries), **more})


def refusal(status: int, reason: str, **headers: str) -> httpx.Response:
    error: dict[str, Any] = {"code": status, "message": "<a>no</a>", "errors": [{"reason": reason, "domain": "x"}]}
    return httpx.Response(status, content=json.dumps({"error": error}), headers=headers)
