"""The other way to the owner's consent, for a Desktop client: a link, and the address that the browser ends at (OAuth with PKCE).

The link asks Google to send the browser to a port of the owner's own machine (out-of-band codes are blocked since 2023). Nobody
listens there, so the page fails to load, and the owner pastes its address into the chat. Who sees that address can do nothing
with it: the code counts only together with the verifier, which never leaves the vault but for Google.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import hashlib
import json
import re
import secrets
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qs, unquote, urlencode, urlsplit

import httpx

from core.clock import Clock
from core.errors import Permanent, Scope, Trouble
from core.youtube.client_file import Client
from core.youtube.consent import SCOPE, Granted, granted
from core.youtube.google_http import ask, body_of
from core.youtube.google_troubles import consent_refused, consent_trouble_of, not_a_tester
from core.youtube.oauth import TOKEN_URL

CONSENT_URL = "https://accounts.google.com/o/oauth2/v2/auth"
#: A port without a use of its own that browsers don't block, so that the owner sees a page that failed and its address.
REDIRECT = "http://127.0.0.1:47811"
_ADDRESS = re.compile(r"(?:https?://)?(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?/?\?\S+|https?://\S+")
_CODE = re.compile(r"(?<![\w/])4/[\w-]{10,}", re.ASCII)
#: the words that Google's page of errors may hold; more of them would only be told as "failed"
_PAGE_WORDS = (
    *("redirect_uri_mismatch", "invalid_client", "deleted_client", "disabled_client", "unauthorized_client"),
    *("org_internal", "admin_policy_enforced"),
)


@dataclass(frozen=True, slots=True)
class PkceStart:
    """A consent that is asked for: the owner opens `url`. Its repr shows no secret."""

    url: str
    state: str = field(repr=False)
    verifier: str = field(repr=False)
    redirect: str
    started_at: float

    def to_text(self) -> str:
        """To be kept sealed: the verifier is a secret."""
        return json.dumps(dataclasses.asdict(self))

    @classmethod
    def from_text(cls, text: str) -> PkceStart:
        """Raises ValueError or TypeError for what to_text did not write."""
        return cls(**json.loads(text))


def begin(client: Client, now: float) -> PkceStart:
    """Make the link. Nothing is asked of anybody."""
    verifier, state = secrets.token_urlsafe(64), secrets.token_urlsafe(24)
    digest = hashlib.sha256(verifier.encode()).digest()
    query = {
        "client_id": client.client_id,
        "redirect_uri": REDIRECT,
        "response_type": "code",
        "scope": SCOPE,
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
        # without these two an account that has consented before gets no refresh token
        "access_type": "offline",
        "prompt": "consent",
        "state": state,
    }
    return PkceStart(f"{CONSENT_URL}?{urlencode(query)}", state, verifier, REDIRECT, now)


def read_pasted(text: str, start: PkceStart) -> str:
    """The code in what the owner pasted: the whole address, with or without http://, words around it, or the code alone.

    Raises Permanent that says what came instead, and what Google's redirect or error page says (consent_refused).
    """
    text = text.encode("utf-8", "replace").decode().strip()  # half a surrogate pair can't be compared
    if found := _ADDRESS.search(text):
        address = found[0].rstrip(">)]}.,;\"'")
        return _from_address(_split(address if address.startswith("http") else f"http://{address}"), start)
    if code := _CODE.search(unquote(text)):
        return code[0]
    raise _permanent("google-paste-unreadable")


def _from_address(address: SplitResult, start: PkceStart) -> str:
    if address.hostname == "accounts.google.com":
        raise _from_googles_page(address)
    if address.hostname not in {"127.0.0.1", "localhost", "::1"}:
        raise _permanent("google-paste-other-address")
    given = {name: values[0] for name, values in parse_qs(address.query).items()}
    if "code" not in given and "error" not in given:
        raise _permanent("google-paste-unreadable")
    if not secrets.compare_digest(given.get("state", "").encode(), start.state.encode()):
        raise _permanent("google-paste-other-sign-in")
    if "error" in given:
        word = given["error"]
        raise consent_refused(word if re.fullmatch(r"[A-Za-z_]{1,60}", word) else "unknown")
    return given["code"]


def _from_googles_page(address: SplitResult) -> Trouble:
    """The owner was stopped at Google: at the page of errors, whose address tells why in base64, or before the end."""
    told = parse_qs(address.query).get("authError", [""])[0].encode()
    if not told:
        return _permanent("google-paste-too-early")
    try:
        said = base64.urlsafe_b64decode(told + b"=" * (-len(told) % 4))
    except binascii.Error:
        said = b""
    word = next((word for word in _PAGE_WORDS if word.encode() in said), None)
    if word is not None:
        return consent_refused(word)
    # A refusal by the owner comes as a redirect: where the page itself says it, the account may not.
    return not_a_tester() if b"access_denied" in said else consent_refused("unknown")


async def exchange(http: httpx.AsyncClient, client: Client, start: PkceStart, code: str, clock: Clock) -> Granted:
    """The code for the consent, once. Raises Permanent (google-code-expired: start again), NeedsOwner and Retry."""
    form = {
        "client_id": client.client_id,
        "client_secret": client.client_secret,
        "code": code,
        "code_verifier": start.verifier,
        "grant_type": "authorization_code",
        "redirect_uri": start.redirect,
    }
    response = await ask("google.exchange", lambda: http.post(TOKEN_URL, data=form), tries=1)
    if response.status_code != 200:
        raise consent_trouble_of(response, clock.now())
    return granted(body_of(response))


def _split(address: str) -> SplitResult:
    try:
        split = urlsplit(address)
        _ = split.hostname
    except ValueError as error:
        raise _permanent("google-paste-unreadable") from error
    return split


def _permanent(key: str) -> Permanent:
    return Permanent(key, scope=Scope.GOOGLE)
