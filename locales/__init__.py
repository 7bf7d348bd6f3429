"""What people read: one folder a language, Fluent files in it. `texts("en").get("post-liked")`. Knows nothing of the app."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource


class Texts:
    """The texts of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._bundle = FluentBundle([language], use_isolating=False)
        for entry in sorted(files(f"locales.{language}").iterdir(), key=lambda one: one.name):
            if entry.name.endswith(".ftl"):
                self._bundle.add_resource(FluentResource(entry.read_text("utf-8")))

    def has(self, key: str) -> bool:
        return self._bundle.has_message(key)

    def get(self, key: str, **args: str | int | float) -> str:
        """The text, filled. Raises KeyError for a missing key, ValueError for a missing argument: both are bugs."""
        if not self.has(key):
            raise KeyError(f"locales/{self.language} has no {key}")
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise KeyError(f"locales/{self.language}: {key} has no text")
        filled, errors = self._bundle.format_pattern(pattern, args)
        if errors:
            raise ValueError(f"locales/{self.language}: {key}: {errors[0]}")
        return str(filled)


@cache
def languages() -> tuple[str, ...]:
    """Those that have their texts here."""
    return tuple(
        sorted(one.name for one in files("locales").iterdir() if one.is_dir() and (one / "common.ftl").is_file())
    )


@cache
def texts(language: str = "en") -> Texts:
    """One reading of the files a language. Raises ModuleNotFoundError for a language that is not there."""
    return Texts(language)
