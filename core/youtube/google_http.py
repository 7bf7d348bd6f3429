"""One call to Google: a few quick tries, then a trouble. Knows no method, no token and no refusal (google_troubles.py).

Only calls that may be repeated are tried again here (lists and token refreshes). What lasts longer than a few seconds is not
waited for: the caller's row keeps the wish, and the backoff brings it back.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import httpx
import stamina

from core.errors import Retry, Scope
from core.step import step
from core.trust import trusted
from core.youtube.google_troubles import nonsense

TRIES = 3
TRY_FOR_SECONDS = 10.0
#: for one try, its whole answer: httpx's own limits are of each read, and an answer that drips would come for ever
WHOLE_SECONDS = 60.0

#: httpcore asks for this module many times a request, whether it is there or not: each time all of Python's folders are searched
if find_spec("sniffio") is None:
    sys.modules["sniffio"] = cast("ModuleType", None)  # the import system's own way of saying that there is none

Moved = Callable[[int, int], None]  #: bytes received, bytes sent


class _Counting(httpx.AsyncClient):
    """Tells the size of requests and answers as they are on the wire (compressed, with their heads), TLS and TCP aside."""

    def __init__(self, moved: Moved, **options: Any) -> None:
        super().__init__(**options)
        self._moved = moved

    async def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        self._moved(0, _head(request.headers) + len(request.method) + len(request.url.raw_path) + _body(request))
        response = await super().send(request, **options)
        if response.is_closed:
            self._moved(_head(response.headers) + response.num_bytes_downloaded, 0)
        else:  # a stream: its reader has not begun
            self._moved(_head(response.headers) + int(response.headers.get("Content-Length", 0)), 0)
        return response


def _head(headers: httpx.Headers) -> int:
    return sum(len(name) + len(value) + 4 for name, value in headers.raw) + len("HTTP/1.1 200 OK\r\n\r\n")


def _body(request: httpx.Request) -> int:
    return int(request.headers.get("Content-Length", 0))


def http_client(proxy: str | None, ca: Path | None, moved: Moved = lambda received, sent: None) -> httpx.AsyncClient:
    """The client for Google. proxy: an http, https, socks5 or socks5h address. ca: PEM file, trusted besides certifi's.
    moved: told of the bytes of each request and answer.

    Raises OSError (ssl.SSLError is one) for a ca that can't be read, ValueError for a proxy that is none.
    """
    return _Counting(moved, proxy=proxy, verify=trusted(ca), timeout=httpx.Timeout(15.0, connect=10.0))


class _Passing(Exception):
    """A fault that may be gone in a second."""

    def __init__(self, trouble: Retry) -> None:
        super().__init__(trouble.key)
        self.trouble = trouble


async def ask(name: str, send: Callable[[], Awaitable[httpx.Response]], *, tries: int = TRIES) -> httpx.Response:
    """Send until an answer below 500 comes, at most `tries` times; `name` is the step's. Raises Retry(scope=GOOGLE).

    tries: 1 for what Google answers only once (a code is exchanged), so that a lost answer is the caller's to judge.
    """
    if tries == 1:  # not through stamina, whose test mode sets the tries of every call alike
        try:
            with step(name):
                return await _once(send)
        except _Passing as passing:
            raise passing.trouble from passing.__cause__
    try:
        async for attempt in stamina.retry_context(
            on=_Passing, attempts=tries, timeout=TRY_FOR_SECONDS, wait_initial=0.3, wait_jitter=0.3, wait_max=3.0
        ):
            with attempt, step(name):
                return await _once(send)
    except _Passing as passing:
        raise passing.trouble from passing.__cause__
    raise AssertionError("unreachable: the last try returns or raises")


async def _once(send: Callable[[], Awaitable[httpx.Response]]) -> httpx.Response:
    try:
        async with asyncio.timeout(WHOLE_SECONDS):
            response = await send()
    except (httpx.RequestError, TimeoutError) as error:
        raise _Passing(Retry("google-unreachable", scope=Scope.GOOGLE)) from error
    if response.status_code >= 500:
        raise _Passing(Retry("google-down", scope=Scope.GOOGLE, status=response.status_code))
    return response


def body_of(response: httpx.Response) -> Mapping[str, Any]:
    """The answer as a JSON object. Raises Retry("google-nonsense")."""
    try:
        body = response.json()
    except (ValueError, RecursionError) as error:
        raise nonsense("json") from error
    if not isinstance(body, dict):
        raise nonsense("json")
    return body
