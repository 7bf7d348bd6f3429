"""The framings of MTProto over TCP: full, abridged, intermediate, padded intermediate, each plain or under obfuscated2.

What a client speaks is told from its first bytes (core.telegram.org/mtproto/mtproto-transports). A frame here is what
stands between the framings and the encryption. Not here: HTTP, WebSocket, TLS and MTProxy secrets.
"""

from __future__ import annotations

import asyncio
import struct
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Protocol
from zlib import crc32

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes

#: Telegram closes the connection on more; Telethon's containers stay just below it
MAX_FRAME = 1 << 20
#: frames below it are never read in two halves
HALVED = 4096

#: shown the first half of a long frame before the rest is read; may raise ConnectionAbortedError to cut it there
HalfHook = Callable[[bytes], None]


class FrameError(Exception):
    """The bytes are no frame of the transport; the connection is to be closed."""


class Source(Protocol):
    """Where bytes come from: an asyncio.StreamReader, or one that deciphers on the way."""

    async def readexactly(self, n: int, /) -> bytes: ...


class Framing(ABC):
    """One connection's framing."""

    def __init__(self, source: Source) -> None:
        self.source = source
        #: asked for each long frame, when its length is known, whether somebody wants to see the first half
        self.half_hook: Callable[[], HalfHook | None] = lambda: None
        self._cipher: CipherContext | None = None

    def encipher_with(self, cipher: CipherContext) -> None:
        """Put everything that is sent through `cipher` (obfuscated2)."""
        self._cipher = cipher

    @abstractmethod
    async def read(self) -> bytes:
        """The next frame. Raises FrameError, and what the source raises at the end of the stream."""

    def pack(self, frame: bytes) -> bytes:
        """The bytes that go on the wire for a frame of ours."""
        data = self._wrap(frame)
        return self._cipher.update(data) if self._cipher else data

    @abstractmethod
    def _wrap(self, frame: bytes) -> bytes: ...

    async def _body(self, size: int) -> bytes:
        if not 0 < size <= MAX_FRAME:
            raise FrameError(f"a frame of {size} bytes")
        hook = self.half_hook() if size >= HALVED else None
        if hook is None:
            return await self.source.readexactly(size)
        head = await self.source.readexactly(size // 2)
        hook(head)
        return head + await self.source.readexactly(size - len(head))


class Abridged(Framing):
    """One length byte counted in words, or 0x7f and three."""

    async def read(self) -> bytes:
        words = (await self.source.readexactly(1))[0]
        if words == 0x7F:
            words = int.from_bytes(await self.source.readexactly(3), "little")
        return await self._body(words * 4)

    def _wrap(self, frame: bytes) -> bytes:
        words = len(frame) // 4
        return (bytes([words]) if words < 0x7F else b"\x7f" + words.to_bytes(3, "little")) + frame


class Intermediate(Framing):
    """Four length bytes. The padded form is read the same way: what pads a message is cut off where it is parsed."""

    async def read(self) -> bytes:
        return await self._body(int.from_bytes(await self.source.readexactly(4), "little"))

    def _wrap(self, frame: bytes) -> bytes:
        return struct.pack("<I", len(frame)) + frame


class Full(Framing):
    """Length, a running number and a CRC32 about every frame, both checked."""

    def __init__(self, source: Source, first: bytes) -> None:
        super().__init__(source)
        self._read_ahead = first
        self._received = 0
        self._sent = 0

    async def read(self) -> bytes:
        head = self._read_ahead or await self.source.readexactly(8)
        self._read_ahead = b""
        size, number = struct.unpack("<II", head)
        if number != self._received:
            raise FrameError(f"frame number {number}, expected {self._received}")
        self._received += 1
        body = await self._body(size - 12)
        if int.from_bytes(await self.source.readexactly(4), "little") != crc32(body, crc32(head)):
            raise FrameError("wrong CRC32")
        return body

    def _wrap(self, frame: bytes) -> bytes:
        data = struct.pack("<II", len(frame) + 12, self._sent) + frame
        self._sent += 1
        return data + struct.pack("<I", crc32(data))


class Deciphering:
    """A source that lies under obfuscated2's AES-CTR."""

    def __init__(self, source: Source, cipher: CipherContext) -> None:
        self._source = source
        self._cipher = cipher

    async def readexactly(self, n: int, /) -> bytes:
        return self._cipher.update(await self._source.readexactly(n))


async def recognise(source: Source) -> Framing:
    """Read a client's first bytes -> its framing. Raises FrameError for none of them."""
    first = await source.readexactly(1)
    if first == b"\xef":
        return Abridged(source)
    first += await source.readexactly(3)
    if first in (b"\xee" * 4, b"\xdd" * 4):
        return Intermediate(source)
    first += await source.readexactly(4)
    if first[4:] == bytes(4):
        return Full(source, first)
    opening = first + await source.readexactly(56)
    reverse = opening[55:7:-1]
    incoming = _ctr(opening[8:40], opening[40:56])
    tag = incoming.update(opening)[56:60]
    inner = Deciphering(source, incoming)
    if tag == b"\xef" * 4:
        framing: Framing = Abridged(inner)
    elif tag in (b"\xee" * 4, b"\xdd" * 4):
        framing = Intermediate(inner)
    else:
        raise FrameError("no transport that is known here")
    framing.encipher_with(_ctr(reverse[:32], reverse[32:48]))
    return framing


def _ctr(key: bytes, iv: bytes) -> CipherContext:
    return Cipher(algorithms.AES(key), modes.CTR(iv)).encryptor()


async def read_frame(framing: Framing) -> bytes | None:
    """The next frame, or None when the client has gone (cleanly or not). Raises FrameError."""
    try:
        return await framing.read()
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
