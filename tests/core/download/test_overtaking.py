"""Who makes room among the fetches when the owner asks for something: by the rows, with steps that wait to be let go on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from core.clock import Wakeup
from core.download.job import Arrived, Job, Wanted
from core.download.worker import Worker

from .sending import Kitchen, Sending, sending


class Slow(Kitchen):
    """Nothing is ever done."""

    def __init__(self, of: Kitchen) -> None:
        super().__init__(of.work)
        self.under_way: set[int] = set()
        self.changed = asyncio.Event()

    async def fetch(self, job: Job, wanted: Wanted, encodes: Callable[[], Awaitable[None]]) -> Arrived:
        self.under_way.add(job.id)
        self.changed.set()
        try:
            return await asyncio.Future()
        finally:
            self.under_way.discard(job.id)

    async def begun(self, *jobs: int) -> None:
        async with asyncio.timeout(10):
            while not self.under_way >= set(jobs):
                self.changed.clear()
                await self.changed.wait()


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[Sending]:
    async with sending(tmp_path) as there:
        yield there


@pytest.mark.parametrize("lasts", [False, True])
async def test_a_request_waits_seconds_for_what_is_nearly_here_and_not_hours_for_what_is_encoded(
    there: Sending, lasts: bool
) -> None:
    slow, store = Slow(there.kitchen), there.store
    worker = Worker(
        store.jobs, store.pauses, store.destinations, slow, there.sender, there.work, there.settings, store.traffic,
        there.clock, Wakeup(there.clock), lambda: None, nearly=lambda job: True, lasts=lambda job: lasts,
    )  # fmt: skip
    first, second = await there.like("video000001"), await there.like("video000002")
    try:
        await worker.turn()
        await slow.begun(first)
        await worker.turn()
        await slow.begun(first, second)
        asked = await there.ask("video000003")
        await worker.turn()
        if lasts:
            await slow.begun(asked, second)
            assert first not in slow.under_way
        else:
            assert slow.under_way == {first, second}
    finally:
        for lane in worker._lanes:
            await lane.stop()
