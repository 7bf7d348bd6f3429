"""oauth2.googleapis.com: refresh, the device flow and revocation, for one Google project with one user.

The project is of the type "TVs and Limited Input devices" and publishes to production, so a refresh token does not
die of age. Statuses and words are Google's (documented for the device flow, 2026). PKCE and consent screens are not modelled.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from sandbox.faults import KNOWN, Faults

KNOWN |= {
    "token.invalid_grant": "the token server answers that the refresh token is expired or revoked",
    "token.server_error": "the token server answers 500",
}

READONLY = "https://www.googleapis.com/auth/youtube.readonly"
#: what the device flow may ask for, as far as YouTube goes
DEVICE_SCOPES = {"email", "openid", "profile", "https://www.googleapis.com/auth/youtube", READONLY}
#: scopes that may read everything the sandbox serves
READS = {READONLY, "https://www.googleapis.com/auth/youtube"}
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"


@dataclass(slots=True)
class DeviceCode:
    """One asked-for consent. `answer`: None while the user has not decided."""

    user_code: str
    scope: str
    expires_at: float
    answer: bool | None = None
    polled_at: float = 0.0
    interval: float = 5.0


@dataclass(frozen=True, slots=True)
class AccessToken:
    """What an access token allows, and until when."""

    scope: str
    refresh_token: str
    expires_at: float


class TokenServer:
    """Gives out tokens. `expires_in` is the life of an access token in seconds."""

    def __init__(self, faults: Faults, now: Callable[[], float]) -> None:
        self.expires_in = 3599
        self.refreshes = 0  #: how many access tokens were given for a refresh token
        self._faults = faults
        self._now = now
        self._client_id = f"{secrets.randbelow(10**12):012d}-{secrets.token_hex(16)}.apps.googleusercontent.com"
        self._client_secret = f"GOCSPX-{secrets.token_urlsafe(21)}"
        self._refresh_tokens: dict[str, str] = {}  #: live refresh token -> scope
        self._access_tokens: dict[str, AccessToken] = {}
        self._devices: dict[str, DeviceCode] = {}
        self._first = self._new_refresh_token(READONLY)

    def credentials(self) -> dict[str, str]:
        return {"client_id": self._client_id, "client_secret": self._client_secret, "refresh_token": self._first}

    def scope_of(self, access_token: str) -> str | None:
        """What a live access token allows; None for a dead or unknown one."""
        token = self._access_tokens.get(access_token)
        if token is None or token.expires_at <= self._now() or token.refresh_token not in self._refresh_tokens:
            return None
        return token.scope

    def revoke_all(self) -> None:
        """The user takes the consent back in the Google account's settings: every token is dead."""
        self._refresh_tokens.clear()

    def expire_all(self) -> None:
        """Every access token is dead from now on; refreshing goes on working."""
        self._access_tokens.clear()

    def grant(self, user_code: str) -> None:
        """The user types the code at google.com/device and allows. Raises KeyError for an unknown code."""
        self._device(user_code).answer = True

    def deny(self, user_code: str) -> None:
        """The user types the code and refuses. Raises KeyError for an unknown code."""
        self._device(user_code).answer = False

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        routes = {"/token": self._token, "/device/code": self._device_code, "/revoke": self._revoke}
        route = routes.get(request.path)
        if route is None:
            return web.Response(status=404)
        if request.method != "POST":
            return web.Response(status=405)
        if self._faults.hit("token.server_error") is not None:
            return _refuse(500, "internal_failure")
        if request.content_type != "application/x-www-form-urlencoded":
            return _refuse(400, "invalid_request", "Bad content type")
        form = {name: str(value) for name, value in (await request.post()).items()}
        return route(form)

    # -- the three doors ---------------------------------------------------------------------------------------

    def _token(self, form: dict[str, str]) -> web.Response:
        grant = form.get("grant_type")
        wanted = {"refresh_token": "refresh_token", DEVICE_GRANT: "device_code"}.get(grant or "")
        if grant is None:
            return _refuse(400, "invalid_request", "Missing required parameter: grant_type")
        if wanted is None:
            return _refuse(400, "unsupported_grant_type", f"Invalid grant_type: {grant}")
        if wrong := self._wrong_client(form, secret=True) or _unknown(form, {"grant_type", wanted}):
            return wrong
        if wanted not in form:
            return _refuse(400, "invalid_request", f"Missing required parameter: {wanted}")
        return self._refresh(form[wanted]) if wanted == "refresh_token" else self._poll(form[wanted])

    def _refresh(self, refresh_token: str) -> web.Response:
        struck = self._faults.hit("token.invalid_grant") is not None
        scope = self._refresh_tokens.get(refresh_token)
        if struck or scope is None:
            return _refuse(400, "invalid_grant", "Token has been expired or revoked.")
        self.refreshes += 1
        return web.json_response(self._new_access_token(refresh_token, scope))

    def _poll(self, code: str) -> web.Response:
        device = self._devices.get(code)
        if device is None:
            return _refuse(400, "invalid_grant", "Malformed auth code.")
        now = self._now()
        if now >= device.expires_at:
            del self._devices[code]
            return _refuse(400, "expired_token", "The device code is expired.")
        too_soon = now - device.polled_at < device.interval
        device.polled_at = now
        if device.answer is None:
            if too_soon:
                device.interval += 5
                return _refuse(403, "slow_down", "Forbidden")
            return _refuse(428, "authorization_pending", "Precondition Required")
        del self._devices[code]
        if not device.answer:
            return _refuse(403, "access_denied", "Forbidden")
        refresh_token = self._new_refresh_token(device.scope)
        return web.json_response(self._new_access_token(refresh_token, device.scope) | {"refresh_token": refresh_token})

    def _device_code(self, form: dict[str, str]) -> web.Response:
        if wrong := self._wrong_client(form, secret=False) or _unknown(form, {"scope"}):
            return wrong
        scope = form.get("scope", "")
        if not scope or not set(scope.split()) <= DEVICE_SCOPES:
            return _refuse(400, "invalid_scope", "Invalid device flow scope")
        code = f"AH-{secrets.token_urlsafe(48)}"
        letters = "BCDFGHJKLMNPQRSTVWXZ"
        user_code = "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(2))
        self._devices[code] = DeviceCode(user_code, scope, self._now() + 1800)
        return web.json_response(
            {
                "device_code": code,
                "user_code": user_code,
                "expires_in": 1800,
                "interval": 5,
                "verification_url": "https://www.google.com/device",
            }
        )

    def _revoke(self, form: dict[str, str]) -> web.Response:
        token = form.get("token", "")
        access = self._access_tokens.get(token)
        if self._refresh_tokens.pop(access.refresh_token if access else token, None) is None:
            return _refuse(400, "invalid_token", "Token expired or revoked")
        return web.json_response({})

    # -- small parts -------------------------------------------------------------------------------------------

    def _wrong_client(self, form: dict[str, str], *, secret: bool) -> web.Response | None:
        if form.get("client_id") != self._client_id:
            return _refuse(401, "invalid_client", "The OAuth client was not found.")
        if secret and form.get("client_secret") != self._client_secret:
            return _refuse(401, "invalid_client", "Unauthorized")
        return None

    def _device(self, user_code: str) -> DeviceCode:
        found = next((one for one in self._devices.values() if one.user_code == user_code), None)
        if found is None:
            raise KeyError(f"no device waits with the code {user_code!r}")
        return found

    def _new_refresh_token(self, scope: str) -> str:
        token = f"1//0{secrets.token_urlsafe(48)}"
        self._refresh_tokens[token] = scope
        return token

    def _new_access_token(self, refresh_token: str, scope: str) -> dict[str, str | int]:
        token = f"ya29.{secrets.token_urlsafe(60)}"
        self._access_tokens[token] = AccessToken(scope, refresh_token, self._now() + self.expires_in)
        return {"access_token": token, "expires_in": self.expires_in, "scope": scope, "token_type": "Bearer"}


def _unknown(form: dict[str, str], known: set[str]) -> web.Response | None:
    """Stricter than Google where it is not known to mind: a field that means nothing is an error."""
    for name in form:
        if name not in known | {"client_id", "client_secret"}:
            return _refuse(400, "invalid_request", f"Parameter not allowed for this message type: {name}")
    return None


def _refuse(status: int, error: str, description: str | None = None) -> web.Response:
    body = {"error": error} | ({"error_description": description} if description else {})
    return web.json_response(body, status=status)
