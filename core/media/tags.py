"""What stands in a file beside picture and sound, as ffmpeg reads it: a title and chapters. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tags:
    """chapters: (seconds, title), in order."""

    title: str = ""
    artist: str = ""
    chapters: Sequence[tuple[float, str]] = ()

    def __bool__(self) -> bool:
        return bool(self.title or self.artist or self.chapters)


def metadata(tags: Tags, length: float) -> str:
    """In the format of ffmpeg's own metadata files. length: seconds, where the last chapter ends."""
    lines = [";FFMETADATA1", *(f"{n}={_escaped(v)}" for n, v in (("title", tags.title), ("artist", tags.artist)) if v)]
    ends = [*(at for at, _ in tags.chapters[1:]), length]
    for (at, title), end in zip(tags.chapters, ends, strict=False):
        begins, until = round(at * 1000), round(max(at, end) * 1000)
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={begins}", f"END={until}", f"title={_escaped(title)}"]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    """On one line, with nothing in it that means something there."""
    line = re.sub(r"([=;#\\])", r"\\\1", " ".join(text.replace("\0", " ").split()))
    return f"{line} " if line.endswith("\\") else line  # ffmpeg takes a line's end behind any backslash for more of it
