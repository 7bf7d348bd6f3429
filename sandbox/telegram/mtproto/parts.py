"""File parts as they lie in a message, read by hand: the one request that is large and comes thousands of times."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from telethon.tl.functions import InvokeAfterMsgRequest, InvokeWithoutUpdatesRequest
from telethon.tl.functions.upload import SaveBigFilePartRequest, SaveFilePartRequest

SAVE_BIG = struct.pack("<I", SaveBigFilePartRequest.CONSTRUCTOR_ID)
SAVE_SMALL = struct.pack("<I", SaveFilePartRequest.CONSTRUCTOR_ID)
_WITHOUT_UPDATES = struct.pack("<I", InvokeWithoutUpdatesRequest.CONSTRUCTOR_ID)
_AFTER = struct.pack("<I", InvokeAfterMsgRequest.CONSTRUCTOR_ID)


@dataclass(slots=True)
class Part:
    """One part's head; its bytes lie at `start` in the plaintext."""

    big: bool
    file_id: int
    number: int
    total: int | None  #: -1 while a streamed upload's length is unknown; None for saveFilePart
    start: int
    size: int

    @property
    def method(self) -> str:
        return "SaveBigFilePart" if self.big else "SaveFilePart"


def read_part(plain: bytes, offset: int, end: int) -> Part | None:
    """The part whose message body spans offset..end, or None if that is another request. `plain` may end early.

    Wrappers without a say in the matter (invokeWithoutUpdates; invokeAfterMsg, as parts take any order) are passed over.
    """
    try:
        return _read_part(plain, offset, end)
    except (struct.error, IndexError):
        return None


def _read_part(plain: bytes, offset: int, end: int) -> Part | None:
    while plain[offset : offset + 4] in (_WITHOUT_UPDATES, _AFTER):
        offset += 4 if plain[offset : offset + 4] == _WITHOUT_UPDATES else 12
    kind = plain[offset : offset + 4]
    if kind not in (SAVE_BIG, SAVE_SMALL):
        return None
    total = None
    if kind == SAVE_BIG:
        file_id, number, total = struct.unpack_from("<qii", plain, offset + 4)
        offset += 20
    else:
        file_id, number = struct.unpack_from("<qi", plain, offset + 4)
        offset += 16
    size = plain[offset]
    offset += 1
    if size == 254:
        size = int.from_bytes(plain[offset : offset + 3], "little")
        offset += 3
    if offset + size > end:
        return None
    return Part(kind == SAVE_BIG, file_id, number, total, offset, size)
