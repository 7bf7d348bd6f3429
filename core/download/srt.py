"""Subtitles as SubRip text: the stretch that belongs to one part of a video. Pure.

Telegram shows no subtitles inside a video, so they go beside it as a file; each part of a video gets its own, counted from its
own beginning.
"""

from __future__ import annotations

import re

_TIMES = re.compile(r"(\d+):(\d\d):(\d\d)[,.](\d{1,3})\s*-->\s*(\d+):(\d\d):(\d\d)[,.](\d{1,3})")


def stretch(text: str, start: float, end: float) -> str:
    """The cues that are seen between two seconds, shifted to begin at 0 and numbered anew. What is no cue is left out."""
    kept: list[str] = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").lstrip("\ufeff")):
        found = _TIMES.search(block)
        words = block[found.end() :].strip("\n ") if found else ""
        if not found or not words:
            continue
        begins, ends = _seconds(*found.groups()[:4]), _seconds(*found.groups()[4:])
        if ends <= start or begins >= end:
            continue
        times = f"{_clock(max(begins, start) - start)} --> {_clock(min(ends, end) - start)}"
        kept.append(f"{len(kept) + 1}\n{times}\n{words}\n")
    return "\n".join(kept)


def _seconds(hours: str, minutes: str, seconds: str, thousandths: str) -> float:
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths.ljust(3, "0")) / 1000


def _clock(at: float) -> str:
    thousandths = round(at * 1000)
    seconds, thousandths = divmod(thousandths, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02},{thousandths:03}"
