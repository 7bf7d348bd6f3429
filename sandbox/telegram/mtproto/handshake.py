"""The making of an auth key: req_pq_multi, req_DH_params, set_client_DH_params (core.telegram.org/mtproto/auth_key).

Both ways of RSA padding are read: RSA_PAD, and the older SHA1 one that Telethon 1.45 and Kurigram 2.2 still send. Temporary keys
(p_q_inner_data_temp) are refused: neither client makes them. Every value that the description tells the server to check is checked.
"""

from __future__ import annotations

import secrets
from functools import cache
from hashlib import sha1, sha256

import cryptg
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from telethon.extensions import BinaryReader
from telethon.tl import TLObject
from telethon.tl.functions import ReqDHParamsRequest, ReqPqMultiRequest, ReqPqRequest, SetClientDHParamsRequest
from telethon.tl.types import (
    ClientDHInnerData,
    DhGenOk,
    PQInnerData,
    PQInnerDataDc,
    ResPQ,
    ServerDHInnerData,
    ServerDHParamsOk,
)

#: the group Telegram has used for years; clients compare with it. Safe, and 3 generates the right subgroup (p mod 3 = 2).
DH_PRIME = int(
    "C71CAEB9C6B1C9048E6C522F70F13F73980D40238E3E21C14934D037563D930F48198A0AA7C14058229493D22530F4DBFA336F6E0AC9"
    "25139543AED44CCE7C3720FD51F69458705AC68CD4FE6B6B13ABDC9746512969328454F18FAF8C595F642477FE96BB2A941D5BCD1D4A"
    "C8CC49880708FA9B378E3C4F3A9060BEE67CF9A4A4A695811051907E162753B56B0F6B410DBA74D8A84B2A14B3144E0EF1284754FD17"
    "ED950D5965B4B9DD46582DB1178D169C6BC465B0D6FF9CA3928FEF5B9AE4E418FC15E83EBEA0F87FA9FF5EED70050DED2849F47BF959"
    "D956850CE929851F0D8115F635B105EE2E4E15D04B2454BF6F4FADF034B10403119CD8E3B92FCC5B",
    16,
)
DH_G = 3
_SAFETY = 1 << (2048 - 64)
#: enough for a secret exponent in this group, and four times quicker than 2048
_SECRET_BITS = 512


class HandshakeError(Exception):
    """The client's step is wrong; the connection is to be closed with -404, as Telegram does."""


class ServerKey:
    """The server's RSA key pair."""

    def __init__(self) -> None:
        private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        public = private.public_key()
        numbers = private.private_numbers()
        self.n = numbers.public_numbers.n
        self.e = numbers.public_numbers.e
        self._private = numbers
        self.pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.PKCS1).decode()
        fields = b"".join(TLObject.serialize_bytes(_big_endian(one)) for one in (self.n, self.e))
        self.fingerprint = int.from_bytes(sha1(fields).digest()[-8:], "little", signed=True)

    def decrypt(self, sealed: bytes) -> bytes:
        """One 256-byte block -> what was encrypted, 256 bytes."""
        mine, number = self._private, int.from_bytes(sealed, "big")
        # by the Chinese remainder theorem, in a quarter of the time: many tests shake hands
        by_p, by_q = pow(number, mine.dmp1, mine.p), pow(number, mine.dmq1, mine.q)
        return (by_q + (by_p - by_q) * mine.iqmp % mine.p * mine.q).to_bytes(256, "big")


@cache
def process_key() -> ServerKey:
    """One for all servers of this process: making it takes longer than starting them."""
    return ServerKey()


class Handshake:
    """One exchange: three questions, in order, on one connection."""

    def __init__(self, server_key: ServerKey, dc_id: int, now: int) -> None:
        self._server_key = server_key
        self._dc_id = dc_id
        self._now = now
        self._server_nonce = secrets.randbits(127)
        self._nonce = 0
        self._new_nonce = b""
        self._p, self._q = _prime(20), _prime(30)
        self._a = 0

    def start(self, request: ReqPqMultiRequest | ReqPqRequest) -> ResPQ:
        self._nonce = request.nonce
        pq = _big_endian(self._p * self._q)
        return ResPQ(self._nonce, self._server_nonce, pq, [self._server_key.fingerprint])

    def exchange(self, request: ReqDHParamsRequest) -> ServerDHParamsOk:
        self._check_nonces(request.nonce, request.server_nonce)
        if (int.from_bytes(request.p, "big"), int.from_bytes(request.q, "big")) != (self._p, self._q):
            raise HandshakeError("wrong factors")
        if request.public_key_fingerprint != self._server_key.fingerprint or len(request.encrypted_data) != 256:
            raise HandshakeError("another key")
        inner = _read_inner(self._server_key.decrypt(request.encrypted_data))
        self._check_nonces(inner.nonce, inner.server_nonce)
        if int.from_bytes(inner.pq, "big") != self._p * self._q:
            raise HandshakeError("another pq")
        if isinstance(inner, PQInnerDataDc) and abs(inner.dc) % 10_000 != self._dc_id:
            raise HandshakeError("another data centre")
        self._new_nonce = inner.new_nonce.to_bytes(32, "little", signed=True)
        self._a = secrets.randbits(_SECRET_BITS)
        g_a = pow(DH_G, self._a, DH_PRIME)
        answer = bytes(
            ServerDHInnerData(self._nonce, self._server_nonce, DH_G, _big_endian(DH_PRIME), _big_endian(g_a), self._now)
        )
        data = sha1(answer).digest() + answer
        return ServerDHParamsOk(
            self._nonce,
            self._server_nonce,
            cryptg.encrypt_ige(data + secrets.token_bytes(-len(data) % 16), *self._temporary()),
        )

    def finish(self, request: SetClientDHParamsRequest) -> tuple[DhGenOk, bytes, int]:
        """-> (the answer, the auth key, the first server salt)"""
        self._check_nonces(request.nonce, request.server_nonce)
        if not self._a or len(request.encrypted_data) % 16:
            raise HandshakeError("out of turn")
        data: bytes = cryptg.decrypt_ige(request.encrypted_data, *self._temporary())
        inner = _hashed(data)
        if not isinstance(inner, ClientDHInnerData):
            raise HandshakeError("not client_DH_inner_data")
        self._check_nonces(inner.nonce, inner.server_nonce)
        g_b = int.from_bytes(inner.g_b, "big")
        if not _SAFETY <= g_b <= DH_PRIME - _SAFETY:
            raise HandshakeError("g_b out of range")
        auth_key = pow(g_b, self._a, DH_PRIME).to_bytes(256, "big")
        vouch = sha1(self._new_nonce + b"\x01" + sha1(auth_key).digest()[:8]).digest()[4:]
        answer = DhGenOk(self._nonce, self._server_nonce, int.from_bytes(vouch, "little", signed=True))
        salt = int.from_bytes(self._new_nonce[:8], "little") ^ int.from_bytes(self._server_nonce_bytes[:8], "little")
        return answer, auth_key, salt - (1 << 64) if salt >> 63 else salt

    @property
    def _server_nonce_bytes(self) -> bytes:
        return self._server_nonce.to_bytes(16, "little", signed=True)

    def _check_nonces(self, nonce: int, server_nonce: int) -> None:
        if (nonce, server_nonce) != (self._nonce, self._server_nonce):
            raise HandshakeError("wrong nonce")

    def _temporary(self) -> tuple[bytes, bytes]:
        """AES key and IV for the two encrypted answers of the exchange."""
        new, server = self._new_nonce, self._server_nonce_bytes
        mixed = sha1(server + new).digest()
        return sha1(new + server).digest() + mixed[:12], mixed[12:] + sha1(new + new).digest() + new[:4]


def _read_inner(block: bytes) -> PQInnerData | PQInnerDataDc:
    inner = None
    if block[0] == 0:
        inner = _hashed(block[1:], strict=False)
    inner = inner or _unpad(block)
    if not isinstance(inner, PQInnerData | PQInnerDataDc):
        raise HandshakeError("temporary keys are not made here")
    return inner


def _unpad(block: bytes) -> TLObject:
    """RSA_PAD undone: 32 bytes of key xored with the hash of 224 encrypted ones."""
    sealed = block[32:]
    key = bytes(a ^ b for a, b in zip(block[:32], sha256(sealed).digest(), strict=True))
    plain: bytes = cryptg.decrypt_ige(sealed, key, bytes(32))
    data = plain[:192][::-1]
    if sha256(key + data).digest() != plain[192:]:
        raise HandshakeError("neither SHA1 nor RSA_PAD fits")
    return _read(data)[0]


def _hashed(data: bytes, *, strict: bool = True) -> TLObject | None:
    """SHA1, object, padding -> the object. Not strict: None if the hash does not fit."""
    try:
        found, size = _read(data[20:])
    except HandshakeError:
        if strict:
            raise
        return None
    if sha1(data[20 : 20 + size]).digest() == data[:20]:
        return found
    if strict:
        raise HandshakeError("wrong SHA1")
    return None


def _read(data: bytes) -> tuple[TLObject, int]:
    with BinaryReader(data) as reader:
        try:
            found: TLObject = reader.tgread_object()
        except Exception as error:  # whatever the bytes make Telethon's reader raise
            raise HandshakeError("no TL object") from error
        return found, reader.tell_position()


def _big_endian(number: int) -> bytes:
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def _prime(bits: int) -> int:
    """A random prime, the longest 31 bits: pq stays below 2^63. A client in pure Python finds a factor of 20 bits at once; many
    tests shake hands."""
    while True:
        number = secrets.randbits(bits) | 1 << (bits - 1) | 1
        if _is_prime(number):
            return number


def _is_prime(number: int) -> bool:
    """Miller and Rabin; these bases decide every odd number below 3,215,031,751 rightly."""
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for base in (2, 3, 5, 7):
        x = pow(base, odd, number)
        if x not in (1, number - 1) and not any(pow(x, 1 << i, number) == number - 1 for i in range(1, twos)):
            return False
    return True
