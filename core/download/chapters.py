"""A video's chapters: read from what yt-dlp says, moved by what is cut out of it, and those of one part. Pure.

What YouTube and its creators say is taken as it comes: chapters without titles, in no order, beyond the end, two at one second.
What remains are beginnings in order, each with a title, none before 0. Where a chapter ends is where the next one begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from core.wording import clean, is_blank

MOST = 500  #: chapters that are kept; a caption holds far fewer
TITLE_UNITS = 100  #: of a chapter's title
#: Seconds that a chapter must have in a part to be named there: cuts fall on keyframes, not where chapters begin.
LEAST = 1.0
LONGEST = 1e9  #: seconds; no video is
#: What yt-dlp writes where nobody gave a title.
_UNTITLED = re.compile(r"<Untitled Chapter \d+>")


class Chapter(NamedTuple):
    """[seconds, title], also as JSON."""

    at: float
    title: str


def read(said: Any, duration: float | None = None) -> tuple[Chapter, ...]:
    """[[seconds, title], ...] as yt-dlp's child says it, or as a row has it; what is none counts as no chapter."""
    listed = said if isinstance(said, list | tuple) else ()
    return _cleaned([one for one in listed if isinstance(one, list | tuple) and len(one) == 2], duration)


def shifted(chapters: Sequence[Chapter], cuts: Iterable[tuple[float, float]]) -> tuple[Chapter, ...]:
    """After the stretches `cuts` (begin, end: seconds of the whole, in any order) were taken out of the video.

    A chapter that was cut out whole is gone; of one whose beginning was, the rest is named.
    """
    gone = _joined(cuts)
    moved = ((one.at - sum(min(one.at, end) - start for start, end in gone if start < one.at), one) for one in chapters)
    return _cleaned([(at, one.title) for at, one in moved], None, within=LEAST)


def of_part(chapters: Sequence[Chapter], start: float, end: float) -> tuple[Chapter, ...]:
    """Those that are seen between two seconds, counted from the first; the one that runs there already begins at 0."""
    runs = [Chapter(0.0, one.title) for one in chapters if one.at <= start][-1:]
    begin = [Chapter(one.at - start, one.title) for one in chapters if start < one.at < end]
    if runs and begin and begin[0].at < LEAST:
        runs = []
    if len(runs) + len(begin) > 1 and end - start - begin[-1].at < LEAST:
        begin.pop()
    return (*runs, *begin)


def _cleaned(
    pairs: Iterable[Sequence[Any]], duration: float | None, within: float | None = None
) -> tuple[Chapter, ...]:
    """within: seconds; of two that begin nearer to each other the later one is kept. None: those in the same second."""
    kept: list[Chapter] = []
    for at, title in sorted((pair for pair in pairs if _is_time(pair[0])), key=lambda pair: float(pair[0])):
        if duration is not None and at >= duration:
            continue
        words = clean(title, TITLE_UNITS) if isinstance(title, str) else ""
        if is_blank(words) or _UNTITLED.fullmatch(words):
            continue
        if kept and (at - kept[-1].at < within if within is not None else int(at) == int(kept[-1].at)):
            kept.pop()
        kept.append(Chapter(float(at), words))
    return tuple(kept[:MOST])


def _joined(cuts: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """In order, none over another."""
    joined: list[tuple[float, float]] = []
    for start, end in sorted((max(0.0, start), end) for start, end in cuts if end > start):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return [one for one in joined if one[1] > one[0]]


def _is_time(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < LONGEST
