"""Notes beside what has come, so that a crash between its coming and its row costs no second download, and one while files are made
of it not those that are whole.

The first says what came, and for what it was fetched: another wish, or a file that is not as it was, and it is worth nothing. The
second says which files are made of it, and which of them are whole; it goes when something else is fetched (`start_over`), for it
names no wish. A third is there only if what came could not be cut: what is fetched instead has to be smaller.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.media.workdir import disk_trouble
from core.youtube.ytdlp import Fetched, Stream

from .job import Wanted
from .split import Cut

NAME = "brought.json"
MADE = "made.json"
UNCUT = "uncut.json"


@dataclass(frozen=True, slots=True)
class Making:
    """The files that are made of what came."""

    limit: int  #: bytes of one file, for which they are planned
    files: tuple[Path, ...]
    parts: tuple[Cut, ...]  #: of the same number; without pairs: all of what came
    cuts: tuple[tuple[float, float], ...] = ()  #: seconds that are really cut out
    sizes: tuple[int, ...] = ()  #: bytes of the files that are whole, the first ones

    @property
    def is_whole(self) -> bool:
        return len(self.sizes) == len(self.files)


def write(folder: Path, video_id: str, wanted: Wanted, fetched: Fetched) -> None:
    """Raises NeedsOwner(DISK_FULL)."""
    said = {
        "for": _purpose(video_id, wanted),
        "streams": [[one.file.name, one.kind, one.file.stat().st_size] for one in fetched.streams],
        "title": fetched.title,
        "channel": fetched.channel,
        "duration": fetched.duration,
        "cuts": fetched.cuts,
        "thumbnail": fetched.thumbnail.name if fetched.thumbnail else None,
        "subtitles": [file.name for file in fetched.subtitles],
        "chapters": list(fetched.chapters),
        "encode": fetched.encode,
        "sound_only": fetched.sound_only,
    }
    _note(folder, NAME, said)


def read(folder: Path, video_id: str, wanted: Wanted) -> Fetched | None:
    """What came for this wish and lies there whole, or what was made of it does; None if neither."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        said = json.loads((folder / NAME).read_text())
        if said["for"] != _purpose(video_id, wanted):
            return None
        making = read_making(folder, wanted.limit)
        if not (making and making.is_whole) and any(
            (folder / name).stat().st_size != size for name, _, size in said["streams"]
        ):
            return None
        thumbnail = said["thumbnail"]
        return Fetched(
            tuple(Stream(folder / name, kind) for name, kind, _ in said["streams"]),
            said["title"],
            said["channel"],
            said["duration"],
            folder / thumbnail if thumbnail else None,
            tuple((start, end) for start, end in said["cuts"]),
            tuple(folder / name for name in said["subtitles"]),
            chapters=tuple(said["chapters"]),
            encode=said["encode"],
            sound_only=said["sound_only"],
        )
    return None


def write_making(folder: Path, making: Making) -> None:
    """Raises NeedsOwner(DISK_FULL)."""
    said = {
        "limit": making.limit,
        "parts": [
            [file.name, part.start, part.end, part.size, part.pairs]
            for file, part in zip(making.files, making.parts, strict=True)
        ],
        "cuts": making.cuts,
        "sizes": making.sizes,
    }
    _note(folder, MADE, said)


def read_making(folder: Path, limit: int) -> Making | None:
    """As far as its files are there as they were; None if there is none for this limit."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        said = json.loads((folder / MADE).read_text())
        if said["limit"] != limit:
            return None
        files = tuple(folder / part[0] for part in said["parts"])
        sizes = [size for file, size in zip(files, said["sizes"], strict=False) if _is(file, size)]
        return Making(
            limit,
            files,
            tuple(Cut(start, end, size, _pairs(pairs)) for _, start, end, size, pairs in said["parts"]),
            tuple((start, end) for start, end in said["cuts"]),
            tuple(sizes) if sizes == said["sizes"] else (),
        )
    return None


def write_uncut(folder: Path, video_id: str, wanted: Wanted, size: int) -> None:
    """What came for this could not be cut into files of its limit. size: bytes of it. Raises NeedsOwner(DISK_FULL)."""
    _note(folder, UNCUT, {"for": _purpose(video_id, replace(wanted, below=None)), "limit": wanted.limit, "size": size})


def smaller(folder: Path, video_id: str, wanted: Wanted) -> Wanted:
    """The same, below what is known not to be cuttable."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        said = json.loads((folder / UNCUT).read_text())
        if (said["for"], said["limit"]) == (_purpose(video_id, wanted), wanted.limit):
            return replace(wanted, below=int(said["size"]))
    return wanted


def start_over(folder: Path) -> None:
    """Something is to be fetched that is not what these speak of: what was made goes. What came whole may be part of that."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        for name, *_ in json.loads((folder / MADE).read_text())["parts"]:
            (folder / name).unlink(missing_ok=True)
    (folder / MADE).unlink(missing_ok=True)


def forget(folder: Path) -> None:
    """What they speak of was no good: it goes with them, and all that was made of it, so that all of it is fetched anew."""
    start_over(folder)
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        begins = tuple(f"{Path(name).stem}." for name, _, _ in json.loads((folder / NAME).read_text())["streams"])
        for file in folder.iterdir():
            if file.name.startswith(begins):
                file.unlink(missing_ok=True)
    (folder / NAME).unlink(missing_ok=True)


def _note(folder: Path, name: str, said: dict[str, Any]) -> None:
    try:
        half = folder / f"{name}.half"
        half.write_text(json.dumps(said))
        half.replace(folder / name)
    except OSError as error:
        raise disk_trouble(error) from error


def _is(file: Path, size: int) -> bool:
    return file.is_file() and file.stat().st_size == size


def _pairs(said: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((int(first), int(after)) for first, after in said)


def _purpose(video_id: str, wanted: Wanted) -> list[object]:
    """All that makes it another file, in JSON's own types. The limit is not among it: what is too large now is cut."""
    wish = wanted.wish
    words = [one and str(one) for one in (wish.quality, wish.large)]
    return [video_id, *words, wish.height, wish.subtitles, list(wanted.sponsorblock), wanted.below]
