"""Reads the owner's watch history: one page of YouTube's site, with the owner's cookies, by yt-dlp in a process of its own.

There is no API for it. One request gives two readings (history_page.py says why): the videos as yt-dlp lists them, and the
day, the Shorts and the account's state out of the same page. Deciding what is new is not here.

What is decided here: whether the session lives. A dead one answers with an empty list and no error, so it is asked for
explicitly, and a list is given only if the page did not say that nobody is signed in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from core.errors import Retry, Scope
from core.model import Video
from core.step import step
from core.youtube.history_page import Viewer
from core.youtube.watches import Watch, merge
from core.youtube.ytdlp_process import OnWire, run, uncounted, understood
from core.youtube.ytdlp_said import Event, word

CHILD = "core.youtube.ytdlp_look_child"
#: A reading is a few requests of at most 30 seconds, each tried four times.
SILENCE_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class HistoryJob:
    """One look at the history."""

    cookies: str = field(repr=False)  #: a jar of core/youtube/cookies.py, or the one that the last look gave back
    cache: Path  #: yt-dlp's own
    now: float  #: for "Today" and "Yesterday", where the server does not say its date
    limit: int = 30  #: lines; a page has about a hundred, and each further one is another request
    whose: bool = False  #: ask for the account's name too: one request more
    proxy: str | None = field(default=None, repr=False)
    ca: Path | None = None  #: PEM file that is trusted instead of certifi's list
    pause: float = 0.75  #: seconds between requests
    count: OnWire = field(default=uncounted, repr=False)  #: told of bytes while they pass


@dataclass(frozen=True, slots=True)
class HistoryRead:
    """What the page showed."""

    watches: tuple[Watch, ...]  #: newest first
    signed_in: bool | None  #: None: the page does not say, so an empty list means nothing
    paused: bool | None = None  #: the owner has switched the history off
    viewer: Viewer | None = None  #: whose it is, if that was asked for and answered
    jar: str | None = field(default=None, repr=False)  #: the cookies to keep from now on; None: those that are there

    @property
    def account(self) -> str | None:
        """The account's name, or its handle."""
        return (self.viewer.name or self.viewer.handle) if self.viewer else None


async def read_history(job: HistoryJob) -> HistoryRead:
    """The newest lines of the history.

    Raises NeedsOwner(COOKIES_DEAD) for a session that has ended, with scope ITEM since nothing else waits for it; Retry
    for a line that is down, a slower pace that YouTube asks for, and a page that could not be read.
    """
    order = {
        "kind": "history",
        "cookies": job.cookies,
        "limit": job.limit,
        "whose": job.whose,
        "now": job.now,
        "proxy": job.proxy,
        "own_ca": job.ca is not None,
        "cache": str(job.cache.absolute()),
        "pause": job.pause,
    }
    with step("ytdlp.read_history"):
        try:
            done = await run(CHILD, order, cache=job.cache, ca=job.ca, on_wire=job.count, silence=SILENCE_SECONDS)
        except Retry as trouble:
            if trouble.key == "fetch-failed":  # yt-dlp's words name no cause, and it was no download
                raise Retry("history-unreadable", scope=Scope.ITEM) from trouble.__cause__
            raise
    return understood(done, lambda event: read_of(event, job))


def read_of(done: Event, job: HistoryJob) -> HistoryRead:
    """What the child's last event says. Raises what `understood` turns into a trouble."""
    found = [
        Watch(Video(row["id"], word(row["title"])), word(row["day"]), bool(row["short"]))
        for row in done["rows"]
        if word(row["id"])
    ]
    jar = word(done["jar"])
    return HistoryRead(
        merge(done["entries"], found, job.limit),
        _flag(done["signed_in"]),
        _flag(done["paused"]),
        Viewer(*map(word, done["viewer"])) if done["viewer"] else None,
        jar if done["signed_in"] is True and jar != job.cookies else None,
    )


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None
