"""Where the vault's key comes from, and how it is changed. What is sealed with it is vault.py's.

- `vault.key` in the data folder, made at the first start with mode 0600. If others may read it, that is mended, and told.
- A file of the owner's (YAGAMI_VAULT_KEY_FILE). It is never changed; if others may read it, the log warns. Below /run/secrets a
  file's mode is the business of the engine that put it there.
- The environment, or a Docker secret that stands for it.

Before the database is opened for writing (which may migrate it), the key is held against the proof in it, read-only: with a
wrong key, or with none beside a database that holds secrets, nothing is made and no byte is changed.

A new key of our own lies in `vault.key.next` before anything is sealed with it, and takes the other's place after that. So
wherever a power cut comes, one of the two files has the key that opens; the next start keeps that one. The nightly copies are
sealed anew while both keys are at hand (vault_copies.py).
"""

from __future__ import annotations

import contextlib
import logging
import stat
from pathlib import Path

from core.step import step

from .database import read_only, refuse_strangers
from .vault import CHECK, DAMAGED, WRONG, Vault, VaultRefused, load_key, make_key, opens, parse_key, sync_folder
from .vault_copies import reseal_copies

logger = logging.getLogger(__name__)

OWN = "vault.key"  #: in the data folder
BACKUPS = "backups"  #: the nightly copies, in the data folder
MOUNTED = Path("/run/secrets")
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def own_key(folder: Path, database: Path) -> bytes:
    """From our own file; the first time it is made. Raises VaultRefused, DatabaseRefused."""
    file, following = _own(folder)
    proof = _proof(database)
    if following.exists() or file.exists():
        _finish(file, following, proof)
    elif proof is not None:
        raise VaultRefused(
            f"The vault's key file {file.name} is missing from {folder}, and the database holds secrets that nothing else "
            "opens. Put it back from where you keep a copy of it; nothing was made or changed."
        )
    if file.exists():
        _mend(file)
        return _right(load_key(file, create=False), proof)
    with step("disk.vault-key"):
        return make_key(file)


def owners_key(file: Path, database: Path) -> bytes:
    """From a file of the owner's. Raises VaultRefused, DatabaseRefused."""
    key = load_key(file, create=False)
    if not file.absolute().is_relative_to(MOUNTED) and file.stat().st_mode & _OTHERS:
        logger.warning("Others on this machine may read the vault's key: take that from them with chmod 600 %s", file)
    return _right(key, _proof(database))


def given_key(text: str, database: Path) -> bytes:
    """From the environment. Raises VaultRefused, DatabaseRefused."""
    return _right(parse_key(text), _proof(database))


async def change_own(vault: Vault, folder: Path) -> tuple[Path, list[str]]:
    """Seal everything with a new key of our own -> its file, and the names of copies that keep the old one. Nobody else may have
    the database open. Raises VaultRefused."""
    file, following = _own(folder)
    following.unlink(missing_ok=True)
    left = await _change(vault, following, folder)
    _take_place(following, file)
    return file, left


async def change_to(vault: Vault, file: Path, folder: Path) -> list[str]:
    """The same with a new key in a file of the owner's, which must not be there yet; our own file, if there is one, goes -> the
    names of copies that keep the old key. Raises VaultRefused."""
    if file.exists():
        raise VaultRefused(f"{file} is there already: name a new file for the new key. Nothing was changed.")
    left = await _change(vault, file, folder)
    with step("disk.vault-key-old"):
        for ours in _own(folder):
            ours.unlink(missing_ok=True)
    return left


async def _change(vault: Vault, file: Path, folder: Path) -> list[str]:
    old = vault.key
    with step("disk.vault-key-next"):
        key = make_key(file)
    await vault.reseal(key)
    return reseal_copies(folder / BACKUPS, old, key)


def _own(folder: Path) -> tuple[Path, Path]:
    """-> the key's file, and the one where its follower waits."""
    return folder / OWN, folder / f"{OWN}.next"


def _finish(file: Path, following: Path, proof: bytes | None) -> None:
    """A change of the key was cut short: keep the file that opens. If none does, both stay."""
    if not following.exists():
        return
    with_old = file.exists() and (proof is None or _opens(file, proof))
    if with_old:
        following.unlink()
        logger.info(
            "A change of the vault's key was cut short before anything was sealed with the new one: the old one stays"
        )
    elif proof is not None and _opens(following, proof):
        with contextlib.suppress(
            VaultRefused
        ):  # without the old key, or with one of somebody else's, there is nothing to follow
            old = load_key(file, create=False)
            reseal_copies(file.parent / BACKUPS, old, load_key(following, create=False))
        _take_place(following, file)
        logger.info("A change of the vault's key was cut short at its very end: the new one is used")
    elif not file.exists():
        raise VaultRefused(WRONG)


def _take_place(following: Path, file: Path) -> None:
    try:
        with step("disk.vault-key-rename"):
            following.replace(file)
            sync_folder(file.parent)
    except OSError as error:
        raise VaultRefused(
            f"The vault's new key stays in {following.name}: {error.strerror}. The next start uses it from there."
        ) from error


def _opens(file: Path, proof: bytes) -> bool:
    try:
        return opens(load_key(file, create=False), CHECK, proof) is not None
    except VaultRefused:
        return False  # it was cut short, or is of somebody else's making


def _right(key: bytes, proof: bytes | None) -> bytes:
    if proof is not None and opens(key, CHECK, proof) is None:
        raise VaultRefused(WRONG)
    return key


def _mend(file: Path) -> None:
    mode = stat.S_IMODE(file.stat().st_mode)
    if not mode & _OTHERS:
        return
    try:
        file.chmod(0o600)
    except OSError as error:
        logger.warning("Others may read the vault's key file %s, and that can't be changed: %s", file, error.strerror)
        return
    logger.warning("Others could read the vault's key file %s (mode %o): it is the owner's alone now (600)", file, mode)


def _proof(database: Path) -> bytes | None:
    """What the right key opens; None while nothing is sealed. Not a byte is changed. Raises VaultRefused, DatabaseRefused."""
    refuse_strangers(database)
    if not database.exists() or not database.stat().st_size:
        return None
    connection = read_only(database)
    try:
        if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'secrets'").fetchone():
            return None
        row = connection.execute("SELECT sealed FROM secrets WHERE name = ?", (CHECK,)).fetchone()
        if row is None and connection.execute("SELECT 1 FROM secrets").fetchone():
            raise VaultRefused(DAMAGED)
    finally:
        connection.close()
    return bytes(row[0]) if row else None
