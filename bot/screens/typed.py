"""Reads a number that the owner typed: digits of any script, a comma or a point, a unit behind it. Pure."""

from __future__ import annotations

import re
import unicodedata

_NUMBER = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*[^\W\d_]*\.?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[ ,'][0-9]{3})+(?![0-9])")


def read_number(text: str) -> float | None:
    """None if it is not exactly one number."""
    shown = "".join(
        str(digit) if (digit := unicodedata.decimal(one, None)) is not None else one
        for one in text.replace("٫", ".").replace("٬", ",").replace("\N{NO-BREAK SPACE}", " ")
        if unicodedata.category(one) != "Cf"
    ).strip()
    grouped = _GROUPED.match(shown)
    if grouped:  # 1,500 and 1 500 are more often a thousand and a half than one and a half
        shown = re.sub("[ ,']", "", grouped[0]) + shown[grouped.end() :]
    found = _NUMBER.fullmatch(shown)
    return float(found[1].replace(",", ".")) if found and len(found[1]) <= 15 else None
