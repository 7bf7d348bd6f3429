"""The screen of yt-dlp says which one is in use, what is kept and why one was not taken; its buttons carry what they do."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest

from bot.conversation.screen import Context, Stale
from bot.conversation.words import Words
from bot.screens.setup import is_complete
from core.errors import Condition, NeedsOwner, Scope
from core.model import Sentence
from core.renewal.decide import Standing, Why
from core.renewal.releases import Release
from locales import languages, texts

from . import by_hand
from .rows import context
from .talking import Talking

BUILTIN = version("yt-dlp")
DAY = 86400.0


@pytest.fixture
async def ctx(tmp_path: Path) -> AsyncIterator[Context]:
    async with context(tmp_path) as it:
        yield replace(it, now=time.time())  # noqa: TID251


def release(of: str, at: float) -> Release:
    return Release(of, f"yt_dlp-{of}-py3-none-any.whl", "https://files.example/x", "ab" * 32, 7, at)


async def shown(ctx: Context) -> str:
    return (await by_hand.show(ctx, "ytdlp")).text


def data(view: object) -> list[str | None]:
    return [one.data for one in by_hand.buttons(view)]  # type: ignore[arg-type]


async def test_at_first_the_built_in_one_is_in_use_with_its_age(ctx: Context) -> None:
    text = await shown(ctx)
    assert BUILTIN in text
    assert "came with Yagami" in text
    assert "<tg-time" in text
    assert not [
        one for one in data(await by_hand.show(ctx, "ytdlp")) if one and one.startswith(("ytdlp|take", "ytdlp|back"))
    ]


async def test_a_taken_one_is_in_use_and_the_way_back_is_a_button(ctx: Context) -> None:
    releases = ctx.store.releases
    await releases.switch(release("2027.1.1", ctx.now - 3 * DAY), Why.AGE, ctx.now - 2 * DAY)
    await releases.switch(release("2027.1.15", ctx.now - 2 * DAY), Why.AGE, ctx.now)
    view = await by_hand.show(ctx, "ytdlp")
    assert "In use: <b>\u20682027.1.15\u2069</b>" in view.text
    assert f"Kept, to go back to: \u20682027.1.1\u2069, \u2068{BUILTIN}\u2069" in view.text
    assert "ytdlp|back|2027.1.15" in data(view)
    assert "yt-dlp 2027.1.15" in (await by_hand.show(ctx, "status")).text

    after = await by_hand.press(ctx, "ytdlp|back|2027.1.15")
    assert after.toast == "From the next video on: 2027.1.1."
    assert (await releases.shown()).current == "2027.1.1"
    assert "Tried and not used: \u20682027.1.15\u2069" in await shown(ctx)
    with pytest.raises(Stale):
        await by_hand.press(ctx, "ytdlp|back|2027.1.15")
    await by_hand.press(ctx, "ytdlp|back|2027.1.1")
    assert (await releases.shown()).current is None


async def test_one_that_failed_is_shown_with_its_reason_and_told_only_if_nothing_else_works(ctx: Context) -> None:
    why = Sentence("ytdlp-wrong-hash")
    await ctx.store.releases.failed(release("2027.1.1", ctx.now), Why.AGE, why, ctx.now)
    assert "not the one that the registry promised" in await shown(ctx)
    assert await ctx.store.errands.last("ytdlp-told", "useless") is None
    await ctx.store.releases.failed(release("2027.1.2", ctx.now), Why.BROKEN, why, ctx.now)
    assert await ctx.store.errands.last("ytdlp-told", "useless") is not None


async def test_a_newer_one_can_be_taken_by_a_button_and_nothing_else_can(ctx: Context) -> None:
    await ctx.store.releases.looked(
        ctx.now, ctx.now + DAY, None, [release("2027.1.1", ctx.now), release("2020.1.1", 1.0)]
    )
    view = await by_hand.show(ctx, "ytdlp")
    assert "ytdlp|take|2027.1.1" in data(view)
    await by_hand.press(ctx, "ytdlp|take|2027.1.1")
    errand = await ctx.store.errands.last("ytdlp-take")
    assert errand is not None
    assert errand.args == {"version": "2027.1.1"}
    assert "Fetching" in await shown(ctx)
    for version_ in ("2020.1.1", "2029.1.1", "../x"):
        with pytest.raises(Stale):
            await by_hand.press(ctx, f"ytdlp|take|{version_}")


async def test_that_it_is_broken_and_that_the_registry_is_away_is_said(ctx: Context) -> None:
    await ctx.store.pauses.pause(NeedsOwner(Condition.YTDLP_BROKEN, scope=Scope.YTDLP), ctx.now, 0.5)
    await ctx.store.releases.not_looked(ctx.now, ctx.now + DAY, 1, Sentence("registry-unreachable"))
    text = await shown(ctx)
    assert "It doesn’t get at the videos any more" in text
    assert "the package registry can't be reached" in text


@pytest.mark.parametrize("language", languages())
async def test_it_can_be_read_in_every_language_whatever_has_happened(ctx: Context, language: str) -> None:
    releases = ctx.store.releases
    await releases.looked(ctx.now, ctx.now + DAY, None, [release("2027.2.1", ctx.now)])
    await releases.switch(release("2027.1.1", ctx.now), Why.ASKED, ctx.now)
    await releases.failed(release("2027.1.2", ctx.now), Why.AGE, Sentence("ytdlp-part-missing", {"part": "x"}), ctx.now)
    ctx = replace(ctx, words=Words(texts(language)))
    for place in ("ytdlp", "updates", "setup"):
        assert "$" not in (await by_hand.show(ctx, place)).text
    [row] = [one for one in await releases.tried() if one.standing is Standing.KEPT]
    assert row.version == "2027.1.1"


@pytest.mark.parametrize("answer", ["on", "off"])
async def test_the_set_up_asks_and_goes_on_whatever_the_answer(ctx: Context, answer: str) -> None:
    assert "may it renew itself?" in (await by_hand.show(ctx, "setup")).text
    complete = await is_complete(ctx)
    after = await by_hand.press(ctx, f"updates|say|{answer}")
    assert after.place == "setup"
    assert (await by_hand.values(ctx))["ytdlp.updates"] is (answer == "on")
    assert "may it renew itself?" not in (await by_hand.show(ctx, "setup")).text
    assert await is_complete(await by_hand.fresh(ctx)) is complete


@pytest.mark.parametrize(
    "pressed",
    [
        "ytdlp|set|maybe",
        "ytdlp|set",
        "ytdlp|look|now",
        "ytdlp|take",
        "ytdlp|back|2020.1.1",
        "updates|say|",
        "updates|say",
    ],
)
async def test_a_button_from_another_version_changes_nothing(ctx: Context, pressed: str) -> None:
    with pytest.raises(Stale):
        await by_hand.press(ctx, pressed)


async def test_the_owner_looks_takes_and_goes_back_in_the_chat(talk: Talking) -> None:
    await talk.world.do("release", version="2027.1.1", days=0.5)
    await talk.say("/ytdlp")
    await talk.press("🔄 Ask for newer ones now")
    await talk.sees("The newest one")
    await talk.press("📥 Take 2027.1.1 now")
    await talk.home.until("SELECT 1 FROM ytdlp_index WHERE current = '2027.1.1'")
    await talk.press(f"↩️ Go back to {BUILTIN}")
    await talk.home.until("SELECT 1 FROM ytdlp_index WHERE current IS NULL")
    await talk.sees("you went back from it")

    await talk.world.fault("packages.down", times=None)
    await talk.press("🔄 Ask for newer ones now")
    await talk.sees("the package registry can't be reached")
