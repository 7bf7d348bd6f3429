"""Subtitles as SubRip text: made readable, cut as the video was, and the stretch that belongs to one part. Pure.

Telegram shows no subtitles inside a video, so they go beside it as a file; each part of a video gets its own, counted from its
own beginning.

What is read is taken as it comes: cues without times, with times that end before they begin, in no order, with HTML in them, in
no language at all. What YouTube heard by itself rolls: each cue repeats the line before it and is still there when the next one
comes; of that each line is kept once, until the next.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.wording import is_blank

#: Of hours the last four digits count; more are not looked at, and blanks are few: a megabyte of either is read in no time.
_TIMES = re.compile(
    r"(\d{1,4}):(\d\d):(\d\d)[,.](\d{1,3})[ \t]{0,40}-->[ \t]{0,40}\d*?(\d{1,4}):(\d\d):(\d\d)[,.](\d{1,3})[^\n]*"
)
#: Mark-up of SubRip, WebVTT and of what was once SubStation; another "<" is a sign like any.
_MARKUP = re.compile(
    r"</?(?:[ibu]|font|c|v|ruby|rt|lang|span|p|br)\b[^<>\n]{0,200}>|<\d+:[\d:.]+>|\{\\[^{}\n]{0,200}\}", re.IGNORECASE
)
_BREAK = re.compile(r"<br\s*/?>|\\[Nn]", re.IGNORECASE)
#: Seconds between two cues that are one: nobody sees the gap.
TOUCH = 0.05
#: Seconds that a cue is seen at least, where another one begins right after it.
LEAST = 0.05


@dataclass(frozen=True, slots=True)
class Cue:
    """What is seen between two seconds; lines of it, none empty."""

    start: float
    end: float
    lines: tuple[str, ...]


def readable(text: str, *, rolling: bool = False) -> str:
    """The same subtitles without mark-up and broken cues, in order. rolling: heard by a machine. Empty if nothing is said."""
    return write(_tidy(read(text), rolling=rolling))


def without(text: str, cuts: Iterable[tuple[float, float]]) -> str:
    """As readable, after the stretches `cuts` (seconds of the whole) were taken out of the video."""
    cues = read(text)
    for start, end in sorted(cuts, reverse=True):
        cues = [
            moved
            for one in cues
            if (moved := replace(one, start=_moved(one.start, start, end), end=_moved(one.end, start, end))).start
            < moved.end
        ]
    return write(_joined(cues))


def stretch(text: str, start: float, end: float, *, rolling: bool = False) -> str:
    """What is seen between two seconds, shifted to begin at 0 and numbered anew. Empty if nothing is said there."""
    seen = [one for one in _tidy(read(text), rolling=rolling) if one.start < end and one.end > start]
    return write([replace(one, start=max(one.start, start) - start, end=min(one.end, end) - start) for one in seen])


def read(text: str) -> list[Cue]:
    """Every cue that has times and words, in order."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    found = list(_TIMES.finditer(plain))
    cues: list[Cue] = []
    for number, times in enumerate(found):
        following = found[number + 1].start() if number + 1 < len(found) else len(plain)
        begins, ends = _seconds(*times.groups()[:4]), _seconds(*times.groups()[4:])
        lines = _lines(plain[times.end() : following], last=number + 1 == len(found))
        if lines and ends > begins:
            cues.append(Cue(begins, ends, lines))
    return sorted(cues, key=lambda one: one.start)


def write(cues: Sequence[Cue]) -> str:
    """As a file."""
    return "\n".join(
        f"{number}\n{_clock(one.start)} --> {_clock(one.end)}\n" + "\n".join(one.lines) + "\n"
        for number, one in enumerate((one for one in cues if round(one.end, 3) > round(one.start, 3)), 1)
    )


def _lines(block: str, *, last: bool) -> tuple[str, ...]:
    """The words of one cue: up to the empty line before the next one's number."""
    lines = _BREAK.sub("\n", block).split("\n")
    if not last:  # the number of the next cue
        while lines and not lines[-1].strip():
            lines.pop()
        if lines and lines[-1].strip().isdecimal() and (len(lines) < 2 or not lines[-2].strip()):
            lines.pop()
    words = (_plain(_unescaped(_MARKUP.sub("", one))) for one in lines if one)
    return tuple(one for one in words if not is_blank(one))


def _unescaped(line: str) -> str:
    try:
        return html.unescape(line)
    except ValueError:  # the number of a sign that has thousands of digits
        return line


def _plain(line: str) -> str:
    kept = "".join(" " if unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp") else one for one in line)
    return " ".join(kept.replace("-->", "→").split())


def _tidy(cues: Sequence[Cue], *, rolling: bool) -> list[Cue]:
    return _joined(_unrolled(cues) if rolling else cues)


def _unrolled(cues: Sequence[Cue]) -> list[Cue]:
    """Each line once, from when it came until the next came."""
    kept: list[Cue] = []
    before: tuple[str, ...] = ()
    for one in cues:
        fresh = one.lines[_overlap(before, one.lines) :]
        near = bool(kept) and one.start <= kept[-1].end + TOUCH
        before, lines = one.lines, fresh if near else one.lines
        if not lines:  # the same words still stand there
            kept[-1] = replace(kept[-1], end=max(kept[-1].end, one.end))
            continue
        if kept and kept[-1].end > one.start:
            kept[-1] = replace(kept[-1], end=one.start)
            if kept[-1].end - kept[-1].start < LEAST:  # both came at once
                one = replace(one, start=kept[-1].start)
                lines = (*kept.pop().lines, *lines)
        kept.append(replace(one, lines=lines))
    return kept


def _overlap(before: tuple[str, ...], lines: tuple[str, ...]) -> int:
    """How many of the first lines are the last ones of the cue before."""
    return next((n for n in range(min(len(before), len(lines)), 0, -1) if before[-n:] == lines[:n]), 0)


def _joined(cues: Sequence[Cue]) -> list[Cue]:
    """The same words twice without a gap are seen as one, and are one."""
    kept: list[Cue] = []
    for one in cues:
        if kept and kept[-1].lines == one.lines and one.start <= kept[-1].end + TOUCH:
            kept[-1] = replace(kept[-1], end=max(kept[-1].end, one.end))
        else:
            kept.append(one)
    return kept


def _moved(at: float, start: float, end: float) -> float:
    return at if at <= start else max(start, at - (end - start))


def _seconds(hours: str, minutes: str, seconds: str, thousandths: str) -> float:
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths.ljust(3, "0")) / 1000


def _clock(at: float) -> str:
    thousandths = round(at * 1000)
    seconds, thousandths = divmod(thousandths, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02},{thousandths:03}"
