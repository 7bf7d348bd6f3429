"""Signing in by QR code: a token is shown, a signed-in client of the person's accepts it, the one who showed it is told.

core.telegram.org/api/qr-login. The one who shows it asks for a token again and again: each one makes the older ones of that
key void (stricter than the real one, of which that is not known), the first after an acceptance signs in. The acceptance
is told by updateLoginToken, to sessions that asked for updates only.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass

from telethon.tl import types as t
from telethon.tl.functions.auth import AcceptLoginTokenRequest, ExportLoginTokenRequest, ImportLoginTokenRequest
from telethon.tl.types import auth as types

from sandbox.telegram.state import Account, Refused, State

from . import tl
from .auth import check_app, halfway_in
from .rpc import Answer, Call, answers
from .session import AuthKey

LIFE = 30  #: seconds


@dataclass(slots=True)
class LoginToken:
    """One QR code."""

    token: bytes
    key: AuthKey  #: of the client that shows it
    expires: float
    accepted_by: int | None = None

    @property
    def url(self) -> str:
        return f"tg://login?token={base64.urlsafe_b64encode(self.token).decode().rstrip('=')}"


class LoginTokens:
    """Those that are shown, one for each key."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._shown: dict[bytes, LoginToken] = {}

    def show(self, key: AuthKey) -> LoginToken:
        """A new one in place of the key's older ones."""
        self._shown[key.id] = LoginToken(secrets.token_bytes(32), key, self._state.now() + LIFE)
        return self._shown[key.id]

    def accepted(self, key: AuthKey) -> LoginToken | None:
        """The key's token if it was accepted."""
        shown = self._shown.get(key.id)
        return shown if shown and shown.accepted_by is not None else None

    def use_up(self, shown: LoginToken) -> None:
        self._shown.pop(shown.key.id, None)

    def accept(self, account: Account, token: bytes) -> LoginToken:
        """Raises AUTH_TOKEN_INVALID, AUTH_TOKEN_EXPIRED, AUTH_TOKEN_ALREADY_ACCEPTED."""
        shown = self.find(token)
        if shown.accepted_by is not None:
            raise Refused("AUTH_TOKEN_ALREADY_ACCEPTED")
        if self._state.now() >= shown.expires:
            raise Refused("AUTH_TOKEN_EXPIRED")
        shown.accepted_by = account.id
        return shown

    def find(self, token: bytes) -> LoginToken:
        shown = next((one for one in self._shown.values() if one.token == token), None)
        if shown is None:
            raise Refused("AUTH_TOKEN_INVALID")
        return shown

    def make_old(self) -> None:
        """As if the tokens that are out had been shown too long."""
        for one in self._shown.values():
            one.expires = 0.0


def token_of(url: str) -> bytes:
    """The token in a QR code's address. Raises ValueError."""
    scheme, _, text = url.partition("token=")
    if scheme != "tg://login?" or not text:
        raise ValueError("a login QR code reads tg://login?token=...")
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@answers(ExportLoginTokenRequest, signed_out=True, bots=False)
async def export_login_token(call: Call, request: ExportLoginTokenRequest) -> Answer:
    """Raises API_ID_INVALID, SESSION_PASSWORD_NEEDED; AUTH_TOKEN_ALREADY_ACCEPTED for a key that is signed in already."""
    check_app(call, request.api_id, request.api_hash)
    tokens = call.server.login_tokens
    if call.key.account is not None:
        raise Refused("AUTH_TOKEN_ALREADY_ACCEPTED")
    accepted = tokens.accepted(call.key)
    if accepted is not None:
        return _signed_in(call, accepted)
    shown = tokens.show(call.key)
    return types.LoginToken(tl.moment(shown.expires), shown.token)


@answers(ImportLoginTokenRequest, signed_out=True, bots=False)
async def import_login_token(call: Call, request: ImportLoginTokenRequest) -> Answer:
    """At the data centre that loginTokenMigrateTo named: sign in with a token that was accepted."""
    shown = call.server.login_tokens.find(request.token)
    if shown.accepted_by is None:
        raise Refused("AUTH_TOKEN_INVALID")
    return _signed_in(call, shown)


def _signed_in(call: Call, shown: LoginToken) -> types.LoginTokenSuccess:
    account = call.state.accounts[shown.accepted_by or 0]
    call.server.login_tokens.use_up(shown)
    return types.LoginTokenSuccess(halfway_in(call, account))


@answers(AcceptLoginTokenRequest, bots=False)
async def accept_login_token(call: Call, request: AcceptLoginTokenRequest) -> Answer:
    shown = call.server.login_tokens.accept(call.account, request.token)
    call.server.push(shown.key, t.UpdateLoginToken())
    now = tl.moment(call.state.now())
    return t.Authorization(
        int.from_bytes(shown.key.id[:7], "big"), "Unknown", "", "1", 1, "an app", "1", now, now, "127.0.0.1", "", ""
    )
