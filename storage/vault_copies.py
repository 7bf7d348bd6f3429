"""The nightly copies follow when the vault's key is changed: the secrets in them are sealed anew, or they would be lost with the
old key. Each copy is replaced by a whole new file, so that a power cut leaves the one or the other.
"""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from core.step import step

from .vault import opens, seal, sync_folder

logger = logging.getLogger(__name__)

COPIES = "yagami-*.db"


def reseal_copies(folder: Path, old: bytes, new: bytes) -> list[str]:
    """All in the folder that hold something that the old key opens -> the names of those that could not be sealed anew."""
    left = []
    for copy in sorted(folder.glob(COPIES)):
        draft = copy.with_name(f"{copy.name}.key")
        try:
            with step("disk.vault-key-copy"):
                if _resealed(copy, draft, old, new):
                    draft.replace(copy)
                    sync_folder(folder)
        except (OSError, sqlite3.Error) as error:
            logger.warning("The copy %s keeps the vault's old key: %s", copy.name, type(error).__name__)
            left.append(copy.name)
        finally:
            draft.unlink(missing_ok=True)
    return left


def _resealed(copy: Path, draft: Path, old: bytes, new: bytes) -> bool:
    """Whether there was something to seal anew; if so the draft is whole, and on the disk."""
    draft.unlink(missing_ok=True)
    shutil.copyfile(copy, draft)
    draft.chmod(0o600)
    with closing(sqlite3.connect(draft, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")
        raw.execute("PRAGMA secure_delete = ON")
        raw.execute("BEGIN IMMEDIATE")
        found = 0
        for name, sealed in raw.execute("SELECT name, sealed FROM secrets").fetchall():
            value = opens(old, name, sealed)
            if value is not None:
                raw.execute("UPDATE secrets SET sealed = ? WHERE name = ?", (seal(new, name, value), name))
                found += 1
        raw.execute("COMMIT")
    descriptor = os.open(draft, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return found > 0
