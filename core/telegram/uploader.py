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
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from telethon.errors import FloodPremiumWaitError, RPCError
from telethon.tl.types import InputFile, InputFileBig

from core.clock import Clock
from core.errors import NeedsOwner, Permanent, Retry, Trouble
from core.model import UploadProgress
from core.right_of_way import RightOfWay
from core.step import step
from core.telegram.flight import Flight, Landed
from core.telegram.link import Link
from core.telegram.patience import LEAST, Patience
from core.telegram.progress import forget
from core.telegram.sessions import CHUNK_SIZE, Session
from core.telegram.source import Source
from core.telegram.troubles import flood_seconds, translated, trouble
from core.telegram.window import Window

__all__ = ["CHUNK_SIZE", "Uploaded", "Uploader", "forget"]

COMMIT_BYTES = 2 * 1024 * 1024  #: acknowledged between two calls of on_progress ...
COMMIT_APART = 0.5  #: ... and so many seconds: a fast line would bring dozens of commits a second
COMMIT_AT_LEAST = 3.0  #: seconds after which anything new is handed over: 2 MiB take a slow line a minute
LONG_WAIT = 60  #: seconds; a longer flood wait is the caller's: its row says so, and other work goes on
SILENCE = 60.0  #: seconds without any acknowledgement after which the connection is given up
CHUNK_TRIES = 4  #: of one chunk over one connection, while others are answered
LOSSES = 4  #: connections lost, or refused, in a row without one acknowledgement between
SERVER_ERRORS = 8  #: of Telegram's own (500) in one upload
PREMIUM_WAIT = "upload-premium-wait"  #: Telegram slows uploads of accounts without Premium (FLOOD_PREMIUM_WAIT)
FLOOD_WAIT = "upload-flood-wait"

OnProgress = Callable[[UploadProgress], Awaitable[object]]
OnBytes = Callable[[int, int], None]
OnWait = Callable[[str, int], None]  #: why (PREMIUM_WAIT or FLOOD_WAIT) and for how many seconds nothing is sent


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

        on_progress is awaited at a bounded rate (COMMIT_...) and at the end, on_bytes(done, total) is called at each chunk,
        on_wait(why, seconds) when Telegram asks for a wait that is waited here.
        Raises: Permanent (empty, too large), Retry `telegram-file-changed` or `telegram-start-over` (the progress is worth
        nothing: begin with a new file id), Retry of scope TELEGRAM (away, long flood wait; what was acknowledged is handed
        over first), NeedsOwner if the session was ended.
        """
        with Source(path, progress) as source:
            if source.chunks.total > self._session.me.max_parts:
                raise Permanent("telegram-too-large", size=source.chunks.size, limit=self._session.me.limit)
            run = _Run(source, on_progress, on_bytes, on_wait)
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

    async def _send_next(self, run: _Run, link: Link, flight: Flight) -> None:
        """One more chunk on its way."""
        await self._throttle.take(run.source.chunks.length(run.todo[0]))
        await self._way.clear()
        with step(run.source.step_name):  # "after": on its way, its answer comes later
            future = await link.send_chunk(run.source.request(run.todo[0]), self._silence)
        flight.add(run.todo.popleft(), future)


class _Run:
    """One call of `upload`: what is still to be sent, and what was acknowledged since the last commit."""

    def __init__(
        self, source: Source, on_progress: OnProgress, on_bytes: OnBytes | None, on_wait: OnWait | None
    ) -> None:
        self.source = source
        self.todo = deque(source.chunks.missing())
        self.window = Window()
        self.acked = 0  #: bytes, in this run
        self._on_progress = on_progress
        self._on_bytes = on_bytes
        self._on_wait = on_wait
        self._committed = 0
        self._committed_at = float("-inf")
        self._server_errors = 0

    def landed(self, ended: list[Landed], now: float) -> int:
        """Take in what became of some chunks -> the seconds that Telegram asks to wait.

        Raises what ends this connection or the upload.
        """
        pause, why = 0, ""
        worst: BaseException | None = None
        for one in ended:
            if one.answer is None:
                self.todo.appendleft(one.number)
                continue
            error = ConnectionResetError() if one.answer.cancelled() else one.answer.exception()
            if error is None and one.answer.result():
                self._acknowledge(one.number, now)
                continue
            self.todo.appendleft(one.number)
            seconds = self._bearable(error)
            if seconds is None:
                worst = error or Retry("telegram-refused", reason="FALSE")
            elif seconds > pause:
                pause, why = seconds, _why(error)
        if worst is not None:
            raise worst
        if why and self._on_wait:
            self._on_wait(why, pause)
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

    async def commit_now_and_then(self, now: float) -> None:
        """Hand over the progress if it is time: by bytes on a fast line, by seconds on a slow one."""
        fresh, passed = self.acked - self._committed, now - self._committed_at
        if passed >= COMMIT_AT_LEAST or (passed >= COMMIT_APART and fresh >= COMMIT_BYTES):
            await self.commit()
            self._committed_at = now

    async def commit(self) -> None:
        """Hand over the progress if there is any."""
        if self.acked > self._committed:
            self._committed = self.acked
            await self._on_progress(self.source.chunks.progress)


def _why(error: BaseException | None) -> str:
    """What a wait is called for whoever watches; nothing for the second after a fault of Telegram's own."""
    if isinstance(error, FloodPremiumWaitError):
        return PREMIUM_WAIT
    return FLOOD_WAIT if error is not None and flood_seconds(error) is not None else ""
