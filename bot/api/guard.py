"""What every request passes: how many there may be, how long one may take, who asks; and how a refusal is worded. Knows no page.

Whoever brings the token is the owner. Without one configured nobody is, and only `/health` is answered. All refusals are
`{"error": "a sentence"}`; what went wrong inside is in the log, never in the answer.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import hmac
import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from aiohttp import web
from aiohttp.typedefs import Middleware

from core.errors import Trouble

logger = logging.getLogger(__name__)

BODY_BYTES = 16 * 1024
SECONDS = 10.0  #: that one request may take, its body included
BURST, PER_SECOND = 60.0, 20.0  #: requests; `/health` has as many of its own, so that nobody keeps a monitor out
OPEN = "/health"  #: what needs no token
PAGE = "/"  #: what a browser opens: it can ask for a password, and send no other header

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

SENTENCES = {
    401: "This needs the token, as `Authorization: Bearer TOKEN`.",
    403: "No token is configured, so only /health is answered: set YAGAMI_API_TOKEN and start again.",
    404: "There is no such page; /openapi.json lists those that are there.",
    408: "The request took too long to arrive.",
    413: f"The request is larger than {BODY_BYTES // 1024} KB.",
    429: "Too many requests at once: wait a second.",
    500: "Something went wrong inside; the log says what.",
    503: "It can't be read or written right now: see /health.",
}


class Refused(Exception):
    """The request can't be done as it is. The message is one sentence for who sent it."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class Bucket:
    """Lets through so many at once, and so many a second after that."""

    def __init__(self) -> None:
        self._left = BURST
        self._at = 0.0

    def take(self, now: float) -> bool:
        """now: by a clock that nobody sets."""
        self._left = min(BURST, self._left + (now - self._at) * PER_SECOND)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


def error(status: int, sentence: str = "") -> web.Response:
    """A refusal. Without a sentence the usual one of its status."""
    answer = web.json_response({"error": sentence or SENTENCES.get(status) or HTTPStatus(status).phrase}, status=status)
    if status == 429:
        answer.headers["Retry-After"] = "1"
    return answer


def guard(token: str | None) -> Middleware:
    """The one middleware."""
    buckets = {True: Bucket(), False: Bucket()}

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        is_open = request.path == OPEN
        if not buckets[is_open].take(asyncio.get_running_loop().time()):
            return error(429)
        if not is_open and token is None:
            return error(403)
        if not is_open and not may(token or "", request.headers.get("Authorization", ""), request.path):
            return _who_are_you(request)
        return await _answered(request, handler)

    return guarded


async def _answered(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        async with asyncio.timeout(SECONDS):
            return await handler(request)
    except Refused as refusal:
        return error(refusal.status, str(refusal))
    except web.HTTPMethodNotAllowed as refusal:
        answer = error(405, f"This page answers {', '.join(sorted(refusal.allowed_methods))} only.")
        answer.headers["Allow"] = ",".join(sorted(refusal.allowed_methods))
        return answer
    except web.HTTPException as refusal:
        return error(refusal.status)
    except TimeoutError:
        return error(408)
    except Trouble as trouble:
        logger.warning("the API: %s", trouble)
        return error(503)
    except Exception:
        logger.exception("the API: %s %s", request.method, request.path)
        return error(500)


def may(token: str, header: str, path: str) -> bool:
    """Whether it is the owner. The page also takes the token as the password of any user name."""
    scheme, _, given = header.partition(" ")
    given = given.strip()
    if scheme.lower() == "basic" and path == PAGE:
        try:
            given = base64.b64decode(given, validate=True).decode().partition(":")[2]
        except (binascii.Error, ValueError):
            return False
    elif scheme.lower() != "bearer":
        return False
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), token.encode())


def _who_are_you(request: web.Request) -> web.Response:
    answer = error(401)
    scheme = "Basic" if request.path == PAGE else "Bearer"
    answer.headers["WWW-Authenticate"] = f'{scheme} realm="Yagami"'
    return answer


async def dressed(_request: web.Request, response: web.StreamResponse) -> None:
    """What every answer carries."""
    response.headers["Server"] = "Yagami"  # not which library, in which version
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
