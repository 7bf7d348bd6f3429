"""What was watched while nobody looked is told as the owner chose; what was watched in private is not told at all."""

from __future__ import annotations

import pytest

from core.errors import Condition, NeedsOwner, Retry, Scope
from core.model import Feed
from core.poll.history import LAG, History
from core.poll.poll import LONG_GAP, OWNER_PROBES
from core.settings import CatchUp

from .looking import Rig
from .pages import Scripted, looked, ready, shown, watched

# -- a long gap --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "messages", "digests"), [(None, 1, 1), (CatchUp.ALL, 3, 0), (CatchUp.DIGEST, 1, 1), (CatchUp.SKIP, 0, 0)]
)
async def test_after_a_long_gap_the_look_does_as_the_owner_chose_and_the_next_one_tells_as_ever(
    rig: Rig, chosen: CatchUp | None, messages: int, digests: int
) -> None:
    if chosen:
        await rig.store.settings.choose("feed.history.after_gap", chosen)
    await looked(rig, shown("a"))
    rig.google.clock.time += LONG_GAP[Feed.HISTORY]

    await looked(rig, shown("dcba"))
    owed = await owes(rig)
    await looked(rig, shown("edcba"))

    assert (len(owed), sum(owed)) == (messages, digests)
    assert await watched(rig) == "bcde"
    assert len(await owes(rig)) == messages + 1


async def test_one_or_two_of_a_gap_are_told_by_themselves_though_a_digest_was_wanted(rig: Rig) -> None:
    await looked(rig, shown("a"))
    rig.google.clock.time += LONG_GAP[Feed.HISTORY]

    await looked(rig, shown("cba"))

    assert await owes(rig) == [False, False]


async def test_but_one_message_after_a_pause_is_one_as_the_owner_has_just_said(rig: Rig) -> None:
    await looked(rig, shown("a"))
    await rig.store.feeds.resume(CatchUp.DIGEST)

    await looked(rig, shown("cba"))

    assert await owes(rig) == [True]


DEAD = NeedsOwner(Condition.COOKIES_DEAD, scope=Scope.ITEM)


@pytest.mark.parametrize("mended", [True, False], ids=["others were sent", "they came back by themselves"])
async def test_what_was_watched_while_the_cookies_were_dead_is_one_digest_however_short_that_was(
    rig: Rig, mended: bool
) -> None:
    await looked(rig, shown("a"))
    await looked(rig, DEAD)
    if mended:
        await rig.store.feeds.mended(Feed.HISTORY)
    else:
        rig.google.clock.time += OWNER_PROBES[Condition.COOKIES_DEAD]
    await looked(rig, Retry("youtube-unreachable"), apart=3600.0)

    await looked(rig, shown("dcba"))
    await looked(rig, shown("gfedcba"))

    assert await watched(rig) == "bcdefg"
    assert await owes(rig) == [True, False, False, False]


async def owes(rig: Rig) -> list[bool]:
    """Of each message: whether it is a digest."""
    return [row["digest"] is not None for row in await rig.rows("SELECT digest FROM deliveries ORDER BY id")]


async def test_a_gap_that_is_not_long_and_a_first_look_are_no_gaps(rig: Rig) -> None:
    await looked(rig, shown("a"), apart=LONG_GAP[Feed.HISTORY] - 1)
    await looked(rig, shown("dcba"))

    assert await owes(rig) == [False, False, False]


# -- private times -----------------------------------------------------------------------------------------------------


async def test_what_is_watched_in_private_is_neither_told_nor_recorded_then_or_later(rig: Rig) -> None:
    private, clock = rig.store.private, rig.google.clock
    await looked(rig, shown("a"))
    await private.begin(clock.now(), None)
    await looked(rig, shown("ba"), shown("cba"))
    await private.end(clock.now())
    clock.time += LAG
    await looked(rig, shown("dcba"), shown("edcba"))

    assert await watched(rig) == "e", "d was watched before the look that follows the private time"
    assert [row["id"] for row in await rig.rows("SELECT id FROM videos")] == ["e"]


async def test_a_private_time_ends_by_itself_and_silences_only_the_look_that_touches_it(rig: Rig) -> None:
    private, clock = rig.store.private, rig.google.clock
    await looked(rig, shown("a"))
    await private.begin(clock.now() - 10 - LAG, clock.now() - 5 - LAG)

    await looked(rig, shown("ba"), shown("cba"))

    assert await private.now(clock.now()) is None
    assert await watched(rig) == "c"


async def test_what_youtube_shows_only_after_the_end_of_a_private_time_stays_private(rig: Rig) -> None:
    private, clock = rig.store.private, rig.google.clock
    await looked(rig, shown("a"))
    await private.begin(clock.now(), None)
    await private.end(clock.now() + 5)
    clock.time += 6

    await looked(rig, shown("a"), apart=30.0)
    await looked(rig, shown("ba"), apart=30.0)
    await looked(rig, shown("cba"))
    await looked(rig, shown("dcba"))

    assert await watched(rig) == "d"


async def test_a_private_time_that_began_while_the_page_was_read_holds_for_it(rig: Rig) -> None:
    await looked(rig, shown("a"))
    youtube = Scripted(shown("ba"))

    async def since(at: float) -> bool:
        assert youtube.asked, "it is asked when the page was read"
        await rig.store.private.begin(rig.google.clock.now() + 1, None)
        return await rig.store.private.since(at)

    await rig.poller(history=History(youtube, rig.store.feeds, ready, None, since)).look(Feed.HISTORY)

    assert await watched(rig) == ""


async def test_a_private_time_that_is_begun_again_gets_another_end_and_a_restart_changes_nothing(rig: Rig) -> None:
    private = rig.store.private
    await private.begin(100.0, 200.0)
    await private.begin(150.0, None)
    lasting = await private.now(10_000.0)
    await private.end(300.0)

    assert lasting is not None
    assert (lasting.began_at, lasting.until) == (100.0, None)
    assert [await private.since(at) for at in (299.0, 300.0)] == [True, False]
    assert await private.now(300.0) is None
    await private.begin(400.0, 500.0)
    await private.begin(600.0, 700.0)
    assert await rig.rows("SELECT began_at, until, ended_at FROM private_times ORDER BY id") == [
        {"began_at": 100.0, "until": None, "ended_at": 300.0},
        {"began_at": 400.0, "until": 500.0, "ended_at": 500.0},
        {"began_at": 600.0, "until": 700.0, "ended_at": None},
    ]
