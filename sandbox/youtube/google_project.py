"""The owner's project at Google: its clients, its consent screen, whether the API is enabled, and the consents that were given.

What is set here is what the owner would set in Google's console; changing it leaves what was given before as it is, as outside
(a consent given in Testing dies after its seven days, whatever the screen says later).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["tv", "desktop", "web"]
KINDS: tuple[Kind, ...] = ("tv", "desktop", "web")

READONLY = "https://www.googleapis.com/auth/youtube.readonly"
#: what may be asked for here; of YouTube the device flow gives no more than this outside too
SCOPES = {"email", "openid", "profile", "https://www.googleapis.com/auth/youtube", READONLY}
TESTING_SECONDS = 7 * 86_400


@dataclass(slots=True)
class OAuthClient:
    """One OAuth client of the project."""

    client_id: str
    client_secret: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Consent:
    """What the account allowed a client; its refresh token is its key in `Project.consents`."""

    client_id: str
    scope: str
    given_at: float
    dies_at: float | None


class Project:
    """`clients` by id, one of each kind; `consents` by refresh token."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.number = f"{10**11 + secrets.randbelow(9 * 10**11)}"
        self.api_enabled = True
        self.testing = False  #: the consent screen's publishing status; else "In production"
        self.clients: dict[str, OAuthClient] = {}
        self.consents: dict[str, Consent] = {}
        self._now = now
        for kind in KINDS:
            name = f"{self.number}-{secrets.token_hex(16)}.apps.googleusercontent.com"
            self.clients[name] = OAuthClient(name, f"GOCSPX-{secrets.token_urlsafe(21)}", kind)
        self.first, self.desktop, self.web = self.clients.values()

    def give(self, client_id: str, scope: str) -> str:
        """The account allows it. -> the refresh token"""
        token = f"1//0{secrets.token_urlsafe(48)}"
        now = self._now()
        self.consents[token] = Consent(client_id, scope, now, now + TESTING_SECONDS if self.testing else None)
        return token

    def alive(self, refresh_token: str) -> Consent | None:
        """None for a consent that was never given, was taken back, or died of age."""
        consent = self.consents.get(refresh_token)
        if consent is not None and consent.dies_at is not None and self._now() >= consent.dies_at:
            del self.consents[refresh_token]
            return None
        return consent

    def has_consented(self, client_id: str) -> bool:
        return any(one.client_id == client_id for token in list(self.consents) if (one := self.alive(token)))
