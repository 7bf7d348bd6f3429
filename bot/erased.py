"""What the app keeps on the disk, and how it goes: only what the app made, name by name. bot/erasing.py says when.

The vault's key goes first: from then on nobody opens what is sealed in the database and its copies, whatever a disk keeps of
deleted files. A key that is the owner's own (YAGAMI_VAULT_KEY, YAGAMI_VAULT_KEY_FILE) is not touched, and told about.
"""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from pathlib import Path

from bot.api.asking import NAME as SOCKET
from bot.erasing_mark import sync
from bot.restore import ASIDE, DATABASE, DRAFT
from bot.settings import PREFIX, Settings
from core.step import step
from storage.backup import FOLDER as BACKUPS
from storage.vault_keys import OWN

CACHE = "cache"  #: releases of yt-dlp, and its caches
_COPY = re.compile(r"yagami-[\w-]+\.db(\.new)?(-journal)?|sending")
#: Boot settings by which something comes back at the next start, or stays where the owner put it.
_LEFT = (
    "owner_id", "vault_key", "vault_key_file", "cookies_file", "api_id", "api_hash", "api_hash_file", "google_client_file",
    "user_session", "user_session_file",
)  # fmt: skip


def left_in_settings(settings: Settings) -> list[str]:
    """The variables that are set of those."""
    return [PREFIX + name.upper() for name in _LEFT if getattr(settings, name) is not None]


def erase(settings: Settings) -> None:
    """All of it; what is gone already is fine. Nobody may have the database open. Raises OSError."""
    data = settings.data
    theirs = settings.vault_key_file.resolve() if settings.vault_key_file else None
    with step("disk.erase-key"):
        for key in (data / OWN, data / f"{OWN}.next"):
            if key.resolve() != theirs:
                key.unlink(missing_ok=True)
        sync(data)
    with step("disk.erase-database"):
        for end in ("-wal", "-shm", "-journal", ""):
            (data / f"{DATABASE}{end}").unlink(missing_ok=True)
    with step("disk.erase-copies"):
        for copy in _in(data / BACKUPS):
            if _COPY.fullmatch(copy.name):
                _remove(copy)
        _remove_if_empty(data / BACKUPS)
        for folder in (data / DRAFT, *data.glob(ASIDE.format("*"))):
            _remove(folder)
    with step("disk.erase-rest"):
        _remove(data / CACHE)
        _remove(data / SOCKET)
        for entry in _in(settings.work):
            if entry.name.isdecimal() and entry.is_dir() and not entry.is_symlink():
                _remove(entry)  # a download's; other things are somebody else's (core/media/workdir.py)
        if settings.work == data / "work":
            _remove_if_empty(settings.work)
        sync(data)


def _in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):  # somebody keeps something there, or it is a mount
        folder.rmdir()
