"""Reads the cookies that an owner sends: a cookies.txt, or a browser extension's JSON export. Pure: bytes in, a jar out.

    read_cookies(data, now) -> Jar(text, ...)      raises CookiesRefused, which says what is wrong, and nothing else
    merged(kept, used, renewed) -> jar             what a run renewed, brought into the jar that is kept

What comes out is written anew, in Netscape's form as yt-dlp reads it, with nothing in it but unexpired cookies of YouTube and
Google: yt-dlp quotes a line that it can't read, value and all, so it is never given one. A value is in no exception, log
or repr.

Signed in means, for yt-dlp and for YouTube, LOGIN_INFO and one of the three SAPISID cookies on youtube.com (facts gathered
from yt-dlp 2026.10.26). Whether the session behind them still lives only YouTube can say: core/youtube/history.py asks.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.errors import Permanent

#: A browser's whole jar has some 3,000 cookies at most; YouTube's and Google's are some 60.
LARGEST = 1_000_000
LOGIN = "LOGIN_INFO"
#: One of these signs the requests.
SAPISIDS = ("SAPISID", "__Secure-1PAPISID", "__Secure-3PAPISID")
#: A whole export has these too. Without them the session is said to end sooner.
EXPECTED = ("SID", "HSID", "SSID", "APISID", "__Secure-1PSID", "__Secure-3PSID", "__Secure-1PSIDTS", "__Secure-3PSIDTS")

_OURS = ("youtube.com", "google.com")
_HTTP_ONLY = "#HttpOnly_"
_HEADER = "# Netscape HTTP Cookie File"
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_HOST = re.compile(r"[a-z0-9._-]+")
_AROUND = "\ufeff \t\r\n"
#: No date after this is one in seconds.
_YEAR_3000 = 32_503_680_000


@dataclass(frozen=True, slots=True)
class Jar:
    """Cookies that can be kept and given to yt-dlp."""

    text: str = field(repr=False)  #: cookies.txt
    count: int
    names_missing: tuple[str, ...] = ()  #: of EXPECTED: it works without, but an export of all would last longer
    expires_at: float | None = None  #: when the first of what is needed ends; None: with the browser's session


class CookiesRefused(Permanent):
    """This file can't be used; its key says why."""


@dataclass(frozen=True, slots=True)
class _Cookie:
    domain: str
    path: str
    secure: bool
    expires: int  #: 0: with the browser's session
    name: str
    value: str = field(repr=False)

    @property
    def is_ours(self) -> bool:
        """Of YouTube or Google, and nothing in it that would end a line or a field."""
        host = self.domain.lstrip(".")
        known = any(host == ours or host.endswith(f".{ours}") for ours in _OURS) and _HOST.fullmatch(host) is not None
        texts = (self.domain, self.path, self.name, self.value)
        return known and self.path.startswith("/") and not any(_UNSAFE.search(one) for one in texts)

    @property
    def reaches_youtube(self) -> bool:
        return self.domain in (".youtube.com", "youtube.com", "www.youtube.com", ".www.youtube.com")

    @property
    def line(self) -> str:
        # Netscape's second field says what the dot in front of the domain says; Python's reader dies where they differ.
        wide = "TRUE" if self.domain.startswith(".") else "FALSE"
        secure = "TRUE" if self.secure else "FALSE"
        return "\t".join((self.domain, wide, self.path, secure, str(self.expires), self.name, self.value))


def read_cookies(data: bytes, now: float) -> Jar:
    """The jar of a file as it was sent. Raises CookiesRefused for what is no jar of a signed-in YouTube."""
    if len(data) > LARGEST:
        raise CookiesRefused("cookies-too-large", limit_kb=LARGEST // 1000)
    text = _decoded(data).lstrip(_AROUND)  # the end may be the last one's value
    if not text:
        raise CookiesRefused("cookies-empty")
    found = list(_from_json(text.rstrip(_AROUND)) if text[0] in "[{" else _from_netscape(text))
    ours = {(one.domain, one.path, one.name): one for one in found if one.is_ours}
    youtubes = [one for one in ours.values() if one.reaches_youtube]
    if not youtubes:
        raise CookiesRefused("cookies-no-youtube")
    living = [one for one in youtubes if one.expires == 0 or one.expires > now]
    expires = _expiry({one.name: one.expires for one in living}, {one.name for one in youtubes})
    kept = [one for one in ours.values() if one.expires == 0 or one.expires > now]
    lines = "\n".join(one.line for one in kept)
    names = {one.name for one in living}
    missing = tuple(name for name in EXPECTED if name not in names)
    return Jar(f"{_HEADER}\n\n{lines}\n", len(kept), missing, expires)


def merged(kept: str, used: str, renewed: str) -> str:
    """The jar that is kept, with what YouTube renewed of the one that a run was given.

    Several runs may have had the same jar, so each brings only what it changed. Another session (the owner has sent others
    meanwhile) stays as it is, and so does everything where the run came back without the session's own cookies.
    """
    ours, before, after = (_by_name(text) for text in (kept, used, renewed))
    session = _session(before)
    if not session or _session(ours) != session or _session(after) != session:
        return kept
    changed = {name: one for name, one in after.items() if before.get(name) != one}
    if all(ours.get(name) == one for name, one in changed.items()):
        return kept
    return f"{_HEADER}\n\n" + "".join(f"{one.line}\n" for one in (ours | changed).values())


def _by_name(jar: str) -> dict[tuple[str, str, str], _Cookie]:
    cookies = (_line(line) for line in jar.splitlines())
    return {(one.domain, one.path, one.name): one for one in cookies if one is not None and one.is_ours}


def _session(cookies: Mapping[tuple[str, str, str], _Cookie]) -> frozenset[tuple[str, str]]:
    """What tells one session from another; empty if it is none that can be used. LOGIN_INFO itself may be renewed."""
    youtubes = [one for one in cookies.values() if one.reaches_youtube]
    if not any(one.name == LOGIN and one.value for one in youtubes):
        return frozenset()
    return frozenset((one.name, one.value) for one in youtubes if one.name in SAPISIDS)


def _expiry(living: dict[str, int], all_names: set[str]) -> float | None:
    """When the session can't be used any more by its own dates. Raises CookiesRefused if it can't be used now."""
    signing = [name for name in SAPISIDS if name in living]
    if LOGIN in living and signing:
        longest = max(living[name] or math.inf for name in signing)
        soonest = min(living[LOGIN] or math.inf, longest)
        return None if soonest == math.inf else float(soonest)
    if not living or (LOGIN in all_names and not all_names.isdisjoint(SAPISIDS)):
        raise CookiesRefused("cookies-expired")
    if LOGIN not in all_names and all_names.isdisjoint(SAPISIDS):
        raise CookiesRefused("cookies-signed-out", missing=f"{LOGIN}, {SAPISIDS[0]}")
    raise CookiesRefused("cookies-incomplete", missing=LOGIN if LOGIN not in living else " / ".join(SAPISIDS))


def _decoded(data: bytes) -> str:
    """Notepad saves UTF-16 where it is asked for Unicode."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise CookiesRefused("cookies-not-text") from None
    if "\x00" in text:
        raise CookiesRefused("cookies-not-text")
    return text


def _from_netscape(text: str) -> Iterator[_Cookie]:
    """Lines that are none are passed over; where there is not a single one, it is another kind of file."""
    any_line = False
    for line in re.split(r"\r\n|\r|\n", text):
        if any(ours in line.lower() for ours in _OURS):
            cookie = _line(line)
            if cookie is not None:
                any_line = True
                yield cookie
        elif line.count("\t") in (5, 6):  # somebody else's, of which a whole browser has thousands
            any_line = True
    if not any_line:
        raise CookiesRefused("cookies-not-netscape")


def _line(line: str) -> _Cookie | None:
    line = line.removeprefix(_HTTP_ONLY)
    if line.startswith("#") or not line.strip():
        return None
    fields = line.split("\t")
    if len(fields) < 6:
        fields = line.split()  # tabs that an editor or a chat turned into spaces
    if len(fields) not in (6, 7):
        return None
    domain, wide, path, secure, expires, name = fields[:6]
    if wide not in ("TRUE", "FALSE") or secure not in ("TRUE", "FALSE") or not path.startswith("/"):
        return None
    until = _date(expires or "0")
    if until is None or not name:
        return None
    value = fields[6] if len(fields) == 7 else ""
    return _Cookie(_domain(domain, wide == "TRUE"), path, secure == "TRUE", until, name, value)


def _from_json(text: str) -> Iterator[_Cookie]:
    """Cookie-Editor's and EditThisCookie's list, and the object with `cookies` in it of Playwright and others."""
    try:
        given: Any = json.loads(text)
    except (ValueError, RecursionError):
        # "[...]" is also how a list of words begins; and the JSON of a file that was cut off ends nowhere.
        raise CookiesRefused("cookies-not-netscape") from None
    listed = given.get("cookies") if isinstance(given, dict) else given
    cookies = list(_entries(listed)) if isinstance(listed, list) else []
    if not cookies:
        raise CookiesRefused("cookies-json-unknown")
    yield from cookies


def _entries(listed: Iterable[Any]) -> Iterator[_Cookie]:
    for one in listed:
        if not isinstance(one, dict):
            continue
        domain, name, value = one.get("domain"), one.get("name"), one.get("value")
        path = one.get("path") or "/"
        until = _date(one.get("expirationDate", one.get("expires")))
        texts = (domain, name, value, path)
        if until is None or not name or not all(isinstance(text, str) for text in texts):
            continue
        wide = one.get("hostOnly") is False
        yield _Cookie(
            _domain(str(domain), wide), str(path), bool(one.get("secure", True)), until, str(name), str(value)
        )


def _domain(domain: str, wide: bool) -> str:
    """In small letters; with a dot in front where subdomains are meant."""
    name = domain.strip().lower()
    return f".{name}" if wide and not name.startswith(".") else name


def _date(said: object) -> int | None:
    """Unix seconds; 0 where it ends with the session. None for what is no date."""
    if said is None or isinstance(said, bool):
        return 0
    try:
        date = float(said) if isinstance(said, (int, float, str)) else math.nan
    except (ValueError, OverflowError):
        return None
    if not math.isfinite(date):
        return None
    if date > _YEAR_3000:
        date /= 1000  # some exports count milliseconds
    return max(0, int(min(date, _YEAR_3000)))
