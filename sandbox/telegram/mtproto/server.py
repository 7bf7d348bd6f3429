"""The MTProto door of the sandbox's Telegram: a TCP server on loopback.

What it models is in sandbox/README.md. It pushes one update only, updateLoginToken (a client that wants others reads the history),
does not resend lost answers (a client that lost one asks again), and has one data centre.
"""

from __future__ import annotations

import asyncio
import struct
import time
from collections.abc import Coroutine
from typing import Any

from telethon.tl.types import TypeUpdate, UpdateShort

from sandbox.faults import Faults
from sandbox.line import Line
from sandbox.mishaps import NONSENSE, Kind, Mishap
from sandbox.telegram.state import Refused, State

from . import auth, channels, chats, config, forums, forward, history, invites, login_tokens, messages, people, tl
from .connection import Connection
from .faults import REFUSALS
from .files import Uploads
from .handshake import ServerKey
from .session import AuthKey, MessageIds

LOG_LIMIT = 10_000
#: asyncio pauses reading at twice this much
_BUFFER = 2 << 20

#: how long a refused connection hangs, in seconds: Telethon comes back at once, and would do so without end and without pause
REFUSED_AFTER = 0.1

#: -429, "too many connections", as the intermediate framing carries it
TRANSPORT_FLOOD = struct.pack("<Ii", 4, -429)

#: the modules whose import registers the methods
ROOMS = (auth, channels, chats, config, forums, forward, history, invites, login_tokens, messages, people)


class MTProtoServer:
    """One data centre. Auth keys live as long as this object, so that a client comes back with its session.

    rtt: seconds by which every answer is late; answers overlap, so a window of requests in flight helps as it does on
        a long line.
    head_only: for measurements of a client's speed. Of a message over 64 KiB only the first KiB is decrypted (IGE
        decrypts from the front): enough to see which part of which file it is. Its msg_key is not verified, its content
        is counted and thrown away, so a file from such parts has the right size and no content. What follows a part in
        the same container and has the length of an ack is taken for one. Messages that can't be read so are decrypted
        whole.
    server_key: an RSA key made before; else the server makes its own.
    codes: phone (digits) -> the login code last "sent" to it.
    applications: api_id -> api_hash of those that there are; None: every application is one.
    """

    def __init__(
        self,
        state: State,
        faults: Faults,
        *,
        dc_id: int = 2,
        head_only: bool = False,
        server_key: ServerKey | None = None,
        applications: dict[int, str] | None = None,
    ) -> None:
        self.state = state
        self.faults = faults
        self.dc_id = dc_id
        self.head_only = head_only
        self.rtt = 0.0
        self.port = 0
        self.codes: dict[str, str] = {}
        self.server_key = server_key or ServerKey()
        self.keys: dict[bytes, AuthKey] = {}
        self.message_ids = MessageIds()
        self.line = Line()
        self.uploads = Uploads(self)
        self.applications = applications
        self.logins = auth.Logins(self)
        self.login_tokens = login_tokens.LoginTokens(state)
        self.running_random_ids: set[tuple[int, int, int]] = set()
        self._pts: dict[int, int] = {}
        self._server: asyncio.Server | None = None
        self._connections: dict[Connection, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def rsa_public_pem(self) -> str:
        """PKCS#1, "BEGIN RSA PUBLIC KEY", as telethon.crypto.rsa.add_key takes it."""
        return self.server_key.pem

    @property
    def line_rate(self) -> float | None:
        """Bytes a second that come in, over all connections; None: as fast as they come."""
        return self.line.rate

    @line_rate.setter
    def line_rate(self, rate: float | None) -> None:
        self.line.rate = rate

    async def start(self) -> None:
        """Listen on a free loopback port (`port`)."""
        self.state.folder.mkdir(parents=True, exist_ok=True)
        self.state.on_message.append(self.logins.notice)
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port, limit=_BUFFER)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Close the port and every connection, and wait until no task is left.

        `start` may be called again: the same keys on the same port, as after a restart of Telegram's.
        """
        if self._server is None:
            return
        self._server.close()
        self.state.on_message.remove(self.logins.notice)
        for connection in self._connections:
            connection.abort()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._connections.values(), *self._tasks, return_exceptions=True)
        await self._server.wait_closed()
        self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = Connection(self, reader, writer)
        task = asyncio.current_task()
        assert task is not None
        self._connections[connection] = task
        try:
            mishap = self.faults.mishaps.strikes("mtproto.connect")
            if mishap is not None and not await self._let_in(mishap, writer):
                connection.abort()
            elif self.strike("telegram.refuse", None) is None:
                await connection.serve()
            else:
                await asyncio.sleep(REFUSED_AFTER)
                connection.abort()
        finally:
            del self._connections[connection]

    async def _let_in(self, mishap: Mishap, writer: asyncio.StreamWriter) -> bool:
        """Whether somebody who connects is served after all. A transport's error is four bytes; half of it is none."""
        if mishap.kind in (Kind.SILENT, Kind.HELD, Kind.DRIP):
            await mishap.over.wait()
            return mishap.kind is not Kind.SILENT
        await asyncio.sleep(REFUSED_AFTER)
        if mishap.kind is not Kind.REFUSED:
            writer.write({Kind.NONSENSE: NONSENSE, Kind.ERROR: TRANSPORT_FLOOD}.get(mishap.kind, TRANSPORT_FLOOD[:2]))
            await writer.drain()
        return False

    def cut(self) -> None:
        """Every connection at once, as when a line goes down."""
        for connection in self._connections:
            connection.abort()

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run a request to its end, whatever becomes of its connection."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def add_key(self, key: AuthKey) -> None:
        self.keys[key.id] = key

    def push(self, key: AuthKey, update: TypeUpdate) -> None:
        """Tell an update to every connected session of a key that asked for updates."""
        body = bytes(UpdateShort(update, tl.moment(self.state.now())))
        for connection in self._connections:
            for its, session in connection.heard.values():
                if its is key and session.wants_updates:
                    connection.send(key, session, body, content=True, answer=False)

    def machine_time(self) -> int:
        """The clock that clients make message ids from; it stands apart from the simulated one of `state`."""
        return time.time_ns() // 1_000_000_000

    def pts(self, box: int, events: int = 0) -> int:
        """The event counter of a channel (its Bot API id) or of an account, after `events` more."""
        self._pts[box] = self._pts.get(box, 1) + events
        return self._pts[box]

    def note(self, key: AuthKey, method: str) -> None:
        """Put a request into the state's log."""
        entries = self.state.log
        entries.append({"door": "mtproto", "account": key.account, "method": method, "at": self.state.now()})
        if len(entries) > LOG_LIMIT:
            del entries[: LOG_LIMIT // 2]

    def strike(self, name: str, method: str | None) -> dict[str, Any] | None:
        """The fault's arguments if it is on and meant for this method."""
        fault = self.faults.active.get(name)
        if fault is None or fault.args.get("method", method) != method:
            return None
        return self.faults.hit(name)

    def strike_refusals(self, key: AuthKey, method: str) -> None:
        """Raises Refused if one of the refusing faults is on."""
        if self.strike("telegram.key_gone", method) is not None:
            key.account = None
            raise Refused("AUTH_KEY_UNREGISTERED", 401)
        for name, (code, words) in REFUSALS.items():
            args = self.strike(name, method)
            if args is not None:
                raise Refused(words.format(seconds=args.get("seconds", 3)), code)
        said = self.strike("telegram.says", method)
        if said is not None:
            raise Refused(str(said.get("words", "INPUT_METHOD_INVALID")), int(said.get("code", 400)))
