"""A lane of the downloads: the steps that are under way in it, each for one job.

It decides nothing about jobs (worker.py does): it knows which states are worked in it, what pauses it, and how a step is begun,
looked after and ended. A step that ends calls the worker.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from core.errors import Scope
from core.model import DownloadState

from .job import FETCH_SCOPES, SEND_SCOPES, Job

S = DownloadState


class Lane:
    """states: what is worked here; scopes: a pause of one of them stops new steps of those. always: what no pause stops."""

    def __init__(
        self, states: tuple[DownloadState, ...], scopes: tuple[Scope, ...], always: tuple[DownloadState, ...] = ()
    ) -> None:
        self.states = states
        self.scopes = scopes
        self.always = always
        self._steps: dict[int, tuple[Job, asyncio.Task[None]]] = {}

    @property
    def jobs(self) -> list[Job]:
        """What is under way, as it was when it was begun."""
        return [job for job, _ in self._steps.values()]

    def begin(self, job: Job, step: Coroutine[Any, Any, None], ended: Callable[[], None]) -> None:
        """ended is called when the step has ended by itself; `end` takes it out of the lane."""
        task = asyncio.ensure_future(step)  # noqa: TID251  ended by `end` or `stop`
        task.add_done_callback(lambda _: ended())
        self._steps[job.id] = (job, task)

    def has_ended(self, job: Job) -> bool:
        return self._steps[job.id][1].done()

    async def end(self, job: Job) -> bool:
        """Take it out, and stop it if it is still under way -> whether it had to be. Raises what the step raised."""
        _, task = self._steps[job.id]
        task.cancel()
        await asyncio.wait({task})
        del self._steps[job.id]
        if task.cancelled():
            return True
        task.result()
        return False

    async def stop(self) -> None:
        """All of them, and nothing is raised: the app ends."""
        tasks = [task for _, task in self._steps.values()]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        self._steps.clear()


def fetch_lane() -> Lane:
    """From YouTube to the disk."""
    return Lane((S.QUEUED, S.FETCHING), FETCH_SCOPES)


def send_lane() -> Lane:
    """From the disk to Telegram. To delete what stands there needs nobody."""
    return Lane((S.FETCHED, S.UPLOADING), SEND_SCOPES, always=(S.SENT,))
