"""One call of an upload: what is still to be sent, what each answer means for it, and when its progress is handed over.

The bitmap is progress.py's, the connection is uploader.py's business. Progress becomes a row, so it comes at a bounded rate: on
a fast line a few times a second, on a slow one every few seconds.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable

from telethon.errors import FloodPremiumWaitError, RPCError

from core.errors import Retry
from core.model import UploadProgress
from core.telegram.flight import Landed
from core.telegram.source import Source
from core.telegram.troubles import flood_seconds, trouble
from core.telegram.window import Window

COMMIT_BYTES = 2 * 1024 * 1024  #: acknowledged between two calls of on_progress ...
COMMIT_APART = 0.5  #: ... and so many seconds: a fast line would bring dozens of commits a second
COMMIT_AT_LEAST = 3.0  #: seconds after which anything new is handed over: 2 MiB take a slow line a minute
LONG_WAIT = 60  #: seconds; a longer flood wait is the caller's: its row says so, and other work goes on
SERVER_ERRORS = 8  #: of Telegram's own (500) in one upload
PREMIUM_WAIT = "upload-premium-wait"  #: Telegram slows uploads of accounts without Premium (FLOOD_PREMIUM_WAIT)
FLOOD_WAIT = "upload-flood-wait"

OnProgress = Callable[[UploadProgress], Awaitable[object]]
OnBytes = Callable[[int, int], None]
OnWait = Callable[[str, int], None]  #: why (PREMIUM_WAIT or FLOOD_WAIT) and for how many seconds nothing is sent


class Run:
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
