"""Every screen in every language, at every kind of place: valid HTML, within Telegram's limits, with a way back."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.screen import Context, Registry, Screen
from bot.conversation.view import CAPTION_UNITS, DATA_BYTES, TEXT_UNITS, View
from bot.conversation.words import Words
from bot.screens import SCREENS
from core.settings import OPTIONS
from core.wording import units
from locales import texts
from sandbox.telegram.botapi.markup import parse_html

from .rows import context, furnish

LANGUAGES = OPTIONS["language"].values
PLACES = [(screen, args) for screen in SCREENS.screens.values() if not screen.own for args in screen.places]


@pytest.fixture(params=["empty", "full"])
async def rows(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Context]:
    """A database in which nothing has happened yet, and one in which everything has."""
    async with context(tmp_path) as ctx:
        if request.param == "full":
            await furnish(ctx)
        yield ctx


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_screen_is_drawn_within_telegrams_limits(rows: Context, language: str) -> None:
    ctx = Context(rows.store, rows.services, Words(texts(language)), await rows.store.settings.chosen(), rows.now)
    for screen, args in PLACES:
        view = await screen.show(ctx, args)
        where = f"{screen.name} {args} in {language}"
        check(view, where)
        assert back(SCREENS, screen, args, view), f"{where} has no way back"


def check(view: View, where: str) -> None:
    """Raises AssertionError for what Telegram would refuse, and for what a person could not read."""
    shown, _ = parse_html(view.text)
    assert shown.strip(), where
    assert units(shown) <= (CAPTION_UNITS if view.photo else TEXT_UNITS), where
    assert not re.search(r"\{\s*\$|None|\bnan\b|<built-in", shown), f"{where}: {shown}"
    for button in (one for row in view.rows for one in row):
        assert 0 < units(button.text) <= 64, f"{where}: {button.text}"
        assert sum(one is not None for one in (button.data, button.url, button.copy)) == 1, f"{where}: {button}"
        if button.data is not None:
            assert len(button.data.encode()) <= DATA_BYTES, f"{where}: {button.data}"
            SCREENS.read(button.data)  # raises Stale for a button that leads nowhere
        assert button.copy is None or len(button.copy) <= 256, where
    assert sum(len(row) for row in view.rows) <= 100, where
    assert all(len(row) <= 8 for row in view.rows), where


def back(screens: Registry, screen: Screen, args: tuple[str, ...], view: View) -> bool:
    """Whether a button leads to another place; the first page needs none."""
    here = "|".join((screen.name, *args))
    leads: list[Any] = [one.data for row in view.rows for one in row if one.data and not screens.read(one.data)[1]]
    return screen.name == "home" or any(one != here for one in leads)
