"""accounts.google.com/o/oauth2/v2/auth, and the person in front of it: an address goes in, the address at which the browser ends
comes out. It is played by a verb and not served by HTTP: the app only writes such an address, and the owner's browser opens it.

Google checks the request before it shows anything, and its page of errors carries the reason in `authError`: base64 of a small
protobuf that begins with the error's word (as seen in addresses that people posted). Stricter than Google: an unknown parameter
is an error, and a Desktop client must use PKCE with S256.
"""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from sandbox.youtube.google_project import SCOPES, Project

CODE_SECONDS = 600  #: RFC 6749's advice; Google names no number
_LOOPBACK = re.compile(r"http://(127\.0\.0\.1|localhost|\[::1\]):\d{1,5}/?")
_KNOWN = {
    *("client_id", "redirect_uri", "response_type", "scope", "state", "access_type", "prompt"),
    *("code_challenge", "code_challenge_method", "login_hint", "include_granted_scopes"),
}


@dataclass(frozen=True, slots=True)
class AuthCode:
    """A code that the browser carries back; it is taken once."""

    client_id: str
    redirect_uri: str
    challenge: str
    scope: str
    offline: bool  #: brings a refresh token
    expires_at: float


class ConsentPage:
    """`codes` are the ones that were given and not yet taken."""

    def __init__(self, project: Project, now: Callable[[], float]) -> None:
        self.codes: dict[str, AuthCode] = {}
        self._project = project
        self._now = now

    def browse(self, url: str, *, allow: bool = True, scope: str | None = None) -> str:
        """Open the address and decide. `scope`: what the person leaves ticked; else all. Raises ValueError for another address."""
        parts = urlsplit(url)
        if (parts.scheme, parts.hostname, parts.path) != ("https", "accounts.google.com", "/o/oauth2/v2/auth"):
            raise ValueError(f"that is not Google's consent page: {parts.scheme}://{parts.hostname}{parts.path}")
        given = parse_qs(parts.query, keep_blank_values=True)
        asked = {name: values[0] for name, values in given.items()}
        if error := _wrong(given) or self._refusal(asked):
            return _error_page(*error, asked.get("client_id", ""))
        back = {"state": asked["state"]} if "state" in asked else {}
        if not allow:
            return _back(asked["redirect_uri"], {"error": "access_denied"} | back)
        code = f"4/0A{secrets.token_urlsafe(52)}"
        ticked = asked["scope"] if scope is None else scope
        # without prompt=consent an account that has allowed it before is not asked again, and no refresh token comes
        anew = asked.get("prompt") == "consent" or not self._project.has_consented(asked["client_id"])
        self.codes[code] = AuthCode(
            asked["client_id"],
            asked["redirect_uri"],
            asked["code_challenge"],
            ticked,
            asked.get("access_type") == "offline" and anew,
            self._now() + CODE_SECONDS,
        )
        return _back(asked["redirect_uri"], back | {"code": code, "scope": ticked})

    def _refusal(self, asked: Mapping[str, str]) -> tuple[str, str] | None:
        client = self._project.clients.get(asked.get("client_id", ""))
        if client is None:
            return "invalid_client", "The OAuth client was not found."
        for name in ("redirect_uri", "response_type", "scope"):
            if not asked.get(name):
                return "invalid_request", f"Missing required parameter: {name}"
        if asked["response_type"] != "code":
            return "unsupported_response_type", f"Invalid response_type: {asked['response_type']}"
        if client.kind != "desktop" or not _LOOPBACK.fullmatch(asked["redirect_uri"]):
            # a web client has no redirect registered here, and a TV client can't have one
            return "redirect_uri_mismatch", "You can't sign in because this app sent an invalid request."
        if not set(asked["scope"].split()) <= SCOPES:
            return "invalid_scope", "Some requested scopes were invalid."
        if asked.get("code_challenge_method") != "S256" or not re.fullmatch(
            r"[\w-]{43}", asked.get("code_challenge", ""), re.ASCII
        ):
            return "invalid_request", "code_challenge must be SHA-256 in base64url."
        return None


def _wrong(given: Mapping[str, list[str]]) -> tuple[str, str] | None:
    for name, values in given.items():
        if name not in _KNOWN or len(values) > 1:
            return "invalid_request", f"Parameter not allowed for this message type: {name}"
    return None


def _back(redirect: str, query: dict[str, str]) -> str:
    return f"{redirect}{'' if redirect.endswith('/') else '/'}?{urlencode(query, safe='/:', quote_via=quote)}"


def _error_page(word: str, sentence: str, client_id: str) -> str:
    told = b"".join(tag + bytes([len(text)]) + text.encode() for tag, text in ((b"\n", word), (b"\x12", sentence)))
    query = {
        "authError": base64.urlsafe_b64encode(told).decode(),
        "client_id": client_id,
        "flowName": "GeneralOAuthFlow",
    }
    return f"https://accounts.google.com/signin/oauth/error?{urlencode(query)}"
