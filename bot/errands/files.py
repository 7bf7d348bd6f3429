"""Reads a file that the owner sent, whenever it comes: cookies, or the Google client. Its name is a hint and no more.

The owner's message is deleted by an errand of its own, whatever becomes of this one. What is of use is sealed together with the
errand's end; of anything else nothing is kept.
"""

from __future__ import annotations

import json
import re
from enum import StrEnum

from bot.conversation.errands import Running
from core.errors import Permanent
from core.youtube.client_file import read_client_file
from core.youtube.cookies import LARGEST, read_cookies

from . import cookies, google_start
from .asking import TooLarge, download

_SESSION = re.compile(r"1[\w-]{300,}={0,2}", re.ASCII)
_COOKIE_LINE = re.compile(r"(?m)^(?:#HttpOnly_)?\S+\s+(?:TRUE|FALSE)\s+/\S*\s+(?:TRUE|FALSE)\s")
_CLIENT_NAMES = {"installed", "web", "client_id", "client_secret", "private_key", "refresh_token"}


class Kind(StrEnum):
    """What a file is."""

    COOKIES = "cookies"
    CLIENT = "client"  #: of Google's, or what Google's console gives that looks like one
    SESSION = "session"  #: somebody's sign-in to Telegram
    DATABASE = "database"  #: a browser's own store of cookies
    OTHER = "other"


async def read_file(run: Running) -> None:
    """Take it over. Raises Permanent with what is wrong with it."""
    file_id, name, size = (run.errand.args[one] for one in ("file_id", "name", "size"))
    limit_kb = LARGEST // 1000
    if size > LARGEST:
        raise Permanent("file-too-large", limit_kb=limit_kb)
    try:
        data = await download(run.services.bot, file_id, LARGEST)
    except TooLarge:
        raise Permanent("file-too-large", limit_kb=limit_kb) from None
    kind, now = kind_of(data, name), run.clock.now()
    if kind is Kind.COOKIES:
        jar = read_cookies(data, now)
        async with run.done():
            await cookies.keep(run.store, run.services.credentials, jar, now)
            await run.store.conversation.turn_to("cookies")
    elif kind is Kind.CLIENT:
        client = read_client_file(data)
        async with run.done():
            services = run.services
            place = await google_start.take(run.store, services.credentials, services.google, client, now)
            await run.store.conversation.turn_to(place)
    else:
        raise Permanent(f"file-{kind}")


def kind_of(data: bytes, name: str) -> Kind:
    """Pure. What can't be told apart is cookies if its name says so: their reader says best what is wrong."""
    by_name = Kind.COOKIES if "cookie" in name.lower() else Kind.OTHER
    if data.startswith(b"SQLite format 3\0"):
        return Kind.SESSION if name.lower().endswith(".session") else Kind.DATABASE
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8").strip("\ufeff \t\r\n")
    except UnicodeDecodeError:
        return by_name
    if _SESSION.fullmatch(text):
        return Kind.SESSION
    if text[:1] in ("{", "["):
        kind = _kind_of_json(text)
        if kind is not None:
            return kind
    if "HTTP Cookie File" in text[:200] or _COOKIE_LINE.search(text):
        return Kind.COOKIES
    if ".apps.googleusercontent.com" in text or "GOCSPX-" in text:
        return Kind.CLIENT
    return by_name


def _kind_of_json(text: str) -> Kind | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(found, dict) and (found.get("type") == "service_account" or _CLIENT_NAMES & found.keys()):
        return Kind.CLIENT
    if isinstance(found, dict) and "cookies" not in found:
        return None
    return Kind.COOKIES
