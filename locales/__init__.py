"""What people read: one folder a language, Fluent files in it. `texts("en").get("post-liked")`. Knows nothing of the app.

A language's files are cut into messages when it is first spoken, and a message is read when it is first said: of 1,300 messages
a day needs a hundred, and reading all of them in three languages took a second of every start and 12 MB for ever. What a language
counts and writes numbers with (babel's data) comes with its first message that has something to fill in. A message
stands by itself: it names no other one, and no term (tests/test_locales.py reads every message of every language).
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from importlib.resources import files

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, Resource, TextElement

#: Where a message begins; what follows it in the file, up to the next one, is its own, and comments.
_BEGINNING = re.compile(r"^([a-zA-Z][\w-]*) *=", re.MULTILINE)


class Texts:
    """The texts of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._unread: dict[str, str] = {}  #: a message's lines of the file, until somebody says it
        self._plain: dict[str, str] = {}  #: read, and nothing in them to be filled
        self._filled: set[str] = set()  #: read, and in the bundle
        for entry in sorted(files(f"locales.{language}").iterdir(), key=lambda one: one.name):
            if entry.name.endswith(".ftl"):
                text = entry.read_text("utf-8")
                found = list(_BEGINNING.finditer(text))
                ends = [one.start() for one in found[1:]] + [len(text)]
                for one, end in zip(found, ends, strict=True):
                    self._unread.setdefault(one[1], text[one.start() : end])

    def has(self, key: str) -> bool:
        return key in self._plain or key in self._filled or key in self._unread

    def get(self, key: str, **args: str | int | float) -> str:
        """The text, filled. Raises KeyError for a missing key, ValueError for a missing argument: both are bugs."""
        if key in self._unread:
            self._read(key)
        if key in self._plain:
            return self._plain[key]
        if key not in self._filled:
            raise KeyError(f"locales/{self.language} has no {key}")
        pattern = self._bundle.get_message(key).value
        assert pattern is not None  # else it were not read
        filled, errors = self._bundle.format_pattern(pattern, args)
        if errors:
            raise ValueError(f"locales/{self.language}: {key}: {errors[0]}")
        return str(filled)

    def _read(self, key: str) -> None:
        message = FluentParser(with_spans=False).parse_entry(self._unread[key])
        if not isinstance(message, Message) or message.value is None:
            raise KeyError(f"locales/{self.language}: {key} has no text")
        pieces = [one.value for one in message.value.elements if isinstance(one, TextElement)]
        if len(pieces) == len(message.value.elements):
            self._plain[key] = "".join(pieces)
        else:
            self._bundle.add_resource(Resource([message]))
            self._filled.add(key)
        del self._unread[key]

    @cached_property
    def _bundle(self) -> FluentBundle:
        return FluentBundle([self.language], use_isolating=False)


@cache
def languages() -> tuple[str, ...]:
    """Those that have their texts here."""
    return tuple(
        sorted(
            one.name
            for one in files("locales").iterdir()
            if not one.name.startswith("_") and one.is_dir() and (one / "common.ftl").is_file()
        )  # __pycache__ may be another account's, and closed
    )


@cache
def texts(language: str = "en") -> Texts:
    """One reading of the files a language. Raises ModuleNotFoundError for a language that is not there."""
    return Texts(language)
