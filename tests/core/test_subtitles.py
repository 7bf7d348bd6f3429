"""Wishes for subtitles, and the files that answer them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core import subtitles
from core.settings import read


def test_the_settings_wish_what_nobody_is_told_is_missing() -> None:
    downloads = read({}).downloads
    assert subtitles.of_settings(downloads) is None
    chosen = replace(downloads, subtitles=("en", "zh-Hans"), automatic_subtitles=True)
    wish = subtitles.of_settings(chosen)
    assert wish == "a.en?,a.zh-Hans?"
    assert subtitles.languages(wish) == ("a.en", "a.zh-Hans")
    assert subtitles.asked(wish) == ()
    assert subtitles.asked("de,a.en?") == ("de",)


@pytest.mark.parametrize("wish", [None, "", ",", " , "])
def test_no_wish_is_none(wish: str | None) -> None:
    assert subtitles.languages(wish) == ()


def test_what_was_sent_for_more_wishes_covers_fewer() -> None:
    assert subtitles.covers("en?,a.de", "a.de")
    assert subtitles.covers("en", "en?")
    assert subtitles.covers(None, "")
    assert not subtitles.covers("a.en", "en")
    assert not subtitles.covers(None, "en")


@pytest.mark.parametrize(("language", "automatic"), [("en", False), ("zh-Hans", True)])
def test_a_file_says_its_language(language: str, automatic: bool) -> None:
    file = Path("7") / f"-a_b.1.sent{subtitles.suffix(language, automatic=automatic)}"
    assert subtitles.of_file(file) == (language, automatic)


@pytest.mark.parametrize(
    ("wish", "file", "is_it"),
    [
        ("en", "id.en.srt", True),
        ("en", "id.en-GB.srt", True),
        ("en", "id.a.en.srt", False),
        ("a.en", "id.a.en.srt", True),
        ("a.en", "id.en.srt", True),
        ("he", "id.iw.srt", True),
        ("zh-Hans", "id.zh-CN.srt", True),
        ("zh-Hans", "id.zh-TW.srt", False),
        ("e", "id.en.srt", False),
    ],
)
def test_a_file_answers_a_wish(wish: str, file: str, is_it: bool) -> None:
    assert subtitles.answers(wish, [Path(file)]) is is_it


def test_the_language_itself_goes_before_its_regions() -> None:
    assert subtitles.variants("pt", ["pt-PT", "pt-BR", "pt", "pt-orig"]) == ["pt", "pt-BR", "pt-PT"]
    assert subtitles.variants("id", ["in", "idx"]) == ["in"]
