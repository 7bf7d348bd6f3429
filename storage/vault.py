"""Secrets at rest: AES-256-GCM, each sealed value bound to its name, so that two rows can't be swapped.

The key is not in the database: it comes from the environment, from a file of the owner's (a Docker secret), or from
`vault.key` beside the database, made at the first start with mode 0600. A wrong key is told at once and changes nothing.
"""

from __future__ import annotations

import base64
import binascii
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .database import Database

_CHECK = "vault-check"
_NONCE = 12


class VaultRefused(Exception):
    """The key can't be used. The message is one sentence for the owner, without the key."""


def parse_key(text: str) -> bytes:
    """32 bytes from base64, the usual or the URL-safe one. Raises VaultRefused."""
    try:
        key = base64.b64decode(text.strip().translate(str.maketrans("-_", "+/")), validate=True)
    except (binascii.Error, ValueError) as error:
        raise VaultRefused("The vault's key is not base64: it should be 32 bytes, base64-encoded.") from error
    if len(key) != 32:
        raise VaultRefused(f"The vault's key has {len(key)} bytes instead of 32.")
    return key


def load_key(file: Path, *, create: bool) -> bytes:
    """Read the key from `file`; make it there (mode 0600, once) if `create`. Raises VaultRefused."""
    try:
        if create and not file.exists():
            draft = file.with_suffix(".new")
            draft.unlink(missing_ok=True)
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as out:
                out.write(base64.b64encode(os.urandom(32)) + b"\n")
                out.flush()
                os.fsync(out.fileno())
            draft.rename(file)
        return parse_key(file.read_text("ascii"))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        raise VaultRefused(f"The vault's key file {file.name} can't be used: {reason}.") from error


class Vault:
    """Named secrets. Values are text; their names are not secret."""

    def __init__(self, database: Database, key: bytes) -> None:
        self._database = database
        self._cipher = AESGCM(key)

    async def unlock(self) -> None:
        """Prove that the key is the one the secrets were sealed with; the first time, leave the proof. Raises VaultRefused."""
        if await self.get(_CHECK) is None:
            if await self._database.one("SELECT 1 FROM secrets"):
                raise VaultRefused(
                    "The vault holds secrets but not its proof: the database is damaged. Restore a backup."
                )
            await self.put(_CHECK, "right")

    async def get(self, name: str) -> str | None:
        """Raises VaultRefused if the key is wrong or the row was tampered with."""
        row = await self._database.one("SELECT sealed FROM secrets WHERE name = ?", (name,))
        if row is None:
            return None
        sealed: bytes = row["sealed"]
        try:
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], name.encode()).decode()
        except InvalidTag as error:
            raise VaultRefused(
                "The vault can't be opened with this key. Give the key that the database was made with; nothing was changed."
            ) from error

    async def put(self, name: str, value: str | None) -> None:
        """Seal a value, or forget the name when it is None."""
        async with self._database.transaction("secret") as t:
            if value is None:
                await t.run("DELETE FROM secrets WHERE name = ?", (name,))
                return
            nonce = os.urandom(_NONCE)
            sealed = nonce + self._cipher.encrypt(nonce, value.encode(), name.encode())
            await t.run("INSERT OR REPLACE INTO secrets (name, sealed) VALUES (?, ?)", (name, sealed))
