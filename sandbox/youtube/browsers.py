"""Browsers that are signed in to YouTube: their cookies, and who stands behind a request that brings them.

A session is known by LOGIN_INFO and one of the three SAPISID cookies, as YouTube's is. A call of the page's own API must also
bring the hash of SAPISID that the page's script makes (Authorization: SAPISIDHASH), and the channel's page id where the
account has chosen a brand channel. Every value is long and random, so that a test can look for it anywhere.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

from aiohttp import web

from sandbox.youtube.records import Viewer
from sandbox.youtube.state import State

SAPISIDS = ("SAPISID", "__Secure-1PAPISID", "__Secure-3PAPISID")
ROTATED = ("__Secure-1PSIDTS", "__Secure-3PSIDTS")
_LIFE = 400 * 86_400  #: what a browser grants a cookie at most
_USER = "112233445566778899000"


@dataclass(slots=True)
class Session:
    """One signed-in browser."""

    account: str  #: owner or brand
    cookies: dict[str, str] = field(repr=False)
    alive: bool = True
    clears_login: bool = False  #: once dead, LOGIN_INFO is cleared by Set-Cookie; else nothing tells the browser


class Browsers:
    """Every session there ever was."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.sessions: list[Session] = []
        self.rotates = False  #: a page of the history, or of a video, gives new __Secure-*PSIDTS

    def sign_in(self, account: str = "owner") -> str:
        """A new session of the account. -> its cookies.txt, as a browser's extension exports it. Raises KeyError."""
        self._state.viewers[account]
        key = secrets.token_urlsafe(18)
        values = {
            "LOGIN_INFO": f"AFmmF2sw{secrets.token_urlsafe(90)}:QUQ3MjNme{secrets.token_urlsafe(60)}",
            **dict.fromkeys(SAPISIDS, f"{key[:16]}/A{key[16:]}"),
            "APISID": f"{secrets.token_urlsafe(12)}/A{secrets.token_urlsafe(12)}",
            "HSID": f"A{secrets.token_urlsafe(12)}",
            "SSID": f"A{secrets.token_urlsafe(12)}",
            "SID": f"g.a000{secrets.token_urlsafe(100)}",
            "__Secure-1PSID": f"g.a000{secrets.token_urlsafe(100)}",
            "__Secure-3PSID": f"g.a000{secrets.token_urlsafe(100)}",
            **{name: f"sidts-{secrets.token_urlsafe(60)}" for name in ROTATED},
        }
        self.sessions.append(Session(account, values))
        until = int(self._state.now()) + _LIFE
        lines = ["# Netscape HTTP Cookie File", "# https://curl.haxx.se/rfc/cookie_spec.html", ""]
        for name, value in values.items():
            hidden = "#HttpOnly_" if name in {"LOGIN_INFO", "HSID", "SSID", *ROTATED} else ""
            lines.append(f"{hidden}.youtube.com\tTRUE\t/\tTRUE\t{until}\t{name}\t{value}")
        lines.append(f".youtube.com\tTRUE\t/\tTRUE\t0\tYSC\t{secrets.token_urlsafe(8)}")
        lines.append(f".google.com\tTRUE\t/\tFALSE\t{until}\tSID\t{secrets.token_urlsafe(100)}")
        lines.append(f"accounts.google.com\tFALSE\t/\tTRUE\t{until}\tOTZ\t{secrets.token_urlsafe(12)}")
        lines.append(f".other.example\tTRUE\t/\tFALSE\t{until}\tbasket\t{secrets.token_urlsafe(12)}")
        return "\n".join(lines) + "\n"

    def sign_out(self, *, told: bool = False) -> None:
        """End every session, as a changed password does. told: the browser is told by the loss of LOGIN_INFO."""
        for session in self.sessions:
            session.alive, session.clears_login = False, told

    def of_page(self, request: web.BaseRequest) -> Session | None:
        """Whose page this would be."""
        session = self._named(request)
        return session if session and session.alive else None

    def of_call(self, request: web.BaseRequest) -> Session | None:
        """Who calls the page's API: signed by SAPISID's hash, and for the channel that is chosen."""
        session = self.of_page(request)
        if session is None or request.headers.get("X-Goog-PageId") != self.page_id(session):
            return None
        kind, _, rest = request.headers.get("Authorization", "").partition(" ")
        at, _, proof = rest.split(" ")[0].partition("_")
        origin = request.headers.get("Origin", "")
        signed = " ".join((_USER, at, session.cookies["SAPISID"], origin))
        right = f"{hashlib.sha1(signed.encode()).hexdigest()}_u"
        return session if kind == "SAPISIDHASH" and secrets.compare_digest(proof, right) else None

    def viewer(self, session: Session) -> Viewer:
        return self._state.viewers[session.account]

    def page_id(self, session: Session) -> str | None:
        """What names a brand channel; None for the account's first one."""
        return self.viewer(session).page_id

    def datasync_id(self, session: Session) -> str:
        page_id = self.page_id(session)
        return f"{page_id}||{_USER}" if page_id else f"{_USER}||"

    def renew(self, request: web.BaseRequest, response: web.Response) -> None:
        """What the answer sets: new timestamps for a living session, the end of LOGIN_INFO for a dead one."""
        session = self._named(request)
        if session is None:
            return
        fresh: Mapping[str, str] = {}
        if session.alive and self.rotates:
            fresh = {name: f"sidts-{secrets.token_urlsafe(60)}" for name in ROTATED}
            session.cookies |= fresh
        for name, value in fresh.items():
            response.headers.add("Set-Cookie", _set(name, value, _LIFE))
        if not session.alive and session.clears_login:
            response.headers.add("Set-Cookie", _set("LOGIN_INFO", "", 0))

    def _named(self, request: web.BaseRequest) -> Session | None:
        login = request.cookies.get("LOGIN_INFO")
        for session in self.sessions:
            if login == session.cookies["LOGIN_INFO"]:
                brought = (request.cookies.get(name) for name in SAPISIDS)
                return session if session.cookies["SAPISID"] in brought else None
        return None


def _set(name: str, value: str, life: int) -> str:
    cookie: SimpleCookie = SimpleCookie({name: value})
    for key, said in (("domain", ".youtube.com"), ("path", "/"), ("secure", True), ("max-age", life)):
        cookie[name][key] = said
    if not life:
        cookie[name]["expires"] = "Thu, 01 Jan 1970 00:00:00 GMT"
    return cookie[name].OutputString()
