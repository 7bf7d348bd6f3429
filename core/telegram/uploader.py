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
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telethon.errors import RPCError
from telethon.tl.types import InputFile, InputFileBig

from core.clock import Clock
from core.errors import NeedsOwner, Permanent, Retry, Trouble
from core.model import UploadProgress
from core.right_of_way import RightOfWay
from core.step import step
from core.telegram.flight import Flight
from core.telegram.link import Link
from core.telegram.progress import forget
from core.telegram.sessions import CHUNK_SIZE, Session
from core.telegram.source import Source
from core.telegram.troubles import flood_seconds, translated, trouble
from core.telegram.window import Window

__all__ = ["CHUNK_SIZE", "Uploaded", "Uploader", "forget"]

COMMIT_BYTES = 2 * 1024 * 1024  #: acknowledged between two calls of on_progress
LONG_WAIT = 60  #: seconds; a longer flood wait is the caller's: its row says so, and other work goes on
SILENCE = 60.0  #: seconds without any acknowledgement after which the connection is given up
LOSSES = 4  #: connections lost, or refused, in a row without one acknowledgement between
SERVER_ERRORS = 8  #: of Telegram's own (500) in one upload

OnProgress = Callable[[UploadProgress], Awaitable[object]]
OnBytes = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Uploaded:
    """What Telegram has of a file: enough to send it in one message, for some hours."""

    file: InputFile | InputFileBig


class Uploader:
    """One upload at a time for each session; several share the connection, and its speed."""

    def __init__(
        self, session: Session, clock: Clock, way: RightOfWay | None = None, *, silence: float = SILENCE
    ) -> None:
        """way: who goes before the next chunk."""
        self._session = session
        self._clock = clock
        self._way = way or RightOfWay()
        self._silence = silence

    async def upload(
        self, path: Path, progress: UploadProgress, on_progress: OnProgress, on_bytes: OnBytes | None = None
    ) -> Uploaded:
        """Send what is not acknowledged.

        on_progress is awaited every COMMIT_BYTES and at the end, on_bytes(done, total) is called at each chunk.
        Raises: Permanent (empty, too large), Retry `telegram-file-changed` or `telegram-start-over` (the progress is worth
        nothing: begin with a new file id), Retry of scope TELEGRAM (away, long flood wait; what was acknowledged is handed
        over first), NeedsOwner if the session was ended.
        """
        with Source(path, progress) as source:
            if source.chunks.total > self._session.me.max_parts:
                raise Permanent("telegram-too-large", size=source.chunks.size, limit=self._session.me.limit)
            run = _Run(source, on_progress, on_bytes)
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

    async def _send_all(self, run: _Run) -> None:
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

    async def _pump(self, run: _Run, link: Link) -> None:
        """Keep the window full over one connection. Raises when it is lost; what was not acknowledged is in `todo` again then."""
        loop = asyncio.get_running_loop()
        flight = Flight(link.lost or loop.create_future())
        pause = 0
        try:
            while run.todo or flight:
                while run.todo and not pause and len(flight) < run.window.size:
                    await self._way.clear()
                    with step(run.source.step_name):  # "after": on its way, its answer comes later
                        future = await link.send_chunk(run.source.request(run.todo[0]), self._silence)
                    flight.add(run.todo.popleft(), future)
                if not flight:
                    await self._clock.sleep(float(pause))
                    pause = 0
                    continue
                answers = await flight.landed(self._silence)
                asked = run.landed(answers, loop.time())
                if not answers or (asked and not pause):
                    run.window.shrink()
                pause = max(pause, asked)
                await run.commit(COMMIT_BYTES)
                if not answers:
                    raise TimeoutError
                link.touch()
        finally:
            run.todo.extendleft(reversed(flight.end()))


class _Run:
    """One call of `upload`: what is still to be sent, and what was acknowledged since the last commit."""

    def __init__(self, source: Source, on_progress: OnProgress, on_bytes: OnBytes | None) -> None:
        self.source = source
        self.todo = deque(source.chunks.missing())
        self.window = Window()
        self.acked = 0  #: bytes, in this run
        self._on_progress = on_progress
        self._on_bytes = on_bytes
        self._committed = 0
        self._server_errors = 0

    def landed(self, answers: list[tuple[asyncio.Future[Any], int]], now: float) -> int:
        """Take in what came back for some chunks -> the seconds that Telegram asks to wait.

        Raises what ends this connection or the upload.
        """
        pause = 0
        worst: BaseException | None = None
        for future, number in answers:
            error = ConnectionResetError() if future.cancelled() else future.exception()
            if error is None and future.result():
                self._acknowledge(number, now)
                continue
            self.todo.appendleft(number)
            seconds = self._bearable(error)
            if seconds is None:
                worst = error or Retry("telegram-refused", reason="FALSE")
            else:
                pause = max(pause, seconds)
        if worst is not None:
            raise worst
        return pause

    def _acknowledge(self, number: int, now: float) -> None:
        chunks = self.source.chunks
        chunks.acknowledge(number)
        self.acked += chunks.length(number)
        self.window.acknowledged(chunks.length(number), now)
        if self._on_bytes:
            self._on_bytes(chunks.bytes_acked, chunks.size)

    def _bearable(self, error: BaseException | None) -> int | None:
        """How long to wait before the chunk is sent again over this connection; None if it is not to be."""
        if not isinstance(error, RPCError):
            return None
        seconds = flood_seconds(error)
        if seconds is not None:
            return seconds if seconds <= LONG_WAIT else None
        self._server_errors += 1
        return 1 if trouble(error).key == "telegram-away" and self._server_errors <= SERVER_ERRORS else None

    async def commit(self, at_least: int = 1) -> None:
        """Hand over the progress if so many bytes are new."""
        if self.acked - self._committed >= at_least:
            self._committed = self.acked
            await self._on_progress(self.source.chunks.progress)
