"""One connection to one Telegram data centre: made when it is needed, made anew after a loss, never waited for long.

A session has two of them, so that a post never queues behind the chunks of an upload. Telethon's own client is not used:
its sender's automatic reconnection keeps callers waiting for minutes, it has no timeout of a request, and its update loop
and entity cache have no work here. Errors leave as Telethon and the network raise them (troubles.py translates).
"""

from __future__ import annotations

import asyncio
import platform
from typing import Any

from telethon.crypto import AuthKey
from telethon.network import MTProtoSender
from telethon.sessions import StringSession
from telethon.tl.alltlobjects import LAYER
from telethon.tl.functions import InitConnectionRequest, InvokeWithLayerRequest, InvokeWithoutUpdatesRequest
from telethon.tl.functions.help import GetConfigRequest
from telethon.tl.tlobject import TLRequest

from core.telegram.access import ApiAccess, Place, TelethonProxy
from core.telegram.fast_lane import ChunkRequest, FastLane, fast_lane, untyped
from core.telegram.waiting import answer, heard, let_go
from core.telegram.wire import LOGGERS, Connection, Nowhere, Updates

CONNECT_SECONDS = 10.0  #: TCP, proxy included
OPEN_SECONDS = 20.0  #: connecting, the key exchange if there is no key yet, and the introduction
KEY_TRIES = 3  #: Telethon's key exchange fails by itself when a number begins with a zero byte, once in 200 times
ANSWER_SECONDS = 30.0  #: of one request
IDLE_SECONDS = 55.0  #: after so long unused a connection is not trusted: a router may have forgotten it without a word


class Link:
    """`key` is shared by all links of a session; the first to open makes it if it is empty.

    uploads: `send_chunk` is used (fast_lane.py); not for the answers that a person waits for.
    updates: where they go; None: none are asked for.
    """

    def __init__(
        self,
        place: Place,
        key: AuthKey,
        access: ApiAccess,
        proxy: TelethonProxy | None,
        *,
        uploads: bool = False,
        updates: Updates | None = None,
    ) -> None:
        self.place = place
        self.key = key
        self.access = access
        self.proxy = proxy
        self.greeting: TLRequest = GetConfigRequest()
        self.greeted: Any = None  #: what the greeting was last answered with
        self.lost: asyncio.Future[Any] | None = None  #: done when the open connection is gone
        self._sender: MTProtoSender | None = None
        self._uploads = uploads
        self._updates = updates
        self._ended = False
        self._lane: FastLane | None = None
        self._used = 0.0
        self._lock = asyncio.Lock()

    async def open(self) -> MTProtoSender:
        """A connected and introduced sender; `lost` belongs to it. Raises what the network raises within OPEN_SECONDS."""
        async with self._lock:
            if self._ended:
                raise ConnectionResetError
            now = asyncio.get_running_loop().time()
            if self._sender is not None and (self.is_lost or now - self._used > IDLE_SECONDS):
                await self._drop()
            self._used = now
            if self._sender is None:
                self._sender = await self._connected()
            return self._sender

    @property
    def is_lost(self) -> bool:
        return self.lost is None or self.lost.done() or self._sender is None or not self._sender.is_connected()

    def touch(self) -> None:
        """Say that the connection was just heard of."""
        self._used = asyncio.get_running_loop().time()

    async def call(self, request: TLRequest, seconds: float = ANSWER_SECONDS) -> Any:
        """One request and its answer. Raises RPCError, and OSError or TimeoutError when no answer comes."""
        sender = await self.open()
        future: asyncio.Future[Any] = untyped(sender).send(self._quietly(request))
        try:
            await answer(future, self.lost, seconds)
        except TimeoutError:
            await self.drop()
            raise
        self.touch()
        return future.result()

    async def send_chunk(self, request: ChunkRequest, seconds: float) -> asyncio.Future[Any]:
        """Write a chunk to the open connection -> its answer to come.

        Returns when the connection has room for the next. Raises OSError if it is lost, TimeoutError if it takes nothing.
        """
        lane, sender = self._lane, self._sender
        if sender is None:
            raise ConnectionResetError
        if lane is None:
            stock: asyncio.Future[Any] = untyped(sender).send(request)
            return stock
        future = lane.send(request)
        if not lane.is_full:
            await asyncio.sleep(0)  # others' turn: encrypting a chunk took 2 ms
            return future
        try:
            async with asyncio.timeout(seconds):
                await lane.ready()
        except BaseException:
            let_go(future)
            raise
        return future

    async def drop(self) -> None:
        """Close the connection; the next `open` makes a new one."""
        async with self._lock:
            await self._drop()

    async def end(self) -> None:
        """Close the connection for good: whoever still uses it hears that it is lost."""
        self._ended = True
        await self.drop()

    async def move(self, place: Place) -> None:
        """Go to another data centre, with a key still to be made: keys belong to one of them."""
        await self.drop()
        self.place, self.key = place, AuthKey(None)

    def export(self) -> str:
        """Address and key as text (Telethon's StringSession): a full credential."""
        text = StringSession()
        text.set_dc(self.place.dc, self.place.host, self.place.port)
        untyped(text).auth_key = self.key
        return str(text.save())

    async def _drop(self) -> None:
        sender, self._sender, self.lost = self._sender, None, None
        if sender is not None:
            await untyped(sender).disconnect()

    async def _connected(self) -> MTProtoSender:
        sender = MTProtoSender(
            self.key,
            loggers=LOGGERS,
            retries=0 if self.key else KEY_TRIES,
            delay=0,
            auto_reconnect=False,
            connect_timeout=CONNECT_SECONDS,
            updates_queue=self._updates or Nowhere(),
        )
        try:
            async with asyncio.timeout(OPEN_SECONDS):
                place = self.place
                await untyped(sender).connect(
                    untyped(Connection)(place.host, place.port, place.dc, loggers=LOGGERS, proxy=self.proxy)
                )
                self.key = sender.auth_key
                self.lost = sender.disconnected
                self.lost.add_done_callback(heard)
                future: asyncio.Future[Any] = untyped(sender).send(self._introduction())
                await answer(future, self.lost, OPEN_SECONDS)
                self.greeted = future.result()
                self._lane = fast_lane(sender) if self._uploads else None
        except BaseException:
            self.lost = None
            await untyped(sender).disconnect()
            raise
        return sender

    def _introduction(self) -> TLRequest:
        system = platform.uname()
        return InvokeWithLayerRequest(
            LAYER,
            self._quietly(
                InitConnectionRequest(
                    api_id=self.access.api_id,
                    device_model=system.machine or "Unknown",
                    system_version=system.release.split("-")[0] or "1",
                    app_version="1",
                    system_lang_code="en",
                    lang_pack="",
                    lang_code="en",
                    query=self.greeting,
                )
            ),
        )

    def _quietly(self, request: TLRequest) -> TLRequest:
        return request if self._updates else InvokeWithoutUpdatesRequest(request)
