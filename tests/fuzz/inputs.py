"""Inputs that are nearly right, made of true samples. Pure: the same seed and words give the same inputs.

Hypothesis draws a seed and some words (with every oddity of Unicode that it knows); a Mill makes a handful of inputs of them: one
example of Hypothesis costs as much as twenty mutations. What is raw (no sample in it) is made of the words alone.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any, cast

#: What a careless reader stumbles over, alone or in the middle of anything.
PIECES = (
    "", " ", "\0", "\t", "\n", "\r\n", "\r", "\x1b[31m", "\ufeff", "\u2028", "\u0085", "\u202e", "\u200f\u2067", "\ud800",
    "\udfff\ud83d", "😀", "ﬁ", "İ", "ß", "٣٤", "²", "½", "Ⅷ", "\U000e0041", "e\u0301" * 9, "NaN", "-Infinity", "1e999",
    "1_000", "-0", "0x1f", "9" * 20, "9" * 400, "9" * 5000, "%00", "%ff", "%2525%", "../../etc", "/", "//", "\\", "\\u0000",
    '"', "'", "`", "[" * 40, '{"a":' * 40, "}", "]", "://", "http://[", "http://[::1]:99999/", "@", ":", ";", "|", "&amp;",
    "&#x110000;", "&#xd800;", "&#" + "9" * 5000 + ";", "<b>", "</", "<!--", "-->", "#", "?", "=", "&", ",", "None", "null",
    "true", "A" * 300, "_" * 40, "-" * 40, "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "P9999999999999999D",
)  # fmt: skip
#: In place of any value of JSON.
VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 0.5, -0.0, 2**31, 2**63, -(2**63) - 1, 10**30, 10**400, float("nan"), float("inf"), -1e308,
    [], {}, [[]], [None], {"": None}, [{}, {}], {"id": {}}, "1", "-1", "@deep@",
)  # fmt: skip
_DEEP = '"@deep@"', "[" * 3000 + "]" * 3000


class Mill:
    """Makes inputs of samples. words: of Hypothesis."""

    def __init__(self, seed: int, words: str) -> None:
        self.random = random.Random(seed)
        self.words = words

    def one(self, of: Sequence[Any]) -> Any:
        return of[int(self.random.random() * len(of))]

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def piece(self) -> str:
        """A little of anything."""
        if self.words and self.chance(0.3):
            start = self.random.randrange(len(self.words))
            return self.words[start : start + self.random.randrange(1, 12)]
        return str(self.one(PIECES))

    # -- texts and bytes ---------------------------------------------------------------------------------------

    def text(self, samples: Sequence[str], most: int = 4) -> str:
        """A sample, up to so many times changed; now and then the words alone."""
        if self.chance(0.06):
            return self.words
        text: str = self.one(samples)
        for _ in range(self.random.randrange(most + 1)):
            text = self._changed(text, samples)
        return text

    def data(self, samples: Sequence[str], most: int = 4) -> bytes:
        """The same as bytes, in this or that encoding, maybe with bits turned."""
        data = self.encoded(self.text(samples, most))
        return self.turned(data) if self.chance(0.1) else data

    def encoded(self, text: str) -> bytes:
        if self.chance(0.05):
            return text.encode("utf-16", "surrogatepass")
        if self.chance(0.05):
            return text.encode("utf-8-sig", "surrogatepass")
        if self.chance(0.03):
            return text.encode("latin-1", "replace")
        return text.encode("utf-8", "surrogatepass")

    def turned(self, data: bytes) -> bytes:
        """Bytes with some changed, left out, doubled or put in."""
        found = bytearray(data)
        for _ in range(self.random.randrange(1, 5)):
            at = self.random.randrange(len(found) + 1)
            match self.random.randrange(5):
                case 0:
                    found[at : at + 1] = bytes([self.random.randrange(256)])
                case 1:
                    del found[at : at + self.random.choice((1, 1, 2, 8, 100, 10_000))]
                case 2:
                    found[at:at] = found[at : at + self.random.choice((1, 4, 64))]
                case 3:
                    found[at:at] = self.random.randbytes(self.random.choice((1, 2, 4, 8, 40)))
                case _ if at < len(found):
                    found[at] ^= 1 << self.random.randrange(8)
        return bytes(found)

    def _changed(self, text: str, samples: Sequence[str]) -> str:
        start = self.random.randrange(len(text) + 1)
        end = min(len(text), start + self.random.choice((0, 1, 1, 2, 3, 8, 30, 200)))
        match self.random.randrange(9):
            case 0:
                return text[:start] + text[end:]
            case 1:
                return text[:end] + text[start:]
            case 2 | 3:
                return text[:start] + self.piece() + text[end:]
            case 4:
                return text[:start] + self.piece() + text[start:]
            case 5:
                return text[:start]
            case 6:
                other: str = self.one(samples)
                return text[:start] + other[self.random.randrange(len(other) + 1) :]
            case 7:
                return text.replace("\n", str(self.one(("\r\n", "\r", "\n\n", " ", "\u2028"))))
            case _:
                turned: str = self.one((str.upper, str.lower, str.swapcase))(text[start:end])
                return text[:start] + turned + text[end:]

    # -- JSON --------------------------------------------------------------------------------------------------

    def tree(self, samples: Sequence[str], most: int = 4) -> Any:
        """A sample's value, up to so many times changed."""
        tree = json.loads(self.one(samples))
        for _ in range(self.random.randrange(most + 1)):
            tree = self._grafted(tree)
        return tree

    def json(self, samples: Sequence[str], most: int = 4) -> bytes:
        """As bytes, nearly always still JSON."""
        sample = self.one(samples)
        if self.chance(0.04) or sample[:1] not in ("{", "["):
            return self.data((sample,))
        text = json.dumps(self.tree((sample,), most), ensure_ascii=self.chance(0.5)).replace(*_DEEP)
        if self.chance(0.06):
            text = self._changed(text, samples)
        return self.encoded(text)

    def value(self) -> Any:
        return self.piece() if self.chance(0.4) else deepcopy(self.one(VALUES))

    def _grafted(self, tree: Any) -> Any:
        node, parent, key = tree, cast("Any", None), cast("Any", None)
        while isinstance(node, (dict, list)) and node and (parent is None or self.chance(0.85)):
            parent, key = node, self.one(list(node)) if isinstance(node, dict) else self.random.randrange(len(node))
            node = node[key]
        if parent is None:
            return self.value()
        match self.random.randrange(7):
            case 0:
                del parent[key]
            case 1 if isinstance(parent, dict):
                parent[self.piece()] = parent.pop(key)
            case 1:
                parent.insert(key, node)
            case 2:
                parent[key] = self.one(([node], {"": node}, [node, node]))
            case 3 if isinstance(node, str):
                parent[key] = self._changed(node, (node,))
            case 4 if isinstance(node, (int, float)) and abs(node) < 1e200:
                parent[key] = self.one((-node, str(node), node * 10**12, node + 0.5))
            case _:
                parent[key] = self.value()
        return tree


#: One sign, or two in turn: what makes a careless pattern look back again and again.
LONG_UNITS = (
    *"a0 .-_:/%&=<>{[(\"'\\#@,;|\t\n\0é٣", "a.", "a-", "a:", "0:", "0 ", "--", "<b", "<b>", "{\\", "&#", "%2", "://", "http://",
    "a@", "\r\n", "[{", '{"a":', "a\n", "\n\n", "00:00:00,000 --> ", "TRUE\t", "api id ", "youtu.be/", "P0D", "-a0", "1.", "4/",
)  # fmt: skip


def long_texts(samples: Sequence[str], characters: int) -> list[Callable[[], str]]:
    """So many characters of one kind: alone, or at the beginning, in the middle or at the end of a sample; in turn."""
    made: list[Callable[[], str]] = []
    for number, unit in enumerate(LONG_UNITS):
        sample = samples[number % len(samples)] if samples else ""
        middle = len(sample) * (number % 3) // 2
        before, after = (sample[:middle], sample[middle:]) if number % 4 else ("", "")
        made.append(lambda u=unit, b=before, a=after: b + u * (characters // len(u)) + a)  # type: ignore[misc]
    return made
