"""MTProto's own messages: pings, acks, salts, states, dropped answers. Their answers come bare, not in an rpc_result."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from telethon.tl import TLObject
from telethon.tl.functions import (
    DestroyAuthKeyRequest,
    DestroySessionRequest,
    GetFutureSaltsRequest,
    PingDelayDisconnectRequest,
    PingRequest,
    RpcDropAnswerRequest,
)
from telethon.tl.types import (
    DestroyAuthKeyOk,
    DestroySessionNone,
    DestroySessionOk,
    FutureSalt,
    FutureSalts,
    HttpWait,
    MsgResendReq,
    MsgsAck,
    MsgsAllInfo,
    MsgsStateInfo,
    MsgsStateReq,
    Pong,
    RpcAnswerDroppedRunning,
    RpcAnswerUnknown,
)

from .rpc import result
from .session import SALT_LIFE, AuthKey, Session

if TYPE_CHECKING:
    from .connection import Connection

_UNASKED = MsgsAck | HttpWait | MsgsStateInfo | MsgsAllInfo
_EITHER = PingRequest | PingDelayDisconnectRequest | GetFutureSaltsRequest | MsgsStateReq | MsgResendReq
_HAD, _NOT_HAD = chr(4), chr(1)


def content_related(request: TLObject) -> bool | None:
    """Whether its seqno must be odd; None where clients differ (Telethon counts pings, Kurigram does not)."""
    if isinstance(request, _UNASKED):
        return False
    if isinstance(request, _EITHER):
        return None
    return True


def handle(connection: Connection, key: AuthKey, session: Session, msg_id: int, request: TLObject) -> bool:
    """Answer a service message. False: it is none, but a request to the API."""
    answer: TLObject
    if isinstance(request, _UNASKED):
        return True  # nothing is resent here, so nothing waits for them
    if isinstance(request, PingRequest | PingDelayDisconnectRequest):
        answer = Pong(msg_id, request.ping_id)
        if isinstance(request, PingDelayDisconnectRequest):
            connection.hang_up_after(request.disconnect_delay)
    elif isinstance(request, GetFutureSaltsRequest):
        now = int(time.time_ns() // 1_000_000_000)
        salts = key.salts(max(1, min(request.num, 64)))
        spans = [
            FutureSalt(_moment(now + i * SALT_LIFE), _moment(now + (i + 2) * SALT_LIFE), salt)
            for i, salt in enumerate(salts)
        ]
        answer = FutureSalts(msg_id, now, spans)
    elif isinstance(request, DestroySessionRequest):
        gone = request.session_id != session.id and key.sessions.pop(request.session_id, None) is not None
        answer = DestroySessionOk(request.session_id) if gone else DestroySessionNone(request.session_id)
    elif isinstance(request, DestroyAuthKeyRequest):
        connection.server.keys.pop(key.id, None)
        answer = DestroyAuthKeyOk()
    elif isinstance(request, MsgsStateReq | MsgResendReq):
        answer = MsgsStateInfo(msg_id, "".join(_HAD if one in session.seen else _NOT_HAD for one in request.msg_ids))
    elif isinstance(request, RpcDropAnswerRequest):
        running = request.req_msg_id in connection.running
        if running:
            connection.dropped.add(request.req_msg_id)
        verdict = RpcAnswerDroppedRunning() if running else RpcAnswerUnknown()
        connection.send(key, session, result(msg_id, verdict), content=True)
        return True
    else:
        return False
    connection.send(key, session, bytes(answer), content=not isinstance(answer, Pong | FutureSalts))
    return True


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
