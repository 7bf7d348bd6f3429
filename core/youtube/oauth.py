"""Access tokens for Google's API, made from the refresh token that the owner's consent brought.

It keeps the access token in memory only and never asks for consent: that is the conversation's work.
A refresh token dies in silence (7 days in "Testing", 6 months unused, revoked, more than 100 of them): all of these
arrive as `invalid_grant`, and nothing but a new consent mends them.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import httpx

from core.clock import Clock
from core.youtube.google_http import ask, body_of
from core.youtube.google_shapes import is_word
from core.youtube.google_troubles import nonsense, trouble_of

TOKEN_URL = "https://oauth2.googleapis.com/token"
#: A token is replaced this long before it dies, so that none dies on its way to Google.
EARLY_SECONDS = 60.0
LONGEST_SECONDS = 1e10  #: that any of Google's lifetimes has; NaN and infinity are none


@dataclass(frozen=True, slots=True)
class GoogleCredentials:
    """The owner's OAuth client and consent. Its repr shows no secret."""

    client_id: str
    client_secret: str = field(repr=False)
    refresh_token: str = field(repr=False)


class AccessTokens:
    """Hands out a living access token; however many ask, there is one refresh at a time."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        credentials: GoogleCredentials,
        clock: Clock,
        on_new_refresh_token: Callable[[str], Awaitable[None]],
    ) -> None:
        """on_new_refresh_token: called with a refresh token that replaces the old one, before anything uses it."""
        self._http = http
        self._credentials = credentials
        self._refresh_token = credentials.refresh_token
        self._clock = clock
        self._on_new_refresh_token = on_new_refresh_token
        self._lock = asyncio.Lock()
        self._token = ""
        self._dies_at = 0.0

    async def get(self) -> str:
        """A token that lives. Raises NeedsOwner(GOOGLE_CONSENT or GOOGLE_CLIENT) and Retry, all with scope GOOGLE."""
        async with self._lock:
            if not self._token or self._clock.now() >= self._dies_at - EARLY_SECONDS:
                await self._refresh()
            return self._token

    def forget(self, refused: str | None = None) -> None:
        """After a 401: the next get() refreshes. With `refused` only if that token is still the one in use."""
        if refused is None or refused == self._token:
            self._token = ""

    async def _refresh(self) -> None:
        form = {
            "client_id": self._credentials.client_id,
            "client_secret": self._credentials.client_secret,
            "refresh_token": self._refresh_token,
            "grant_type": "refresh_token",
        }
        asked_at = self._clock.now()
        response = await ask("google.token", lambda: self._http.post(TOKEN_URL, data=form))
        if response.status_code != 200:
            raise trouble_of(response, self._clock.now())
        body = body_of(response)
        token, lives = body.get("access_token"), body.get("expires_in")
        if not isinstance(token, str) or not re.fullmatch(r"[!-~]+", token):  # it goes into a header
            raise nonsense("access_token")
        if not isinstance(lives, (int, float)) or not 0 < lives < LONGEST_SECONDS:
            raise nonsense("expires_in")
        renewed = body.get("refresh_token")
        if isinstance(renewed, str) and is_word(renewed) and renewed != self._refresh_token:
            await self._on_new_refresh_token(renewed)
            self._refresh_token = renewed
        self._token, self._dies_at = token, asked_at + lives
