"""Reads the owner's OAuth client out of what was pasted or sent: the downloaded JSON, or an id and a secret in any order. Pure.

Whatever else comes is named for what it is, because Google's console hands out four things that look alike (API key, service
account, token, client), and only one is of use. The kind that the file tells is a hint: what the client may do, Google says
when it is asked.

The halves may come in two messages: `read_client(first + "\\n" + second)` reads them together.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from core.errors import Permanent, Scope

#: A client's file has some 500 bytes; what is many times larger is something else.
MOST_CHARACTERS = 20_000

Kind = Literal["tv", "desktop", "web"]

_SUFFIX = ".apps.googleusercontent.com"
_ID = re.compile(r"(?<![\w-])[0-9]{5,21}(?:-[a-z0-9_]{8,64})?\.apps\.googleusercontent\.com(?![\w-]|\.\w)")
_SECRET = re.compile(r"(?<![\w-])GOCSPX-[\w-]{20,60}(?![\w-])", re.ASCII)
_OLD_SECRET = re.compile(r"(?<![\w.@/-])[A-Za-z0-9_-]{24}(?![\w.@/-])", re.ASCII)  # before 2021: no prefix, always 24
_API_KEY = re.compile(r"(?<![\w-])AIza[\w-]{30,}", re.ASCII)
_TOKEN = re.compile(r"(?<![\w-])(?:ya29\.[\w.-]{10,}|[14]//?0[\w-]{10,})", re.ASCII)
#: Google's own clients: the OAuth playground's and gcloud's. What they gave can't be used by anybody else.
_GOOGLES_OWN = ("407408718192", "764086051850", "32555940559")
#: What stands invisibly in pasted text: direction marks, zero-width characters, a byte order mark; and quotation marks of all kinds
_NOISE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_QUOTES = re.compile("[\"'`\u00ab\u00bb\u2018-\u201f]")


@dataclass(frozen=True, slots=True)
class Client:
    """An OAuth client of the owner's project. Its repr shows no secret."""

    client_id: str
    client_secret: str = field(repr=False)
    kind: Kind | None = None  #: as the downloaded file tells it; None: not known

    @property
    def project(self) -> str:
        """The project's number, which Google's console takes as `?project=`."""
        return project_of(self.client_id)


@dataclass(frozen=True, slots=True)
class OnlyId:
    """The id without its secret: ask for the secret."""

    client_id: str


@dataclass(frozen=True, slots=True)
class OnlySecret:
    """The secret without its id: ask for the id."""

    client_secret: str = field(repr=False)


def project_of(client_id: str) -> str:
    """The project's number: what a client's id begins with."""
    return re.split(r"[-.]", client_id, maxsplit=1)[0]


def read_client(text: str) -> Client | OnlyId | OnlySecret:
    """The client that the text tells of. Raises Permanent, with a key that says what came instead."""
    text = _NOISE.sub("", text).strip()
    if not text:
        raise _permanent("google-client-empty")
    if len(text) > MOST_CHARACTERS:
        raise _permanent("google-client-unreadable")
    if text[0] in "{[":
        try:
            return _from_json(json.loads(text))
        except (ValueError, RecursionError):
            pass  # half a file, or a brace before a pasted id: what can be found in it counts
    return _from_text(_QUOTES.sub(" ", text))


def read_client_file(data: bytes) -> Client | OnlyId | OnlySecret:
    """The same for a file that was sent."""
    if len(data) > 4 * MOST_CHARACTERS:
        raise _permanent("google-client-unreadable")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return read_client(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise _permanent("google-client-unreadable") from error


def _from_json(found: object) -> Client | OnlyId | OnlySecret:
    if not isinstance(found, dict):
        raise _permanent("google-client-other-json")
    if found.get("type") == "service_account" or "private_key" in found:
        raise _permanent("google-client-service-account")
    for name in ("installed", "web"):
        if isinstance(found.get(name), dict):
            inner = found[name]
            return _from_fields(inner, "web" if name == "web" else _installed(inner))
    if "refresh_token" in found or "access_token" in found:
        raise _permanent("google-client-token")
    return _from_fields(found, None)


def _installed(inner: Mapping[str, Any]) -> Kind:
    """The console writes TV and Desktop clients under the same name; only the Desktop one may redirect."""
    return "desktop" if inner.get("redirect_uris") else "tv"


def _from_fields(fields: Mapping[str, Any], kind: Kind | None) -> Client | OnlyId | OnlySecret:
    name, secret = fields.get("client_id"), fields.get("client_secret")
    name = name.strip() if isinstance(name, str) else ""
    secret = secret.strip() if isinstance(secret, str) else ""
    if not name and not secret:
        raise _permanent("google-client-other-json")
    if name and not _ID.fullmatch(name):
        raise _permanent("google-client-unreadable")
    if secret and not re.fullmatch(r"[\x21-\x7e]{10,128}", secret):
        raise _permanent("google-client-unreadable")
    return _made(name, secret, kind)


def _from_text(text: str) -> Client | OnlyId | OnlySecret:
    names = set(_ID.findall(text))
    rest = _ID.sub(" ", text)
    secrets = set(_SECRET.findall(rest)) or _old_secrets(rest, bool(names))
    if len(names) > 1 or len(secrets) > 1:
        raise _permanent("google-client-several")
    if names or secrets:
        return _made("".join(names), "".join(secrets), None)
    if "PRIVATE KEY" in text or "gserviceaccount.com" in text:
        raise _permanent("google-client-service-account")
    if _API_KEY.search(text):
        raise _permanent("google-client-api-key")
    if _TOKEN.search(text):
        raise _permanent("google-client-token")
    raise _permanent("google-client-unreadable")


def _old_secrets(rest: str, beside_an_id: bool) -> set[str]:
    """A secret without Google's prefix looks like any word: it counts beside an id, after the word "secret", or alone."""
    found = {one for one in _OLD_SECRET.findall(rest) if re.search(r"\d", one) and re.search(r"[A-Za-z]", one)}
    alone = _OLD_SECRET.fullmatch(rest.strip()) is not None
    return found if beside_an_id or alone or "secret" in rest.lower() else set()


def _made(name: str, secret: str, kind: Kind | None) -> Client | OnlyId | OnlySecret:
    if name and project_of(name) in _GOOGLES_OWN:
        raise _permanent("google-client-token")
    if name and secret:
        return Client(name, secret, kind)
    return OnlyId(name) if name else OnlySecret(secret)


def _permanent(key: str) -> Permanent:
    return Permanent(key, scope=Scope.GOOGLE)
