"""Which chunks of a file Telegram has acknowledged: the bitmap of UploadProgress, read and written. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.model import UploadProgress

#: When Telegram misses one chunk, its neighbours have mostly expired too, and it names them one by one: so many go again.
FORGET = 64


class Chunks:
    """The chunks of one file. Raises ValueError if the progress can't be that of a file of this size."""

    def __init__(self, progress: UploadProgress, size: int) -> None:
        self._progress = progress
        self.size = size
        self.total = -(-size // progress.chunk_size)
        self._acked = bytearray(progress.acked.ljust((self.total + 7) // 8, b"\0"))
        self.bytes_acked = sum(self.length(n) for n in range(self.total) if self.is_acked(n))
        if len(progress.acked) * 8 >= self.total + 8 or self._bits() != sum(map(self.is_acked, range(self.total))):
            raise ValueError("the bitmap is longer than the file")

    def _bits(self) -> int:
        return int.from_bytes(self._acked, "big").bit_count()

    def length(self, number: int) -> int:
        """Bytes of one chunk; the last is shorter."""
        return min(self._progress.chunk_size, self.size - number * self._progress.chunk_size)

    def offset(self, number: int) -> int:
        return number * self._progress.chunk_size

    def is_acked(self, number: int) -> bool:
        return bool(self._acked[number >> 3] & (0x80 >> (number & 7)))

    def acknowledge(self, number: int) -> None:
        if not self.is_acked(number):
            self._acked[number >> 3] |= 0x80 >> (number & 7)
            self.bytes_acked += self.length(number)

    def missing(self) -> Iterator[int]:
        return (number for number in range(self.total) if not self.is_acked(number))

    @property
    def progress(self) -> UploadProgress:
        return replace(self._progress, acked=bytes(self._acked))


def forget(progress: UploadProgress, number: int) -> UploadProgress:
    """What to do with ChunkMissing(number): the progress without that chunk and the FORGET - 1 behind it.

    Without the very first, nothing is left: chunks expire in the order in which they came.
    """
    if number == 0:
        return replace(progress, acked=b"")
    acked = bytearray(progress.acked)
    for one in range(number, min(number + FORGET, len(acked) * 8)):
        acked[one >> 3] &= ~(0x80 >> (one & 7)) & 0xFF
    return replace(progress, acked=bytes(acked))
