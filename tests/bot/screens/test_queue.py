"""The queue: its pages, what holds each download, what can be done to one, and cleaning up."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.conversation.screen import Context
from core.model import DownloadState, Video

from . import by_hand
from .rows import NOW, context

DAY = 86400.0
SHALOM = "שלום \u202eעולם 👩‍👩‍👧‍👦"


@pytest.fixture
async def ctx(tmp_path: Path) -> AsyncIterator[Context]:
    async with context(tmp_path) as it:
        yield it


async def queue(ctx: Context, count: int, age: float = 0.0, title: str = "Video") -> list[int]:
    """So many downloads that were asked for, one after the other, `age` seconds ago."""
    here = await ctx.store.destinations.private(ctx.owner)
    return [
        await ctx.store.requests.request(
            Video(f"{title}-{n:04}", f"{title} {n}"), here, None, None, None, None, ctx.now - age + n
        )
        for n in range(count)
    ]


async def state(ctx: Context, job: int) -> DownloadState:
    return (await ctx.store.jobs.get(job)).state


async def test_an_empty_queue_says_so_and_offers_nothing_to_clean(ctx: Context) -> None:
    view = await by_hand.show(ctx, "queue")
    assert "Nothing is on its way" in view.text
    assert [one.text for one in by_hand.buttons(view)] == ["🔄 Refresh", "‹ Panel"]


async def test_pages_show_every_download_once_in_the_order_of_the_work(ctx: Context) -> None:
    jobs = await queue(ctx, 19)
    seen, place = list[int](), "queue"
    while True:
        view = await by_hand.show(ctx, place)
        assert "19 videos" in view.text
        numbers = [one for one in by_hand.buttons(view) if one.text.isdecimal()]
        seen += [int((one.data or "").split("|")[1]) for one in numbers]
        further = [one.data for one in by_hand.buttons(view) if one.text == "further ›"]
        if not further:
            break
        place = further[0] or ""
    assert seen == jobs
    assert "queue|1" in [one.data for one in by_hand.buttons(view)]


async def test_a_page_that_emptied_meanwhile_still_has_its_way_back(ctx: Context) -> None:
    await queue(ctx, 1)
    view = await by_hand.show(ctx, "queue|7")
    assert {"queue|6", "home"} <= {one.data for one in by_hand.buttons(view)}


async def test_what_holds_a_download_is_said(ctx: Context) -> None:
    [asked, other] = await queue(ctx, 2)
    async with ctx.store.database.transaction("automatic") as t:
        await t.run("UPDATE downloads SET asked = 0 WHERE id = ?", (other,))
    await ctx.store.settings.put("paused_at", NOW)
    assert (await by_hand.show(ctx, "queue")).text.count("everything is paused") == 1
    assert "everything is paused" in (await by_hand.show(ctx, f"item|{other}|0")).text
    assert "everything is paused" not in (await by_hand.show(ctx, f"item|{asked}|0")).text


async def test_a_download_that_moves_shows_how_far_it_is(ctx: Context) -> None:
    [job] = await queue(ctx, 1)
    async with ctx.store.database.transaction("fetching") as t:
        await t.run("UPDATE downloads SET state = 'fetching'")
    ctx.services.board.note(job, "downloading", 37, 100)
    assert "downloading (37 %)" in (await by_hand.show(ctx, "queue")).text


async def test_titles_in_any_script_stay_in_their_place(ctx: Context) -> None:
    await queue(ctx, 1, title=SHALOM[:4] + "<b>&")
    line = (await by_hand.show(ctx, "queue")).text
    assert "&lt;b&gt;&amp;" in line
    assert "\u202e" not in line
    assert line.index("\u2068") < line.index(SHALOM[:4]) < line.index("\u2069") < line.index("in the queue")


async def test_one_download_is_cancelled_brought_back_put_off_and_moved_first(ctx: Context) -> None:
    first, second = await queue(ctx, 2)
    assert (await by_hand.press(ctx, f"item|first|{second}|0")).toast == "It goes first."
    view = await by_hand.show(ctx, "queue")
    assert by_hand.button(view, "1").data == f"item|{second}|0"

    for _ in range(2):  # the second press comes from a panel that is redrawn just then
        after = await by_hand.press(ctx, f"item|cancel|{first}|0")
    assert await state(ctx, first) is DownloadState.CANCELLED
    assert after.toast
    assert "Too late" in after.toast

    again = by_hand.button(await by_hand.show(ctx, f"item|{first}|0"), "Try again")
    await by_hand.press(ctx, again.data or "")
    assert await state(ctx, first) is DownloadState.QUEUED

    await by_hand.press(ctx, f"item|later|{first}|8|0")
    assert (await ctx.store.jobs.get(first)).not_before == NOW + 8 * 3600
    assert "put off until" in (await by_hand.show(ctx, f"item|{first}|0")).text


@pytest.mark.parametrize("wanted", DownloadState)
async def test_every_state_of_a_download_has_words_and_only_buttons_that_do_something(
    ctx: Context, wanted: DownloadState
) -> None:
    [job] = await queue(ctx, 1)
    async with ctx.store.database.transaction("state") as t:
        await t.run("UPDATE downloads SET state = ?", (wanted,))
    view = await by_hand.show(ctx, f"item|{job}|0")
    assert view.text
    for one in by_hand.buttons(view):
        if one.data and one.data.split("|")[1] in ("cancel", "retry", "later", "first"):
            async with ctx.store.database.transaction("again") as t:
                await t.run("UPDATE downloads SET state = ?", (wanted,))
            after = await by_hand.press(ctx, one.data)
            assert "Too late" not in (after.toast or ""), one


async def test_cleaning_asks_first_and_takes_only_what_is_older(ctx: Context) -> None:
    old = await queue(ctx, 3, age=8 * DAY, title="old")
    new = await queue(ctx, 2, age=DAY / 2, title="new")
    view = await by_hand.show(ctx, "drop")
    assert [one.text for one in by_hand.buttons(view)][:3] == [
        "Older than 1 day (3)", "Older than 7 days (3)", "All that wait (5)",
    ]  # fmt: skip

    sure = await by_hand.show(ctx, "drop|7")
    assert "3 videos" in sure.text
    assert (sure.rows[0][0].style, sure.rows[-1][0].text) == ("danger", "No, keep them")
    after = await by_hand.press(ctx, sure.rows[0][0].data or "")
    assert (after.place, after.toast) == ("queue", "3 videos were given up.")
    assert {await state(ctx, job) for job in old} == {DownloadState.CANCELLED}
    assert {await state(ctx, job) for job in new} == {DownloadState.QUEUED}

    assert (await by_hand.press(ctx, "drop|yes|0")).toast == "2 videos were given up."
    assert "Nothing has waited for so long" in (await by_hand.show(ctx, "drop|0")).text
