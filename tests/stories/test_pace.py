"""Each feed at its own pace, in the real app: one that hangs delays no other; a clock that jumps stops none."""

from __future__ import annotations

import asyncio
import contextlib

import pytest

from bot.credentials import COOKIES
from bot.opening import opened_store
from core.clock import SystemClock

from .house import House


class Set(SystemClock):
    """The machine's clock, which somebody sets."""

    def __init__(self) -> None:
        self.wrong = 0.0

    def now(self) -> float:
        return super().now() + self.wrong


async def with_cookies(home: House) -> None:
    async with contextlib.AsyncExitStack() as stack:
        store = await opened_store(home.settings(), stack)
        await store.vault.put(COOKIES, await home.world.cookies())


@pytest.mark.timeout(120)
async def test_a_history_that_hangs_delays_no_like(home: House) -> None:
    await with_cookies(home)
    await home.world.fault("history.hang", times=None)
    async with home.living():
        for place, video in enumerate(("yagamiShort", "yagamiPlain"), 1):
            await home.world.like(video)
            await home.until("SELECT 1 WHERE (SELECT count(*) FROM deliveries WHERE state = 'sent') = ?", place)
        await asked_for_the_history(home)
        [history] = home.rows("SELECT looked_at, tries FROM feeds WHERE feed = 'history'")
        assert history == {"looked_at": None, "tries": 0}, "it still hangs"
        await home.world.like("KettleWhist")
        await home.until("SELECT 1 WHERE (SELECT count(*) FROM deliveries WHERE state = 'sent') = 3")
        await home.until("SELECT 1 FROM feeds WHERE feed = 'subscriptions' AND looked_at IS NOT NULL")


async def asked_for_the_history(home: House) -> None:
    async with asyncio.timeout(60):
        while not [one for one in home.sandbox.youtube.requests if one["path"] == "/feed/history"]:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


@pytest.mark.timeout(120)
async def test_a_clock_set_back_an_hour_in_the_middle_of_a_backoff_delays_it_by_no_hour(home: House) -> None:
    clock = Set()
    async with home.living(clock):
        await home.world.fault("data_api.server_error", times=None)
        await home.until("SELECT 1 FROM feeds WHERE feed = 'likes' AND tries > 0")
        await home.world.heal()
        clock.wrong = -3600.0
        await home.world.like("yagamiShort")
        await home.until("SELECT 1 FROM deliveries WHERE state = 'sent'")
        [event] = home.rows("SELECT seen_at FROM events WHERE kind = 'liked'")
        assert event["seen_at"] < SystemClock().now() - 3500
