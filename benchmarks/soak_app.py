"""The real app as a process of its own, by a clock that can be set forward; for soak.py, which talks to it by lines.

It is switched on as `python -m bot run` does it: the same settings from the environment, the same care for memory. Lines it takes:
`leap SECONDS` (time goes by at once) and `how`; the answer to each is how many asyncio tasks there are, and how many looks of
the feeds are under way. It ends when the lines do.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import sys
import time

from bot import light_models, log, memory, modes, settings
from core.clock import SystemClock
from core.telegram import light_types


class LeapingClock(SystemClock):
    """The machine's clock, and what was leapt over: to the app the machine was asleep so long. Who waits for a time that has
    passed meanwhile gets it at once; what counts only seconds that pass (`steady`) has seen none."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._waiting: dict[asyncio.Timeout, float] = {}

    def now(self) -> float:
        return time.time() + self._ahead  # noqa: TID251  a clock of its own

    def leap(self, seconds: float) -> None:
        self._ahead += seconds
        for scope, until in self._waiting.items():
            if scope.expired():  # its turn has come already
                continue
            scope.reschedule(asyncio.get_running_loop().time() + max(0.0, until - self.now()))

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
        else:
            await self.wait(asyncio.Event(), seconds)

    async def wait(self, event: asyncio.Event, seconds: float | None) -> None:
        if seconds is None:
            await event.wait()
            return
        until = self.now() + max(0.0, seconds)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, seconds)) as scope:
                self._waiting[scope] = until
                try:
                    await event.wait()
                finally:
                    del self._waiting[scope]


async def serve(known: settings.Settings) -> None:
    from bot import app

    clock, loop = LeapingClock(), asyncio.get_running_loop()
    lines = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    running = asyncio.create_task(app.run(known, clock, lambda: print("ready", flush=True)))  # noqa: TID251
    running.add_done_callback(lambda _: lines.feed_eof())
    while line := (await lines.readline()).decode().split():
        if line[0] == "leap":
            clock.leap(float(line[1]))
        tasks = asyncio.all_tasks()
        looks = sum(getattr(task.get_coro(), "__name__", "") == "run_coroutine_job" for task in tasks)  # APScheduler's
        print(len(tasks), looks, flush=True)
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running


def main() -> None:
    known = settings.load()
    modes.close_to_others()
    memory.keep_small()
    log.configure(known.log_level, known.log_format)
    light_models.install()
    light_types.install()
    import bot.app  # noqa: F401

    gc.freeze()
    asyncio.run(serve(known))


if __name__ == "__main__":
    main()
