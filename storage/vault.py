"""Secrets at rest: AES-256-GCM, each sealed value bound to its name, so that two rows can't be swapped.

The key is not in the database; where it comes from, and how it is changed, is vault_keys.py's. A wrong key is told at once
and changes nothing.
"""

from __future__ import annotations

import base64
import binascii
import errno
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .database import Database

CHECK = "vault-check"  #: the name of the proof that a key is the right one
_NONCE = 12
WRONG = "The vault can't be opened with this key. Give the key that the database was made with; nothing was changed."
DAMAGED = "The vault holds secrets but not its proof: the database is damaged. Restore a backup."


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
            return make_key(file)
        return parse_key(file.read_text("ascii"))
    except (OSError, UnicodeDecodeError) as error:
        raise _unusable(file, error) from error


def make_key(file: Path) -> bytes:
    """A new key, in a new file with mode 0600 that is there whole or not at all, also after a power cut. Raises VaultRefused."""
    key = os.urandom(32)
    draft = file.with_name(f"{file.name}.new")
    try:
        draft.unlink(missing_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(base64.b64encode(key) + b"\n")
            out.flush()
            os.fsync(out.fileno())
        if file.exists():  # the data folder's lock is held: nobody else makes one
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        draft.rename(file)
        sync_folder(file.parent)
    except OSError as error:
        raise _unusable(file, error) from error
    return key


def sync_folder(folder: Path) -> None:
    """A file's new name in it survives a power cut from now on. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def opens(key: bytes, name: str, sealed: bytes) -> str | None:
    """What was sealed under the name; None if it was with another key, for another name, or changed since."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], name.encode()).decode()
    except InvalidTag:
        return None


def _unusable(file: Path, error: OSError | UnicodeDecodeError) -> VaultRefused:
    reason = error.strerror if isinstance(error, OSError) else "it is not text"
    return VaultRefused(f"The vault's key file {file.name} can't be used: {reason}.")


class Vault:
    """Named secrets. Values are text; their names are not secret."""

    def __init__(self, database: Database, key: bytes) -> None:
        self._database = database
        self._key = key

    @property
    def key(self) -> bytes:
        """The one in use: a backup takes it along, so that it opens on another machine."""
        return self._key

    async def unlock(self) -> None:
        """Prove that the key is the one the secrets were sealed with; the first time, leave the proof. Raises VaultRefused."""
        if await self.get(CHECK) is None:
            if await self._database.one("SELECT 1 FROM secrets"):
                raise VaultRefused(DAMAGED)
            await self.put(CHECK, "right")

    async def get(self, name: str) -> str | None:
        """Raises VaultRefused if the key is wrong or the row was tampered with."""
        row = await self._database.one("SELECT sealed FROM secrets WHERE name = ?", (name,))
        if row is None:
            return None
        value = opens(self._key, name, row["sealed"])
        if value is None:
            raise VaultRefused(WRONG)
        return value

    async def put(self, name: str, value: str | None) -> None:
        """Seal a value, or forget the name when it is None."""
        async with self._database.transaction("secret") as t:
            if value is None:
                await t.run("DELETE FROM secrets WHERE name = ?", (name,))
                return
            sealed = seal(self._key, name, value)
            await t.run("INSERT OR REPLACE INTO secrets (name, sealed) VALUES (?, ?)", (name, sealed))

    async def reseal(self, key: bytes) -> None:
        """Seal everything with another key, all of it or nothing; what was sealed with the old one is overwritten. Raises
        VaultRefused if a row is not opened by the key it has now."""
        async with self._database.transaction("vault-key") as t:
            await t.run("PRAGMA secure_delete = ON")
            for row in await t.run("SELECT name, sealed FROM secrets"):
                value = opens(self._key, row["name"], row["sealed"])
                if value is None:
                    raise VaultRefused(
                        f"The secret {row['name']} can't be opened with the vault's key: the database is damaged. "
                        "Nothing was changed."
                    )
                new = seal(key, row["name"], value)
                await t.run("UPDATE secrets SET sealed = ? WHERE name = ?", (new, row["name"]))
        self._key = key


def seal(key: bytes, name: str, value: str) -> bytes:
    """Bound to its name: under another one it does not open."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, value.encode(), name.encode())
