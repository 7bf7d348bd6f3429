"""A clock that is set, and a machine that sleeps: noticed once, and by how much; what waits is moved with it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot import jumps
from core.errors import Retry, Scope
from core.model import Feed, Sentence
from storage import waits
from storage.store import Store


class HandClock:
    """Passes `jumps.EVERY` at each sleep, and shows what it is told beyond that."""

    def __init__(self, *wrong: float) -> None:
        self._time, self._steady = 1_000_000.0, 50.0
        self._wrong = list(wrong)

    def now(self) -> float:
        return self._time

    def steady(self) -> float:
        return self._steady

    async def sleep(self, seconds: float) -> None:
        if not self._wrong:
            await asyncio.Event().wait()
        self._steady += seconds
        self._time += seconds + self._wrong.pop(0)

    async def wait(self, event: asyncio.Event, seconds: float | None) -> None:
        raise AssertionError("nobody waits for an event here")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ((0, 0, 0), []),
        ((0.5, -0.5, 1.9), []),
        ((0, -3600, 0, 0), [-3600]),
        ((0, 2 * 86400, 0), [2 * 86400]),
        ((-3600, 3600), [-3600, 3600]),
    ],
)
async def test_a_jump_is_told_once_and_no_slow_drift(wrong: tuple[float, ...], told: list[float]) -> None:
    found: list[float] = []

    async def jumped(seconds: float) -> None:
        found.append(seconds)

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await jumps.watch(HandClock(*wrong), jumped)

    assert found == pytest.approx(told)


async def test_a_private_time_ends_when_it_should_and_one_that_has_ended_hides_nothing_more(tmp_path: Path) -> None:
    store = await Store.open(tmp_path / "yagami.db", b"k" * 32)
    now = 1_000_000.0
    await store.private.begin(now - 600, now + 3600)
    await store.private.end(now - 60)
    await store.private.begin(now - 30, now + 3600)

    await waits.set_back(store.database, 3600, now - 3600)
    lasts = await store.private.now(now - 3600)
    assert lasts is not None
    assert lasts.until == now
    await store.private.end(now - 3590)
    assert not await store.private.since(now - 3580)
    await store.close()


async def test_what_waits_is_set_back_with_the_clock_and_what_is_due_stays_due(tmp_path: Path) -> None:
    store = await Store.open(tmp_path / "yagami.db", b"k" * 32)
    now = 1_000_000.0
    await store.feeds.look_failed(Feed.LIKES, now + 300, Sentence("google-down"))
    await store.feeds.look_failed(Feed.HISTORY, now - 4000, Sentence("history-empty"))
    await store.pauses.pause(Retry("telegram-down", scope=Scope.TELEGRAM, after=60), now, 0.5)

    await waits.set_back(store.database, 3600, now - 3600)

    assert (await store.feeds.state(Feed.LIKES)).not_before == now - 3600 + 300
    assert (await store.feeds.state(Feed.HISTORY)).not_before == now - 4000
    assert await store.pauses.until(Scope.TELEGRAM) == now - 3600 + 60
    await store.close()
