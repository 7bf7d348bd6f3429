"""A note beside what has come, so that a crash between its coming and its row costs no second download.

It says what came, and for what it was fetched: another wish, or a file that is not as it was, and the note is worth nothing.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from core.media.workdir import disk_trouble
from core.youtube.ytdlp import Fetched

from .job import Wanted

NAME = "brought.json"


def write(folder: Path, video_id: str, wanted: Wanted, fetched: Fetched) -> None:
    """Raises NeedsOwner(DISK_FULL)."""
    said = {
        "for": _purpose(video_id, wanted),
        "file": fetched.path.name,
        "size": fetched.path.stat().st_size,
        "title": fetched.title,
        "channel": fetched.channel,
        "duration": fetched.duration,
        "slack": fetched.slack,
        "thumbnail": fetched.thumbnail.name if fetched.thumbnail else None,
        "subtitles": fetched.subtitles.name if fetched.subtitles else None,
    }
    try:
        half = folder / f"{NAME}.half"
        half.write_text(json.dumps(said))
        half.replace(folder / NAME)
    except OSError as error:
        raise disk_trouble(error) from error


def read(folder: Path, video_id: str, wanted: Wanted) -> Fetched | None:
    """What came for this wish and lies there whole; None if nothing did."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        said = json.loads((folder / NAME).read_text())
        path = folder / said["file"]
        if said["for"] == _purpose(video_id, wanted) and path.stat().st_size == said["size"]:
            thumbnail, subtitles = said["thumbnail"], said["subtitles"]
            return Fetched(
                path,
                said["title"],
                said["channel"],
                said["duration"],
                folder / thumbnail if thumbnail else None,
                said["slack"],
                folder / subtitles if subtitles else None,
            )
    return None


def forget(folder: Path) -> None:
    """What it speaks of was no good."""
    (folder / NAME).unlink(missing_ok=True)


def _purpose(video_id: str, wanted: Wanted) -> list[object]:
    """All that makes it another file, in JSON's own types. The limit is not among it: what is too large now is cut."""
    wish = wanted.wish
    return [video_id, wish.quality and str(wish.quality), wish.height, wish.subtitles, list(wanted.sponsorblock)]
