"""MTProto 2.0's encryption of messages, server's side: msg_key, key derivation, AES-IGE.

core.telegram.org/mtproto/description. Everything is checked that the description tells a receiver to check.
"""

from __future__ import annotations

import os
from hashlib import sha1, sha256

import cryptg

#: auth_key_id and msg_key in front of the encrypted part
HEADER = 24
#: salt, session id, msg_id, seqno, length in front of the payload
INNER_HEADER = 32


class ForgedError(Exception):
    """A message that its key does not vouch for."""


def key_id(auth_key: bytes) -> bytes:
    """The eight bytes a key is called by on the wire."""
    return sha1(auth_key).digest()[-8:]


def derive(auth_key: bytes, msg_key: bytes, *, from_client: bool) -> tuple[bytes, bytes]:
    """-> AES key and IV for one message."""
    x = 0 if from_client else 8
    a = sha256(msg_key + auth_key[x : x + 36]).digest()
    b = sha256(auth_key[x + 40 : x + 76] + msg_key).digest()
    return a[:8] + b[8:24] + a[24:32], b[:8] + a[8:24] + b[24:32]


def decrypt(auth_key: bytes, frame: bytes) -> bytes:
    """A client's frame -> its plaintext with padding, msg_key verified. Raises ForgedError.

    A padded transport's padding is cut off: the encrypted part is a multiple of 16.
    """
    end = len(frame) - (len(frame) - HEADER) % 16
    if end < HEADER + 48:
        raise ForgedError("too short")
    msg_key = frame[8:HEADER]
    plain: bytes = cryptg.decrypt_ige(frame[HEADER:end], *derive(auth_key, msg_key, from_client=True))
    digest = sha256(auth_key[88:120])
    digest.update(plain)
    if digest.digest()[8:24] != msg_key:
        raise ForgedError("msg_key does not fit")
    return plain


def decrypt_head(auth_key: bytes, frame: bytes, size: int) -> bytes:
    """The first `size` bytes of the plaintext, unverified: IGE decrypts from the front, msg_key covers the whole."""
    take = min(size, len(frame) - HEADER) & ~15
    key, iv = derive(auth_key, frame[8:HEADER], from_client=True)
    head: bytes = cryptg.decrypt_ige(frame[HEADER : HEADER + take], key, iv)
    return head


def encrypt(auth_key: bytes, plain: bytes) -> bytes:
    """A plaintext that begins with the salt -> the frame for a client."""
    padded = plain + os.urandom(12 + -(len(plain) + 12) % 16)
    msg_key = sha256(auth_key[96:128] + padded).digest()[8:24]
    key, iv = derive(auth_key, msg_key, from_client=False)
    sealed: bytes = cryptg.encrypt_ige(padded, key, iv)
    return key_id(auth_key) + msg_key + sealed
