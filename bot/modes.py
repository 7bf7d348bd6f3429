"""What lies in the data folder is its owner's alone: the folders 0700, the files 0600, whoever made them first.

What is made from now on is made so (the umask, which yt-dlp and ffmpeg inherit; `close_to_others`): a file is never others'
to read, not even while it is being written. SQLite gives its WAL and its shared memory the mode of the database. What an older
version or a volume has left wider is mended at the start, and told. Only what is ours by name is touched, and no link is
followed; a work folder that lies elsewhere is looked after by core/media/workdir.py, once it has seen that it is one.
"""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

logger = logging.getLogger(__name__)

FILES = ("yagami.db*", "yagami.lock", "vault.key*")
FOLDERS = ("backups", "cache", "work")
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def close_to_others() -> None:
    """For a process of our own, before it makes anything."""
    os.umask(0o077)


def keep_private(data: Path) -> None:
    """Make the data folder if need be, and take from others what they have on it and on what is in it. Raises OSError if the
    folder can't be made."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    mended = [path.name for path in _ours(data) if _others(path) and _take(path)]
    if mended:
        logger.warning("Others could read %s in %s: they are the owner's alone now", ", ".join(sorted(mended)), data)


def _ours(data: Path) -> Iterator[Path]:
    yield data
    for pattern in FILES:
        yield from data.glob(pattern)
    for name in FOLDERS:
        yield data / name
    yield from (data / FOLDERS[0]).glob("*")


def _others(path: Path) -> bool:
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False
    return not stat.S_ISLNK(mode) and bool(mode & _OTHERS)


def _take(path: Path) -> bool:
    try:
        path.chmod(stat.S_IMODE(path.lstat().st_mode) & ~_OTHERS)
    except OSError as error:
        logger.warning("Others may read %s, and that can't be changed: %s", path, error.strerror)
        return False
    return True
