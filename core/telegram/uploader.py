"""Bring a file to Telegram in chunks, several on their way at once, and go on where an upload was broken off.

A chunk is what Telegram calls a file part (in this app a Part is a file). Its acknowledgements are handed to the caller,
who writes them down; after a crash, a lost connection or a flood wait only the rest is sent, under the same file id.
The message that shows the file is publisher.py's business.

Why not Telethon's upload_file: it sends one chunk, waits, sends the next; gzips each for nothing; and can't resume
(benchmarks/upload.py measures both).
"""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from telethon.tl.types import InputFile, InputFileBig

from core.clock import Clock
from core.errors import NeedsOwner, Permanent, Retry, Trouble
from core.model import UploadProgress
from core.right_of_way import RightOfWay
from core.step import step
from core.telegram.flight import Flight
from core.telegram.link import Link
from core.telegram.patience import LEAST, Patience
from core.telegram.progress import forget
from core.telegram.sessions import CHUNK_SIZE, Session
from core.telegram.source import Source
from core.telegram.troubles import translated
from core.telegram.upload_run import OnBytes, OnProgress, OnWait, Run

__all__ = ["CHUNK_SIZE", "Uploaded", "Uploader", "forget"]

SILENCE = 60.0  #: seconds without any acknowledgement after which the connection is given up
CHUNK_TRIES = 4  #: of one chunk over one connection, while others are answered
LOSSES = 4  #: connections lost, or refused, in a row without one acknowledgement between


class Throttle(Protocol):
    """A limit of speed (core/throttle.py is one)."""

    async def take(self, size: int) -> None:
        """Until so many bytes may be sent."""


class Unlimited:
    """A throttle that is none."""

    async def take(self, size: int) -> None:
        pass


@dataclass(frozen=True, slots=True)
class Uploaded:
    """What Telegram has of a file: enough to send it in one message, for some hours."""

    file: InputFile | InputFileBig


class Uploader:
    """One upload at a time for each session; several share the connection, and its speed."""

    def __init__(
        self,
        session: Session,
        clock: Clock,
        way: RightOfWay | None = None,
        *,
        throttle: Throttle | None = None,
        silence: float = SILENCE,
        chunk_silence: float = LEAST,
    ) -> None:
        """way: who goes before the next chunk. throttle: of all uploads that share it.

        silence: seconds after which a connection that answers nothing is given up. chunk_silence: the least after which a
        chunk is sent again when only others are answered (patience.py).
        """
        self._session = session
        self._clock = clock
        self._way = way or RightOfWay()
        self._throttle = throttle or Unlimited()
        self._silence = silence
        self._chunk_silence = chunk_silence

    async def upload(
        self,
        path: Path,
        progress: UploadProgress,
        on_progress: OnProgress,
        on_bytes: OnBytes | None = None,
        on_wait: OnWait | None = None,
    ) -> Uploaded:
        """Send what is not acknowledged.

        on_progress is awaited at a bounded rate and at the end, on_bytes(done, total) is called at each chunk,
        on_wait(why, seconds) when Telegram asks for a wait that is waited here.
        Raises: Permanent (empty, too large), Retry `telegram-file-changed` or `telegram-start-over` (the progress is worth
        nothing: begin with a new file id), Retry of scope TELEGRAM (away, long flood wait; what was acknowledged is handed
        over first), NeedsOwner if the session was ended.
        """
        with Source(path, progress) as source:
            if source.chunks.total > self._session.me.max_parts:
                raise Permanent("telegram-too-large", size=source.chunks.size, limit=self._session.me.limit)
            run = Run(source, on_progress, on_bytes, on_wait)
            try:
                await self._send_all(run)
            except Trouble:
                await run.commit()
                raise
            await run.commit()
            return Uploaded(source.finished())

    async def upload_small(self, path: Path) -> Uploaded:
        """A thumbnail or cover: a file id of its own, and nothing to resume."""

        async def forgotten(progress: UploadProgress) -> None:
            pass

        return await self.upload(path, UploadProgress(secrets.randbits(63), CHUNK_SIZE), forgotten)

    async def _send_all(self, run: Run) -> None:
        losses = 0
        while run.todo:
            acked, key, opened = run.acked, self._session.posts.key, False
            try:
                with translated():
                    await self._session.uploads.open()
                    opened = True
                    await self._pump(run, self._session.uploads)
            except NeedsOwner as ended:
                await self._session.renew(ended, key)
            except Retry as lost:
                losses = losses + 1 if run.acked == acked else 1
                if lost.key != "telegram-away" or not opened or losses > LOSSES:
                    raise
                await self._session.uploads.drop()
                await self._clock.sleep(float(losses - 1))

    async def _pump(self, run: Run, link: Link) -> None:
        """Keep the window full over one connection. Raises when it is lost; what was not acknowledged is in `todo` again then."""
        loop = asyncio.get_running_loop()
        flight = Flight(link.lost or loop.create_future(), Patience(self._chunk_silence, self._silence))
        tries: Counter[int] = Counter()
        pause = 0
        try:
            while run.todo or flight:
                while run.todo and not pause and not flight.has_landed and len(flight) < run.window.size:
                    await self._send_next(run, link, flight)
                if not flight:
                    await self._clock.sleep(float(pause))
                    pause = 0
                    continue
                ended = await flight.landed(self._silence)
                tries.update(one.number for one in ended if one.answer is None)
                asked = run.landed(ended, loop.time())
                if not ended or (asked and not pause):
                    run.window.shrink()
                pause = max(pause, asked)
                await run.commit_now_and_then(loop.time())
                if not ended or max(tries.values(), default=0) >= CHUNK_TRIES:
                    raise TimeoutError
                link.touch()
        finally:
            run.todo.extendleft(reversed(flight.end()))

    async def _send_next(self, run: Run, link: Link, flight: Flight) -> None:
        """One more chunk on its way."""
        await self._throttle.take(run.source.chunks.length(run.todo[0]))
        await self._way.clear()
        with step(run.source.step_name):  # "after": on its way, its answer comes later
            future = await link.send_chunk(run.source.request(run.todo[0]), self._silence)
        flight.add(run.todo.popleft(), future)
