"""How texts look beside what fills them: figures as people write them, lines that run the way their language is read."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from babel import Locale

from bot.conversation.screen import Context
from bot.conversation.words import Words
from bot.screens import SCREENS
from bot.screens.card_lines import wished
from core.download.job import Wish
from locales import languages, texts
from sandbox.telegram.botapi.markup import parse_html

from .rows import context, furnish

TO_THE_LEFT = [one for one in languages() if Locale.parse(one).character_order == "right-to-left"]


@pytest.mark.parametrize("language", languages())
def test_a_height_is_written_as_everybody_writes_it(language: str) -> None:
    assert wished(Words(texts(language)), Wish(height=1080)) == "1080p"


def test_a_language_that_is_read_to_the_left_is_among_them() -> None:
    assert TO_THE_LEFT == ["fa"]


@pytest.mark.parametrize("language", TO_THE_LEFT)
@pytest.mark.parametrize("full", [False, True])
async def test_every_line_that_has_words_runs_to_the_left(tmp_path: Path, language: str, full: bool) -> None:
    async with context(tmp_path) as made:
        if full:
            await furnish(made)
        ctx = Context(made.store, made.services, Words(texts(language)), await made.store.settings.chosen(), made.now)
        wrong = []
        for screen in (one for one in SCREENS.screens.values() if not one.own):
            for args in screen.places:
                view = await screen.show(ctx, args)
                shown = [*parse_html(view.text)[0].splitlines(), *(one.text for row in view.rows for one in row)]
                wrong += [f"{screen.name} {args}: {line}" for line in shown if words_of(line) and not runs_left(line)]

        assert wrong == []


def words_of(line: str) -> bool:
    """Whether anything in it is of a script that is read to the left."""
    return any(unicodedata.bidirectional(one) in ("R", "AL") and one != "\u200f" for one in line)


def runs_left(line: str) -> bool:
    """The direction that apps give a line: of its first strong character outside of isolates (UAX 9, P2)."""
    depth = 0
    for one in line:
        kind = unicodedata.bidirectional(one)
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif not depth and kind in ("L", "R", "AL"):
            return kind != "L"
    return False
