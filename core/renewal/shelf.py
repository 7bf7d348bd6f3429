"""The folders of installed releases, which of them the next child runs with, and which are in use by a child that lives.

    ROOT/2026.11.20/      one release with its parts, whole (unpack.py)
    ROOT/.new-X           one that is being installed; whatever a crash left of it goes at the next start

What is chosen stands in rows (storage/releases.py); this holds it in memory, since a child is started without asking a
database. A child keeps the release that it was started with: another choice counts from the next child on, and a folder is
removed only when nobody runs with it. Children do not outlive the app, so after a start nobody does.
"""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import Condition, NeedsOwner
from core.media.workdir import disk_trouble
from core.step import step
from core.youtube.ytdlp import CHILD

from .unpack import is_whole

log = logging.getLogger(__name__)

NEW = ".new-"
#: A child of this kind that ended well has brought a video.
BRINGS = CHILD


class Lease:
    """One child's release."""

    def __init__(self, shelf: Shelf, version: str | None, folder: Path | None, module: str) -> None:
        self.version = version
        self.folder = folder  #: None: the built-in one
        self._shelf = shelf
        self._module = module

    def worked(self) -> None:
        """The child did what it was asked for."""
        if self.version is not None and self._module == BRINGS:
            self._shelf.proved.add(self.version)


class Shelf:
    """Made once; `root` is made when the first release comes."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self.current: str | None = None  #: the version that the next child runs with; None: the built-in one
        self.proved = set[str]()  #: versions that have brought a video since the start
        self.broke = set[str]()  #: versions with which yt-dlp was broken for a child
        self._users: Counter[str] = Counter()

    @contextmanager
    def lend(self, module: str) -> Iterator[Lease]:
        """For as long as the child lives."""
        version = self.current
        if version is None:
            yield Lease(self, None, None, module)
            return
        self._users[version] += 1
        try:
            yield Lease(self, version, self.folder(version), module)
        except NeedsOwner as trouble:
            if trouble.condition is Condition.YTDLP_BROKEN:
                self.broke.add(version)
            raise
        finally:
            self._users[version] -= 1

    def folder(self, version: str) -> Path:
        return self.root / version

    def is_whole(self, version: str) -> bool:
        return is_whole(self.folder(version), version)

    async def sweep(self, keep: Collection[str]) -> None:
        """Remove all releases but these and those in use, and what was never finished. Raises NeedsOwner(DISK_FULL)."""
        try:
            names = [entry.name for entry in os.scandir(self.root)]
        except FileNotFoundError:
            return
        except OSError as error:
            raise disk_trouble(error) from error
        for name in sorted(names):
            if name not in keep and name != self.current and not self._users[name]:
                log.info("yt-dlp %s is removed", name)
                with step("disk.release"):
                    await asyncio.to_thread(_remove, self.root / name)


def _remove(path: Path) -> None:
    """Renamed first: what is half removed is never taken for a release."""
    try:
        if path.is_dir() and not path.is_symlink():
            if not path.name.startswith(NEW):
                going = path.with_name(f"{NEW}{path.name}")
                shutil.rmtree(going, ignore_errors=True)
                path = path.rename(going)
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except FileNotFoundError:
        return
    except OSError as error:
        raise disk_trouble(error) from error
