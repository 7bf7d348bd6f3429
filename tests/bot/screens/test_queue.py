"""The queue: its pages, what holds each download, what can be done to one, and cleaning up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.conversation.screen import Context
from core.errors import Condition, NeedsOwner, Scope
from core.model import DownloadState, Sentence, Video

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
        if one.data and one.data.split("|")[1] in ("cancel", "retry", "later", "first", "hold", "go"):
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


async def automatic(ctx: Context, jobs: list[int], **columns: object) -> None:
    async with ctx.store.database.transaction("automatic") as t:
        for job in jobs:
            await t.run("UPDATE downloads SET asked = 0 WHERE id = ?", (job,))
            for name, value in columns.items():
                await t.run(f"UPDATE downloads SET {name} = ? WHERE id = ?", (value, job))


async def test_each_line_says_what_it_waits_for(ctx: Context) -> None:
    jobs = await queue(ctx, 5)
    await automatic(ctx, jobs)
    await automatic(ctx, jobs[:2], state="fetched")
    await automatic(ctx, jobs[2:3], state="uploading")
    ctx.services.board.note(jobs[2], "uploading", 1, 100)
    lines = (await by_hand.show(ctx, "queue")).text
    assert lines.count("others go first") == 2, "what is fetched waits for the one that is sent"
    assert lines.count("as many videos are on the disk as may be") == 2
    moving = next(line for line in lines.split("\n") if "uploading" in line)
    assert "1 %" in moving

    await ctx.store.destinations.wait(
        (await ctx.store.jobs.get(jobs[0])).to.id, NOW + 99, Sentence("condition-channel_lost")
    )
    assert "waits until" in (await by_hand.show(ctx, f"item|{jobs[0]}|0")).text


async def test_an_upload_that_telegram_slows_down_says_why_and_for_how_long(ctx: Context) -> None:
    [job] = await queue(ctx, 1)
    await automatic(ctx, [job], state="uploading")
    ctx.services.board.note(job, "uploading", 1, 100)
    ctx.services.board.waits(job, "upload-premium-wait", 12)
    for place in ("queue", f"item|{job}|0"):
        text = (await by_hand.show(ctx, place)).text
        assert "Telegram slows uploads of accounts without Premium; it goes on in 12 s" in text


async def test_a_premiere_says_when_it_begins(ctx: Context) -> None:
    [job] = await queue(ctx, 1)
    args = '{"kind": "premiere", "time": "2026-12-24 18:00 UTC", "at": 1, "since": 1}'
    await automatic(ctx, [job], trouble=f'{{"key": "held-upcoming", "args": {args}}}', not_before=NOW + 900)
    for place in ("queue", f"item|{job}|0"):
        assert "⏳ waits: it premieres at 2026-12-24 18:00 UTC" in (await by_hand.show(ctx, place)).text


async def test_a_pause_of_a_whole_scope_is_on_the_lines_that_it_holds(ctx: Context) -> None:
    jobs = await queue(ctx, 2)
    await automatic(ctx, jobs)
    await automatic(ctx, jobs[:1], state="fetched")
    await ctx.store.pauses.pause(NeedsOwner(Condition.BOT_CHECK, scope=Scope.YOUTUBE), NOW, 0.5)
    reason = ctx.words.reason(Sentence("condition-bot_check"))
    assert reason not in (await by_hand.show(ctx, f"item|{jobs[0]}|0")).text
    assert reason in (await by_hand.show(ctx, f"item|{jobs[1]}|0")).text


async def test_both_lanes_show_their_speed_and_the_time_left(ctx: Context) -> None:
    first, second = await queue(ctx, 2)
    for job, state, stage in ((first, "uploading", "uploading"), (second, "fetching", "downloading")):
        await automatic(ctx, [job], state=state)
        ctx.services.board.note(job, stage, 0, 90_000_000)
        await asyncio.sleep(0.02)
        ctx.services.board.note(job, stage, 30_000_000, 90_000_000)
    text = (await by_hand.show(ctx, "queue")).text
    assert text.count("33 %, ") == 2
    assert text.count(" left)") == 2
    assert "⏳" not in text


async def test_downloads_are_paused_and_let_go_on_from_the_queue(ctx: Context) -> None:
    jobs = await queue(ctx, 2)
    await automatic(ctx, jobs)
    pause = by_hand.button(await by_hand.show(ctx, "queue"), "Pause downloads")
    for _ in range(2):
        await by_hand.press(await by_hand.fresh(ctx), pause.data or "")
    assert await ctx.store.settings.get("downloads_paused_at") == NOW
    ctx = await by_hand.fresh(ctx)
    view = await by_hand.show(ctx, "queue")
    assert view.text.count("downloads are paused") == 2
    assert "Downloads are paused since" in view.text
    await by_hand.press(ctx, by_hand.button(view, "go on").data or "")
    assert await ctx.store.settings.get("downloads_paused_at") is None


async def test_one_is_moved_up_and_down_held_and_let_go_on(ctx: Context) -> None:
    first, second, third = await queue(ctx, 3)
    assert (await by_hand.press(ctx, f"item|up|{third}|0")).toast == "One place up."
    assert (await by_hand.press(ctx, f"item|down|{first}|0")).toast == "One place down."
    numbers = [one for one in by_hand.buttons(await by_hand.show(ctx, "queue")) if one.text.isdecimal()]
    assert [one.data for one in numbers] == [f"item|{job}|0" for job in (third, first, second)]
    assert "end of its kind" in ((await by_hand.press(ctx, f"item|up|{third}|0")).toast or "")

    hold = by_hand.button(await by_hand.show(ctx, f"item|{first}|0"), "Hold it")
    await by_hand.press(ctx, hold.data or "")
    view = await by_hand.show(ctx, f"item|{first}|0")
    assert "you hold it until you say so" in view.text
    assert "Hold it" not in "".join(one.text for one in by_hand.buttons(view))
    await by_hand.press(ctx, by_hand.button(view, "Go on now").data or "")
    assert (await ctx.store.jobs.get(first)).not_before == 0
