"""Every setting is on a screen; its buttons carry the wanted value; typed numbers are held to their bounds."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.conversation.screen import Context, Stale
from bot.screens import SCREENS
from bot.screens.interval import PACES
from core.model import EventKind, Feed
from core.settings import DEFAULT_BOUNDS, OPTIONS, SPONSORBLOCK, Quality

from . import by_hand
from .rows import context, furnish


@pytest.fixture
async def ctx(tmp_path: Path) -> AsyncIterator[Context]:
    async with context(tmp_path) as it:
        yield it


SETTING_SCREENS = (
    "feed",
    "interval",
    "downloads",
    "pick",
    "subtitles",
    "line",
    "language",
    "debug",
    "ytdlp",
    "retention",
)


async def test_every_setting_can_be_set_by_a_button(ctx: Context) -> None:
    set_by_buttons = set[str]()
    for name in SETTING_SCREENS:
        screen = SCREENS.screens[name]
        for args in screen.places:
            for button in by_hand.buttons(await by_hand.show(ctx, "|".join((name, *args)))):
                if not button.data or not SCREENS.read(button.data)[1] or "|look|" in button.data:
                    continue
                before = await by_hand.values(ctx)
                await by_hand.press(ctx, button.data)
                after = await by_hand.values(ctx)
                set_by_buttons |= {key for key in OPTIONS if before[key] != after[key]}

    missing = set(OPTIONS) - set_by_buttons
    assert missing == set()


@pytest.mark.parametrize(
    ("place", "word", "setting", "value"),
    [
        *((f"feed|{feed}", "Switch off", f"feed.{feed}.on", False) for feed in Feed),
        ("feed|likes", "Unliked", "kind.unliked.on", False),
        ("downloads", "Bring none", "download.auto", False),
        ("downloads", "Turn posts into", "download.one_message", True),
        ("debug", "Switch on", "debug", True),
        ("subtitles", "Русский", "download.subtitles", ["ru"]),
        ("subtitles", "Automatic ones will do", "download.automatic_subtitles", True),
        ("pick|downloads|sponsorblock", "Sponsors", "download.sponsorblock", ["sponsor"]),
    ],
)
async def test_a_button_pressed_twice_sets_the_same_once(
    ctx: Context, place: str, word: str, setting: str, value: object
) -> None:
    pressed = by_hand.button(await by_hand.show(ctx, place), word)
    assert pressed.data
    for _ in range(2):
        await by_hand.press(ctx, pressed.data)
        assert (await by_hand.values(ctx))[setting] == value

    drawn = by_hand.buttons(await by_hand.show(ctx, place))
    assert pressed.data not in [one.data for one in drawn]  # what stands there now leads back


@pytest.mark.parametrize("kind", EventKind)
async def test_each_kind_of_event_can_be_silent_or_not_told(ctx: Context, kind: EventKind) -> None:
    await by_hand.press(ctx, f"feed|sound|{kind}|off")
    await by_hand.press(ctx, f"feed|kind|{kind}|off")
    values = await by_hand.values(ctx)
    assert (values[f"kind.{kind}.silent"], values[f"kind.{kind}.on"]) == (True, False)

    places = [feed for feed in Feed if f"feed|kind|{kind}|on" in _data(await by_hand.show(ctx, f"feed|{feed}"))]
    assert places
    assert "recorded and counted" in (await by_hand.show(ctx, f"feed|{places[0]}")).text


def _data(view: object) -> list[str | None]:
    return [one.data for one in by_hand.buttons(view)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "data",
    [
        "feed|set|likes|maybe", "feed|set|dreams|on", "feed|kind|liked", "interval|set|likes|fixed|61", "interval|set|likes|x",
        "interval|set|likes|60", "interval|set|likes|fastest", "interval|set|likes|auto|5", "interval|set|likes|slowest|nan",
        "downloads|auto|yes", "pick|set|downloads|quality|4320", "pick|set|elsewhere|quality|720", "pick|set|ready|hours|25-3",
        "pick|set|ready|minutes|-1", "pick|sponsor|ready|murder|on", "language|set|tlh", "language|set", "debug|set|",
        "resume|end|never", "item|later|1|999|0", "drop|yes|3", "subtitles|language|tlh|on",
        "subtitles|language|en|maybe", "subtitles|automatic", "event|get|nothing|likes|0|8",
    ],
)  # fmt: skip
async def test_a_button_from_another_version_is_stale_and_changes_nothing(ctx: Context, data: str) -> None:
    before = await by_hand.values(ctx)
    with pytest.raises(Stale):
        await by_hand.press(ctx, data)
    assert await by_hand.values(ctx) == before


async def bounds(ctx: Context, feed: Feed) -> tuple[float, float]:
    values = await by_hand.values(ctx)
    return values[f"feed.{feed}.fastest"], values[f"feed.{feed}.slowest"]


@pytest.mark.parametrize("feed", Feed)
@pytest.mark.parametrize("what", PACES)
async def test_the_chosen_pace_is_marked(ctx: Context, feed: Feed, what: str) -> None:
    place = f"interval|{feed}" if what == "fixed" else f"interval|{feed}|{what}"
    for seconds in PACES[what][feed]:
        await by_hand.press(ctx, f"interval|set|{feed}|{what}|{seconds}")
        view = await by_hand.show(ctx, place)
        [marked] = [one for one in by_hand.buttons(view) if one.text.startswith("✅")]
        assert marked.data == f"interval|set|{feed}|{what}|{seconds}"
    await by_hand.press(ctx, f"interval|set|{feed}|auto")
    assert await bounds(ctx, feed) == DEFAULT_BOUNDS[feed]
    [marked] = [one for one in by_hand.buttons(await by_hand.show(ctx, f"interval|{feed}")) if "✅" in one.text]
    assert "Automatic" in marked.text


async def test_a_floor_above_the_ceiling_moves_the_ceiling_and_the_other_way_round(ctx: Context) -> None:
    await by_hand.press(ctx, "interval|set|history|fastest|3600")
    assert await bounds(ctx, Feed.HISTORY) == (3600, 3600)
    await by_hand.press(ctx, "interval|set|history|slowest|300")
    assert await bounds(ctx, Feed.HISTORY) == (300, 300)


async def test_the_screen_tells_how_soon_a_like_is_seen_and_what_all_looks_take(ctx: Context) -> None:
    text = (await by_hand.show(ctx, "interval|likes")).text
    [within] = re.findall(r"a like is seen within about (\d+) s", text)
    [units] = re.findall(r"about ([\d,]+) of 10,000 units", text)
    assert int(within) <= 10
    assert 9000 < int(units.replace(",", "")) < 9600

    await by_hand.press(ctx, "interval|set|likes|fixed|120")
    await ctx.store.settings.choose("feed.subscriptions.on", False)
    assert "within about 2 min" in (await by_hand.show(ctx, "interval|likes")).text


async def test_what_becomes_of_a_long_gap_is_chosen_on_its_own_page(ctx: Context) -> None:
    assert "more than 6 hours" in (await by_hand.show(ctx, "feed|history|gap")).text
    await by_hand.press(ctx, "feed|gap|history|skip")

    chosen = [one.text for row in (await by_hand.show(ctx, "feed|history|gap")).rows for one in row if "✅" in one.text]
    assert chosen == ["✅ Tell nothing"]
    texts = [one.text for row in (await by_hand.show(ctx, "feed|history")).rows for one in row]
    assert "⏳ After a long gap: tell nothing" in texts


async def test_a_gap_is_never_shorter_than_two_looks_that_are_far_apart(ctx: Context) -> None:
    await by_hand.press(ctx, "interval|set|subscriptions|slowest|86400")
    assert "more than 48 hours" in (await by_hand.show(ctx, "feed|subscriptions|gap")).text


async def test_a_pace_that_leaves_too_little_is_warned_of(ctx: Context) -> None:
    assert "too short together" not in (await by_hand.show(ctx, "interval|likes")).text
    for bound in ("fastest", "slowest"):
        await ctx.store.settings.choose(f"feed.likes.{bound}", 5.0)
    assert "too short together" in (await by_hand.show(ctx, "interval|likes")).text


@pytest.mark.parametrize(
    ("typed", "seconds"), [("7", 420), ("7 minutes", 420), ("۷", 420), ("1,5", 90), ("1440", 86400)]
)
async def test_an_interval_may_be_typed(ctx: Context, typed: str, seconds: int) -> None:
    after = await by_hand.say(ctx, "interval|history|other", typed)
    assert after
    assert (after.place, after.fresh) == ("interval|history", True)
    assert await bounds(ctx, Feed.HISTORY) == (seconds, seconds)


@pytest.mark.parametrize("typed", ["0", "1441", "-5", "soon", "", "5 6", "1e9", "nan", "99999999999999999999", "😀"])
async def test_an_interval_out_of_bounds_is_refused_with_them(ctx: Context, typed: str) -> None:
    after = await by_hand.say(ctx, "interval|likes|other", typed)
    assert after
    assert after.place is None
    assert after.toast
    assert "between 1 and 1,440" in after.toast
    assert await bounds(ctx, Feed.LIKES) == DEFAULT_BOUNDS[Feed.LIKES]


@pytest.mark.parametrize(
    ("what", "typed", "setting", "value"),
    [
        ("minutes", "45", "download.most_minutes", 45),
        ("megabytes", "1,500 MB", "download.most_megabytes", 1500),
        ("day", "2.5 GB", "download.day_gigabytes", 2.5),
        ("month", "٨٠", "download.month_gigabytes", 80),
        ("disk", "0,5", "disk.gigabytes", 0.5),
    ],
)
async def test_a_limit_may_be_typed_and_taken_away(
    ctx: Context, what: str, typed: str, setting: str, value: float
) -> None:
    after = await by_hand.say(ctx, f"pick|downloads|{what}", typed)
    assert after
    assert after.place == "downloads"
    assert (await by_hand.values(ctx))[setting] == value

    await by_hand.press(ctx, f"pick|set|downloads|{what}|any")
    assert (await by_hand.values(ctx))[setting] is None


@pytest.mark.parametrize("typed", ["0", "-1", "a lot", "1000000000", "infinity", "12 34 56", "<b>5</b>"])
async def test_a_limit_out_of_bounds_is_refused_with_them(ctx: Context, typed: str) -> None:
    for what in ("minutes", "megabytes", "day", "month", "disk"):
        after = await by_hand.say(ctx, f"pick|ready|{what}", typed)
        assert after
        assert after.toast
        assert "between" in after.toast
    assert (await by_hand.values(ctx))["download.most_minutes"] is None


async def test_hours_are_picked_one_after_the_other_and_shown_in_the_owners_zone(ctx: Context) -> None:
    first = by_hand.button(await by_hand.show(ctx, "pick|downloads|hours"), "22")
    assert first.data
    second = by_hand.button(await by_hand.show(ctx, first.data), "06")
    assert second.data
    assert (await by_hand.press(ctx, second.data)).place == "downloads"
    assert (await by_hand.values(ctx))["download.hours"] == [22, 6]
    assert (await by_hand.show(ctx, "downloads")).text.count("<tg-time") == 2


async def test_every_quality_and_category_has_a_button(ctx: Context) -> None:
    qualities = _data(await by_hand.show(ctx, "pick|downloads|quality"))
    assert {f"pick|set|downloads|quality|{one}" for one in Quality} <= set(qualities)
    categories = _data(await by_hand.show(ctx, "pick|downloads|sponsorblock"))
    assert {f"pick|sponsor|downloads|{one}|on" for one in SPONSORBLOCK} <= set(categories)


@pytest.mark.parametrize("parent", ["ready", "downloads"])
async def test_a_page_of_one_setting_leads_back_to_where_it_was_opened(ctx: Context, parent: str) -> None:
    for what in ("quality", "minutes", "megabytes", "day", "month", "disk", "hours", "sponsorblock"):
        assert f"pick|{parent}|{what}" in _data(await by_hand.show(ctx, parent))
        assert _data(await by_hand.show(ctx, f"pick|{parent}|{what}"))[-1] == parent


async def test_the_set_up_leads_to_subtitles_and_the_line_and_they_lead_back_there(ctx: Context) -> None:
    ready = await by_hand.show(ctx, "ready")
    assert "Subtitles: <b>none</b>" in ready.text
    assert {"subtitles|ready", "line|ready"} <= set(_data(ready))
    for place in ("subtitles|ready", "line|ready"):
        assert _data(await by_hand.show(ctx, place))[-1] == "ready"
    for what in ("down", "hours", "ahead"):
        assert f"line|ready|{what}" in _data(await by_hand.show(ctx, "line|ready"))
        assert _data(await by_hand.show(ctx, f"line|ready|{what}"))[-1] == "line|ready"
    assert "line|ready|hours|22" in _data(await by_hand.show(ctx, "line|ready|hours"))
    assert (await by_hand.press(ctx, "line|set|hours|22-6|ready")).place == "line|ready"
    said = await by_hand.say(ctx, "line|ready|down", "12.5")
    assert said is not None
    assert said.place == "line|ready"
    values = await by_hand.values(ctx)
    assert (values["line.hours"], values["line.down_megabits"]) == ([22, 6], 12.5)
    for data in ("line|set|down|5|home", "line|set|down|5|ready|ready"):
        with pytest.raises(Stale):
            await by_hand.press(ctx, data)


async def test_yt_dlp_switched_off_on_its_own_page_has_answered_the_set_ups_question(ctx: Context) -> None:
    assert "Until you say no" in (await by_hand.show(ctx, "setup")).text
    await by_hand.press(ctx, "ytdlp|set|off")
    assert "renewed only when you say so" in (await by_hand.show(ctx, "setup")).text


async def test_a_stored_value_that_no_longer_fits_does_not_break_a_screen(ctx: Context) -> None:
    await furnish(ctx)
    for name in OPTIONS:
        await ctx.store.settings.put(name, {"from": "another version"})
    for name in SETTING_SCREENS:
        for args in SCREENS.screens[name].places:
            assert (await by_hand.show(ctx, "|".join((name, *args)))).text


async def test_the_limits_of_the_line_may_be_typed_and_taken_away(ctx: Context) -> None:
    for what, typed, setting, value in (
        ("down", "12,5 Mbit", "line.down_megabits", 12.5),
        ("up", "0.1", "line.up_megabits", 0.1),
        ("ahead", "7", "download.ahead", 7),
    ):
        after = await by_hand.say(ctx, f"line|{what}", typed)
        assert after
        assert after.place == "line"
        assert (await by_hand.values(ctx))[setting] == value
    await by_hand.press(ctx, "line|set|down|any")
    assert (await by_hand.values(ctx))["line.down_megabits"] is None
    for what, typed in (("ahead", "0"), ("ahead", "2.5"), ("ahead", "11"), ("down", "0"), ("up", "fast")):
        after = await by_hand.say(ctx, f"line|{what}", typed)
        assert after
        assert "between" in (after.toast or "")
    for wrong in ("line|set|ahead|any", "line|set|ahead|2.5x", "line|set|hours|25-3", "line|set|sideways|1"):
        with pytest.raises(Stale):
            await by_hand.press(ctx, wrong)


async def test_the_screen_of_the_line_says_what_holds(ctx: Context) -> None:
    text = (await by_hand.show(ctx, "line")).text
    assert text.count("as fast as it goes") == 2
    assert "always" not in text, "there is no limit that could hold"
    await by_hand.press(ctx, "line|set|up|25")
    assert "always" in (await by_hand.show(ctx, "line")).text
    await by_hand.press(ctx, "line|set|hours|22-7")
    await by_hand.press(ctx, "line|set|ahead|1")
    text = (await by_hand.show(await by_hand.fresh(ctx), "line")).text
    assert "at most 25 Mbit/s" in text
    assert "one after the other" in text
    assert "always" not in text
