"""Old likes on request: what the screen says at every stage, and what may be asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.conversation.screen import Context, Stale
from bot.conversation.words import Words
from bot.credentials import GOOGLE
from bot.screens import SCREENS
from bot.screens.backfill_words import lasting, midnight, read_date
from core.errors import Condition, NeedsOwner, Scope
from core.model import Sentence
from core.poll.backfill import MOST, PACE, POST_PACE, ItemState
from core.settings import OPTIONS
from locales import texts
from storage.backfills import LIST

from . import by_hand
from .backfills import CONSENT, S, count, ctx, let_go, listed, state
from .rows import NOW, context, furnish
from .test_every_screen import check

__all__ = ["ctx"]


# -- what is shown ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", OPTIONS["language"].values)
async def test_every_stage_is_drawn_in_every_language(tmp_path: Path, language: str) -> None:
    async with context(tmp_path) as ctx:
        await furnish(ctx)
        await ctx.store.vault.put(GOOGLE, CONSENT)
        await stages(replace(ctx, words=Words(texts(language))), language)


async def stages(ctx: Context, language: str) -> None:
    """From the choice to the end, with titles that try to break it, in a world where everything has happened."""

    async def drawn(stage: str) -> None:
        for args in SCREENS.screens["backfill"].places:
            view = await SCREENS.screens["backfill"].show(ctx, args)
            check(view, f"{stage} {args} in {language}")
            assert view.rows, stage

    await drawn("choice")
    reading = await ctx.store.backfills.begin(None, NOW - 1e6, NOW)
    await drawn("reading")
    assert reading
    errand = await ctx.store.errands.start(LIST, NOW, str(reading))
    await drawn("reading")
    await ctx.store.errands.end(errand, NOW, None)
    await drawn("unread")
    backfill = await listed(ctx, ids=[f"o{n}" for n in range(40)], gone=["o3"], amount=None)
    await drawn("proposal")
    await ctx.store.backfills.choose_videos(backfill, False)
    await drawn("posts only")
    await ctx.store.backfills.choose_videos(backfill, True)
    await ctx.store.backfills.confirm(backfill, NOW)
    await drawn("held")
    await ctx.store.settings.put("paused_at", None)
    ctx = await by_hand.fresh(ctx)
    for n in range(3):
        assert await let_go(ctx, backfill, NOW + n) is ItemState.RELEASED
    await drawn("running")
    for name in ("status", "queue"):
        check(await SCREENS.screens[name].show(ctx, ()), name)
    trouble = NeedsOwner(Condition.BOT_CHECK, scope=Scope.YOUTUBE)
    await ctx.store.backfills.pause(backfill, None, NOW)
    await drawn("paused")
    await ctx.store.backfills.go_on(backfill)
    await ctx.store.backfills.pause(backfill, Sentence(trouble.key), NOW)
    await drawn("checked")
    await ctx.store.pauses.over(Scope.YOUTUBE)
    await drawn("check over")
    await ctx.store.backfills.stop(backfill, NOW)
    await drawn("stopped")


async def test_what_is_missing_is_said_before_anything_can_be_asked_for(tmp_path: Path) -> None:
    async with context(tmp_path) as ctx:
        view = await by_hand.show(ctx, "backfill")
        assert "not connected yet" in view.text
        assert not [one for one in by_hand.buttons(view) if one.data and "|last|" in one.data]
        assert (await by_hand.press(ctx, "backfill|last|10")).place == "backfill"
        assert await state(ctx) is None

        await ctx.store.vault.put(GOOGLE, CONSENT)
        view = await by_hand.show(ctx, "backfill")
        assert "no channel yet" in view.text
        assert "channels|likes" in [one.data for one in by_hand.buttons(view)]


async def test_how_many_how_long_and_how_many_gigabytes_is_shown_before_it_is_confirmed(ctx: Context) -> None:
    await listed(ctx, ids=[f"v{n}" for n in range(40)], gone=["v7"], amount=40)
    text = (await by_hand.show(ctx, "backfill")).text
    assert "Your last 40 likes" in text
    assert "<b>39</b> likes to post" in text
    assert "1 video is gone" in text
    assert "39 h of video in 39 files" in text
    assert "87.8 GB of traffic" in text  # an hour at 2.5 Mbit/s, in and out
    assert "about 10 h on a line of 20 Mbit/s" in text
    assert "every 90 s" in text
    assert "1.1 GB" in text
    assert await count(ctx, "events") == 0

    await ctx.store.settings.choose("download.day_gigabytes", 10)
    text = (await by_hand.show(ctx, "backfill")).text
    assert "about 8 days" in text
    assert "Your limits by day" in text

    await ctx.store.settings.choose("download.most_minutes", 30)
    assert "39 are live or over your limits" in (await by_hand.show(ctx, "backfill")).text


async def test_videos_or_posts_only_is_chosen_before_and_changes_the_pace(ctx: Context) -> None:
    backfill = await listed(ctx)
    for mode, pace in (("posts", POST_PACE), ("posts", POST_PACE), ("videos", PACE)):
        await by_hand.press(ctx, f"backfill|mode|{backfill}|{mode}")
        current = await ctx.store.backfills.current()
        assert current
        assert (current.videos, current.pace) == (mode == "videos", pace)
    await by_hand.press(ctx, f"backfill|mode|{backfill}|posts")
    assert "Only posts" in (await by_hand.show(ctx, "backfill")).text


async def test_nothing_to_post_can_not_be_confirmed(ctx: Context) -> None:
    backfill = await listed(ctx, gone=("v1", "v2", "v3"))
    view = await by_hand.show(ctx, "backfill")
    assert "Nothing is left to post" in view.text
    assert not [one for one in by_hand.buttons(view) if one.data and "confirm" in one.data]
    await by_hand.press(ctx, f"backfill|confirm|{backfill}")
    assert await state(ctx) == S.PROPOSED


# -- what is asked for -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "place", "wanted"),
    [
        ("37", "backfill|other", (37, None)),
        ("۱۲", "backfill|other", (12, None)),
        ("1,500", "backfill|other", (1500, None)),
        ("2024-01-15", "backfill|date", (None, date(2024, 1, 15))),
        ("15.01.2024", "backfill|date", (None, date(2024, 1, 15))),
        ("٢٠٢٤-٠١-١٥", "backfill|date", (None, date(2024, 1, 15))),
        ("2024/1", "backfill|date", (None, date(2024, 1, 1))),
        ("2019", "backfill|date", (None, date(2019, 1, 1))),
        ("2005", "backfill|date", (None, date(2005, 4, 23))),
    ],
)  # fmt: skip
async def test_a_number_or_a_date_may_be_typed(
    ctx: Context, typed: str, place: str, wanted: tuple[int | None, date | None]
) -> None:
    after = await by_hand.say(ctx, place, typed)
    assert after
    assert (after.place, after.fresh) == ("backfill", True)
    current = await ctx.store.backfills.current()
    assert current
    amount, day = wanted
    assert (current.amount, current.since) == (amount, midnight(day) if day else None)
    errand = await ctx.store.errands.last(LIST, str(current.id))
    assert errand
    assert errand.is_open


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        *((one, "backfill|other") for one in ("0", "-5", "5001", "2.5", "many", "", "1e3", "99999999999999999999", "2024-01-15")),
        *((one, "backfill|date") for one in (
            "2999-01-01", "2024-13-01", "2023-02-29", "1999-01-01", "0000-00-00", "yesterday", "", "20240115", "1", "99999-01-01",
        )),
    ],
)  # fmt: skip
async def test_what_is_neither_is_refused_with_a_sentence_and_begins_nothing(
    ctx: Context, typed: str, place: str
) -> None:
    after = await by_hand.say(ctx, place, typed)
    assert after
    assert after.place is None
    assert after.toast
    assert after.toast.startswith("Please send me a ")
    assert await state(ctx) is None


@pytest.mark.parametrize(
    ("text", "amount", "day"),
    [
        ("/backfill 50", 50, None),
        ("/backfill 50 likes", 50, None),
        ("/backfill 2024-01-15", None, date(2024, 1, 15)),
        ("/backfill 15.01.2024", None, date(2024, 1, 15)),
    ],
)
async def test_the_command_takes_a_number_or_a_date_at_once(
    ctx: Context, text: str, amount: int | None, day: date | None
) -> None:
    assert (await by_hand.command(ctx, text)).fresh
    current = await ctx.store.backfills.current()
    assert current
    assert (current.amount, current.since) == (amount, midnight(day) if day else None)


@pytest.mark.parametrize(
    "text", ["/backfill all of them", "/backfill -3", f"/backfill {MOST + 1}", "/backfill 2999-01-01"]
)
async def test_a_command_that_asks_for_nonsense_shows_the_choice(ctx: Context, text: str) -> None:
    after = await by_hand.command(ctx, text)
    assert after.place == "backfill"
    assert after.toast
    assert await state(ctx) is None


async def test_asking_again_before_it_is_confirmed_begins_anew_with_one_open(ctx: Context) -> None:
    for _ in range(2):
        await by_hand.press(ctx, "backfill|last|10")
    await by_hand.press(ctx, "backfill|from|2024-01-15")
    assert await count(ctx, "backfills", "ended_at IS NULL") == 1
    assert await count(ctx, "backfill_items") == 0
    assert await count(ctx, "errands", f"kind = '{LIST}'") == 3


async def test_a_second_one_asks_to_stop_the_first(ctx: Context) -> None:
    backfill = await listed(ctx)
    await by_hand.press(ctx, f"backfill|confirm|{backfill}")
    after = await by_hand.command(ctx, "/backfill 100")
    assert after.place == "backfill|stop"
    assert "under way already" in (after.toast or "")
    assert await count(ctx, "backfills") == 1
    view = await by_hand.show(ctx, "backfill|stop")
    assert "Stop it?" in view.text


@pytest.mark.parametrize(
    "data",
    [
        "backfill|last|7", "backfill|last|x", "backfill|from|soon", "backfill|from|", "backfill|from|2024-13-01",
        "backfill|mode|1|tv", "backfill|end|1|maybe", "backfill|confirm|x", "backfill|again|1", "backfill|pause",
    ],
)  # fmt: skip
async def test_a_button_from_another_version_changes_nothing(ctx: Context, data: str) -> None:
    await listed(ctx)
    with pytest.raises(Stale):
        await by_hand.press(ctx, data)
    assert await state(ctx) == S.PROPOSED


@pytest.mark.parametrize("action", ["mode|9|posts", "confirm|9", "cancel|9", "pause|9", "go|9", "end|9|drop"])
async def test_a_button_of_one_that_is_over_says_so(ctx: Context, action: str) -> None:
    await listed(ctx)
    after = await by_hand.press(ctx, f"backfill|{action}")
    assert after.toast
    assert "Too late" in after.toast
    assert await state(ctx) == S.PROPOSED


def test_a_time_is_told_in_words_that_are_never_too_short() -> None:
    words = Words(texts("en"))
    shown = [lasting(words, seconds) for seconds in (0, 61, 7199, 7200, 7201, 86400 * 2 - 1, 86400 * 2, 86400 * 9.1)]
    assert shown == ["1 min", "2 min", "120 min", "2 h", "3 h", "48 h", "2 days", "10 days"]


def test_today_is_a_date_and_tomorrow_is_not() -> None:
    now = midnight(date(2024, 2, 28)) + 86399
    assert read_date("2024-02-28", now) == date(2024, 2, 28)
    assert read_date("2024-02-29", now) is None
