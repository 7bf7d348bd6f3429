"""A short way for chunks through Telethon 1.45's sender: no gzip, no copies, no message for each acknowledgement.

Stock Telethon gzips every request over 512 bytes before it decides to send it raw (13 ms of blocked event loop for 512 KiB
of video), passes it through two queues and seven copies, and acknowledges nearly every answer with a message of its own.
Here a chunk is read from the file into its frame, encrypted (ige.py) and written at once, from buffers that stay. The bytes
on the wire are of the stock form (tests/core/telegram/test_fast_lane.py), the sender's own loop receives the answers, and if
a chunk is to be sent again (a new salt, a wrong clock) the stock way does it.

It leans on private names: `fast_lane` looks whether they are as known, and gives None where they are not. Then chunks take
the stock way.
"""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import os
import struct
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from telethon.network import Connection, MTProtoSender
from telethon.network.connection.tcpintermediate import IntermediatePacketCodec
from telethon.network.mtprotostate import MTProtoState
from telethon.network.requeststate import RequestState
from telethon.tl.functions.help import GetNearestDcRequest
from telethon.tl.tlobject import TLRequest

from core.telegram.ige import Ige

ACKS_TOGETHER = 16
FRONT = struct.Struct("<qqqii")  #: salt, session, message id, sequence number, length: before every request
ROOM = 512 * 1024 + 128  #: the largest chunk that Telegram takes, and what is around it
_KNOWN_METHODS = {
    "_get_new_msg_id": ["self"],
    "_get_seq_no": ["self", "content_related"],
    "_calc_key": ["auth_key", "msg_key", "client"],
}
_KNOWN_STATE = ("container_id", "msg_id", "request", "data", "future", "after")


def untyped(library_object: Any) -> Any:
    """Telethon has no annotations on what is used here."""
    return library_object


class ChunkRequest(TLRequest):
    """A request that saves one chunk: its head, and `read` that puts `size` bytes of data where it is told, anew each time.

    So no copy waits for the answer, and all chunks pass through the same few pages of memory, which stay in the cache.
    """

    def __init__(self, head: bytes, size: int, read: Callable[[memoryview], None]) -> None:
        self._head = head
        self._size = size
        self._read = read
        self.length = len(head) + size + -(len(head) + size) % 4  #: of the whole request; TL counts in fours

    def write(self, into: memoryview) -> None:
        """Put the request there: `length` bytes."""
        front, end = len(self._head), len(self._head) + self._size
        into[:front] = self._head
        self._read(into[front:end])
        into[end : self.length] = bytes(self.length - end)

    def _bytes(self) -> bytes:
        request = bytearray(self.length)
        self.write(memoryview(request))
        return bytes(request)


class FastLane:
    """For one connected sender. Made by `fast_lane`."""

    def __init__(self, sender: Any, writer: asyncio.StreamWriter) -> None:
        self._sender = sender
        self._state = sender._state
        self._writer = writer
        self._socket: int = writer.get_extra_info("socket").fileno()
        self._ige = Ige(ROOM)

    def send(self, request: ChunkRequest) -> asyncio.Future[Any]:
        """Read, encrypt and write one chunk -> its answer, as MTProtoSender.send."""
        state, plain = self._state, self._ige.plain
        key: bytes = state.auth_key.key
        size = FRONT.size + request.length
        padded = size + -(size + 12) % 16 + 12
        request.write(plain[FRONT.size : size])
        message = _SentChunk(request, state._get_new_msg_id())
        FRONT.pack_into(plain, 0, state.salt, state.id, message.msg_id, state._get_seq_no(True), request.length)
        plain[size:padded] = os.urandom(padded - size)
        digest = sha256(key[88:120])
        digest.update(plain[:padded])
        msg_key = digest.digest()[8:24]
        encrypted = self._ige.encrypt(padded, *state._calc_key(key, msg_key, True))
        self._sender._pending_state[message.msg_id] = message
        self._write(struct.pack("<iQ16s", 24 + padded, state.auth_key.key_id, msg_key), encrypted)
        return message.future

    def _write(self, front: bytes, body: memoryview) -> None:
        """Straight from where the bytes lie into the kernel; of what it does not take at once the transport gets a copy."""
        transport = self._writer.transport
        taken = 0
        if not self.is_full and not transport.is_closing():
            with contextlib.suppress(BlockingIOError):
                taken = os.writev(self._socket, (front, body))
        if taken < len(front):
            self._writer.write(b"".join((front[taken:], body)))
        elif taken < len(front) + len(body):
            self._writer.write(bytes(body[taken - len(front) :]))

    @property
    def is_full(self) -> bool:
        """Whether the kernel has not yet taken all that was written."""
        return self._writer.transport.get_write_buffer_size() > 0

    async def ready(self) -> None:
        """Until the kernel has taken what was written. Raises OSError if the connection is lost."""
        await self._writer.drain()


class _SentChunk(RequestState):
    """What the sender remembers of a chunk until it is answered; the bytes are read only if they are to be sent again."""

    def __init__(self, request: ChunkRequest, msg_id: int) -> None:
        self.request = request
        self.msg_id = msg_id
        self.container_id = self.after = None
        self.future = asyncio.get_running_loop().create_future()

    @property
    def data(self) -> bytes:  # type: ignore[override]  # a slot in Telethon's, read only when it sends again
        # A chunk that was given up may have no file any more; in its place goes a question whose answer nobody hears.
        return bytes(GetNearestDcRequest() if self.future.done() else self.request)


class PatientAcks(set[int]):
    """Answers that are still to be acknowledged; says "none" until there are ACKS_TOGETHER of them.

    Telegram wants acknowledgements within a minute or so, and other clients gather them for 30 s.
    """

    def __bool__(self) -> bool:
        return len(self) >= ACKS_TOGETHER


def fast_lane(sender: MTProtoSender) -> FastLane | None:
    """The short way through a connected sender, or None if Telethon is not the one that is known here."""
    connection: Any = getattr(sender, "_connection", None)
    writer = getattr(connection, "_writer", None)
    known = (
        type(getattr(sender, "_state", None)) is MTProtoState
        and all(_arguments(name) == known for name, known in _KNOWN_METHODS.items())
        and RequestState.__slots__ == _KNOWN_STATE
        and isinstance(getattr(sender, "_pending_state", None), dict)
        and isinstance(getattr(sender, "_pending_ack", None), set)
        and isinstance(connection, Connection)
        and type(connection._codec) is IntermediatePacketCodec
        and isinstance(writer, asyncio.StreamWriter)
    )
    if not known or writer is None:
        return None
    untyped(sender)._pending_ack = PatientAcks(sender._pending_ack)
    return FastLane(sender, writer)


def _arguments(method: str) -> list[str] | None:
    function = getattr(MTProtoState, method, None)
    return list(inspect.signature(function).parameters) if function else None
