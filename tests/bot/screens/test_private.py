"""The private mode's page: what its buttons write, and where it is shown."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversation.screen import Context, Stale
from bot.errands.private_end import PRIVATE_END
from core.model import Feed
from core.poll.history import LAG

from . import by_hand
from .rows import NOW, context

SHOWN = ("home", "status", f"feed|{Feed.HISTORY}", "private")


@pytest.fixture
async def ctx(tmp_path: Path) -> AsyncIterator[Context]:
    async with context(tmp_path) as it:
        yield it


async def press(ctx: Context, text: str) -> str:
    data = by_hand.button(await by_hand.show(ctx, "private"), text).data
    assert data
    return (await by_hand.press(ctx, data)).toast or ""


async def test_an_hour_is_an_hour_and_everything_says_until_when(ctx: Context) -> None:
    assert not [place for place in SHOWN if "Private until" in (await by_hand.show(ctx, place)).text]

    assert await press(ctx, "1 hour") == "Private for 1 hour."

    lasting = await ctx.store.private.now(NOW)
    assert lasting
    assert (lasting.began_at, lasting.until) == (NOW, NOW + 3600)
    for place in SHOWN:
        assert f'🕶 Private until <tg-time unix="{int(NOW) + 3600}" format="t">' in (await by_hand.show(ctx, place)).text
    errand = await ctx.store.errands.last(PRIVATE_END)
    assert errand
    assert errand.is_open


async def test_it_is_over_by_itself_and_then_nothing_says_so_any_more(ctx: Context) -> None:
    await press(ctx, "1 hour")

    just_over, later = replace(ctx, now=NOW + 3601), replace(ctx, now=NOW + 3600 + LAG)

    said = (await by_hand.show(just_over, "private")).text
    assert f'I look once more at <tg-time unix="{int(NOW + 3600 + LAG)}" format="T">' in said
    assert "It is off" in (await by_hand.show(later, "private")).text
    assert not [place for place in SHOWN if "Private until" in (await by_hand.show(later, place)).text]


async def test_until_i_say_so_lasts_until_i_say_so(ctx: Context) -> None:
    await press(ctx, "1 hour")
    await press(ctx, "Until I say so")
    assert "Private until you say so" in (await by_hand.show(replace(ctx, now=NOW + 10**6), "home")).text

    assert "It is over" in await press(ctx, "End it now")

    assert await ctx.store.private.now(NOW) is None
    assert "I look once more at" in (await by_hand.show(ctx, "private")).text


async def test_a_button_of_an_older_message_changes_nothing(ctx: Context) -> None:
    assert (await by_hand.press(ctx, "private|end")).toast == "It is not on."
    for data in ("private|begin|2", "private|begin", "private|end|x"):
        with pytest.raises(Stale):
            await by_hand.press(ctx, data)
    assert await ctx.store.database.fetch("SELECT * FROM private_times") == []


async def test_it_is_reached_by_its_command_and_from_the_panel_and_the_history(ctx: Context) -> None:
    assert (await by_hand.command(ctx, "/private")).place == "private"
    for place in ("home", "feed|history"):
        assert by_hand.button(await by_hand.show(ctx, place), "Private mode").data == "private"
