"""The owner's consent, asked for on another screen (OAuth's device flow) and given back (revocation).

Each function is one short call, and what stands between two calls is a text (`DeviceCode.to_text`), so that the one who asks may be
killed between any two. A code that was allowed is answered once: whoever dies between that answer and the commit starts
again (the second answer is google-code-expired), and the consent that nobody holds hurts nobody.

Google's device flow takes clients of the type "TVs and Limited Input devices" only; the way for a Desktop client is pkce.py.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from core.clock import Clock
from core.errors import Permanent, Scope
from core.youtube.client_file import Client
from core.youtube.google_http import ask, body_of
from core.youtube.google_shapes import is_word
from core.youtube.google_troubles import consent_trouble_of, nonsense, trouble_of, word_of
from core.youtube.oauth import TOKEN_URL, GoogleCredentials

DEVICE_URL = "https://oauth2.googleapis.com/device/code"
REVOKE_URL = "https://oauth2.googleapis.com/revoke"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
#: All that the app reads. The device flow may not ask for more of YouTube than this or the right to change things.
SCOPE = "https://www.googleapis.com/auth/youtube.readonly"
_ENOUGH = {SCOPE, "https://www.googleapis.com/auth/youtube"}
#: How long to wait between two polls where Google names no interval (RFC 8628), and what `slow_down` adds to it
INTERVAL_SECONDS = 5.0
SLOWER_SECONDS = 5.0
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """A consent that is asked for. The owner opens `url` and types `user_code` before `expires_at` (Unix seconds)."""

    device_code: str = field(repr=False)
    user_code: str
    url: str
    expires_at: float
    interval: float  #: seconds between two polls, at least

    def to_text(self) -> str:
        """To be kept sealed: the device code is a secret."""
        return json.dumps(dataclasses.asdict(self))

    @classmethod
    def from_text(cls, text: str) -> DeviceCode:
        """Raises ValueError or TypeError for what to_text did not write."""
        return cls(**json.loads(text))


@dataclass(frozen=True, slots=True)
class Pending:
    """The owner has not decided. `code` takes the place of the one that was asked with: its interval may have grown."""

    next_in: float
    code: DeviceCode


@dataclass(frozen=True, slots=True)
class Granted:
    """The owner's consent. Its repr shows no secret."""

    refresh_token: str = field(repr=False)
    scope: str
    expires_in_days: int | None = None  #: None: it does not die of age

    @property
    def testing(self) -> bool:
        """The consent screen is in Testing: Google takes every such consent back after seven days."""
        return self.expires_in_days is not None and self.expires_in_days <= 7

    def credentials(self, client: Client) -> GoogleCredentials:
        return GoogleCredentials(client.client_id, client.client_secret, self.refresh_token)


async def begin_device(http: httpx.AsyncClient, client: Client, clock: Clock) -> DeviceCode:
    """Ask Google for a code to show. Raises NeedsOwner(GOOGLE_CLIENT) with its card, Permanent and Retry."""
    asked_at = clock.now()
    form = {"client_id": client.client_id, "scope": SCOPE}
    response = await ask("google.device_code", lambda: http.post(DEVICE_URL, data=form))
    if response.status_code != 200:
        raise consent_trouble_of(response, clock.now())
    body = body_of(response)
    # Google says verification_url; RFC 8628 says verification_uri
    url = body.get("verification_url") or body.get("verification_uri")
    if not isinstance(url, str) or not is_word(url) or not url.startswith("https://"):
        raise nonsense("verification_url")
    lives = _seconds(body, "expires_in")
    if lives is None:
        raise nonsense("expires_in")
    return DeviceCode(
        device_code=_text(body, "device_code"),
        user_code=_text(body, "user_code"),
        url=url,
        expires_at=asked_at + lives,
        interval=_seconds(body, "interval") or INTERVAL_SECONDS,
    )


async def poll_device(http: httpx.AsyncClient, client: Client, code: DeviceCode, clock: Clock) -> Granted | Pending:
    """Ask once whether the owner has decided. Raises Permanent for the code's end, NeedsOwner, and Retry: poll again."""
    if clock.now() >= code.expires_at:
        raise Permanent("google-code-expired", scope=Scope.GOOGLE)
    form = {
        "client_id": client.client_id,
        "client_secret": client.client_secret,
        "device_code": code.device_code,
        "grant_type": DEVICE_GRANT,
    }
    response = await ask("google.device_poll", lambda: http.post(TOKEN_URL, data=form), tries=1)
    if response.status_code == 200:
        return granted(body_of(response))
    word = word_of(response)
    if word == "authorization_pending":
        return Pending(code.interval, code)
    if word == "slow_down":
        slower = dataclasses.replace(code, interval=code.interval + SLOWER_SECONDS)
        return Pending(slower.interval, slower)
    raise consent_trouble_of(response, clock.now())


async def revoke(http: httpx.AsyncClient, token: str, clock: Clock) -> None:
    """Give a consent back, by its refresh token; one that is gone already is fine. Raises Retry and NeedsOwner."""
    response = await ask("google.revoke", lambda: http.post(REVOKE_URL, data={"token": token}))
    if response.status_code != 200 and word_of(response) not in {"invalid_token", "invalid_grant"}:
        raise trouble_of(response, clock.now())


def granted(body: Mapping[str, Any]) -> Granted:
    """The token server's answer to an allowed consent. Raises Permanent if the owner left out what the app needs."""
    scope = body.get("scope", SCOPE)  # left out where it is what was asked for (RFC 6749)
    if not isinstance(scope, str) or not is_word(scope):
        raise nonsense("scope")
    if not _ENOUGH & set(scope.split()):
        raise Permanent("google-consent-partial", scope=Scope.GOOGLE)
    lives = _seconds(body, "refresh_token_expires_in")
    return Granted(_text(body, "refresh_token"), scope, None if lives is None else round(lives / _DAY))


def _text(body: Mapping[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not is_word(value):
        raise nonsense(name)
    return value


def _seconds(body: Mapping[str, Any], name: str) -> float | None:
    value = body.get(name)
    return float(value) if isinstance(value, int | float) and 0 < value < 10**10 else None
