"""/status and /stats say what the rows say, in words, and escape it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.conversation.screen import Context
from bot.credentials import COOKIES, GOOGLE
from core.errors import Condition, NeedsOwner, Scope
from core.model import DownloadState, EventKind, Feed, Sentence
from core.record import Record
from locales import texts

from . import by_hand
from .rows import NOW, context

DAY = 86400.0
MIDNIGHT = NOW - NOW % DAY


@pytest.fixture
async def ctx(tmp_path: Path) -> AsyncIterator[Context]:
    async with context(tmp_path) as it:
        for name in (GOOGLE, COOKIES):
            await it.store.vault.put(name, "there")
        yield it


async def seed(ctx: Context, feed: Feed, *items: str) -> None:
    await ctx.store.feeds.record(Record(feed, NOW - 600, seen=items, seeded=True))


async def test_a_fresh_start_reads_well(ctx: Context) -> None:
    text = (await by_hand.show(ctx, "status")).text
    for said in (
        "All is well", "<b>Likes</b>: not looked at yet", "Posts waiting: none", "Videos: none yet", "Queue: empty",
        "0 of 10,000 units", "yt-dlp 20", "aiogram 3.",
    ):  # fmt: skip
        assert said in text, said


async def test_a_feed_without_its_account_waits_for_it(ctx: Context) -> None:
    await ctx.store.vault.put(COOKIES, None)
    text = (await by_hand.show(ctx, "status")).text
    assert "1 thing waits" in text
    assert "Watch history: waits for Cookies" in text


async def test_what_the_first_look_found_is_told_for_each_feed(ctx: Context) -> None:
    await seed(ctx, Feed.LIKES, "a", "b")
    await seed(ctx, Feed.SUBSCRIPTIONS)
    text = (await by_hand.show(ctx, "status")).text
    assert "<b>Likes</b>: 2 known when I first looked · looked <tg-time" in text
    assert "<b>Subscriptions</b>: none when I first looked" in text


@pytest.mark.parametrize("state", DownloadState)
async def test_every_state_of_a_download_is_counted_in_words(ctx: Context, state: DownloadState) -> None:
    here = await ctx.store.destinations.private(ctx.owner)
    async with ctx.store.database.transaction("downloads") as t:
        await t.run("INSERT INTO videos (id, seen_at) VALUES ('v', 1)")
        await t.run_many(
            "INSERT INTO downloads (destination_id, video_id, state, created_at, changed_at) VALUES (?, 'v', ?, 1, 1)",
            [(here, state)] * 3,
        )
    assert (
        f"Videos: {texts().get(f'screen-status-download-{state}', count=3)}" in (await by_hand.show(ctx, "status")).text
    )


async def test_everything_that_waits_is_listed_with_its_reason_and_its_end(ctx: Context) -> None:
    await ctx.store.pauses.pause(NeedsOwner(Condition.BOT_CHECK, scope=Scope.YOUTUBE), NOW, 0.5)
    await ctx.store.feeds.look_failed(Feed.LIKES, NOW + 90, Sentence("condition-google_consent"))
    place = await ctx.store.destinations.add(-1001, "<i>&")
    await ctx.store.destinations.wait(place, NOW + 60, Sentence("post-title", {"title": "<i>&"}))
    text = (await by_hand.show(ctx, "status")).text
    assert "3 things wait" in text
    assert "Likes: Google's consent is gone; give it again; again <tg-time" in text
    assert "YouTube: YouTube wants to see that you are no robot" in text
    assert "Title: &lt;i&gt;&amp;" in text


async def test_a_pause_and_its_beginning_are_told(ctx: Context) -> None:
    await ctx.store.settings.put("paused_at", NOW - 60)
    text = (await by_hand.show(ctx, "status")).text
    assert f'Everything was paused <tg-time unix="{int(NOW - 60)}"' in text


async def test_a_feed_that_is_switched_off_has_no_trouble(ctx: Context) -> None:
    await ctx.store.feeds.look_failed(Feed.LIKES, NOW + 90, Sentence("google-down"))
    await ctx.store.settings.choose("feed.likes.on", False)
    assert "All is well" in (await by_hand.show(ctx, "status")).text


async def test_figures_are_counted_by_day_and_by_week(ctx: Context) -> None:
    def at(days: float) -> float:
        return MIDNIGHT - days * DAY + 60

    here = await ctx.store.destinations.private(ctx.owner)
    async with ctx.store.database.transaction("figures") as t:
        await t.run("INSERT INTO videos (id, seen_at) VALUES ('v', 1)")
        for kind, ages in {"watched": (0, 0, 3, 8), "liked": (0, 6, 27, 28), "subscribed": (13,)}.items():
            await t.run_many(
                "INSERT INTO events (kind, identity, subject, seen_at) VALUES (?, ?, 'v', ?)",
                [(kind, f"{n}", at(age)) for n, age in enumerate(ages)],
            )
        await t.run_many(
            "INSERT INTO downloads (destination_id, video_id, state, created_at, changed_at) VALUES (?, 'v', ?, 1, ?)",
            [(here, "done", at(0)), (here, "done", at(1)), (here, "failed", at(0))],
        )
    await ctx.store.traffic.add("download", 3_000_000_000, 0, at(0))
    await ctx.store.traffic.add("upload", 0, 1_500_000_000, at(2))
    await ctx.store.settings.choose("download.day_gigabytes", 6)
    lines = (await by_hand.show(ctx, "stats")).text.splitlines()
    days = [line.partition("</tg-time>: ")[2] for line in lines if "<tg-time" in line]
    assert days == [
        "🕘 2 · ❤️ 1 · 📺 0 · ⬇️ 1 · 3 GB",
        "🕘 0 · ❤️ 0 · 📺 0 · ⬇️ 1",
        "🕘 0 · ❤️ 0 · 📺 0 · ⬇️ 0 · 1.5 GB",
        "🕘 1 · ❤️ 0 · 📺 0 · ⬇️ 0",
        *["🕘 0 · ❤️ 0 · 📺 0 · ⬇️ 0"] * 2,
        "🕘 0 · ❤️ 1 · 📺 0 · ⬇️ 0",
    ]
    weeks = [line.partition(": ")[2] for line in lines[lines.index("<b>By week</b>") + 1 :][:4]]
    assert weeks == [
        "🕘 3 · ❤️ 2 · 📺 0 · ⬇️ 2 · 4.5 GB",
        "🕘 1 · ❤️ 0 · 📺 1 · ⬇️ 0",
        "🕘 0 · ❤️ 0 · 📺 0 · ⬇️ 0",
        "🕘 0 · ❤️ 1 · 📺 0 · ⬇️ 0",
    ]
    assert "From YouTube in 7 days: 3 GB" in lines
    assert "To Telegram in 7 days: 1.5 GB" in lines
    assert "Today, both ways: 3 GB of 6 GB (50 %)" in lines


async def test_bytes_of_every_purpose_are_shown_the_rare_ones_only_where_there_are_any(ctx: Context) -> None:
    def of_purposes(text: str) -> list[str]:
        return [line for line in text.splitlines() if " in 7 days: " in line]

    await ctx.store.traffic.add("poll", 40_000_000, 2_000_000, NOW)
    await ctx.store.traffic.add("chat", 5_000_000, 0, NOW)
    text = (await by_hand.show(ctx, "stats")).text
    assert of_purposes(text)[3:] == ["For looks at your feeds in 7 days: 42 MB", "For this chat in 7 days: 5 MB"]
    assert "Today, both ways: 47 MB" in text

    await ctx.store.traffic.add("backup", 0, 10_000_000, NOW)
    assert of_purposes((await by_hand.show(ctx, "stats")).text)[5:] == ["For backups in 7 days: 10 MB"]


async def test_what_is_spent_and_left_of_the_quota_and_the_plan_are_told(ctx: Context) -> None:
    await ctx.store.quota.spend(2_500, NOW)
    await ctx.store.settings.choose("feed.history.on", False)
    for bound in ("fastest", "slowest"):
        await ctx.store.settings.choose(f"feed.subscriptions.{bound}", 900)
    text = (await by_hand.show(ctx, "status")).text
    assert "2,500 of 10,000 units today (25 %), 7,500 left" in text
    [plan] = [line for line in text.splitlines() if "as planned now" in line]
    assert "Subscriptions every 15 min" in plan
    assert "Likes every " in plan
    assert "history" not in plan.lower()

    await ctx.store.settings.put("paused_at", NOW)
    assert "as planned now" not in (await by_hand.show(ctx, "status")).text


async def test_kinds_and_scopes_all_have_their_words() -> None:
    for key in (
        *(f"kind-{one}" for one in EventKind),
        *(f"scope-{one}" for one in Scope if one not in (Scope.ITEM, Scope.CHAT)),
    ):
        assert texts().has(key), key
