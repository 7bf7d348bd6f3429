"""Channels' pictures, for the posts that carry one. Nobody waits for them: what can't be had at once is not had.

- Only from Google's hosts for such pictures, over TLS, without following a redirection: the address stands in an answer of the
  API, and what it leads to is sent on.
- At most LIMIT bytes (Telegram takes as much in one chunk) within SECONDS. After a host that did not answer in time or could
  not be reached, none is asked for REST, so that many posts together wait no longer than one.
- Judged by its first bytes, not by what the host says it is.
"""

from __future__ import annotations

import asyncio
import logging
from urllib.parse import urlsplit

import httpx

from core.clock import Clock
from core.step import step

log = logging.getLogger(__name__)

LIMIT = 512 * 1024
SECONDS = 4.0
REST = 300.0
_HOSTS = (".ggpht.com", ".googleusercontent.com")
_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


class Pictures:
    """Asks for one at a time."""

    def __init__(self, http: httpx.AsyncClient, clock: Clock, seconds: float = SECONDS) -> None:
        self._http = http
        self._clock = clock
        self._seconds = seconds
        self._rest_until = 0.0

    async def get(self, address: str) -> bytes | None:
        """A JPEG or PNG; None if there is none to be had now. Raises nothing."""
        now = self._clock.now()
        if not _ours(address) or now < self._rest_until <= now + REST:
            return None
        try:
            with step("google.picture"):
                async with asyncio.timeout(self._seconds):
                    image = await self._read(address)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            self._rest_until = now + REST
            log.warning("no pictures for some minutes: %s", type(error).__name__)
            return None
        if not image.startswith(_BEGINNINGS):
            log.warning("a channel's picture is none, or is too large")
            return None
        return image

    async def _read(self, address: str) -> bytes:
        """Empty for what is no answer, or more than LIMIT."""
        async with self._http.stream(
            "GET", address, headers={"Accept": "image/jpeg"}, follow_redirects=False
        ) as answer:
            if answer.status_code != 200:
                return b""
            image = b""
            async for chunk in answer.aiter_bytes():
                image += chunk
                if len(image) > LIMIT:
                    return b""
            return image


def _ours(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme == "https" and (parts.hostname or "").endswith(_HOSTS) and parts.port in (None, 443)
    except ValueError:
        return False
