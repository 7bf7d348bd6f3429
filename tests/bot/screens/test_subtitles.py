"""The page of subtitles: languages under their own names, each set by its button, and what other pages say of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.conversation.screen import Context
from core.settings import SUBTITLES

from . import by_hand
from .rows import context


@pytest.fixture
async def ctx(tmp_path: Path) -> AsyncIterator[Context]:
    async with context(tmp_path) as it:
        yield it


async def press(ctx: Context, word: str) -> None:
    pressed = by_hand.button(await by_hand.show(ctx, "subtitles"), word)
    assert pressed.data
    await by_hand.press(ctx, pressed.data)


async def test_languages_are_picked_by_their_own_names_and_kept_in_order(ctx: Context) -> None:
    assert "Subtitles: <b>none</b>" in (await by_hand.show(ctx, "subtitles")).text
    for word in ("Русский", "English", "فارسی"):
        await press(ctx, word)
    assert (await by_hand.values(ctx))["download.subtitles"] == ["en", "ru", "fa"]
    view = await by_hand.show(ctx, "subtitles")
    assert [one.text for one in by_hand.buttons(view) if "✅" in one.text] == ["✅ English", "✅ Русский", "✅ فارسی"]
    assert "English, Русский, and \u2068فارسی\u2069" in view.text
    await press(ctx, "✅ English")
    assert (await by_hand.values(ctx))["download.subtitles"] == ["ru", "fa"]


async def test_the_page_of_downloads_says_which_and_leads_there(ctx: Context) -> None:
    await press(ctx, "Deutsch")
    view = await by_hand.show(ctx, "downloads")
    assert "Subtitles: <b>Deutsch</b>" in view.text
    assert by_hand.button(view, "Subtitles").data == "subtitles"


async def test_of_many_languages_their_number_is_said(ctx: Context) -> None:
    await ctx.store.settings.choose("download.subtitles", list(SUBTITLES))
    assert f"in {len(SUBTITLES)} languages" in (await by_hand.show(ctx, "downloads")).text


async def test_whether_automatic_ones_will_do_is_said_where_there_are_languages(ctx: Context) -> None:
    assert "a person wrote" not in (await by_hand.show(ctx, "subtitles")).text
    await press(ctx, "English")
    assert "a person wrote" in (await by_hand.show(ctx, "subtitles")).text
    await press(ctx, "Automatic ones will do")
    assert "made by itself" in (await by_hand.show(ctx, "subtitles")).text
