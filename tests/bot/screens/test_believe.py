"""The owner's word on a mass change, given on the panel."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversation.screen import Context, Where
from bot.conversation.view import View
from bot.credentials import GOOGLE
from bot.screens import SCREENS
from core.model import Feed
from core.record import MassChange, Record
from core.settings import CatchUp

from .rows import NOW, OWNER, context
from .test_every_screen import check


async def held(ctx: Context, gone: int = 40) -> None:
    await ctx.store.vault.put(GOOGLE, "x")
    await ctx.store.feeds.record(Record(Feed.SUBSCRIPTIONS, NOW, page=(), held=MassChange(12, gone, 300)))


async def shows(ctx: Context, screen: str) -> View:
    view = await SCREENS.screens[screen].show(ctx, (Feed.SUBSCRIPTIONS,))
    check(view, screen)
    return view


def data(view: View, text: str) -> list[str]:
    return next(str(one.data) for row in view.rows for one in row if text in one.text).split("|")


@pytest.mark.parametrize("mode", CatchUp)
async def test_a_mass_change_is_answered_on_the_panel_too(tmp_path: Path, mode: CatchUp) -> None:
    async with context(tmp_path) as ctx:
        assert "was it you?" not in str((await shows(ctx, "feed")).rows)
        await held(ctx)
        assert data(await shows(ctx, "feed"), "was it you?") == ["believe", "subscriptions"]

        asked = await shows(ctx, "believe")
        assert "New: 12. Gone: 40. Known before: 300." in asked.text
        name, action, *args = data(asked, ctx.words.plain(f"alert-button-believe-{mode}"))
        await SCREENS.screens[name].press(ctx, Where(OWNER, 1), action, tuple(args))

        assert (await ctx.store.feeds.state(Feed.SUBSCRIPTIONS)).believe is mode
        assert await ctx.store.errands.last("look-now", Feed.SUBSCRIPTIONS) is not None


async def test_an_answer_to_numbers_that_are_not_true_any_more_changes_nothing(tmp_path: Path) -> None:
    async with context(tmp_path) as ctx:
        await held(ctx)
        name, action, *args = data(await shows(ctx, "believe"), "tell them")
        await held(ctx, 41)

        after = await SCREENS.screens[name].press(ctx, Where(OWNER, 1), action, tuple(args))

        assert after is not None
        assert after.toast == "It has changed meanwhile. Read the message again."
        assert (await ctx.store.feeds.state(Feed.SUBSCRIPTIONS)).believe is None


async def test_an_answer_in_a_pause_is_kept_for_the_look_after_it(tmp_path: Path) -> None:
    async with context(tmp_path) as made:
        await held(made)
        await made.store.settings.put("paused_at", NOW)
        ctx = replace(made, settings=await made.store.settings.chosen())
        name, action, *args = data(await shows(ctx, "believe"), "tell them")

        after = await SCREENS.screens[name].press(ctx, Where(OWNER, 1), action, tuple(args))

        assert after is not None
        assert after.toast == "Understood. It is told when you resume."
        assert (await ctx.store.feeds.state(Feed.SUBSCRIPTIONS)).believe is CatchUp.ALL


async def test_when_nothing_waits_the_panel_says_so(tmp_path: Path) -> None:
    async with context(tmp_path) as ctx:
        view = await shows(ctx, "believe")
        assert view.text == "Nothing waits for your word here any more."
        assert data(view, "‹ Subscriptions") == ["feed", "subscriptions"]
