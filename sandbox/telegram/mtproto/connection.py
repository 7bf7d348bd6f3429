"""One client's TCP connection: frames in, messages taken apart, answers out.

What happens to a request (rpc.py, the handlers) outlives the connection it came on: Telegram finishes what it began, and
so a client that was cut off finds its message there. Each request is a task of the server's; file parts alone are done at
once.
"""

from __future__ import annotations

import asyncio
import logging
import struct
from collections.abc import Callable
from typing import TYPE_CHECKING

from telethon.extensions import BinaryReader
from telethon.tl import TLObject
from telethon.tl.functions import ReqDHParamsRequest, ReqPqMultiRequest, ReqPqRequest, SetClientDHParamsRequest
from telethon.tl.types import BadMsgNotification, BadServerSalt, MsgsAck, NewSessionCreated

from sandbox.mishaps import SPOILING, Kind
from sandbox.telegram.state import Refused

from . import befallen, crypto, parts, rpc, service
from .container import MESSAGE_HEAD, enough, inside, is_container
from .handshake import Handshake, HandshakeError
from .parts import Part
from .session import AuthKey, Session
from .transport import FrameError, Framing, read_frame, recognise

if TYPE_CHECKING:
    from .server import MTProtoServer

log = logging.getLogger(__name__)

UNKNOWN_KEY = -404
INVALID_CONTAINER = 64
#: from this size on, `head_only` decrypts no more than HEAD bytes
LARGE = 64 * 1024
HEAD = 1024


class Connection:
    """Lives as long as its TCP connection."""

    def __init__(self, server: MTProtoServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.server = server
        self._reader = reader
        self.writer = writer
        self._framing: Framing | None = None
        self._handshake: Handshake | None = None
        self._hang_up: asyncio.TimerHandle | None = None
        self.behind: list[bytes] | None = None  #: what waits behind an answer that drips
        self.running: dict[int, asyncio.Task[None]] = {}  #: requests by message id
        self.heard: dict[int, tuple[AuthKey, Session]] = {}  #: the sessions that spoke here, by id
        self.dropped: set[int] = set()  #: requests whose answer nobody wants any more

    async def serve(self) -> None:
        """Read until the client goes, breaks a rule, or `abort`."""
        try:
            self._framing = await recognise(self._reader)
            self._framing.half_hook = lambda: befallen.half_hook(self.server)
            while (frame := await read_frame(self._framing)) is not None:
                await self.server.line.take(len(frame))
                self._on_frame(frame)
        except (FrameError, HandshakeError, crypto.ForgedError) as broken:
            log.info("closing a connection: %s", broken)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # gone before a first frame
        finally:
            self.abort()

    def abort(self) -> None:
        """Cut the connection now; what was not sent is lost."""
        if self._hang_up:
            self._hang_up.cancel()
        self.writer.transport.abort()

    def hang_up_after(self, seconds: float) -> None:
        """ping_delay_disconnect: cut the connection unless another such ping comes in time."""
        if self._hang_up:
            self._hang_up.cancel()
        self._hang_up = asyncio.get_running_loop().call_later(seconds, self.abort)

    # -- out ---------------------------------------------------------------------------------------------------

    def send(self, key: AuthKey, session: Session, body: bytes, *, content: bool, answer: bool = True) -> None:
        """Send one message, a round trip from now. Delays overlap: they never hold up one another."""
        self._later(self._send_now, key, session, body, content, answer)

    def _later(self, function: Callable[..., None], *args: object) -> None:
        if self.server.rtt > 0:
            asyncio.get_running_loop().call_later(self.server.rtt, function, *args)
        else:
            function(*args)

    def _send_now(self, key: AuthKey, session: Session, body: bytes, content: bool, answer: bool) -> None:
        msg_id = self.server.message_ids.next(answer=answer)
        seqno = session.next_seqno(content=content)
        head = struct.pack("<qqqii", key.salt, session.id, msg_id, seqno, len(body))
        self._write(crypto.encrypt(key.key, head + body))

    def _write(self, frame: bytes) -> None:
        if self._framing and not self.writer.transport.is_closing():
            packed = self._framing.pack(frame)
            if self.behind is None:
                self.writer.write(packed)
            else:
                self.behind.append(packed)

    # -- in ----------------------------------------------------------------------------------------------------

    def _on_frame(self, frame: bytes) -> None:
        if len(frame) < 24:
            raise FrameError(f"{len(frame)} bytes are no message")
        if frame[:8] == bytes(8):
            self._on_plain(frame)
            return
        key = self.server.keys.get(frame[:8])
        if key is None:
            self._write(struct.pack("<i", UNKNOWN_KEY))
            self.writer.close()
            return
        plain = None
        if self.server.head_only and len(frame) > LARGE:
            plain = crypto.decrypt_head(key.key, frame, HEAD)
            if not enough(plain):
                plain = None
        self._on_plaintext(key, crypto.decrypt(key.key, frame) if plain is None else plain, whole=plain is None)

    def _on_plain(self, frame: bytes) -> None:
        """A step of the auth-key exchange."""
        size = int.from_bytes(frame[16:20], "little")
        if size > len(frame) - 20:
            raise FrameError("plain message shorter than it says")
        try:
            with BinaryReader(frame[20 : 20 + size]) as reader:
                request = reader.tgread_object()
        except Exception as error:  # whatever the bytes make Telethon's reader raise
            raise HandshakeError("no TL object") from error
        if isinstance(request, ReqPqMultiRequest | ReqPqRequest):
            self._handshake = Handshake(self.server.server_key, self.server.dc_id, self.server.machine_time())
            answer: TLObject = self._handshake.start(request)
        elif isinstance(request, ReqDHParamsRequest) and self._handshake:
            answer = self._handshake.exchange(request)
        elif isinstance(request, SetClientDHParamsRequest) and self._handshake:
            answer, auth_key, salt = self._handshake.finish(request)
            self._handshake = None
            self.server.add_key(AuthKey(auth_key, salt))
        elif isinstance(request, MsgsAck):
            return
        else:
            raise HandshakeError(f"{type(request).__name__} out of turn")
        body = bytes(answer)
        head = struct.pack("<qqi", 0, self.server.message_ids.next(answer=True), len(body))
        self._later(self._write, head + body)

    def _on_plaintext(self, key: AuthKey, plain: bytes, *, whole: bool) -> None:
        salt, session_id = struct.unpack_from("<qq", plain)
        msg_id, seqno, size = MESSAGE_HEAD.unpack_from(plain, 16)
        end = crypto.INNER_HEADER + size
        if size % 4 or (whole and not 12 <= len(plain) - end <= 1024):
            raise crypto.ForgedError("wrong length or padding")
        session = key.sessions.get(session_id) or Session(session_id)
        if not key.knows_salt(salt):
            self._bad_salt(key, session, msg_id, seqno)
            return
        self.heard[session_id] = key, session
        if key.open(session):
            created = NewSessionCreated(msg_id, session.unique_id, key.salt)
            self.send(key, session, bytes(created), content=True, answer=False)
        if not is_container(plain):
            self._on_message(key, session, msg_id, seqno, plain, crypto.INNER_HEADER, end)
            return
        if self._refuse_id(key, session, msg_id, seqno, content=False):
            return
        try:
            inner = list(inside(plain, end))
        except struct.error:
            inner = []
        if not inner or any(one.msg_id >= msg_id or not one.start < one.end <= end for one in inner):
            self._bad_message(key, session, msg_id, seqno, INVALID_CONTAINER)
            return
        session.remember(msg_id, seqno)
        for one in inner:
            self._on_message(key, session, one.msg_id, one.seqno, plain, one.start, one.end)

    def _on_message(
        self, key: AuthKey, session: Session, msg_id: int, seqno: int, plain: bytes, start: int, end: int
    ) -> None:
        call = rpc.Call(self.server, key)
        part = parts.read_part(plain, start, end)
        if part is not None:
            self._on_part(call, session, msg_id, seqno, part, plain)
            return
        body = plain[start:end]
        try:
            if int.from_bytes(body[:4], "little") == rpc.GZIP_PACKED:
                body = rpc.inflate(body)
                part = parts.read_part(body, 0, len(body))
                if part is not None:
                    self._on_part(call, session, msg_id, seqno, part, body)
                    return
            request = rpc.read(body)
        except Refused as refusal:
            self.send(key, session, rpc.result(msg_id, refusal), content=True)
            return
        content = service.content_related(request)
        if self._refuse_id(key, session, msg_id, seqno, content=content):
            return
        if service.handle(self, key, session, msg_id, request):
            session.remember(msg_id, seqno)
            return
        try:
            request, after = rpc.unwrap(request, key, session)
        except Refused as refusal:
            self.send(key, session, rpc.result(msg_id, refusal), content=True)
            return
        call.method = rpc.name_of(type(request))
        if call.strike("telegram.bad_salt") is not None:
            key.change_salt()
            self._bad_salt(key, session, msg_id, seqno)
            return
        session.remember(msg_id, seqno)
        waits = [self.running[one] for one in after if one in self.running]
        task = self.server.spawn(self._answer(call, session, msg_id, request, waits))
        self.running[msg_id] = task
        task.add_done_callback(lambda _: self.running.pop(msg_id, None))

    async def _answer(
        self, call: rpc.Call, session: Session, msg_id: int, request: TLObject, waits: list[asyncio.Task[None]]
    ) -> None:
        if waits:
            await asyncio.wait(waits)
        gzip = call.method != "GetFile"  # what files hold is packed already
        mishap = self.server.faults.mishaps.strikes(f"mtproto.{call.method}")
        try:
            await befallen.before(mishap)
            if (mishap and mishap.kind is Kind.REFUSED) or call.strike("telegram.drop") is not None:
                self.abort()
                return
            self.server.note(call.key, call.method)
            self.server.strike_refusals(call.key, call.method)
            body = rpc.result(msg_id, await rpc.perform(call, request), gzip=gzip)
        except Refused as refusal:
            body = rpc.result(msg_id, refusal)
        except Exception:
            log.exception("%s broke the sandbox", call.method)
            body = rpc.result(msg_id, Refused("SANDBOX_BROKEN", 500))
        if call.strike("telegram.no_answer") is not None:
            self.abort()
        elif mishap is not None and mishap.kind in SPOILING:
            await befallen.spoil(self, mishap, call.key, session, body)
        elif msg_id not in self.dropped and call.strike("telegram.silent") is None:
            self.send(call.key, session, body, content=True)
        await self.server.state.touch()

    def _on_part(self, call: rpc.Call, session: Session, msg_id: int, seqno: int, part: Part, plain: bytes) -> None:
        call.method = part.method
        if self._refuse_id(call.key, session, msg_id, seqno, content=True):
            return
        if call.strike("telegram.bad_salt") is not None:
            call.key.change_salt()
            self._bad_salt(call.key, session, msg_id, seqno)
            return
        session.remember(msg_id, seqno)
        if call.strike("telegram.drop") is not None:
            self.abort()
            return
        mishap = self.server.faults.mishaps.strikes(f"mtproto.{call.method}")
        if mishap is not None:
            self.server.spawn(befallen.of_part(self, mishap, call, session, msg_id, part, plain))
            return
        answer: rpc.Answer | Refused
        try:
            rpc.check_inited(call.key)
            self.server.note(call.key, call.method)
            self.server.strike_refusals(call.key, call.method)
            answer = self.server.uploads.save(call.account, part, plain)
        except Refused as refusal:
            answer = refusal
        if call.strike("telegram.no_answer") is not None:
            self.abort()
        elif call.strike("telegram.silent") is None:
            self.send(call.key, session, rpc.result(msg_id, answer), content=True)

    # -- what is wrong with a message ----------------------------------------------------------------------------

    def _refuse_id(self, key: AuthKey, session: Session, msg_id: int, seqno: int, *, content: bool | None) -> bool:
        """True if the message is not to be done: a bad id or seqno (the client is told), or had before (it is not)."""
        code = session.fault_of(msg_id, seqno, content=content)
        if code > 0:
            self._bad_message(key, session, msg_id, seqno, code)
        return code != 0

    def _bad_message(self, key: AuthKey, session: Session, msg_id: int, seqno: int, code: int) -> None:
        self.send(key, session, bytes(BadMsgNotification(msg_id, seqno, code)), content=False)

    def _bad_salt(self, key: AuthKey, session: Session, msg_id: int, seqno: int) -> None:
        self.send(key, session, bytes(BadServerSalt(msg_id, seqno, 48, key.salt)), content=False)
