"""How names, sizes and moments are written on screens. Pure.

A title may be in any script, and hold marks that turn the writing direction: each stands in an isolate of its own, so that the
numbers and words beside it stay where they are.
"""

from __future__ import annotations

import unicodedata

from bot.conversation.words import Words, escape
from core.wording import clean, units

_ISOLATE, _END = "\u2068", "\u2069"
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_SIZES = ((10**12, "size-tb"), (10**9, "size-gb"), (10**6, "size-mb"))


def name(text: str, most: int = 60) -> str:
    """A title on one line, cut between characters to `most` units as they are once escaped, set apart from what surrounds it."""
    line = "".join(one for one in clean(text) if one not in _TURNS).strip()
    if units(escape(line)) > most:
        kept, room = "", most - 1
        for one in line:
            room -= units(escape(one))
            if room < 0:
                break
            kept += one
        while kept and (unicodedata.combining(kept[-1]) or kept[-1] in "\u200d\ufe0f "):
            kept = kept[:-1]
        line = f"{kept}…"
    return f"{_ISOLATE}{line}{_END}"


def size(words: Words, count: float) -> str:
    """Bytes: 3.2 GB."""
    for unit, key in _SIZES:
        if count >= unit:
            return words.plain(key, n=_short(count / unit))
    return words.plain("size-mb", n=_short(count / 10**6))


def percent(part: float, whole: float) -> int:
    """0 to 100 and more; anything at all is at least 1."""
    share = round(100 * part / whole) if whole else 0
    return max(share, 1) if part > 0 else share


def _short(number: float) -> float:
    """A number, not a text: its language writes it (83.7 or 83,7)."""
    return round(number) if number >= 100 or number == int(number) else round(number, 1)
