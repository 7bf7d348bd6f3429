"""AES-IGE, at two thirds of what cryptg takes: a chunk costs most by its encryption, so that is done where it is done best.

IGE is c[i] = E(p[i] ^ c[i-1]) ^ p[i-1]. With d[i] = c[i] ^ p[i-1] that is d[i] = E(p[i] ^ p[i-2] ^ d[i-1]): plain CBC over
q[i] = p[i] ^ p[i-2], and one more XOR behind it. OpenSSL has CBC in assembler for each kind of processor (with AES
instructions or without), where cryptg goes block by block; two XORs of 512 KiB cost 0.07 ms. On one core of a busy machine:
1.96 CPU seconds a GB against 3.01 (benchmarks/upload_floor.py measures both).

The same two buffers serve all chunks: fresh memory for each would cost half of the gain, as the kernel has to clear it.
"""

from __future__ import annotations

from typing import Any

from Cryptodome.Util.strxor import strxor
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

BLOCK = 16
_xor: Any = strxor  # its annotations know bytes only, its documents memoryview too


class Ige:
    """Room for one plaintext of up to `room` bytes and its ciphertext. One user at a time."""

    def __init__(self, room: int) -> None:
        self._room = room + -room % BLOCK
        self.plain = memoryview(bytearray(self._room))  #: to be filled from its beginning
        self._sealed = memoryview(bytearray(self._room + BLOCK))  # OpenSSL wants a block more than it writes

    def encrypt(self, size: int, key: bytes, iv: bytes) -> memoryview:
        """The first `size` bytes of `plain`, whole blocks -> their ciphertext, good until the next call.

        iv: 32 bytes, the ciphertext block before the first and the plaintext block before it, as MTProto has it.
        """
        if size % BLOCK or not BLOCK <= size <= self._room:
            raise ValueError("whole blocks, and no more than there is room for")
        plain, sealed = self.plain[:size], self._sealed
        before_cipher, before_plain = iv[:BLOCK], iv[BLOCK:]
        sealed[:BLOCK] = plain[:BLOCK]
        if size > BLOCK:
            _xor(plain[BLOCK : 2 * BLOCK], before_plain, output=sealed[BLOCK : 2 * BLOCK])
        if size > 2 * BLOCK:
            _xor(plain[2 * BLOCK :], plain[: -2 * BLOCK], output=sealed[2 * BLOCK : size])
        Cipher(AES(key), CBC(before_cipher)).encryptor().update_into(sealed[:size], sealed)  # in place
        _xor(sealed[:BLOCK], before_plain, output=sealed[:BLOCK])
        if size > BLOCK:
            _xor(sealed[BLOCK:size], plain[:-BLOCK], output=sealed[BLOCK:size])
        return sealed[:size]
