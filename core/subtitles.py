"""Which subtitles are wished of a video, as a wish and a row hold them, and which language a file of them is in. Pure.

"en,a.de": languages as YouTube names them, separated by commas; with AUTOMATIC before it, what a machine heard will do where nobody
wrote any; with IF_ANY behind it, it is the settings that wish it, and nobody is told that there is none. An empty text is the wish
for none; no text at all leaves it to the settings. Files carry theirs in their names: ID.de.srt, and ID.a.de.srt where a machine
heard it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from core.settings import DownloadSettings

AUTOMATIC = "a."
IF_ANY = "?"
SUFFIX = ".srt"
#: YouTube's older or regional names for what is wished.
_ALSO = {
    "he": ("iw",),
    "id": ("in",),
    "zh-Hans": ("zh-CN", "zh-SG", "zh"),
    "zh-Hant": ("zh-TW", "zh-HK", "zh-MO"),
}


def languages(wish: str | None) -> tuple[str, ...]:
    """Each wish once, with its AUTOMATIC, without IF_ANY."""
    return tuple(dict.fromkeys(one.removesuffix(IF_ANY) for one in _words(wish)))


def asked(wish: str | None) -> tuple[str, ...]:
    """Those of them that somebody asked for in person."""
    return tuple(dict.fromkeys(one for one in _words(wish) if not one.endswith(IF_ANY)))


def code(wish: str) -> str:
    """The language alone."""
    return wish.removeprefix(AUTOMATIC).removesuffix(IF_ANY)


def of_settings(downloads: DownloadSettings) -> str | None:
    """What the settings wish; None: nothing."""
    before = AUTOMATIC if downloads.automatic_subtitles else ""
    return ",".join(f"{before}{one}{IF_ANY}" for one in downloads.subtitles) or None


def covers(had: str | None, wish: str | None) -> bool:
    """Whether what was sent for one wish is all that another one wishes."""
    return set(languages(wish)) <= set(languages(had))


def suffix(language: str, *, automatic: bool) -> str:
    """What follows the video's name in the name of its subtitles."""
    return f".{AUTOMATIC if automatic else ''}{language}{SUFFIX}"


def of_file(path: PurePath) -> tuple[str, bool]:
    """-> (language, whether a machine heard it), from the name of a file."""
    words = path.name.removesuffix(SUFFIX).split(".")
    return words[-1], len(words) > 2 and words[-2] == AUTOMATIC.rstrip(".")


def answers(wish: str, files: Iterable[PurePath]) -> bool:
    """Whether one of these files is what is wished. A variant of the language (en-GB for en) is."""
    language, automatic = code(wish), wish.startswith(AUTOMATIC)
    return any(
        (found == language or found in variants(language, [found])) and (automatic or not heard)
        for found, heard in map(of_file, files)
    )


def variants(language: str, there: Iterable[str]) -> list[str]:
    """Of the languages that are there those that will do, the best first: itself, its other name, its regions."""
    names = list(there)
    first = [language, *_ALSO.get(language, ())]
    return [one for one in first if one in names] + sorted(
        one for one in names if one not in first and one.startswith(f"{language}-") and not one.endswith("-orig")
    )


def _words(wish: str | None) -> list[str]:
    return [one.strip() for one in (wish or "").split(",") if one.strip()]
