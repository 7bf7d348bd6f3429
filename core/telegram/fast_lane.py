"""A short way for chunks through Telethon 1.45's sender: no gzip, three copies less, no message for each acknowledgement.

Stock Telethon gzips every request over 512 bytes before it decides to send it raw (13 ms of blocked event loop for 512 KiB
of video), passes it through two queues and seven copies, and acknowledges nearly every answer with a message of its own.
Here a chunk is put into its frame, encrypted and written at once. The bytes on the wire are of the stock form
(tests/core/telegram/test_fast_lane.py), the sender's own loop receives the answers, and if a chunk is to be sent again (a
new salt, a wrong clock) the stock way does it.

It leans on private names: `fast_lane` looks whether they are as known, and gives None where they are not. Then chunks take
the stock way.
"""

from __future__ import annotations

import asyncio
import inspect
import os
import struct
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from telethon.crypto import AES
from telethon.network import Connection, MTProtoSender
from telethon.network.connection.tcpintermediate import IntermediatePacketCodec
from telethon.network.mtprotostate import MTProtoState
from telethon.network.requeststate import RequestState
from telethon.tl.functions.help import GetNearestDcRequest
from telethon.tl.tlobject import TLRequest

ACKS_TOGETHER = 16
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
    """A request that saves one chunk. `pieces` reads it anew each time: head, data, tail, of which only the data is large.

    So no copy waits for the answer, and all chunks pass through the same few pages of memory, which stay in the cache.
    """

    def __init__(self, pieces: Callable[[], tuple[bytes, bytes, bytes]]) -> None:
        self.pieces = pieces

    def _bytes(self) -> bytes:
        return b"".join(self.pieces())


class FastLane:
    """For one connected sender. Made by `fast_lane`."""

    def __init__(self, sender: Any, writer: asyncio.StreamWriter) -> None:
        self._sender = sender
        self._state = sender._state
        self._writer = writer
        self._socket: int = writer.get_extra_info("socket").fileno()

    def send(self, request: ChunkRequest) -> asyncio.Future[Any]:
        """Encrypt and write one chunk -> its answer, as MTProtoSender.send."""
        state = self._state
        key: bytes = state.auth_key.key
        head, data, tail = request.pieces()
        size = len(head) + len(data) + len(tail)
        message = _SentChunk(request, state._get_new_msg_id())
        front = struct.pack("<qqqii", state.salt, state.id, message.msg_id, state._get_seq_no(True), size)
        padding = os.urandom(-(len(front) + size + 12) % 16 + 12)
        plain = b"".join((front, head, data, tail, padding))
        del data  # its pages serve the encryption
        digest = sha256(key[88:120])
        digest.update(plain)
        msg_key = digest.digest()[8:24]
        aes_key, aes_iv = state._calc_key(key, msg_key, True)
        encrypted = AES.encrypt_ige(plain, aes_key, aes_iv)
        self._sender._pending_state[message.msg_id] = message
        self._write(struct.pack("<iQ16s", 24 + len(encrypted), state.auth_key.key_id, msg_key), encrypted)
        return message.future

    def _write(self, front: bytes, body: bytes) -> None:
        """Straight from where the bytes lie into the kernel; what it does not take at once is the transport's."""
        transport = self._writer.transport
        if self.is_full or transport.is_closing():
            self._writer.writelines((front, body))
            return
        try:
            taken = os.writev(self._socket, (front, body))
        except BlockingIOError:
            taken = 0
        if taken < len(front):
            self._writer.writelines((front[taken:], body))
        elif taken < len(front) + len(body):
            self._writer.write(memoryview(body)[taken - len(front) :])

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
