"""What leans on Telethon's inside: still as it was known, and the same bytes on the wire."""

from __future__ import annotations

import asyncio
import os
import struct
from typing import Any

import pytest
from telethon.crypto import AuthKey
from telethon.network import MTProtoSender
from telethon.network.connection import ConnectionTcpFull
from telethon.network.mtprotostate import MTProtoState
from telethon.tl.functions.upload import SaveBigFilePartRequest

from core.telegram import fast_lane as lane_module
from core.telegram.fast_lane import ChunkRequest, FastLane, PatientAcks, fast_lane
from core.telegram.sessions import Session
from core.telegram.wire import LOGGERS

from .world import World


class Written:
    """Takes what a lane writes."""

    def __init__(self) -> None:
        self.transport = self
        self.data = b""

    def get_write_buffer_size(self) -> int:
        return 1

    def is_closing(self) -> bool:
        return False

    def get_extra_info(self, name: str) -> Any:
        return self

    def fileno(self) -> int:
        return -1

    def write(self, data: bytes) -> None:
        self.data += data


async def test_this_telethon_is_the_one_that_is_known(world: World, bot: Session) -> None:
    sender = await bot.uploads.open()
    assert isinstance(fast_lane(sender), FastLane)


async def test_another_telethon_has_no_fast_lane(world: World, bot: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    sender: Any = await bot.uploads.open()
    with monkeypatch.context() as patch:
        patch.setattr(MTProtoState, "_get_seq_no", lambda self, related, more: 0)
        assert fast_lane(sender) is None
    with monkeypatch.context() as patch:
        patch.setattr(sender._connection, "_codec", ConnectionTcpFull.packet_codec(None))
        assert fast_lane(sender) is None
    with monkeypatch.context() as patch:
        patch.setattr(sender, "_pending_state", [])
        assert fast_lane(sender) is None


async def test_the_frame_is_what_stock_telethon_would_have_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    key, data = AuthKey(os.urandom(256)), os.urandom(4096)
    stock = SaveBigFilePartRequest(77, 3, 9, data)
    sender: Any = MTProtoSender(key, loggers=LOGGERS)
    writer: Any = Written()
    head = struct.pack("<Iqii", SaveBigFilePartRequest.CONSTRUCTOR_ID, 77, 3, 9) + struct.pack(
        "<I", len(data) << 8 | 0xFE
    )
    request = ChunkRequest(head, len(data), lambda into: into.__setitem__(slice(None), data))
    assert bytes(request) == bytes(stock)
    monkeypatch.setattr(os, "urandom", bytes)
    monkeypatch.setattr(sender._state, "_get_new_msg_id", lambda: 4000)
    future = FastLane(sender, writer).send(request)
    body = struct.pack("<qii", 4000, 1, len(bytes(stock))) + bytes(stock)
    expected = sender._state.encrypt_message_data(body)
    assert writer.data == struct.pack("<i", len(expected)) + expected
    assert sender._pending_state[4000].data == bytes(stock)
    future.cancel()
    assert len(sender._pending_state[4000].data) == 4  # never the file of a chunk that was given up


async def test_a_full_kernel_leaves_the_rest_to_the_transport(world: World, bot: Session) -> None:
    """A frame larger than any socket buffer arrives whole, whatever part of it the kernel took at once."""
    received, all_read = bytearray(), asyncio.Event()

    async def read(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        received.extend(await reader.read(-1))
        writer.close()
        all_read.set()

    server = await asyncio.start_server(read, "127.0.0.1", 0)
    async with server:
        _, writer = await asyncio.open_connection("127.0.0.1", server.sockets[0].getsockname()[1])
        sender: Any = await bot.uploads.open()
        lane = FastLane(sender, writer)
        front, body = os.urandom(28), os.urandom(30_000_000)
        lane._write(front, memoryview(body))
        lane._write(front, memoryview(front))
        await lane.ready()
        writer.close()
        await writer.wait_closed()
        await all_read.wait()
    assert bytes(received) == front + body + front + front


def test_acknowledgements_are_gathered() -> None:
    acks = PatientAcks()
    for number in range(lane_module.ACKS_TOGETHER - 1):
        acks.add(number)
    assert not acks
    acks.add(99)
    assert acks
    assert list(acks)
