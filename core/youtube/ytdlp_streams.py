"""Brings what was chosen for one run of the child (ytdlp_child.py): each stream as a whole file of its own, and the picture that
YouTube shows for the video.

yt-dlp's own download puts the streams together and lets one post-processor after the other write the whole file anew (measured: 3
to 7 times its size). Here its downloader alone is asked, stream by stream: .part files are resumed, a stream that is whole is not
fetched again, and nothing is written twice. What is made of them is core/media/assemble.py's.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from yt_dlp.networking.exceptions import RequestError

from core.youtube.ytdlp_guard import Refused
from core.youtube.ytdlp_said import figure

PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"}
#: A picture that is larger is none that YouTube shows.
MOST_PICTURE = 16 * 1024 * 1024


def streams(ydl: Any, info: Mapping[str, Any], folder: Path) -> list[dict[str, str]]:
    """Fetch every chosen stream -> their files and kinds (`picture`, `sound`, `both`). Raises what yt-dlp raises, and Refused."""
    found = []
    for stream in info.get("requested_formats") or [info]:
        name = f"{info['id']}.f{stream['format_id']}.{stream['ext']}"
        if PurePosixPath(name).name != name:  # all three are words of a server
            raise Refused("no_file")
        file = folder / name
        alone = {name: value for name, value in {**info, **stream}.items() if name != "requested_formats"}
        ydl.dl(str(file), alone)
        if not file.is_file():
            raise Refused("no_file")
        found.append({"file": str(file), "kind": _kind(stream)})
    return found


def cuts(info: Mapping[str, Any], categories: list[str]) -> list[list[float]]:
    """[begin, end] in seconds of what SponsorBlock says is to be cut out; what is no stretch is not."""
    found = []
    for one in _listed(info.get("sponsorblock_chapters")):
        start, end = figure(one.get("start_time")), figure(one.get("end_time"))
        if start is None or end is None or start >= end:
            continue
        if one.get("category") in categories and one.get("type", "skip") == "skip":
            found.append([float(start), float(end)])
    return found


def picture(ydl: Any, info: Mapping[str, Any], folder: Path) -> str | None:
    """The best of the video's pictures that is to be had. A video goes without rather than not at all."""
    for one in reversed(_listed(info.get("thumbnails"))):
        try:
            address = str(one["url"])
            suffix = PurePosixPath(urlsplit(address).path).suffix.lower()
            with ydl.urlopen(address) as answer:
                data = answer.read(MOST_PICTURE)
        except (RequestError, LookupError, ValueError):  # it is not there, or that is no address
            continue
        file = folder / f"{info['id']}{suffix if suffix in PICTURES else '.jpg'}"
        file.write_bytes(data)
        return str(file)
    return None


def _listed(value: object) -> list[Mapping[str, Any]]:
    """What of it can be read; what yt-dlp gives here is a server's."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _kind(stream: Mapping[str, Any]) -> str:
    if stream.get("vcodec") in (None, "none"):
        return "sound"
    return "picture" if stream.get("acodec") == "none" else "both"
