from __future__ import annotations

import asyncio
import os
import struct
from contextlib import suppress
from hashlib import sha1, sha256

import cryptg
import pytest
from telethon.extensions import BinaryReader
from telethon.tl.functions import (
    DestroySessionRequest,
    GetFutureSaltsRequest,
    PingDelayDisconnectRequest,
    PingRequest,
    ReqDHParamsRequest,
    ReqPqMultiRequest,
    RpcDropAnswerRequest,
)
from telethon.tl.functions.updates import GetStateRequest
from telethon.tl.types import DestroySessionNone, PQInnerDataDc, RpcAnswerUnknown, ServerDHInnerData, ServerDHParamsOk

from sandbox.telegram.mtproto.handshake import DH_PRIME, Handshake, HandshakeError, ServerKey
from tests.sandbox.mtproto_rig import Telegram, server_key


def rsa_pad(key: ServerKey, data: bytes) -> bytes:
    """RSA_PAD as core.telegram.org/mtproto/auth_key describes it."""
    padded = data + os.urandom(192 - len(data))
    while True:
        temporary = os.urandom(32)
        sealed = cryptg.encrypt_ige(padded[::-1] + sha256(temporary + padded).digest(), temporary, bytes(32))
        block = bytes(a ^ b for a, b in zip(temporary, sha256(sealed).digest(), strict=True)) + sealed
        if int.from_bytes(block, "big") < key.n:
            return pow(int.from_bytes(block, "big"), key.e, key.n).to_bytes(256, "big")


def factors(handshake: Handshake) -> tuple[bytes, bytes]:
    return handshake._p.to_bytes(4, "big"), handshake._q.to_bytes(4, "big")


def test_both_paddings_of_the_key_exchange_are_understood() -> None:
    key = server_key()
    for modern in (True, False):
        handshake = Handshake(key, 2, 1_700_000_000)
        opening = handshake.start(ReqPqMultiRequest(42))
        p, q = factors(handshake)
        inner = bytes(PQInnerDataDc(opening.pq, p, q, 42, opening.server_nonce, 77, 2))
        old = sha1(inner).digest() + inner
        old += os.urandom(255 - len(old))
        sealed = rsa_pad(key, inner) if modern else pow(int.from_bytes(old, "big"), key.e, key.n).to_bytes(256, "big")
        request = ReqDHParamsRequest(42, opening.server_nonce, p, q, key.fingerprint, sealed)
        answer = handshake.exchange(request)
        assert isinstance(answer, ServerDHParamsOk)
        plain = cryptg.decrypt_ige(answer.encrypted_answer, *handshake._temporary())
        with BinaryReader(plain[20:]) as reader:
            params = reader.tgread_object()
        assert isinstance(params, ServerDHInnerData)
        assert int.from_bytes(params.dh_prime, "big") == DH_PRIME


def test_wrong_factors_another_key_and_another_data_centre_are_refused() -> None:
    key = server_key()
    handshake = Handshake(key, 2, 0)
    opening = handshake.start(ReqPqMultiRequest(42))
    p, q = factors(handshake)
    inner = bytes(PQInnerDataDc(opening.pq, p, q, 42, opening.server_nonce, 77, 4))
    for request in (
        ReqDHParamsRequest(42, opening.server_nonce, q, p, key.fingerprint, rsa_pad(key, inner)),
        ReqDHParamsRequest(42, opening.server_nonce, p, q, key.fingerprint + 1, rsa_pad(key, inner)),
        ReqDHParamsRequest(42, opening.server_nonce, p, q, key.fingerprint, rsa_pad(key, inner)),
        ReqDHParamsRequest(42, opening.server_nonce, p, q, key.fingerprint, rsa_pad(key, b"nothing")),
        ReqDHParamsRequest(41, opening.server_nonce, p, q, key.fingerprint, rsa_pad(key, inner)),
    ):
        with pytest.raises(HandshakeError):
            handshake.exchange(request)


async def test_a_client_with_a_wrong_clock_is_put_right(telegram: Telegram) -> None:
    bot = await telegram.bot()
    for offset in (-1000, 1000):
        bot._sender._state.time_offset = offset
        bot._sender._state._last_msg_id = 0
        await bot(GetStateRequest())
        assert abs(bot._sender._state.time_offset) <= 1


async def test_a_sequence_number_that_falls_back_is_put_right(telegram: Telegram) -> None:
    bot = await telegram.bot()
    for _ in range(3):
        await bot(GetStateRequest())
    bot._sender._state._sequence = 0
    await bot(GetStateRequest())
    assert bot._sender._state._sequence > 60


async def test_service_messages_are_answered(telegram: Telegram) -> None:
    send = (await telegram.bot())._sender.send
    assert (await send(PingRequest(5))).ping_id == 5
    assert [len((await send(GetFutureSaltsRequest(count))).salts) for count in (1, 4)] == [1, 4]
    assert isinstance(await send(RpcDropAnswerRequest(4)), RpcAnswerUnknown)
    assert isinstance(await send(DestroySessionRequest(7)), DestroySessionNone)


async def test_a_client_that_stops_pinging_is_cut_off(telegram: Telegram) -> None:
    bot = await telegram.client(auto_reconnect=False)
    await bot._sender.send(PingDelayDisconnectRequest(1, 0))
    with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
        await asyncio.wait_for(bot.disconnected, 5)


async def test_garbage_and_forged_messages_close_the_connection(telegram: Telegram) -> None:
    bot = await telegram.bot()
    key = bot._sender.auth_key
    forged = struct.pack("<Q", key.key_id) + os.urandom(16 + 96)
    for opening, frame in ((b"\xef", b"\x02" + os.urandom(8)), (b"\xef", bytes([len(forged) // 4]) + forged)):
        reader, writer = await asyncio.open_connection("127.0.0.1", telegram.server.port)
        writer.write(opening + frame)
        with suppress(ConnectionResetError):
            assert await asyncio.wait_for(reader.read(), 5) == b""
        writer.close()
    assert await bot.is_user_authorized()


async def test_stopping_leaves_no_task_and_no_connection(telegram: Telegram) -> None:
    await telegram.bot()
    await telegram.server.stop()
    assert not telegram.server._connections
    assert not telegram.server._tasks
