"""oauth2.googleapis.com: refresh, the device flow, codes with PKCE, revocation, for the clients of one project with one user.

Statuses and words are Google's (documented for the device flow, 2026; the others as seen in issue threads). Which client may
do what is its kind's: TV clients the device flow, Desktop clients the redirect to loopback (consent_page.py). A Web client may do
neither here. Of a consent the account may leave scopes out, and give it through another client again.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from sandbox.faults import KNOWN, Faults
from sandbox.youtube.breakage import reset
from sandbox.youtube.consent_page import ConsentPage
from sandbox.youtube.device_page import DevicePage, NotYet
from sandbox.youtube.google_project import READONLY, SCOPES, OAuthClient, Project

KNOWN |= {
    "token.invalid_grant": "the token server answers that the refresh token is expired or revoked",
    "token.server_error": "the token server answers 500",
    "token.refuse": "/token answers `error` (default access_denied) with `status` (default 400) and `description`",
    "token.lost_answer": "/token does what it is asked, and its connection is reset before the answer",
    "device.refuse": "/device/code answers `error` (default rate_limit_exceeded) with `status` (default 403) and `description`",
}

DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
#: grant type -> the field that holds what is granted for, and the other fields it takes
_GRANTS: dict[str, tuple[str, set[str]]] = {
    "refresh_token": ("refresh_token", set()),
    DEVICE_GRANT: ("device_code", set()),
    "authorization_code": ("code", {"redirect_uri", "code_verifier"}),
}


@dataclass(frozen=True, slots=True)
class AccessToken:
    """What an access token allows, and until when. It dies with its refresh token, if it has one."""

    scope: str
    refresh_token: str | None
    expires_at: float


class TokenServer:
    """Gives out tokens. `expires_in` is the life of an access token in seconds."""

    def __init__(self, faults: Faults, now: Callable[[], float]) -> None:
        self.expires_in = 3599
        self.refreshes = 0  #: how many access tokens were given for a refresh token
        self.project = Project(now)
        self.page = ConsentPage(self.project, now)
        self.devices = DevicePage(now)
        self._faults = faults
        self._now = now
        self._access_tokens: dict[str, AccessToken] = {}
        self._first = self.project.give(self.project.first.client_id, READONLY)

    def credentials(self) -> dict[str, str]:
        """The first client's, with the consent that the account gave it before the sandbox opened."""
        first = self.project.first
        return {"client_id": first.client_id, "client_secret": first.client_secret, "refresh_token": self._first}

    def desktop(self) -> dict[str, str]:
        """The project's client of the type "Desktop app", to which the account has allowed nothing yet."""
        desktop = self.project.desktop
        return {"client_id": desktop.client_id, "client_secret": desktop.client_secret}

    def scope_of(self, access_token: str) -> str | None:
        """What a live access token allows; None for a dead or unknown one."""
        token = self._access_tokens.get(access_token)
        if token is None or token.expires_at <= self._now():
            return None
        if token.refresh_token is not None and self.project.alive(token.refresh_token) is None:
            return None
        return token.scope

    def revoke_all(self) -> None:
        """The user takes every consent back in the Google account's settings: every token is dead."""
        self.project.consents.clear()
        self._access_tokens.clear()

    def expire_all(self) -> None:
        """Every access token is dead from now on; refreshing goes on working."""
        self._access_tokens.clear()

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
        answer = route(form)
        if request.path == "/token" and self._faults.hit("token.lost_answer") is not None:
            raise reset(request)
        return answer

    # -- the three doors ---------------------------------------------------------------------------------------

    def _token(self, form: dict[str, str]) -> web.Response:
        if (fault := self._faults.hit("token.refuse")) is not None:
            return _by_fault({"error": "access_denied", "status": 400} | fault)
        grant = form.get("grant_type")
        if grant is None:
            return _refuse(400, "invalid_request", "Missing required parameter: grant_type")
        if grant not in _GRANTS:
            return _refuse(400, "unsupported_grant_type", f"Invalid grant_type: {grant}")
        wanted, others = _GRANTS[grant]
        client = self._client(form, secret=True)
        if isinstance(client, web.Response):
            return client
        if wrong := _unknown(form, {"grant_type", wanted} | others):
            return wrong
        for name in (wanted, *sorted(others)):
            if name not in form:
                return _refuse(400, "invalid_request", f"Missing required parameter: {name}")
        if grant == "refresh_token":
            return self._refresh(client, form[wanted])
        return self._poll(client, form[wanted]) if grant == DEVICE_GRANT else self._exchange(client, form)

    def _refresh(self, client: OAuthClient, refresh_token: str) -> web.Response:
        struck = self._faults.hit("token.invalid_grant") is not None
        consent = self.project.alive(refresh_token)
        if struck or consent is None:
            return _refuse(400, "invalid_grant", "Token has been expired or revoked.")
        if consent.client_id != client.client_id:
            return _refuse(401, "unauthorized_client", "Unauthorized")
        self.refreshes += 1
        return web.json_response(self._new_access_token(refresh_token, consent.scope))

    def _exchange(self, client: OAuthClient, form: dict[str, str]) -> web.Response:
        """A code of the consent page. It is used up by the first try, whatever comes of it."""
        code = self.page.codes.pop(form["code"], None)
        if code is None or code.client_id != client.client_id or self._now() >= code.expires_at:
            return _refuse(400, "invalid_grant", "Malformed auth code.")
        if code.redirect_uri != form["redirect_uri"]:
            return _refuse(400, "redirect_uri_mismatch", "Bad Request")
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest())
        if not 43 <= len(form["code_verifier"]) <= 128 or challenge.decode().rstrip("=") != code.challenge:
            return _refuse(400, "invalid_grant", "Invalid code verifier.")
        return self._granted(client, code.scope, lasting=code.offline)

    def _poll(self, client: OAuthClient, code: str) -> web.Response:
        if client.kind != "tv":
            return _refuse(401, "invalid_client", "Invalid client type.")
        answer = self.devices.poll(client.client_id, code)
        if isinstance(answer, NotYet):
            return _refuse(answer.status, answer.error, answer.description)
        return self._granted(client, answer, lasting=True)

    def _device_code(self, form: dict[str, str]) -> web.Response:
        if (fault := self._faults.hit("device.refuse")) is not None:
            return _by_fault({"error": "rate_limit_exceeded", "status": 403} | fault)
        client = self._client(form, secret=False)
        if isinstance(client, web.Response):
            return client
        if client.kind != "tv":
            return _refuse(401, "invalid_client", "Invalid client type.")
        if wrong := _unknown(form, {"scope"}):
            return wrong
        scope = form.get("scope", "")
        if not scope or not set(scope.split()) <= SCOPES:
            return _refuse(400, "invalid_scope", "Invalid device flow scope")
        return web.json_response(self.devices.ask(client.client_id, scope))

    def _revoke(self, form: dict[str, str]) -> web.Response:
        token = form.get("token", "")
        access = self._access_tokens.get(token)
        refresh_token = access.refresh_token if access else token
        if refresh_token is None or self.project.alive(refresh_token) is None:
            return _refuse(400, "invalid_token", "Token expired or revoked")
        del self.project.consents[refresh_token]
        return web.json_response({})

    # -- small parts -------------------------------------------------------------------------------------------

    def _client(self, form: dict[str, str], *, secret: bool) -> OAuthClient | web.Response:
        client = self.project.clients.get(form.get("client_id", ""))
        if client is None:
            return _refuse(401, "invalid_client", "The OAuth client was not found.")
        if secret and form.get("client_secret") != client.client_secret:
            return _refuse(401, "invalid_client", "Unauthorized")
        return client

    def _granted(self, client: OAuthClient, scope: str, *, lasting: bool) -> web.Response:
        if not lasting:
            return web.json_response(self._new_access_token(None, scope))
        refresh_token = self.project.give(client.client_id, scope)
        body = self._new_access_token(refresh_token, scope) | {"refresh_token": refresh_token}
        if self.project.testing:
            body["refresh_token_expires_in"] = 604_799
        return web.json_response(body)

    def _new_access_token(self, refresh_token: str | None, scope: str) -> dict[str, str | int]:
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


def _by_fault(fault: dict[str, object]) -> web.Response:
    description = fault.get("description")
    return _refuse(int(str(fault["status"])), str(fault["error"]), None if description is None else str(description))
