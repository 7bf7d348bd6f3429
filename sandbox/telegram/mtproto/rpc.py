"""From a request to its answer: wrappers taken off, the handler found, refusals and results put into bytes.

A handler is a coroutine function registered with `@answers(RequestClass)`. A request without one is refused by name,
never answered "ok".
"""

from __future__ import annotations

import logging
import struct
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from telethon.extensions import BinaryReader
from telethon.tl import TLObject, TLRequest
from telethon.tl.alltlobjects import LAYER
from telethon.tl.functions import (
    InitConnectionRequest,
    InvokeAfterMsgRequest,
    InvokeAfterMsgsRequest,
    InvokeWithLayerRequest,
    InvokeWithoutUpdatesRequest,
)
from telethon.tl.types import RpcError

from sandbox.telegram.state import Account, Refused, State

from .session import AuthKey, Session

if TYPE_CHECKING:
    from .server import MTProtoServer

log = logging.getLogger(__name__)

Answer = TLObject | bool | list[Any]
RPC_RESULT = 0xF35C6D01
GZIP_PACKED = 0x3072CFA1
_VECTOR, _TRUE, _FALSE = 0x1CB5C415, 0x997275B5, 0xBC799737
_GZIP_FROM = 1024
_INFLATED_LIMIT = 16 << 20


@dataclass(slots=True)
class Call:
    """Who asks what, and the world they ask."""

    server: MTProtoServer
    key: AuthKey
    method: str = ""  #: as faults and logs call it: SendMedia

    def strike(self, fault: str) -> dict[str, Any] | None:
        """The fault's arguments if it is on and meant for this method."""
        return self.server.strike(fault, self.method)

    @property
    def state(self) -> State:
        return self.server.state

    @property
    def account(self) -> Account:
        """Who is signed in. Raises 401 AUTH_KEY_UNREGISTERED, also while the password is awaited."""
        if self.key.account is None:
            raise Refused("SESSION_PASSWORD_NEEDED" if self.key.half_signed_in else "AUTH_KEY_UNREGISTERED", 401)
        return self.state.accounts[self.key.account]


Handler = Callable[[Call, Any], Awaitable[Answer]]
Written = TypeVar("Written", bound=Handler)


@dataclass(frozen=True, slots=True)
class Method:
    """A handler, and who may call it."""

    handler: Handler
    signed_out: bool
    bots: bool
    people: bool


METHODS: dict[type[TLObject], Method] = {}


def answers(
    *requests: type[TLRequest], signed_out: bool = False, bots: bool = True, people: bool = True
) -> Callable[[Written], Written]:
    """Register a handler. signed_out: also for keys that nobody is signed in with."""

    def register(handler: Written) -> Written:
        for request in requests:
            METHODS[request] = Method(handler, signed_out, bots, people)
        return handler

    return register


def name_of(request: type[TLObject]) -> str:
    """A method's name as faults and logs call it: `SendMedia`."""
    return request.__name__.removesuffix("Request")


def read(data: bytes) -> TLObject:
    """One object that fills `data`. Raises Refused for what is none, or too long."""
    with BinaryReader(data) as reader:
        try:
            found: TLObject = reader.tgread_object()
        except Exception as error:  # whatever the bytes make Telethon's reader raise
            code = data[:4][::-1].hex()
            raise Refused(f"INPUT_METHOD_INVALID_{code}_000000") from error
        if reader.tell_position() != len(data):
            raise Refused("INPUT_REQUEST_TOO_LONG")
        return found


def unwrap(request: TLObject, key: AuthKey, session: Session) -> tuple[TLObject, list[int]]:
    """Take the invoke... wrappers off. -> (the request itself, the messages it is to wait for)"""
    after: list[int] = []
    updates = True
    while True:
        if isinstance(request, InvokeWithLayerRequest):
            if request.layer != LAYER:
                raise Refused("CONNECTION_LAYER_INVALID")
        elif isinstance(request, InitConnectionRequest):
            if request.api_id <= 0:
                raise Refused("CONNECTION_API_ID_INVALID")
            key.inited = True
        elif isinstance(request, InvokeAfterMsgRequest):
            after.append(request.msg_id)
        elif isinstance(request, InvokeAfterMsgsRequest):
            after.extend(request.msg_ids)
        elif isinstance(request, InvokeWithoutUpdatesRequest):
            updates = False
        else:
            check_inited(key)
            session.wants_updates = session.wants_updates or updates
            return request, after
        request = request.query


def check_inited(key: AuthKey) -> None:
    """Raises CONNECTION_NOT_INITED: a key's first request comes wrapped in initConnection."""
    if not key.inited:
        raise Refused("CONNECTION_NOT_INITED")


def check_caller(method: Method, call: Call) -> None:
    """Raises AUTH_KEY_UNREGISTERED, BOT_METHOD_INVALID, USER_BOT_REQUIRED."""
    if method.signed_out and call.key.account is None:
        return
    if call.account.is_bot and not method.bots:
        raise Refused("BOT_METHOD_INVALID")
    if not call.account.is_bot and not method.people:
        raise Refused("USER_BOT_REQUIRED")


async def perform(call: Call, request: TLObject) -> Answer:
    """Run the handler. Raises Refused for everything that Telegram would refuse, and for what is not modelled."""
    kind = type(request)
    method = METHODS.get(kind) if isinstance(request, TLRequest) else None
    if method is None:
        room = kind.__module__.rpartition(".")[2]
        log.warning("not modelled: %s.%s", room, kind.__name__)
        raise Refused(f"METHOD_NOT_MODELLED: {room}.{name_of(kind)}")
    check_caller(method, call)
    return await method.handler(call, request)


def encode(answer: Answer) -> bytes:
    if isinstance(answer, bool):
        return struct.pack("<I", _TRUE if answer else _FALSE)
    if isinstance(answer, list):
        return struct.pack("<Ii", _VECTOR, len(answer)) + b"".join(bytes(one) for one in answer)
    return bytes(answer)


def result(msg_id: int, answer: Answer | Refused, *, gzip: bool = True) -> bytes:
    """rpc_result's bytes; long ones are packed with gzip if that makes them shorter."""
    if isinstance(answer, Refused):
        body = bytes(RpcError(answer.code, answer.message))
    else:
        body = encode(answer)
        if gzip and len(body) > _GZIP_FROM:
            packer = zlib.compressobj(1, wbits=31)
            packed = struct.pack("<I", GZIP_PACKED) + TLObject.serialize_bytes(packer.compress(body) + packer.flush())
            body = min(body, packed, key=len)
    return struct.pack("<Iq", RPC_RESULT, msg_id) + body


def inflate(data: bytes) -> bytes:
    """The object inside gzip_packed (its constructor included in `data`). Raises Refused for a broken or huge one."""
    with BinaryReader(data) as reader:
        reader.read_int()
        packed = reader.tgread_bytes()
    try:
        unpacker = zlib.decompressobj(wbits=31)
        plain = unpacker.decompress(packed, _INFLATED_LIMIT)
    except zlib.error as error:
        raise Refused("INPUT_FETCH_ERROR") from error
    if not unpacker.eof:
        raise Refused("INPUT_REQUEST_TOO_LONG")
    return plain
