"""Counts what an upload sends, and the uploads that begin."""

from __future__ import annotations

import secrets

from core.model import UploadProgress
from core.telegram.progress import Chunks

from .ports import Count

CHUNK_SIZE = 512 * 1024  #: the largest that Telegram takes


class Meter:
    """Chunks that are sent again are counted again."""

    def __init__(self, count: Count, last: int) -> None:
        self._count = count
        self.last = last
        self._fresh = 0

    def note(self, done: int) -> None:
        self._fresh += max(0, done - self.last)
        self.last = done

    async def write(self, at_least: int) -> None:
        if self._fresh >= at_least:
            fresh, self._fresh = self._fresh, 0
            await self._count("upload", 0, fresh)


def acked(progress: UploadProgress, size: int) -> int:
    """Bytes that were there before; a progress that is none counts as nothing."""
    try:
        return Chunks(progress, size).bytes_acked
    except ValueError:
        return 0


def fresh() -> UploadProgress:
    """Of an upload that begins."""
    return UploadProgress(secrets.randbits(63), CHUNK_SIZE)
