"""The night forgets what the owner wants forgotten, and nothing else."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

from bot.forgetting import FEW, NIGHT, Forgetting, is_trusted
from core.settings import KEPT
from storage.store import Store
from tests.clocks import FastClock

DAY = 86400.0


async def test_what_is_too_old_goes_at_night_in_small_steps_and_not_before_the_owner_says_so(tmp_path: Path) -> None:
    store, clock = await Store.open(tmp_path / "yagami.db", b"k" * 32), FastClock(100_000)
    now = clock.now()
    old, young = 2 * FEW + 7, 5
    async with store.database.transaction("furnish") as t:
        await t.run_many(
            "INSERT INTO events (kind, identity, subject, seen_at) VALUES ('watched', ?, 'v', ?)",
            [(f"2026-01-01:v:{n}", now - 40 * DAY + n) for n in range(old)]
            + [(f"2026-01-01:v:{n}", now - DAY) for n in range(old, old + young)],
        )
    assert await Forgetting(store, clock).forget(now) == 0, "for ever is the default"
    await store.settings.choose(KEPT, "90")
    assert await Forgetting(store, clock).forget(now) == 0
    await store.settings.choose(KEPT, "30")

    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(Forgetting(store, clock).run())
        async with asyncio.timeout(60):
            while await store.settings.get(NIGHT) is None:  # noqa: ASYNC110  a row tells nobody
                await asyncio.sleep(0.01)
        running.cancel()

    assert await store.retention.older(clock.now()) == (young, young)
    assert (await store.feeds.watched_ever(["v"]))["v"] == old + young, "that they were is still known"
    await store.close()


def test_a_clock_that_leaps_over_nights_is_not_believed_at_once() -> None:
    tonight = date(2026, 11, 26)
    assert [is_trusted(last, tonight) for last in (None, "2026-11-25", "2026-11-23")] == [True, True, True]
    assert [is_trusted(last, tonight) for last in ("2026-11-20", "1970-01-02", "2036-01-01")] == [False, False, False]
