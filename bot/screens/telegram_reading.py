"""Reads what an owner pastes or types about Telegram: the application's key, a phone number, a login code. Pure.

Whatever surrounds them is passed over: labels, the rest of the page, spaces, marks that can't be seen, digits of other scripts.
"""

from __future__ import annotations

import re
import unicodedata

_LABELLED_ID = re.compile(r"api[\s_-]*id\b[^0-9a-z]{0,12}([0-9]{1,10})(?![0-9a-z])", re.IGNORECASE)
_LABELLED_HASH = re.compile(r"api[\s_-]*hash\b[^0-9a-z]{0,12}([0-9a-f]{32})(?![0-9a-z])", re.IGNORECASE)
#: a number by itself, not a part of an address, a port or a word
_LONE_ID = re.compile(r"(?<![\w.:/-])[0-9]{4,10}(?![\w:/-]|\.[0-9])")
_LONE_HASH = re.compile(r"(?<![0-9a-z])[0-9a-f]{32}(?![0-9a-z])", re.IGNORECASE)
_HIGHEST_ID = 2**31 - 1
_PHONE = re.compile(r"\+?[0-9][0-9 ().\-/]{5,24}")
SHORTEST, LONGEST = 7, 15  #: digits of an international number (E.164)


def plain(text: str) -> str:
    """With the usual digits, and without marks that can't be seen."""
    shown = (
        str(digit) if (digit := unicodedata.decimal(one, None)) is not None else one
        for one in text
        if unicodedata.category(one) != "Cf"
    )  # fmt: skip
    return "".join(shown).replace("\N{NO-BREAK SPACE}", " ")


def read_api(text: str) -> tuple[int | None, str | None]:
    """api_id and api_hash, wherever they stand in a text; None for what is not there, or could be more than one thing."""
    shown = plain(text)
    labelled_hash = _LABELLED_HASH.search(shown)
    hashes = {labelled_hash[1]} if labelled_hash else set(_LONE_HASH.findall(shown))
    labelled_id = _LABELLED_ID.search(shown)
    numbers = {labelled_id[1]} if labelled_id else set(_LONE_ID.findall(shown))
    ids = {int(one) for one in numbers if 0 < int(one) <= _HIGHEST_ID}
    return ids.pop() if len(ids) == 1 else None, hashes.pop().lower() if len(hashes) == 1 else None


def read_phone(text: str) -> str | None:
    """A number in international form, +DIGITS. None if the text is none."""
    shown = plain(text).strip()
    if not _PHONE.fullmatch(shown):
        return None
    digits = re.sub(r"\D", "", shown)
    if not shown.startswith("+"):
        digits = digits.removeprefix("00")
    return f"+{digits}" if SHORTEST <= len(digits) <= LONGEST else None


def looks_like_code(text: str) -> bool:
    """Whether a login code stands in it, however it is broken up: Telegram cancels such a code."""
    shown = plain(text)
    return len(shown) <= 200 and re.search(r"(?<![0-9])[0-9](?:[ -]?[0-9]){4,6}(?![0-9])", shown) is not None
