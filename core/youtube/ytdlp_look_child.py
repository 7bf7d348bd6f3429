"""yt-dlp reads pages, in a process of its own: `python -m core.youtube.ytdlp_look_child`, started by history.py and look.py.

    stdin   one line, the job as JSON; then held open for as long as the parent lives
    stdout  one JSON object a line: `started`, `wire`, then `done` or `error`; each with the bytes so far

The job's `kind` is `history` (the owner's watch history, with cookies), `look` (what a video is, and which streams it has) or
`playlist` (its entries, flat). Nothing is downloaded but a thumbnail, and nothing is written but yt-dlp's cache.

Cookies come in the job, are read from memory and never lie on the disk in clear, in an argument or in the environment; no
value of theirs is in what an error says. As in ytdlp_child.py, yt-dlp's words are handed over as they are.
"""

from __future__ import annotations

import base64
import contextlib
import io
import json
import os
import sys
import threading
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from core.youtube import ytdlp_imports  # noqa: F401  isort: skip
import yt_dlp
from yt_dlp.networking.exceptions import HTTPError, RequestError
from yt_dlp.utils import DownloadError, ExtractorError
from yt_dlp.version import __version__

from core.youtube.cookies import LOGIN
from core.youtube.history_page import read_viewer
from core.youtube.ytdlp_guard import Refused, clean, die_with_parent, jar_of
from core.youtube.ytdlp_meter import Wire, telling
from core.youtube.ytdlp_po_tokens import extractor_args

#: Of a format's description: all that a choice or a list needs, and no address, which is of no use elsewhere.
FORMAT_FIELDS = (
    *(
        "format_id",
        "format_note",
        "ext",
        "container",
        "protocol",
        "vcodec",
        "acodec",
        "width",
        "height",
        "fps",
        "has_drm",
    ),
    *("filesize", "filesize_approx", "tbr", "vbr", "abr", "dynamic_range", "language", "language_preference"),
)
#: A page has about three times the lines that a look wants (30 of 100). What they do not show, a deeper look asks for.
PAGES_AT_ONCE = 3
MOST_THUMBNAILS = 4
LARGEST_THUMBNAIL = 2 * 1024 * 1024
_NOT_YET = ("is_live", "is_upcoming", "post_live")


class Reading:
    """One job."""

    def __init__(self, job: Mapping[str, Any]) -> None:
        self.job = job
        self.warnings: list[str] = []

    # yt-dlp's logger
    def debug(self, message: str) -> None:
        """Not kept."""

    def warning(self, message: str) -> None:
        self.warnings.append(self.safe(message))

    def error(self, message: str) -> None:
        self.warnings.append(self.safe(message))

    def safe(self, text: str) -> str:
        """yt-dlp's words without colours, a proxy's password or a cookie."""
        text = clean(text)
        for line in (self.job["cookies"] or "").splitlines():
            value = line.rpartition("\t")[2]
            if len(value) >= 6:
                text = text.replace(value, "***")
        return text

    def read(self) -> dict[str, Any]:
        """The fields of `done`. Raises Refused, and whatever yt-dlp raises."""
        kinds = {"history": self._history, "look": self._look, "playlist": self._playlist}
        with yt_dlp.YoutubeDL(self._options()) as ydl:  # type: ignore[arg-type]
            done = kinds[self.job["kind"]](ydl)
            return {"jar": jar_of(ydl) if self.job["cookies"] else None, **done}

    def _options(self) -> dict[str, Any]:
        job = self.job
        return {
            "logger": self,
            "skip_download": True,
            # What --flat-playlist sets; True would leave ":ythistory" itself unresolved.
            "extract_flat": "in_playlist",
            "noplaylist": job["kind"] == "look",
            "playlist_items": f"1:{job['limit']}" if job["kind"] != "look" else None,
            # Private, upcoming and the like come as a dict with their reason as a warning, instead of prose in an error.
            "ignore_no_formats_error": True,
            "ignoreerrors": False,
            "extractor_retries": 3,
            "socket_timeout": 30,
            "sleep_interval_requests": job["pause"],
            # Whatever the id is, it must not reach the generic extractor, which fetches any address.
            "allowed_extractors": [r"youtube$", r"youtube:(tab|history|playlist)$"],
            # A stream, because yt-dlp writes the jar back where it came from after every run (into a stream behind as many
            # zero bytes as it has read, so what it leaves there is of no use).
            "cookiefile": io.StringIO(job["cookies"]) if job["cookies"] else None,
            "extractor_args": extractor_args(job.get("po_tokens"), self.warning),
            "cachedir": job["cache"],
            "proxy": job["proxy"],
            "compat_opts": {"no-certifi"} if job["own_ca"] else set(),
            "noprogress": True,
        }

    # -- the watch history -------------------------------------------------------------------------------------

    def _history(self, ydl: Any) -> dict[str, Any]:
        if (tab := keeping_tab(PAGES_AT_ONCE * self.job["limit"])) is not None:
            ydl.add_info_extractor(tab)
        try:
            info = ydl.extract_info(":ythistory", download=False)
        except Exception as error:  # a line that it stumbles over must not cost all the others
            if tab is None or _of_the_line(error) or not tab.suffices(self.job["now"], self.job["limit"]):
                raise
            self.warning(f"yt-dlp could not read the page, our own reading is used alone: {error}")
            info = {}
        entries = [entry for entry in info.get("entries") or () if entry]
        pages = tab.pages(self.job["now"]) if tab else []
        known = [page.signed_in for page in pages if page.signed_in is not None]
        signed_in = all(known) if known else None
        if signed_in is False or not self._has_login(ydl):
            raise Refused("signed_out")
        viewer = None
        if self.job["whose"] and tab:
            with contextlib.suppress(Exception):  # a nicety; the history is read
                viewer = read_viewer(tab.viewer())
        return {
            "entries": [_flat(entry) for entry in entries],
            "rows": [
                {"id": one.video.id, "title": one.video.title, "day": one.day, "short": one.short}
                for page in pages
                for one in page.watches
            ],
            "signed_in": signed_in,
            "paused": next((page.paused for page in pages if page.paused is not None), None),
            "viewer": [viewer.name, viewer.handle, viewer.channel_id] if viewer else None,
            "jar": jar_of(ydl),
        }

    def _has_login(self, ydl: Any) -> bool:
        """YouTube clears it where it ends a session: such a jar must not take the place of the one that was sent."""
        return any(cookie.name == LOGIN and not cookie.is_expired() for cookie in ydl.cookiejar)

    # -- a video -----------------------------------------------------------------------------------------------

    def _look(self, ydl: Any) -> dict[str, Any]:
        url = f"https://www.youtube.com/watch?v={self.job['video_id']}"
        found = ydl.extract_info(url, download=False, process=False)
        if found.get("_type", "video") != "video" or "formats" not in found:
            raise Refused("not_a_video")  # a paid film's trailer
        status = found.get("live_status")
        formats = [_only(entry, FORMAT_FIELDS) for entry in found["formats"]]
        streams = [one for one in formats if (one.get("vcodec"), one.get("acodec")) != ("none", "none")]
        if not any(not one.get("has_drm") for one in streams) and status not in _NOT_YET:
            if found.get("availability") == "private":
                raise DownloadError("Private video")
            raise DownloadError("DRM protected" if streams else "No video formats found")
        automatic = found.get("automatic_captions") or {}
        # "-orig" is what was heard; the rest are its translations by machine, a hundred of them
        heard = [name.removesuffix("-orig") for name in automatic if name.endswith("-orig")]
        return {
            "entry": _flat(found),
            "formats": streams,
            "availability": found.get("availability"),
            "live_status": status,
            "starts_at": found.get("release_timestamp"),
            "subtitles": [name for name in found.get("subtitles") or {} if name != "live_chat"],
            "automatic": heard or list(automatic),
            "chapters": len(found.get("chapters") or ()),
            "thumbnail": self._thumbnail(ydl, found),
        }

    def _thumbnail(self, ydl: Any, found: Mapping[str, Any]) -> str | None:
        """The best picture that there is, in base64. Its absence is no failure."""
        ranked = sorted(found.get("thumbnails") or (), key=lambda one: one.get("preference", -100), reverse=True)
        for picture in ranked[:MOST_THUMBNAILS]:
            host = urlsplit(picture["url"]).hostname or ""
            if not host.endswith((".ytimg.com", ".ggpht.com", ".googleusercontent.com")):
                continue
            with contextlib.suppress(Exception), ydl.urlopen(picture["url"]) as answer:
                data = answer.read(LARGEST_THUMBNAIL + 1)
                is_picture = data.startswith(b"\xff\xd8\xff") or (data[:4], data[8:12]) == (b"RIFF", b"WEBP")
                if is_picture and len(data) <= LARGEST_THUMBNAIL:
                    return base64.b64encode(data).decode()
        return None

    # -- a playlist --------------------------------------------------------------------------------------------

    def _playlist(self, ydl: Any) -> dict[str, Any]:
        try:
            info = ydl.extract_info(f"https://www.youtube.com/playlist?list={self.job['playlist_id']}", download=False)
        except DownloadError as error:
            if "YouTube said" in str(error):  # the page's own alert: there is no such list, or it is private
                raise Refused("no_playlist", text=str(error)) from error
            raise
        if info.get("_type") != "playlist":
            raise Refused("no_playlist")
        entries = [_flat(entry) for entry in info.get("entries") or () if entry and entry.get("id")]
        return {"title": info.get("title"), "count": info.get("playlist_count"), "entries": entries}


def _of_the_line(error: BaseException | None) -> bool:
    """Whether the network, or the server, is what failed."""
    while error is not None:
        if isinstance(error, RequestError):
            return True
        wrapped = error.exc_info[1] if isinstance(error, DownloadError | ExtractorError) and error.exc_info else None
        error = wrapped or error.__cause__ or getattr(error, "cause", None)
    return False


def keeping_tab(most: int) -> Any:
    """The reader that keeps its pages, and ends after so many lines; None with a yt-dlp in which it does not fit any more."""
    try:
        from core.youtube.ytdlp_tab import YoutubeTabIE

        return YoutubeTabIE(most)
    except Exception:  # noqa: BLE001  it stands on yt-dlp's inside, which may be any other tomorrow
        return None


def _flat(entry: Mapping[str, Any]) -> dict[str, Any]:
    names = (
        "id",
        "ie_key",
        "url",
        "title",
        "channel",
        "uploader",
        "channel_id",
        "duration",
        "view_count",
        "live_status",
    )
    return _only(entry, names)


def _only(entry: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: entry[name] for name in names if entry.get(name) is not None}


def main() -> None:
    """Read the job, do it, say how it ended. The exit code says nothing."""
    job = json.loads(sys.stdin.buffer.readline() or "null")
    if job is None:
        return
    threading.Thread(target=die_with_parent, daemon=True).start()
    events = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever else prints must not end up between the events

    say = telling(events, Wire().install())
    say("version", version=__version__)
    say("started")
    reading = Reading(job)
    try:
        done = reading.read()
    except Exception as error:  # noqa: BLE001  the process boundary: everything is handed over in words
        cause = error.exc_info[1] if isinstance(error, DownloadError) and error.exc_info else error
        say(
            "error",
            text=f"{type(error).__name__}: {reading.safe(str(error))}",
            status=cause.status if isinstance(cause, HTTPError) else None,
            warnings=reading.warnings[-30:],
            reason=error.reason if isinstance(error, Refused) else "",
            args=error.args_for_text if isinstance(error, Refused) else {},
        )
    else:
        say("done", **done)


if __name__ == "__main__":
    main()
