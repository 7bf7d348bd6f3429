"""The file under an upload: read chunk by chunk, and watched for changes. Knows how a chunk looks to Telegram, sends nothing.

Reads are plain: the kernel is asked to have the next chunks ready, so that a read costs a copy (0.1 ms) and no thread.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import struct
from pathlib import Path
from types import TracebackType

from telethon.tl.functions.upload import SaveBigFilePartRequest, SaveFilePartRequest
from telethon.tl.types import InputFile, InputFileBig

from core.errors import Permanent, Retry
from core.model import UploadProgress
from core.telegram.fast_lane import ChunkRequest
from core.telegram.progress import Chunks

BIG_FROM = 10 * 1024 * 1024  #: larger files go by saveBigFilePart, without MD5 (core.telegram.org/api/files)
READ_AHEAD = 8 * 1024 * 1024


class Source:
    """An open file. Raises Permanent if it is empty, Retry `telegram-file-changed` if it is not what the progress speaks of."""

    def __init__(self, path: Path, progress: UploadProgress) -> None:
        self._path = path
        self._id = progress.file_id
        try:
            self._fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError as error:
            raise Retry("telegram-file-changed") from error
        try:
            self._stat = self._seen()
            if not self._stat[0]:
                raise Permanent("telegram-file-empty")
            self.chunks = Chunks(progress, self._stat[0])
        except ValueError as error:
            os.close(self._fd)
            raise Retry("telegram-file-changed") from error
        except BaseException:
            os.close(self._fd)
            raise
        self.is_big = self.chunks.size > BIG_FROM
        self.step_name = "telegram.SaveBigFilePart" if self.is_big else "telegram.SaveFilePart"

    def __enter__(self) -> Source:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._fd)

    def request(self, number: int) -> ChunkRequest:
        """The request that saves one chunk."""
        size = self.chunks.length(number)
        length = struct.pack("<I", size << 8 | 0xFE) if size >= 254 else bytes([size])
        if self.is_big:
            head = struct.pack("<Iqii", SaveBigFilePartRequest.CONSTRUCTOR_ID, self._id, number, self.chunks.total)
        else:
            head = struct.pack("<Iqi", SaveFilePartRequest.CONSTRUCTOR_ID, self._id, number)
        return ChunkRequest(head + length, size, lambda into: self._read(number, into))

    def finished(self) -> InputFile | InputFileBig:
        """What a message names the file by. Raises Retry if the file was changed while it was sent."""
        if self._seen() != self._stat:
            raise Retry("telegram-file-changed")
        if self.is_big:
            return InputFileBig(self._id, self.chunks.total, self._path.name)
        digest = hashlib.md5(usedforsecurity=False)
        for number in range(self.chunks.total):
            chunk = bytearray(self.chunks.length(number))
            self._read(number, memoryview(chunk))
            digest.update(chunk)
        return InputFile(self._id, self.chunks.total, self._path.name, digest.hexdigest())

    def _read(self, number: int, into: memoryview) -> None:
        offset, length = self.chunks.offset(number), self.chunks.length(number)
        try:
            got = os.preadv(self._fd, [into], offset)
            if offset % READ_AHEAD < length:
                with contextlib.suppress(OSError):  # advice only: not every file system takes it
                    os.posix_fadvise(self._fd, offset + length, 2 * READ_AHEAD, os.POSIX_FADV_WILLNEED)
        except OSError as error:
            raise Retry("telegram-file-changed") from error
        if got != length:
            raise Retry("telegram-file-changed")

    def _seen(self) -> tuple[int, int]:
        stat = os.fstat(self._fd)
        return stat.st_size, stat.st_mtime_ns
