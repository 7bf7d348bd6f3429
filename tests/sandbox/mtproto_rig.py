"""A small Telegram with two people, a bot and a channel, and the real Telethon connected to it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

from telethon import TelegramClient
from telethon.crypto import AuthKey, rsa
from telethon.network.connection import ConnectionTcpFull
from telethon.sessions import StringSession
from telethon.tl.functions.upload import SaveBigFilePartRequest, SaveFilePartRequest
from telethon.tl.types import InputFile, InputFileBig

from sandbox.faults import Faults
from sandbox.telegram.mtproto.handshake import ServerKey
from sandbox.telegram.mtproto.server import MTProtoServer
from sandbox.telegram.mtproto.session import AuthKey as ServerSide
from sandbox.telegram.state import Account, State

OWNER, FRIEND, BOT = 1001, 1002, 2002
TOKEN, PHONE, FRIEND_PHONE, PASSWORD = "2002:sandbox-token", "15550001", "15550002", "correct horse"
PART = 524_288


@cache
def server_key() -> ServerKey:
    """One for all tests of a process: a new one takes a while."""
    return ServerKey()


class Telegram:
    """The server, its state, and clients of it that are closed at the end."""

    def __init__(self, folder: Path) -> None:
        self.state = State(folder)
        self.faults = Faults()
        self.server = MTProtoServer(self.state, self.faults, server_key=server_key())
        self.state.add_account(Account(OWNER, "Owner", "the_owner", phone=PHONE))
        self.state.add_account(Account(FRIEND, "Friend", "a_friend", phone=FRIEND_PHONE, password=PASSWORD))
        self.state.add_account(Account(BOT, "Bot", "likes_bot", token=TOKEN))
        self.channel = self.state.create_channel(OWNER, "Likes")
        self.state.set_member(self.channel, BOT, "administrator", OWNER, {"can_post_messages"})
        self._clients: list[Any] = []

    async def client(self, session: str = "", connection: Any = ConnectionTcpFull, **options: Any) -> Any:
        """A connected Telethon. Any: its calls answer Any."""
        memory = StringSession(session)
        memory.set_dc(self.server.dc_id, "127.0.0.1", self.server.port)
        settings = {"receive_updates": False, "request_retries": 1, "retry_delay": 0, "raise_last_call_error": True}
        client = TelegramClient(memory, 1, "hash", connection=connection, **(settings | options))
        self._clients.append(client)
        await client.connect()
        return client

    async def bot(self, **options: Any) -> Any:
        return await self.returning(BOT, **options)

    async def owner(self, **options: Any) -> Any:
        return await self.returning(OWNER, **options)

    async def returning(self, account: int, **options: Any) -> Any:
        """A client that comes back with a key it made before: quicker than making one in every test."""
        key = os.urandom(256)
        self.server.add_key(ServerSide(key, random_id(), account, inited=True))
        session = StringSession()
        session.set_dc(self.server.dc_id, "127.0.0.1", self.server.port)
        session._auth_key = AuthKey(key)
        return await self.client(session.save(), **options)

    async def bot_by_token(self, **options: Any) -> Any:
        client = await self.client(**options)
        await client.sign_in(bot_token=TOKEN)
        return client

    async def close(self) -> None:
        for client in self._clients:
            await client.disconnect()
        await self.server.stop()


@asynccontextmanager
async def telegram(folder: Path) -> AsyncIterator[Telegram]:
    world = Telegram(folder)
    await world.server.start()
    rsa.add_key(world.server.rsa_public_pem, old=False)
    try:
        yield world
    finally:
        await world.close()
        del rsa._server_keys[world.server.server_key.fingerprint]


def random_id() -> int:
    return int.from_bytes(os.urandom(7), "big") | 1


def big_parts(file_id: int, data: bytes, size: int = PART) -> list[SaveBigFilePartRequest]:
    total = -(-len(data) // size)
    return [SaveBigFilePartRequest(file_id, i, total, data[i * size : (i + 1) * size]) for i in range(total)]


def big_file(file_id: int, data: bytes, size: int = PART) -> InputFileBig:
    return InputFileBig(file_id, -(-len(data) // size), "film.mp4")


async def small_file(client: Any, data: bytes, name: str = "thumb.jpg", md5: str = "") -> InputFile:
    """Upload in one part."""
    file_id = random_id()
    await client(SaveFilePartRequest(file_id, 0, data))
    return InputFile(file_id, 1, name, md5)
