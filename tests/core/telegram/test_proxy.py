"""A session through a real SOCKS5 proxy of forty lines."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from core.telegram.sessions import open_bot

from .world import ACCESS, TOKEN, World


class Socks5:
    """No authentication, CONNECT to IPv4 only (RFC 1928)."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            _, methods = await reader.readexactly(2)
            await reader.readexactly(methods)
            writer.write(b"\x05\x00")
            head = await reader.readexactly(10)
            port = int.from_bytes(head[8:], "big")
            self.asked.append(port)
            there, back = await asyncio.open_connection(".".join(map(str, head[4:8])), port)
            writer.write(b"\x05\x00\x00\x01" + bytes(6))
            await asyncio.gather(self.pass_on(reader, back), self.pass_on(there, writer))
        finally:
            writer.close()

    async def pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65536):
                writer.write(data)
        except ConnectionError:
            pass
        finally:
            writer.close()


@pytest.fixture
async def proxy() -> AsyncIterator[tuple[Socks5, int]]:
    socks = Socks5()
    server = await asyncio.start_server(socks.serve, "127.0.0.1", 0)
    async with server:
        yield socks, server.sockets[0].getsockname()[1]


async def test_a_session_goes_through_its_proxy(world: World, proxy: tuple[Socks5, int]) -> None:
    socks, port = proxy
    session = await open_bot(TOKEN, ACCESS, None, world.where, f"socks5://127.0.0.1:{port}")
    await session.close()
    assert set(socks.asked) == {world.server.port}
