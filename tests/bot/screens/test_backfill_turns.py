"""Likes of long ago while they come: paused, stopped, and let go one by one."""

from __future__ import annotations

import pytest

from bot.conversation.screen import Context
from core.errors import Condition, NeedsOwner, Scope
from core.model import Feed, Video
from core.poll.backfill import Entry, ItemState
from storage.backfills import TELL

from . import by_hand
from .backfills import S, count, ctx, let_go, listed, state, turn
from .rows import NOW

__all__ = ["ctx"]


# -- while it is under way -------------------------------------------------------------------------------------


async def test_pausing_and_going_on_are_done_once_however_often_pressed(ctx: Context) -> None:
    backfill = await listed(ctx)
    await by_hand.press(ctx, f"backfill|confirm|{backfill}")
    for action, wanted in (("pause", S.PAUSED), ("pause", S.PAUSED), ("go", S.RUNNING), ("go", S.RUNNING)):
        await by_hand.press(ctx, f"backfill|{action}|{backfill}")
        assert await state(ctx) == wanted
    assert await count(ctx, "errands", f"kind = '{TELL}'") == 0  # who pauses it knows


async def test_it_does_not_go_on_while_the_bot_check_lasts(ctx: Context) -> None:
    backfill = await listed(ctx)
    await ctx.store.backfills.confirm(backfill, NOW)
    await ctx.store.backfills.pause(backfill, None, NOW)
    await ctx.store.pauses.pause(NeedsOwner(Condition.BOT_CHECK, scope=Scope.YOUTUBE), NOW, 0.5)
    after = await by_hand.press(ctx, f"backfill|go|{backfill}")
    assert after.alert
    assert await state(ctx) == S.PAUSED

    await ctx.store.pauses.over(Scope.YOUTUBE)
    await by_hand.press(ctx, f"backfill|go|{backfill}")
    assert await state(ctx) == S.RUNNING


@pytest.mark.parametrize(("fate", "cancelled"), [("keep", 0), ("drop", 2)])
async def test_stopping_leaves_the_rest_and_keeps_or_drops_what_is_on_its_way(
    ctx: Context, fate: str, cancelled: int
) -> None:
    backfill = await listed(ctx)
    await ctx.store.backfills.confirm(backfill, NOW)
    for n in range(2):
        assert await let_go(ctx, backfill, NOW + n) is ItemState.RELEASED
    view = await by_hand.show(ctx, "backfill|stop")
    assert "1 like has not been posted" in view.text
    assert "2 of its videos are on their way" in view.text

    for _ in range(2):
        await by_hand.press(ctx, f"backfill|end|{backfill}|{fate}")
    assert await state(ctx) == S.STOPPED
    assert await count(ctx, "downloads", "state = 'cancelled'") == cancelled
    assert await count(ctx, "backfill_items", "state = 'left'") == 1
    assert await count(ctx, "errands", f"kind = '{TELL}'") == 1
    assert await let_go(ctx, backfill) is None
    assert "stopped: 0 of 3 posted" in (await by_hand.show(ctx, "backfill")).text


async def test_status_and_queue_tell_of_it(ctx: Context) -> None:
    backfill = await listed(ctx)
    await ctx.store.backfills.confirm(backfill, NOW)
    await let_go(ctx, backfill)
    assert "Likes of long ago: 0 of 3 posted" in (await by_hand.show(ctx, "status")).text
    queue = await by_hand.show(ctx, "queue")
    assert "🗂 \u2068" in queue.text
    assert "backfill" in [one.data for one in by_hand.buttons(queue)]


# -- the rows --------------------------------------------------------------------------------------------------


async def test_a_turn_that_comes_twice_posts_once(ctx: Context) -> None:
    backfill = await listed(ctx)
    await ctx.store.backfills.confirm(backfill, NOW)
    item = await ctx.store.backfills.next_item(backfill)
    assert item
    assert item.video.id == "v1"  # the oldest
    assert await turn(ctx, backfill, item) is ItemState.RELEASED
    assert await turn(ctx, backfill, item) is None
    assert [await count(ctx, one) for one in ("events", "deliveries", "downloads")] == [1, 1, 1]
    assert await count(ctx, "downloads", "rank = 1") == 1


async def test_a_like_that_was_told_meanwhile_is_left_out_and_takes_no_pace(ctx: Context) -> None:
    backfill = await listed(ctx)
    await ctx.store.backfills.confirm(backfill, NOW)
    item = await ctx.store.backfills.next_item(backfill)
    assert item
    assert await turn(ctx, backfill, item) is ItemState.RELEASED
    await ctx.store.backfills.stop(backfill, NOW)

    again = await listed(ctx)
    counts = await ctx.store.backfill_list.counts(again)
    assert (counts.known, counts.waiting) == (1, 2)
    await ctx.store.backfills.confirm(again, NOW)
    async with ctx.store.database.transaction("as if it had been told after the list was read") as t:
        await t.run("UPDATE backfill_items SET state = 'waiting', event_id = NULL WHERE backfill_id = ?", (again,))
    assert await let_go(ctx, again) is ItemState.KNOWN
    current = await ctx.store.backfills.current()
    assert current
    assert current.released_at is None
    assert await count(ctx, "deliveries") == 1


@pytest.mark.parametrize(
    ("happened_at", "digest", "became"),
    [
        (NOW - 2000, False, ItemState.KNOWN),
        (None, False, ItemState.KNOWN),  # its time was not known then: it may be no other
        (NOW - 9000, False, ItemState.RELEASED),  # an earlier like of the same video, which was taken back since
        (NOW - 2000, True, ItemState.KNOWN),
    ],
)
async def test_a_like_is_known_by_its_video_and_its_time(
    ctx: Context, happened_at: float | None, digest: bool, became: ItemState
) -> None:
    backfill = await listed(ctx)
    await ctx.store.backfills.confirm(backfill, NOW)
    async with ctx.store.database.transaction("told before") as t:
        await t.run(
            "INSERT INTO events (id, kind, identity, subject, happened_at, seen_at) VALUES (1, 'liked', 'x', 'v1', ?, 1)",
            (happened_at,),
        )
        await t.run("INSERT INTO events (id, kind, identity, subject, seen_at) VALUES (2, 'liked', 'y', 'other', 1)")
        await t.run(
            "INSERT INTO deliveries (event_id, destination_id, random_id, digest) VALUES (?, 1, 5, ?)",
            (2, "[1, 2]") if digest else (1, None),
        )
    assert await let_go(ctx, backfill) is became


async def test_a_like_that_was_only_recorded_is_posted_under_its_own_event(ctx: Context) -> None:
    """It was seen while its kind was switched off, or while there was no channel."""
    backfill = await listed(ctx)
    await ctx.store.backfills.confirm(backfill, NOW)
    async with ctx.store.database.transaction("recorded") as t:
        await t.run(
            "INSERT INTO events (id, kind, identity, subject, happened_at, seen_at) VALUES (1, 'liked', 'v1#1', 'v1', ?, 1)",
            (NOW - 2000,),
        )
    assert await let_go(ctx, backfill) is ItemState.RELEASED
    assert [await count(ctx, one) for one in ("events", "deliveries", "downloads")] == [1, 1, 1]


async def test_a_like_that_was_taken_back_before_its_turn_is_not_posted(ctx: Context) -> None:
    backfill = await listed(ctx)
    await ctx.store.backfills.confirm(backfill, NOW)
    async with ctx.store.database.transaction("unliked") as t:
        await t.run(
            "INSERT INTO events (kind, identity, subject, seen_at) VALUES ('unliked', 'u', 'v1', ?)", (NOW + 5,)
        )
    assert await let_go(ctx, backfill) is ItemState.UNLIKED
    assert await let_go(ctx, backfill) is ItemState.RELEASED
    assert await count(ctx, "deliveries") == 1


async def test_it_leaves_the_feed_as_it_was(ctx: Context) -> None:
    before = await ctx.store.feeds.state(Feed.LIKES)
    backfill = await listed(ctx)
    await ctx.store.backfills.confirm(backfill, NOW)
    await let_go(ctx, backfill)
    assert await ctx.store.feeds.state(Feed.LIKES) == before
    assert await count(ctx, "snapshot") == 0


async def test_a_page_that_is_read_again_after_a_crash_adds_nothing_twice(ctx: Context) -> None:
    backfill = await ctx.store.backfills.begin(10, None, NOW)
    assert backfill
    page = [Entry("b", 2.0), Entry("a", 1.0)]
    for _ in range(2):
        await ctx.store.backfill_list.add_page(backfill, page, [Video("a"), Video("b")], "next", NOW)
    assert await ctx.store.backfill_list.listed(backfill) == page
