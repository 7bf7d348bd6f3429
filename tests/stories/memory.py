"""How much memory the app and what it starts have taken, looked at while they run (Linux's /proc)."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

LOOKS_APART = 0.2  #: seconds
MB = 1024  #: kB


@dataclass(slots=True)
class Peaks:
    """In MB. Each memory that processes share is counted once (PSS); ffmpeg's own is told apart."""

    together: float = 0.0  #: the app and its children without ffmpeg, at one instant
    ffmpeg: float = 0.0


@asynccontextmanager
async def watched(pid: int) -> AsyncIterator[Peaks]:
    """While the block runs."""
    peaks = Peaks()

    async def look() -> None:
        while True:
            app, ffmpeg = 0.0, 0.0
            for one in _family(pid):
                with contextlib.suppress(OSError):  # it has ended meanwhile
                    name = Path(f"/proc/{one}/comm").read_text()
                    if name.startswith(("ffmpeg", "ffprobe")):
                        ffmpeg += _pss(one)
                    else:
                        app += _pss(one)
            peaks.together, peaks.ffmpeg = max(peaks.together, app), max(peaks.ffmpeg, ffmpeg)
            await asyncio.sleep(LOOKS_APART)

    async with asyncio.TaskGroup() as tasks:
        looking = tasks.create_task(look())
        yield peaks
        looking.cancel()


def _family(pid: int) -> Iterator[int]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in children.read_text().split():
                yield from _family(int(child))


def _pss(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / MB
    return 0.0
