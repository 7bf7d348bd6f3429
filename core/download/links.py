"""The YouTube videos and playlists that a message speaks of. Pure: text in, ids out; nothing is asked for.

    find("look: youtu.be/dQw4w9WgXcQ?t=42 (and https://vimeo.com/1)", [])  ->  links, others, strangers

links      what can be brought: a video, a playlist, or a video in a playlist
others     YouTube's addresses that name neither: a channel, a search, a clip, an id of the wrong length
strangers  addresses of somebody else

Only ids leave this module, checked character by character, so that whatever stands in a message reaches no other host.
People paste addresses glued to words, brackets, emoji and direction marks, without a scheme, percent-encoded, and wrapped
into YouTube's and Google's redirects; each is unwrapped here. Addresses are ASCII: any other character ends one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

#: A redirect within a redirect within a redirect is nobody's link.
MOST_WRAPPINGS = 4
#: What is kept of an address that is only shown.
_SHOWN = 200
_LONGEST_START = 10 * 86_400

_ASCII = r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]"
#: With a scheme any host; without one a host with a path. The next "http" ends an address that is glued to it.
_ADDRESS = re.compile(
    rf"https?://(?:(?!https?://){_ASCII})+"
    rf"|(?<![A-Za-z0-9.@_-])(?:[A-Za-z0-9-]+\.)+[A-Za-z]{{2,}}(?::\d+)?/(?:(?!https?://){_ASCII})*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"(?:https?://)?([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.IGNORECASE | re.DOTALL)
#: Eleven characters and no twelfth; but an underscore at the end of it all is somebody's italics.
_VIDEO = re.compile(r"([A-Za-z0-9_-]{11})(?:_+\Z|(?![A-Za-z0-9_-]))")
_PLAYLIST = re.compile(r"((?:PL|LL|EC|UU|FL|RD|UL|TL|PU|OLAK5uy_)[A-Za-z0-9_-]{10,80}|WL|LL|LM|RDMM)(?![A-Za-z0-9_-])")
_TIME = re.compile(r"(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,9})s?)?(?![A-Za-z0-9])", re.IGNORECASE)
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?!\d)")

_HOSTS = ("youtube.com", "youtube-nocookie.com", "youtubekids.com", "youtubeeducation.com")
_SHORT_HOSTS = ("youtu.be", "www.youtu.be", "y2u.be")
#: path -> the parameter that holds the address behind it
_WRAPPERS = {
    "redirect": "q",
    "attribution_link": "u",
    "oembed": "url",
    "signin": "next",
    "supported_browsers": "next_url",
    "m": "continue",  # consent.youtube.com
}
_BEFORE_ID = {"watch", "v", "e", "embed", "shorts", "live", "video"}
#: They stand where an embedded video's id stands, and have its eleven letters.
_NO_IDS = {"videoseries", "live_stream"}


@dataclass(frozen=True, slots=True)
class Link:
    """A video, a playlist, or a video that was linked as part of a playlist; at least one of the two ids is there."""

    video_id: str | None
    playlist_id: str | None = None
    start: int | None = None  #: seconds, as the link says

    @property
    def identity(self) -> tuple[str | None, str | None]:
        """Two links to one video are one, wherever they begin."""
        return (self.video_id, None) if self.video_id else (None, self.playlist_id)


@dataclass(frozen=True, slots=True)
class Found:
    """Each in the order of the message, once."""

    links: tuple[Link, ...] = ()
    others: tuple[str, ...] = ()  #: YouTube's, but neither video nor playlist
    strangers: tuple[str, ...] = ()  #: not YouTube's


def find(text: str, urls: Sequence[str] = ()) -> Found:
    """What `text` links to, then what `urls` do: the addresses that are hidden behind words. Never raises."""
    links: dict[tuple[str | None, str | None], Link] = {}
    others: dict[str, None] = {}
    strangers: dict[str, None] = {}
    for address in (*(match[0] for match in _ADDRESS.finditer(text)), *(url.strip() for url in urls)):
        is_ours, found = _read(address, MOST_WRAPPINGS)
        for link in found:
            links.setdefault(link.identity, link)
        if not found:
            (others if is_ours else strangers).setdefault(address[:_SHOWN])
    return Found(tuple(links.values()), tuple(others), tuple(strangers))


def _read(address: str, depth: int) -> tuple[bool, list[Link]]:
    """Is it YouTube's, and what does it name?"""
    parts = _PARTS.match(address)
    if parts is None or not depth:
        return False, []
    host = re.sub(r":\d*\Z", "", parts[1].rpartition("@")[2]).rstrip(".").lower()
    path, query = unquote(parts[2]), parts[3] or ""
    if "?" in path:  # the whole of it was percent-encoded
        path, _, more = path.partition("?")
        query = f"{more}&{query}"
    fields = _fields(query) | _fields((parts[4] or "").removeprefix("!"))
    steps = [step for step in path.split("/") if step]
    first = steps[0].lower() if steps else ""
    if host in ("google.com", "www.google.com") and first == "url":
        return _read(fields.get("q") or fields.get("url") or "", depth - 1)
    if host in _SHORT_HOSTS:
        return True, list(_links(steps[0] if steps and first not in _BEFORE_ID else "", steps, fields))
    if not any(host == ours or host.endswith(f".{ours}") for ours in _HOSTS):
        return False, []
    behind = fields.get(_WRAPPERS.get(first, ""))
    if behind:
        return _read(f"https://www.youtube.com{behind}" if behind.startswith("/") else behind, depth - 1)
    return True, list(_links("", steps, fields))


def _links(named: str, steps: Sequence[str], fields: dict[str, str]) -> Iterator[Link]:
    """From an address that is YouTube's. named: what stands where youtu.be has its id."""
    playlist = _PLAYLIST.match(fields.get("list", ""))
    playlist_id = playlist[1] if playlist else None
    if steps and steps[0].lower() == "watch_videos":
        ids = [match[1] for one in fields.get("video_ids", "").split(",") if (match := _VIDEO.match(one))]
        yield from (Link(one) for one in ids)
        return
    if len(steps) > 1 and steps[0].lower() in _BEFORE_ID:
        named = named or steps[1]
    video = _VIDEO.match(fields.get("v", "")) or (_VIDEO.match(named) if named.lower() not in _NO_IDS else None)
    if video is None and playlist_id is None:
        return
    start = next(
        (s for name in ("t", "start", "time_continue") if (s := _seconds(fields.get(name, ""))) is not None), None
    )
    yield Link(video[1] if video else None, playlist_id, start if video else None)


def _fields(query: str) -> dict[str, str]:
    """The first value of each name. "&amp;" comes from pages that were copied as their source."""
    fields: dict[str, str] = {}
    for pair in query.replace("&amp;", "&").split("&"):
        name, _, value = pair.partition("=")
        fields.setdefault(unquote(name), unquote(value))
    return fields


def _seconds(text: str) -> int | None:
    """90, 90s, 1m30s, 1h2m3s, 1:02:03."""
    match = _CLOCK.match(text)
    match = match or _TIME.match(text)
    if match is None or not match[0]:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    total = hours * 3600 + minutes * 60 + seconds
    return total if total <= _LONGEST_START else None
