"""The work folder: one folder per download, and nothing else.

Everything in it may be fetched again, so whatever belongs to no open download is removed: at boot, and whenever asked.
It does not know what a download is; the caller says which numbers to keep.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Collection
from pathlib import Path

from core.errors import Condition, NeedsOwner, Scope
from core.step import step

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class WorkDirError(ValueError):
    """The folder can't serve. Its text is one plain sentence for the owner's terminal."""


def disk_trouble(error: OSError) -> NeedsOwner:
    """What a failed write means: args reason is `full` or `unwritable`."""
    reason = "full" if error.errno in _FULL else "unwritable"
    return NeedsOwner(Condition.DISK_FULL, scope=Scope.DISK, reason=reason)


class WorkDir:
    """Makes, measures and empties the folders in which videos lie on their way."""

    def __init__(self, root: Path) -> None:
        """Make the folder if need be and try a write. Raises WorkDirError.

        A folder that holds somebody else's folders is refused: this one is swept at every start.
        """
        self.root = root.absolute()
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.root) as probe:
                probe.write(b"x")
                probe.flush()
            strange = [
                entry.name for entry in os.scandir(self.root) if not _is_ours(entry) and entry.name != "lost+found"
            ]
        except OSError as error:
            raise WorkDirError(f"The work folder {self.root} can't be written: {error.strerror}.") from error
        if strange:
            raise WorkDirError(
                f"The work folder {self.root} holds other things ({min(strange)}); what Yagami did not put there it does not "
                "touch, so name a folder that holds nothing else."
            )
        with contextlib.suppress(OSError):  # a volume of another user's: it can be written, and that is enough
            self.root.chmod(0o700)

    def folder(self, download_id: int) -> Path:
        """This download's own folder, made if need be. Raises NeedsOwner(DISK_FULL)."""
        path = self.root / str(download_id)
        try:
            path.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise disk_trouble(error) from error
        return path

    def free(self) -> int:
        """Bytes that may still be written here."""
        return shutil.disk_usage(self.root).free

    def used(self, beside: int) -> int:
        """Bytes that all downloads but this one have here."""
        return sum(_weighs(entry.path) for entry in self._folders() if entry.name != str(beside))

    def capacity(self) -> int:
        """Bytes that could be written here if nothing of a download lay here."""
        return self.free() + self.used(beside=-1)

    async def delete(self, download_id: int) -> None:
        """Remove a download's folder; one that is not there is fine. Raises NeedsOwner(DISK_FULL)."""
        with step("disk.delete"):
            await asyncio.to_thread(_remove, self.root / str(download_id))

    async def sweep(self, keep: Collection[int]) -> list[str]:
        """Remove the folders of all other downloads -> their names. What is no download's folder is never touched.

        Raises NeedsOwner(DISK_FULL).
        """
        kept = {str(download_id) for download_id in keep}
        strangers = sorted(entry.name for entry in self._folders() if entry.name not in kept)
        with step("disk.sweep"):
            for name in strangers:
                await asyncio.to_thread(_remove, self.root / name)
        return strangers

    def _folders(self) -> list[os.DirEntry[str]]:
        try:
            return [entry for entry in os.scandir(self.root) if _is_ours(entry)]
        except OSError as error:  # a volume that went away
            raise disk_trouble(error) from error


def _is_ours(entry: os.DirEntry[str]) -> bool:
    """A download's folder is a number."""
    return entry.name.isdecimal() and entry.is_dir(follow_symlinks=False)


def _weighs(folder: str) -> int:
    try:
        return sum(_size(file) for file in os.scandir(folder))
    except FileNotFoundError:
        return 0  # the other lane deletes what it has sent, meanwhile


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_size if entry.is_file(follow_symlinks=False) else 0
    except FileNotFoundError:
        return 0


def _remove(path: Path) -> None:
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except FileNotFoundError:
        return  # somebody else was quicker, which is as good
    except OSError as error:
        raise disk_trouble(error) from error
