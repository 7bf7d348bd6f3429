"""A small Telegram on loopback for the tests of this room: a bot, its owner, and a channel that both are in."""

from __future__ import annotations

import os
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

from telethon.crypto import AuthKey as TelethonKey
from telethon.sessions import StringSession

from core.model import Account as Which
from core.model import Destination, UploadProgress
from core.telegram.publisher import Publisher
from core.telegram.sessions import ApiAccess, Server, Session, open_bot, open_user
from sandbox.faults import Faults
from sandbox.telegram.mtproto.handshake import ServerKey
from sandbox.telegram.mtproto.server import MTProtoServer
from sandbox.telegram.mtproto.session import AuthKey
from sandbox.telegram.state import Account, Chat, State

TOKEN = "1000:AAH-test-token"
ACCESS = ApiAccess(1234, "test-hash")
OWNER, BOT = 501, 1000
PHONE = "+49 151 1234567"


@cache
def server_key() -> ServerKey:
    """One for all tests: making one takes longer than most of them."""
    return ServerKey()


class PeerBook:
    """Access hashes in memory, where the app has rows."""

    def __init__(self) -> None:
        self.hashes: dict[tuple[Which, int], int] = {}

    async def access_hash(self, account: Which, chat_id: int) -> int | None:
        return self.hashes.get((account, chat_id))

    async def remember(self, account: Which, chat_id: int, access_hash: int) -> None:
        self.hashes[account, chat_id] = access_hash


class Kept:
    """What an upload handed over to be written down."""

    def __init__(self, progress: UploadProgress) -> None:
        self.all = [progress]

    async def __call__(self, progress: UploadProgress) -> None:
        self.all.append(progress)

    @property
    def last(self) -> UploadProgress:
        return self.all[-1]

    @property
    def count(self) -> int:
        """Chunks that are acknowledged."""
        return int.from_bytes(self.last.acked, "big").bit_count()


class World:
    """The server, and what stands in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.state = State(folder / "telegram")
        self.state.add_account(Account(BOT, "Yagami", username="yagami_bot", token=TOKEN))
        self.owner = self.state.add_account(Account(OWNER, "Owner", username="owner", phone="491511234567"))
        self.channel: Chat = self.state.create_channel(OWNER, "Likes")
        self.let_in(self.channel)
        self.to = Destination(1, self.channel.id)
        self.faults = Faults()
        self.server = MTProtoServer(self.state, self.faults, server_key=server_key())
        self.peers = PeerBook()

    def let_in(self, chat: Chat) -> None:
        chat.members[BOT] = "administrator"
        chat.rights[BOT] = {"can_post_messages"}

    @property
    def where(self) -> Server:
        return Server("127.0.0.1", self.server.port, self.server.dc_id, self.server.rsa_public_pem)

    def signed_in(self, account: int = BOT) -> str:
        """A session that stands already, the bot's unless told otherwise: the key exchange takes longer than most tests."""
        key = AuthKey(os.urandom(256), secrets.randbits(63), account=account)
        self.server.add_key(key)
        text: Any = StringSession()
        text.set_dc(self.server.dc_id, "127.0.0.1", self.server.port)
        text.auth_key = TelethonKey(key.key)
        return str(text.save())

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[Session]:
        async with self.new_bot(self.signed_in()) as session:
            yield session

    @asynccontextmanager
    async def user(self, account: int = OWNER) -> AsyncIterator[Session]:
        """A person's session."""
        session = await open_user(self.signed_in(account), ACCESS, self.where, None)
        try:
            yield session
        finally:
            await session.close()

    @asynccontextmanager
    async def new_bot(self, saved: str | None = None) -> AsyncIterator[Session]:
        session = await open_bot(TOKEN, ACCESS, saved, self.where, None)
        try:
            yield session
        finally:
            await session.close()

    def publisher(self, session: Session) -> Publisher:
        return Publisher(session, self.peers)

    def asked(self, method: str) -> int:
        """How often a method was called."""
        return sum(one["method"] == method for one in self.state.log)

    def random_file(self, size: int, name: str = "video.mp4") -> Path:
        path = self.folder / name
        path.write_bytes(secrets.token_bytes(size))
        return path
