"""Containers: several messages in one frame (core.telegram.org/mtproto/service_messages#containers)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from . import parts
from .crypto import INNER_HEADER

CONTAINER = 0x73F1F8DC
MESSAGE_HEAD = struct.Struct("<qii")


class Inner(NamedTuple):
    """A message and where its body lies in the plaintext."""

    msg_id: int
    seqno: int
    start: int
    end: int


def is_container(plain: bytes) -> bool:
    return int.from_bytes(plain[INNER_HEADER : INNER_HEADER + 4], "little") == CONTAINER


def inside(plain: bytes, end: int) -> Iterator[Inner]:
    """A container's messages; `end` is where it ends.

    `plain` may be a head only: then the last message may be left out if it follows a part and has the length of an ack,
    which Telethon puts there. Raises struct.error if it ends too early otherwise.
    """
    (count,) = struct.unpack_from("<i", plain, 36)
    at = 40
    for number in range(count):
        if number + 1 == count and at > len(plain) and _like_an_ack(end - at):
            return
        msg_id, seqno, size = MESSAGE_HEAD.unpack_from(plain, at)
        at += MESSAGE_HEAD.size
        yield Inner(msg_id, seqno, at, at + size)
        at += size


def _like_an_ack(size: int) -> bool:
    """A message head, a constructor, a vector's head and at least one id."""
    return size >= 36 and size % 8 == 4


def enough(head: bytes) -> bool:
    """Whether a plaintext's head says all there is to know: parts alone go beyond it, and perhaps an ack after them."""
    (size,) = struct.unpack_from("<i", head, 28)
    end = INNER_HEADER + size
    try:
        messages = list(inside(head, end)) if is_container(head) else [Inner(0, 0, INNER_HEADER, end)]
    except struct.error:
        return False
    return all(one.end <= len(head) or parts.read_part(head, one.start, one.end) for one in messages)
