"""What holds for looks at every feed: the real database, the real clients, Google and YouTube of the sandbox."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from core.errors import Condition, NeedsOwner, Retry, Scope
from core.model import Feed, Sentence
from core.poll.decide import FeedState, Rules
from core.poll.poll import Poller, after_gap, pause
from core.record import Record
from core.settings import CatchUp, read

from .looking import Rig

DAY = 86_400.0


class Driven:
    """A look that does what a test wants."""

    def __init__(self, outcome: Exception | None = None) -> None:
        self.outcome = outcome
        self.count = 0
        self.begun = asyncio.Event()
        self.hang = asyncio.Event()
        self.hang.set()

    async def ready(self) -> bool:
        return True

    async def look(self, state: FeedState, rules: Rules, now: float) -> Record:
        self.count += 1
        self.begun.set()
        await self.hang.wait()
        if self.outcome:
            raise self.outcome
        return Record(state.feed, now, seeded=True)


async def test_a_feed_that_hangs_ends_at_its_limit_and_delays_no_other(rig: Rig) -> None:
    hanging, other = Driven(), Driven()
    hanging.hang.clear()
    rig.limits[Feed.HISTORY] = 0.3
    poller = rig.poller(history=hanging, likes=other)

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(poller.look(Feed.HISTORY))
        await poller.look(Feed.LIKES)
        assert other.count == 1
        assert await rig.trouble(Feed.HISTORY) is None

    assert await rig.trouble(Feed.HISTORY) == "look-too-long"


async def test_a_feed_is_never_looked_at_twice_at_once(rig: Rig) -> None:
    driven = Driven()
    driven.hang.clear()
    poller = rig.poller(likes=driven)

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(poller.look(Feed.LIKES))
        await driven.begun.wait()
        await poller.look(Feed.LIKES)
        driven.hang.set()

    assert driven.count == 1


async def test_a_paused_app_and_a_feed_that_is_off_are_not_looked_at(rig: Rig) -> None:
    driven = Driven()
    poller = rig.poller(likes=driven)
    await rig.store.settings.put("paused_at", 5.0)
    await poller.look(Feed.LIKES)
    await rig.store.settings.put("paused_at", None)
    await rig.store.settings.choose("feed.likes.on", False)
    await poller.look(Feed.LIKES)
    assert driven.count == 0

    await rig.store.settings.choose("feed.likes.on", True)
    await poller.look(Feed.LIKES)
    assert driven.count == 1


async def test_a_feed_without_its_account_rests_in_silence(rig: Rig) -> None:
    rig.ready = False
    for feed in Feed:
        await rig.poller().look(feed)

    assert [row["trouble"] for row in await rig.rows("SELECT trouble FROM feeds")] == [None] * 3
    assert rig.google.units == []


async def test_a_bug_stands_in_the_row_and_is_not_met_again_at_once(rig: Rig) -> None:
    driven = Driven(ZeroDivisionError())
    poller = rig.poller(likes=driven)

    await poller.look(Feed.LIKES)
    await poller.look(Feed.LIKES)

    assert (driven.count, await rig.trouble(Feed.LIKES)) == (1, "internal-error")


async def test_a_consent_that_is_gone_is_probed_rarely_and_forgotten_when_it_is_back(rig: Rig) -> None:
    driven = Driven(NeedsOwner(Condition.GOOGLE_CONSENT, scope=Scope.GOOGLE))
    poller = rig.poller(likes=driven)
    await poller.look(Feed.LIKES)
    assert await rig.trouble(Feed.LIKES) == "condition-google_consent"

    driven.outcome = None
    rig.google.clock.time += DAY
    await poller.look(Feed.LIKES)

    assert await rig.trouble(Feed.LIKES) is None


async def failing_meanwhile(rig: Rig, said: Callable[[], Awaitable[object]]) -> Driven:
    """A look fails that began before the owner said something; then the feed is looked at again at once."""
    driven = Driven(NeedsOwner(Condition.COOKIES_DEAD, scope=Scope.ITEM))
    poller = rig.poller(history=driven)
    driven.hang.clear()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(poller.look(Feed.HISTORY))
        await driven.begun.wait()
        await said()
        driven.hang.set()
    assert await rig.trouble(Feed.HISTORY) is None, "what that look has met is the past's"
    await poller.look(Feed.HISTORY)
    return driven


async def test_the_owners_word_while_a_look_fails_is_heard_by_a_look_at_once_and_only_by_one(rig: Rig) -> None:
    driven = await failing_meanwhile(rig, lambda: rig.store.feeds.look_again(Feed.HISTORY))

    await rig.poller(history=driven).look(Feed.HISTORY)

    assert (driven.count, await rig.trouble(Feed.HISTORY)) == (2, "condition-cookies_dead")


async def test_what_was_mended_while_a_look_still_failed_stays_mended_a_second_time_too(rig: Rig) -> None:
    for _ in range(2):
        await rig.store.feeds.mended(Feed.HISTORY)
        driven = await failing_meanwhile(rig, lambda: rig.store.feeds.mended(Feed.HISTORY))
        assert driven.count == 2


async def test_what_a_clock_that_ran_ahead_wrote_holds_no_feed_for_ever(rig: Rig) -> None:
    now = rig.google.clock.time
    await rig.store.feeds.look_failed(Feed.LIKES, now + 40 * DAY, Sentence("google-down"))

    await rig.poller().look(Feed.LIKES)

    assert (await rig.store.feeds.state(Feed.LIKES)).looked_at == now


def test_no_refusal_is_waited_for_longer_than_a_quota_day() -> None:
    assert pause(Retry("google-rate-limited", scope=Scope.GOOGLE, after=1e9), 0) < 2 * DAY


@pytest.mark.parametrize("feed", Feed)
def test_the_owners_own_ceiling_makes_no_long_gap(feed: Feed) -> None:
    chosen = {f"feed.{feed}.slowest": DAY, f"feed.{feed}.after_gap": "digest"}
    state = FeedState(feed, None, 1.0, 2.0, 0)

    assert after_gap(read(chosen), state, 2.0 + DAY + 60) is None
    assert after_gap(read(chosen), state, 2.0 + 3 * DAY) is CatchUp.DIGEST


async def liked_during_a_pause(rig: Rig, mode: CatchUp) -> Poller:
    poller = rig.poller()
    await poller.look(Feed.LIKES)
    rig.google.clock.time += 600
    for video in ("KettleWhist", "yagamiShort"):
        rig.google.world.like(video)
        rig.google.clock.time += 1
    await rig.store.feeds.resume(mode)
    await poller.look(Feed.LIKES)
    return poller


async def test_after_a_pause_one_digest_tells_what_had_happened_and_the_next_like_is_told_by_itself(rig: Rig) -> None:
    poller = await liked_during_a_pause(rig, CatchUp.DIGEST)

    [digest] = await rig.rows("SELECT digest, event_id FROM deliveries")
    assert digest == {"digest": "[1, 2]", "event_id": 2}
    assert await rig.rows("SELECT * FROM downloads") == []
    [owed] = await rig.store.outbox.owed(rig.google.clock.now())
    assert owed.digest
    assert [one.event.subject for one in owed.told] == ["KettleWhist", "yagamiShort"]
    assert owed.told[0].video.title

    rig.google.world.like("BachPrelude")
    await poller.look(Feed.LIKES)
    assert await rig.told() == [("liked", "yagamiShort"), ("liked", "BachPrelude")]


async def test_or_nothing_is_told_of_it_though_it_is_recorded_and_its_count_kept(rig: Rig) -> None:
    poller = await liked_during_a_pause(rig, CatchUp.SKIP)

    assert (await rig.told(), len(await rig.recorded())) == ([], 2)
    rig.google.world.like("BachPrelude")
    await poller.look(Feed.LIKES)
    over = await rig.store.happenings.overview(Feed.LIKES)
    assert over.skipped == 2
    assert over.skipped_at is not None
    assert await rig.told() == [("liked", "BachPrelude")]


async def test_or_all_of_it_as_usual(rig: Rig) -> None:
    await liked_during_a_pause(rig, CatchUp.ALL)

    assert len(await rig.told()) == 2
    assert [row["state"] for row in await rig.rows("SELECT state FROM downloads")] == ["queued", "queued"]


async def test_over_the_days_gigabytes_a_video_is_offered_and_its_post_says_so(rig: Rig) -> None:
    await rig.store.settings.choose("download.day_gigabytes", 1)
    rig.used = (10**9, 10**9)

    await liked_during_a_pause(rig, CatchUp.ALL)

    owed = await rig.store.outbox.owed(rig.google.clock.now())
    assert [(one.download, one.download_state) for one in owed] == [(1, "offered")]
    assert owed[0].status
    assert owed[0].status.key == "status-offered"


async def test_a_pause_before_the_first_look_changes_nothing_about_it(rig: Rig) -> None:
    await rig.store.feeds.resume(CatchUp.ALL)
    rig.google.world.like("KettleWhist")

    await rig.poller().look(Feed.LIKES)

    assert await rig.recorded() == []


async def test_a_look_in_which_another_account_was_connected_is_thrown_away(rig: Rig) -> None:
    await rig.poller().look(Feed.LIKES)
    driven = Driven()
    driven.hang.clear()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(rig.poller(likes=driven).look(Feed.LIKES))
        await driven.begun.wait()
        await rig.store.feeds.begin_anew(Feed.LIKES, Feed.SUBSCRIPTIONS)
        driven.hang.set()

    assert (await rig.store.feeds.state(Feed.LIKES)).looked_at is None
