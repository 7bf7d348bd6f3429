"""/likes, /history and /subscriptions: pages, and what each line opens."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.conversation.screen import Context
from core.model import DownloadState
from core.telegram.access import ApiAccess
from core.wording import units

from . import by_hand
from .rows import NASTY, NOW, context

MOSHE = "משה: איך לומדים? 🎸 (2/3)"


@pytest.fixture
async def ctx(tmp_path: Path) -> AsyncIterator[Context]:
    async with context(tmp_path) as it:
        yield it


async def happened(ctx: Context, kind: str, count: int, title: str = "Song") -> None:
    """So many events of a kind, one a minute."""
    async with ctx.store.database.transaction("happened") as t:
        await t.run_many(
            "INSERT OR IGNORE INTO videos (id, title, channel, duration, seen_at) VALUES (?, ?, 'Maker', 63, 1)",
            [(f"{kind}{n}", f"{title} {n}") for n in range(count)],
        )
        await t.run_many(
            "INSERT INTO events (kind, identity, subject, seen_at) VALUES (?, ?, ?, ?)",
            [(kind, f"{kind}{n}", f"{kind}{n}", NOW - 60 * (count - n)) for n in range(count)],
        )


async def test_nothing_yet_is_said(ctx: Context) -> None:
    for feed in ("likes", "history", "subscriptions"):
        assert "Nothing has happened yet" in (await by_hand.show(ctx, f"events|{feed}")).text


async def test_pages_go_from_the_newest_to_the_oldest_without_a_gap(ctx: Context) -> None:
    await happened(ctx, "watched", 20)
    await happened(ctx, "liked", 5)  # of another feed
    opened, place = list[str](), (await by_hand.command(ctx, "/history 6")).place
    for page in range(4):
        assert place
        view = await by_hand.show(ctx, place)
        assert f"page {page + 1}" in view.text
        opened += [one.data or "" for one in by_hand.buttons(view) if one.text.isdecimal()]
        place = next((one.data for one in by_hand.buttons(view) if one.text == "older ›"), None)
    assert place is None
    for page in (3, 2, 1):
        view = await by_hand.show(ctx, by_hand.button(view, "newer").data or "")
        assert f"page {page}" in view.text
        assert [one.data for one in by_hand.buttons(view) if one.text.isdecimal()] == opened[6 * page - 6 : 6 * page]
    titles = [(await by_hand.show(ctx, one)).text.split("\u2068")[1].split("\u2069")[0] for one in opened]
    assert titles == [f"Song {n}" for n in reversed(range(20))]


@pytest.mark.parametrize(
    ("said", "lines"),
    [("/likes", 8), ("/likes 3", 3), ("/likes 500", 20), ("/likes 0", 8), ("/likes all of them", 8), ("/likes ۵", 5)],
)
async def test_how_many_lines_a_page_has_may_be_said(ctx: Context, said: str, lines: int) -> None:
    await happened(ctx, "liked", 40)
    after = await by_hand.command(ctx, said)
    assert after.fresh
    view = await by_hand.show(ctx, after.place or "")
    assert len([one for one in by_hand.buttons(view) if one.text.isdecimal()]) == lines


async def test_the_longest_page_of_the_worst_titles_is_whole(ctx: Context) -> None:
    await happened(ctx, "watched", 20, title=NASTY + "&" * 200)
    view = await by_hand.show(ctx, "events|history|0|20")
    assert units(view.text) <= 4096
    assert view.text.count("<tg-time") == 20


async def test_titles_in_any_script_stay_in_their_line(ctx: Context) -> None:
    await happened(ctx, "liked", 2, title=MOSHE)
    lines = (await by_hand.show(ctx, "events|likes")).text.splitlines()[2:]
    assert [line.split("</b>")[0] for line in lines] == ["<b>1.", "<b>2."]
    assert all(f"\u2068{MOSHE} " in line for line in lines)


async def test_a_line_opens_its_video_and_leads_back_to_the_same_page(ctx: Context) -> None:
    await happened(ctx, "liked", 30)
    place = "events|likes"
    for _ in range(2):
        place = by_hand.button(await by_hand.show(ctx, place), "older").data or ""
    view = await by_hand.show(ctx, by_hand.button(await by_hand.show(ctx, place), "17").data or "")
    assert "Song 13" in view.text
    assert "Maker" in view.text
    assert "1:03" in view.text
    assert "You liked it" in view.text
    assert by_hand.button(view, "Open on YouTube").url == "https://www.youtube.com/watch?v=liked13"
    assert view.rows[-1][0].data == place


async def test_a_page_stays_as_it_is_while_something_happens(ctx: Context) -> None:
    await happened(ctx, "liked", 20)
    second = by_hand.button(await by_hand.show(ctx, "events|likes"), "older").data or ""
    before = await by_hand.show(ctx, second)
    await happened(ctx, "unliked", 3)
    now = await by_hand.show(ctx, second)
    assert (now.text, now.rows[:2]) == (before.text, before.rows[:2])
    newest = await by_hand.show(ctx, by_hand.button(now, "newer").data or "")
    third = await by_hand.show(ctx, by_hand.button(newest, "newer").data or "")
    assert "page 1" in third.text
    assert "Song 2" in third.text.splitlines()[2]


async def test_a_page_whose_events_are_gone_leads_to_the_newest(ctx: Context) -> None:
    await happened(ctx, "watched", 20)
    second = by_hand.button(await by_hand.show(ctx, "events|history"), "older").data or ""
    async with ctx.store.database.transaction("forget") as t:
        await t.run("DELETE FROM events WHERE id < 15")
    view = await by_hand.show(ctx, second)
    assert not [one for one in by_hand.buttons(view) if one.text.isdecimal()]
    newest = await by_hand.show(ctx, by_hand.button(view, "newer").data or "")
    assert "Song 19" in newest.text


@pytest.mark.parametrize("place", ["events|likes|5|8", "events|likes|99999|20"])
async def test_a_page_of_an_older_version_is_the_first_one(ctx: Context, place: str) -> None:
    await happened(ctx, "liked", 3)
    assert "page 1" in (await by_hand.show(ctx, place)).text


async def test_a_video_is_asked_for_from_its_line_and_twice_is_once(ctx: Context) -> None:
    await happened(ctx, "watched", 1)
    asked = await by_hand.press(ctx, "event|get|1|history|0|8")
    assert (asked.place, (await ctx.store.queue.size())[0]) == ("telegram", 0)  # nothing could send it yet

    await ctx.services.credentials.put_api(ApiAccess(1, "0" * 32))
    download = by_hand.button(await by_hand.show(ctx, "event|1|history|0|8"), "Download")
    places = [(await by_hand.press(ctx, download.data or "")).place for _ in range(2)]
    total, [row] = await ctx.store.queue.page(10, 0)
    assert total == 1
    assert places == [f"item|{row.job.id}|0"] * 2
    assert (row.job.state, row.job.asked, row.job.to.chat_id) == (DownloadState.QUEUED, True, ctx.owner)
    assert "in the queue" in (await by_hand.show(ctx, "event|1|history|0|8")).text


async def test_the_card_with_all_qualities_comes_on_demand(ctx: Context) -> None:
    await happened(ctx, "liked", 1)
    await ctx.services.credentials.put_api(ApiAccess(1, "0" * 32))
    choose = by_hand.button(await by_hand.show(ctx, "event|1|likes|0|8"), "Quality")
    await by_hand.press(ctx, choose.data or "")
    [errand] = await ctx.store.errands.open()
    assert (errand.kind, errand.args["video"]) == ("look", "liked0")


async def test_a_channel_of_which_nothing_is_known_is_no_video(ctx: Context) -> None:
    async with ctx.store.database.transaction("left") as t:
        await t.run("INSERT INTO events (kind, identity, subject, seen_at) VALUES ('unsubscribed', 'c', 'UCx', 2)")
    view = await by_hand.show(ctx, by_hand.button(await by_hand.show(ctx, "events|subscriptions"), "1").data or "")
    assert "You unsubscribed" in view.text
    assert by_hand.button(view, "Open on YouTube").url == "https://www.youtube.com/channel/UCx"
    assert not [one for one in by_hand.buttons(view) if "Download" in one.text]


async def test_a_vanished_channel_is_listed_with_the_subscriptions_and_a_vanished_video_with_the_likes(
    ctx: Context,
) -> None:
    await happened(ctx, "vanished", 1)
    async with ctx.store.database.transaction("channel") as t:
        await t.run("INSERT INTO channels (id, title, seen_at) VALUES ('UCgone', 'Gone away', 1)")
        await t.run("INSERT INTO events (kind, identity, subject, seen_at) VALUES ('vanished', 'c', 'UCgone', 2)")
    likes = (await by_hand.show(ctx, "events|likes")).text
    subscriptions = await by_hand.show(ctx, "events|subscriptions")
    assert ("Song 0" in likes, "Gone away" in likes) == (True, False)
    assert ("Song 0" in subscriptions.text, "Gone away" in subscriptions.text) == (False, True)
    view = await by_hand.show(ctx, by_hand.button(subscriptions, "1").data or "")
    assert by_hand.button(view, "Open on YouTube").url == "https://www.youtube.com/channel/UCgone"
    assert not [one for one in by_hand.buttons(view) if "Download" in one.text]
