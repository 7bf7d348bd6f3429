"""How figures, lengths and titles are written, in every message. Pure."""

from __future__ import annotations

import unicodedata

TITLE_UNITS = 300  #: UTF-16 units of a title or channel name that are shown; YouTube's own limit is 100 characters


def clock(seconds: int) -> str:
    """3:33, 1:00:49."""
    hours, rest = divmod(max(0, seconds), 3600)
    minutes, rest = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def compact(number: int) -> str:
    """999, 1.2K, 2.1M, 3B: cut, never rounded up to what was not reached."""
    for size, letter in ((1_000_000_000, "B"), (1_000_000, "M"), (1_000, "K")):
        if number >= size:
            whole, tenth = divmod(number * 10 // size, 10)
            return f"{whole}.{tenth}{letter}" if tenth and whole < 100 else f"{whole}{letter}"
    return str(number)


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def clean(text: str) -> str:
    """One line without control characters, at most TITLE_UNITS long, cut between characters."""
    line = " ".join("".join(c if unicodedata.category(c) not in ("Cc", "Cs") else " " for c in text).split())
    if units(line) <= TITLE_UNITS:
        return line
    kept = line.encode("utf-16-le")[: 2 * (TITLE_UNITS - 1)].decode("utf-16-le", "ignore")
    return kept.rstrip("\u200d\ufe0f ") + "…"
