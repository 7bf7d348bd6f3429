"""What becomes of a call at this door that has a mishap (sandbox/mishaps.py)."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from sandbox.mishaps import NONSENSE, SPOILING, Kind, Mishap, paused, pieces
from sandbox.telegram.state import Refused

from . import crypto, parts, rpc
from .parts import Part
from .session import AuthKey, Session
from .transport import HalfHook

if TYPE_CHECKING:
    from .connection import Connection
    from .server import MTProtoServer

#: of an answer's head that stays when the rest is nonsense: what it is, and the message it answers
HEAD = 12
#: of a half frame, to see which method it is
LOOKED_AT = 1024


async def before(mishap: Mishap | None) -> None:
    """Raises Refused if the call is not to be done; returns when it may be."""
    if mishap is None:
        return
    if mishap.kind is Kind.ERROR:
        raise Refused("INTERNAL_SERVER_ERROR", 500)
    if mishap.kind is Kind.HELD:
        await mishap.over.wait()


async def spoil(there: Connection, mishap: Mishap, key: AuthKey, session: Session, body: bytes) -> None:
    """The answer to a call that was done. Others wait behind one that drips."""
    match mishap.kind:
        case Kind.SILENT:
            mishap.done.set()
            return
        case Kind.RESET:
            there.abort()
            return
        case Kind.NONSENSE:
            there.send(key, session, body[:HEAD] + NONSENSE[:64], content=True)
            return
    if there.behind is not None:
        there.send(key, session, body, content=True)
        return
    there.behind = []
    there.send(key, session, body, content=True)
    while not there.behind and not there.writer.is_closing():  # noqa: ASYNC110  it is a round trip late
        await asyncio.sleep(0.01)
    first = there.behind.pop(0) if there.behind else b""
    for piece in pieces(first if mishap.kind is Kind.DRIP else first[: len(first) // 2]):
        there.writer.write(piece)
        if mishap.kind is Kind.DRIP:
            await paused(mishap)
    if mishap.kind is Kind.HALF:
        there.writer.close()
        return
    behind, there.behind = there.behind, None
    there.writer.write(b"".join(behind))


async def of_part(
    there: Connection, mishap: Mishap, call: rpc.Call, session: Session, msg_id: int, part: Part, plain: bytes
) -> None:
    """A file's part, whose answer is not waited for by anybody here."""
    if mishap.kind is Kind.REFUSED:
        there.abort()
        return
    answer: rpc.Answer | Refused
    try:
        await before(mishap)
        there.server.note(call.key, call.method)
        answer = there.server.uploads.save(call.account, part, plain)
    except Refused as refusal:
        answer = refusal
    body = rpc.result(msg_id, answer)
    if mishap.kind in SPOILING:
        await spoil(there, mishap, call.key, session, body)
    else:
        there.send(call.key, session, body, content=True)


# -- the fault that cuts a part in two ------------------------------------------------------------------------------


def half_hook(server: MTProtoServer) -> HalfHook | None:
    """Who wants to see the first half of a long frame, if anybody does."""
    return partial(_cut_a_part, server) if "telegram.drop_mid_part" in server.faults.active else None


def _cut_a_part(server: MTProtoServer, half: bytes) -> None:
    key = server.keys.get(half[:8])
    head = crypto.decrypt_head(key.key, half, LOOKED_AT) if key else b""
    kinds = {"SaveBigFilePart": parts.SAVE_BIG, "SaveFilePart": parts.SAVE_SMALL}
    for method, constructor in kinds.items():
        if constructor in head and server.strike("telegram.drop_mid_part", method) is not None:
            raise ConnectionAbortedError("cut in the middle of a part")
