"""Looks at one video or playlist before anything is brought: title, picture, streams, subtitles; nothing is downloaded.

    await look(LookJob("dQw4w9WgXcQ", cache))              -> Look: what a card shows and its buttons are made of
    await playlist(PlaylistJob("PL...", cache, first=50))  -> PlaylistLook: how many there are, and the first of them

What can be offered of the streams is decided in core/download/offers.py; what yt-dlp's words mean in ytdlp_errors.py.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.model import Video
from core.step import step
from core.youtube.history import CHILD, SILENCE_SECONDS
from core.youtube.watches import video_of
from core.youtube.ytdlp_process import OnWire, run, uncounted, understood
from core.youtube.ytdlp_said import Event, figure, whole, word


@dataclass(frozen=True, slots=True)
class LookJob:
    """One video to look at."""

    video_id: str
    cache: Path  #: yt-dlp's and deno's own
    cookies: str | None = field(default=None, repr=False)  #: only where YouTube asks for them: age, members, bot check
    proxy: str | None = field(default=None, repr=False)
    ca: Path | None = None  #: PEM file that is trusted instead of certifi's list
    po_tokens: str | None = None  #: address of bgutil's provider of PO tokens, if there is one
    pause: float = 0.75  #: seconds between requests
    count: OnWire = field(default=uncounted, repr=False)  #: told of bytes while they pass


@dataclass(frozen=True, slots=True)
class Look:
    """What a video is."""

    video: Video
    formats: tuple[Mapping[str, Any], ...]  #: yt-dlp's, without addresses, for core/download/formats.from_ytdlp
    duration: float | None  #: seconds
    live_status: str | None  #: yt-dlp's: not_live, is_live, is_upcoming, was_live, post_live (still being processed)
    starts_at: float | None  #: for one that is_upcoming
    availability: str | None  #: public, unlisted, subscriber_only, needs_auth ...
    subtitles: tuple[str, ...]  #: languages that a person wrote
    automatic: tuple[str, ...]  #: languages that YouTube heard; its translations are left out
    chapters: int
    thumbnail: bytes | None = field(repr=False)  #: JPEG or WebP, as YouTube gave it
    jar: str | None = field(default=None, repr=False)  #: the cookies that it was given, with what YouTube has renewed


@dataclass(frozen=True, slots=True)
class PlaylistJob:
    """One playlist to look at."""

    playlist_id: str
    cache: Path
    first: int = 50  #: so many entries at most; YouTube gives a hundred a request
    cookies: str | None = field(default=None, repr=False)  #: for the owner's own
    proxy: str | None = field(default=None, repr=False)
    ca: Path | None = None
    pause: float = 0.75
    count: OnWire = field(default=uncounted, repr=False)


@dataclass(frozen=True, slots=True)
class PlaylistLook:
    """What a playlist is. Its entries may be private or gone: only bringing them shows it."""

    title: str | None
    count: int | None  #: as the page says; None where it does not (a mix has no end)
    entries: tuple[Video, ...]  #: the first, in the list's order
    jar: str | None = field(default=None, repr=False)  #: as of a Look


async def look(job: LookJob) -> Look:
    """What the video is, and which streams it has.

    Raises Permanent(skip=True) for what is not to be had, Retry and NeedsOwner as a download of it would. A live or
    upcoming video is no trouble here: `live_status` says so, and there may be no formats.
    """
    order = _order("look", job) | {"video_id": job.video_id, "po_tokens": job.po_tokens}
    with step("ytdlp.look"):
        done = await run(CHILD, order, cache=job.cache, ca=job.ca, on_wire=job.count, silence=SILENCE_SECONDS)
    return understood(done, look_of)


async def playlist(job: PlaylistJob) -> PlaylistLook:
    """The playlist's name, size and first entries. Raises Permanent("playlist-unavailable") and Retry."""
    order = _order("playlist", job) | {"playlist_id": job.playlist_id, "limit": job.first}
    with step("ytdlp.playlist"):
        done = await run(CHILD, order, cache=job.cache, ca=job.ca, on_wire=job.count, silence=SILENCE_SECONDS)
    return understood(done, playlist_of)


def look_of(done: Event) -> Look:
    """What the child's last event says. Raises what `understood` turns into a trouble."""
    return Look(
        video=video_of(done["entry"]),
        formats=tuple(one for one in done["formats"] if isinstance(one, dict)),
        duration=figure(done["entry"].get("duration")),
        live_status=word(done["live_status"]),
        starts_at=figure(done["starts_at"]),
        availability=word(done["availability"]),
        subtitles=tuple(one for one in done["subtitles"] if isinstance(one, str)),
        automatic=tuple(one for one in done["automatic"] if isinstance(one, str)),
        chapters=whole(done["chapters"]) or 0,
        thumbnail=base64.b64decode(done["thumbnail"]) if done["thumbnail"] else None,
        jar=word(done["jar"]),
    )


def playlist_of(done: Event) -> PlaylistLook:
    """The same of a playlist."""
    entries = tuple(video_of(entry) for entry in done["entries"])
    return PlaylistLook(word(done["title"]), whole(done["count"]), entries, word(done["jar"]))


def _order(kind: str, job: LookJob | PlaylistJob) -> dict[str, Any]:
    return {
        "kind": kind,
        "cookies": job.cookies,
        "proxy": job.proxy,
        "own_ca": job.ca is not None,
        "cache": str(job.cache.absolute()),
        "pause": job.pause,
    }
