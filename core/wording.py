"""How figures, lengths, titles and moments are written, in every message. Pure.

A title of one direction inside a text of the other is isolated (Unicode's FSI ... PDI): else its brackets, its last full stop
and the figures beside it change places. So is everything that is Latin, or written with hyphens, in a text that runs from right
to left. A text whose own direction is the title's stays without such marks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from babel.numbers import format_compact_decimal

TITLE_UNITS = 300  #: UTF-16 units of a title or channel name that are shown; YouTube's own limit is 100 characters
LANGUAGE_UNITS = 20  #: of a language's code that is shown because nobody knows its name
_ISOLATE, _END = "\u2068", "\u2069"
_RIGHTWARD = "\u200f"
#: Skin colours, and the letters of a region's flag; variation selectors are marks anyway
_EXTENDING = frozenset(map(chr, (*range(0x1F3FB, 0x1F400), *range(0xE0020, 0xE0080))))
_FLAGS = ("\U0001f1e6", "\U0001f1ff")
#: Categories of what is not to be seen, and letters that are nothing but room
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Zs", "Zl", "Zp", "Mn", "Me"})
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
#: Embeddings, overrides and isolates: what a title could turn around behind itself. Marks (LRM, RLM) turn nothing and stay
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clock(seconds: int) -> str:
    """3:33, 1:00:49."""
    hours, rest = divmod(max(0, seconds), 3600)
    minutes, rest = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def compact(number: int, language: str = "en") -> str:
    """999, 1.2K, 123K, 2.1M, 3B (1,2 тыс., 2,1 млн): cut, never rounded up to what was not reached."""
    step = 1
    while number >= 1000 * step:
        step *= 1000
    kept = step if number >= 100 * step else max(1, step // 10)
    return str(format_compact_decimal(number // kept * kept, format_type="short", locale=language, fraction_digits=1))


def day(at: float) -> str:
    """2024-01-15, in UTC."""
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d}"


def minute(at: float) -> str:
    """2024-01-15 08:30 UTC."""
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M} UTC"


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def clean(text: str, most: int = TITLE_UNITS) -> str:
    """One line without control characters and without marks that turn a text around, cut between characters to so many units."""
    kept = "".join(_plain(one) for one in text)
    line = " ".join(kept.split())
    if units(line) <= most:
        return line
    beginning = line.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", "ignore")
    return whole(line, len(beginning)).rstrip() + "…"


def whole(text: str, end: int) -> str:
    """The text's beginning of at most so many characters that takes no sign apart: a letter and its accents, a flag, a family.

    Where one sign is longer than all of that, it is taken apart.
    """
    at = min(end, len(text))
    while 0 < at < len(text) and _joins(text, at):
        at -= 1
    return text[: at or end]


def is_blank(text: str) -> bool:
    """Whether nothing of it is to be seen."""
    return all(one in _FILLERS or unicodedata.category(one) in _UNSEEN for one in text)


def language_name(code: str, language: str | None = None) -> str:
    """How a language (zh-Hans, pt-BR) is called in another one; None: in itself. A code that nobody knows stays as it is."""
    try:
        of = Locale.parse(code, sep="-")
        name = of.get_display_name(language) or code
    except (ValueError, TypeError, UnknownLocaleError):
        return clean(code, LANGUAGE_UNITS)
    return name[:1].upper() + name[1:] if language is None else name


def _joins(text: str, at: int) -> bool:
    """Whether the character there belongs to the one before it."""
    here, before = text[at], text[at - 1]
    if "\u200d" in (here, before) or here in _EXTENDING or unicodedata.category(here) in ("Mn", "Me", "Mc"):
        return True
    if not (_FLAGS[0] <= here <= _FLAGS[1]):
        return False
    letters = 0  # a flag is a pair of them
    while letters < at and _FLAGS[0] <= text[at - 1 - letters] <= _FLAGS[1]:
        letters += 1
    return letters % 2 == 1


def _plain(character: str) -> str:
    if character in _TURNING:
        return ""
    return " " if unicodedata.category(character) in ("Cc", "Cs") else character


def isolated(text: str, language: str) -> str:
    """A title, a name or a date, so that it can stand inside a text of that language whatever its own direction is."""
    if not _rightward(language) and not any(unicodedata.bidirectional(one) in ("R", "AL", "AN") for one in text):
        return text
    return f"{_ISOLATE}{text}{_END}"


def led(line: str, language: str) -> str:
    """A line that begins with what may have another direction: it runs as its language does all the same."""
    return f"{_RIGHTWARD}{line}" if _rightward(language) else line


def listed(names: Sequence[str], language: str) -> str:
    """German, French and Polish; each so that its direction does no harm."""
    return str(format_list([isolated(one, language) for one in names], locale=language))


@cache
def _rightward(language: str) -> bool:
    """Whether the language is written from right to left."""
    return Locale(language).text_direction == "rtl"
