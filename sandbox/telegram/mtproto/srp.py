"""Two-step passwords: the server's side of Telegram's SRP (core.telegram.org/api/srp)."""

from __future__ import annotations

import hashlib
import secrets

from telethon.tl import types as t

from .handshake import DH_G, DH_PRIME

_SALT1, _SALT2 = b"sandbox-salt-one", b"sandbox-salt-two"
_ALGO = t.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow
Challenge = tuple[int, int, int]


def challenge(password: str | None, hint: str = "") -> tuple[t.account.Password, Challenge | None]:
    """account.password for an account, and what the server keeps to check the proof: srp_id, b, B."""
    secure = t.SecurePasswordKdfAlgoUnknown()
    algo = _ALGO(_SALT1, _SALT2, DH_G, DH_PRIME.to_bytes(256, "big"))
    if password is None:
        return t.account.Password(algo, secure, secrets.token_bytes(256)), None
    b = secrets.randbits(2048)
    big_b = (_k() * _verifier(password) + pow(DH_G, b, DH_PRIME)) % DH_PRIME
    srp_id = secrets.randbits(62)
    answer = t.account.Password(
        algo, secure, secrets.token_bytes(256), has_password=True, current_algo=algo, srp_B=_pad(big_b), srp_id=srp_id,
        hint=hint or None,
    )  # fmt: skip
    return answer, (srp_id, b, big_b)


def proves(password: str, kept: Challenge, proof: t.InputCheckPasswordSRP) -> bool:
    """Whether the client's A and M1 could only come from somebody who knows the password."""
    _, b, big_b = kept
    big_a = int.from_bytes(proof.A, "big")
    if big_a % DH_PRIME == 0:
        return False
    u = int.from_bytes(_hash(_pad(big_a), _pad(big_b)), "big")
    shared = pow(big_a * pow(_verifier(password), u, DH_PRIME), b, DH_PRIME)
    mixed = bytes(x ^ y for x, y in zip(_hash(_pad(DH_PRIME)), _hash(_pad(DH_G)), strict=True))
    m1 = _hash(mixed, _hash(_SALT1), _hash(_SALT2), _pad(big_a), _pad(big_b), _hash(_pad(shared)))
    return secrets.compare_digest(m1, proof.M1)


def _verifier(password: str) -> int:
    inner = _hash(_SALT2, _hash(_SALT1, password.encode(), _SALT1), _SALT2)
    x = _hash(_SALT2, hashlib.pbkdf2_hmac("sha512", inner, _SALT1, 100_000), _SALT2)
    return pow(DH_G, int.from_bytes(x, "big"), DH_PRIME)


def _k() -> int:
    return int.from_bytes(_hash(_pad(DH_PRIME), _pad(DH_G)), "big")


def _pad(number: int) -> bytes:
    return number.to_bytes(256, "big")


def _hash(*pieces: bytes) -> bytes:
    return hashlib.sha256(b"".join(pieces)).digest()
