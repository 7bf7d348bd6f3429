"""The ledger: counted by Pacific day, never beyond what the day has; and a month of planned looks on it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from core.errors import Retry, Scope
from core.model import Event, EventKind, Feed
from core.poll.plan import Bounds, Situation, plan
from core.quota_day import PACIFIC, pacific_day
from core.record import NewEvent, Record, SnapshotItem
from core.settings import DAY_UNITS, DEFAULT_BOUNDS
from storage.store import Store

NOW = datetime(2026, 6, 1, 12, tzinfo=PACIFIC).timestamp()
DAY = 86400.0


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await Store.open(tmp_path / "yagami.db", b"k" * 32)
    yield store
    await store.close()


async def test_units_are_of_the_pacific_day_in_which_they_are_spent(store: Store) -> None:
    before_midnight = NOW + 12 * 3600 - 1
    await store.quota.spend(3, before_midnight)
    await store.quota.spend(4, before_midnight + 2)

    assert await store.quota.spent(before_midnight) == 3
    assert await store.quota.spent(before_midnight + 2) == 4


async def test_a_call_that_the_day_can_not_pay_is_refused_before_it_is_made_and_not_counted(store: Store) -> None:
    await store.quota.spend(DAY_UNITS - 1, NOW)

    with pytest.raises(Retry) as refused:
        await store.quota.spend(2, NOW)

    assert (refused.value.key, refused.value.scope) == ("google-quota", Scope.GOOGLE)
    assert refused.value.after == pytest.approx(12 * 3600 + 60, abs=60)
    await store.quota.spend(1, NOW)
    assert await store.quota.spent(NOW) == DAY_UNITS
    await store.quota.spend(1, NOW + 13 * 3600)  # another day


async def test_days_of_long_ago_are_forgotten(store: Store) -> None:
    for day in (0, 20, 100, 111):
        await store.quota.spend(1, NOW + day * DAY)

    rows = await store.database.fetch("SELECT day FROM quota ORDER BY day")
    assert [row["day"] for row in rows] == [pacific_day(NOW + day * DAY) for day in (100, 111)]


async def test_the_newest_sign_of_the_owner_is_an_act_on_youtube_or_an_update_here(store: Store) -> None:
    assert (await store.quota.pace(NOW)).active_at is None
    liked = Event(EventKind.LIKED, "v@1", "v", 1.0, NOW - 500)
    await store.feeds.record(Record(Feed.LIKES, NOW - 500, events=(NewEvent(liked),)))
    assert (await store.quota.pace(NOW)).active_at == NOW - 500

    vanished = Event(EventKind.VANISHED, "w@1", "w", 1.0, NOW - 400)
    await store.feeds.record(Record(Feed.LIKES, NOW - 400, events=(NewEvent(vanished),)))
    assert (await store.quota.pace(NOW)).active_at == NOW - 500, "nothing that the owner did"

    async with store.database.update(7, NOW - 30):
        pass
    assert (await store.quota.pace(NOW)).active_at == NOW - 30


@pytest.mark.parametrize(("subscriptions", "pages"), [(0, 1), (50, 1), (51, 2), (260, 6)])
async def test_a_look_at_the_subscriptions_costs_a_unit_for_fifty(store: Store, subscriptions: int, pages: int) -> None:
    page = tuple(SnapshotItem(f"UC{one}") for one in range(subscriptions))
    await store.feeds.record(Record(Feed.SUBSCRIPTIONS, NOW, page=page))

    assert (await store.quota.pace(NOW)).subscription_pages == pages


async def test_a_month_of_planned_looks_never_exceeds_a_day_whatever_it_finds(store: Store) -> None:
    """From October into November, with the day of 25 hours. A look costs forty units here, so that a month is some thousand rows;
    bursts, tries that fail, restarts and a seed cost more than planned. Google's own count is kept beside the ledger."""
    dice = random.Random(4)
    start = datetime(2026, 10, 12, 6, tzinfo=PACIFIC).timestamp()
    bounds = dict[Feed, Bounds]()
    for feed in (Feed.LIKES, Feed.SUBSCRIPTIONS):
        bounds[feed] = Bounds(*DEFAULT_BOUNDS[feed])
    costs = {Feed.LIKES: 40.0, Feed.SUBSCRIPTIONS: 90.0}
    google, refused = Counter[str](), 0
    due: dict[str, float] = dict.fromkeys([*bounds, "reconcile"], start)
    now = active = start
    while now < start + 30 * DAY:
        what = min(due, key=lambda one: due[one])
        now = due[what]
        if 6 <= (now / 3600 + 1) % 24 < 22 and dice.random() < 0.3:
            active = now
        units = 80 if what == "reconcile" else int(costs[Feed(what)])
        units *= dice.choices((1, 2, 4, 60), (90, 7, 3, 0.1))[0]  # found something, tried again, read many pages
        try:
            await store.quota.spend(units, now)
            google[pacific_day(now)] += units
        except Retry as out:
            refused += 1
            due[what] = now + (out.after or 0)
            continue
        made = plan(Situation(now, await store.quota.spent(now), bounds, costs, active, 80))
        wait = made.reconcile if what == "reconcile" else made.waits[Feed(what)]
        assert wait is not None
        due[what] = now + (dice.uniform(0, 1) if dice.random() < 0.01 else wait)  # now and then the app starts anew

    rows = {row["day"]: row["units"] for row in await store.database.fetch("SELECT * FROM quota")}
    assert rows == google
    assert max(google.values()) <= DAY_UNITS
    whole = sorted(google)[1:-1]
    assert len(whole) == 29
    assert min(google[day] for day in whole) > DAY_UNITS * 0.7
    assert refused < 30
