"""A release with its parts, from the registry into a folder of its own; a kill at any line leaves nothing that could be run.

    .new-X/*.whl   fetched, its SHA-256 as the registry names it
    .new-X/tree    unpacked, the release first, then each part that it needs and that is not built in (parts.py)
    VERSION        the tree with its list of files, renamed into place: it is there whole, or not at all

Each try has a folder X of its own: one that was given up may still have a thread that writes.

Nothing is run, and pip is not asked: what a wheel of this kind needs is to be unpacked.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import platform
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import distributions
from pathlib import Path
from typing import Protocol

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from core.errors import Permanent
from core.media.workdir import disk_trouble
from core.step import step

from . import parts
from .parts import Metadata
from .releases import Release
from .shelf import NEW, Shelf
from .unpack import MOST_BYTES, seal, unpack

log = logging.getLogger(__name__)

PROJECT = "yt-dlp"
#: Bytes that have to be free: the wheel, what is in it, and what Python compiles of it.
ROOM = 96 * 1024 * 1024


class Wheels(Protocol):
    """The registry, as far as this needs it (core/youtube/registry.py)."""

    async def releases(self, project: str) -> tuple[Release, ...]: ...
    async def fetch(self, release: Release, to: Path) -> None: ...


def python_version() -> str:
    return platform.python_version()


def built_in() -> dict[str, str]:
    """What stands in .venv: canonical name -> version."""
    return {canonicalize_name(str(one.name)): one.version for one in distributions() if one.name}


@dataclass(slots=True)
class _Tree:
    """What is in the new folder so far."""

    folder: Path
    installed: Mapping[str, str]
    done: dict[str, str] = field(default_factory=dict)  #: canonical name -> version
    left: int = MOST_BYTES

    def add(self, wheel: Path, name: str, release: Release) -> Metadata:
        about = unpack(wheel, self.folder, self.left)
        if about.name != canonicalize_name(name) or about.version != release.version:
            raise Permanent("ytdlp-not-a-wheel")
        self.done[about.name] = about.version
        wheel.unlink()
        return about


async def install(shelf: Shelf, wheels: Wheels, release: Release) -> Path:
    """-> its folder. One that is there already, whole, is not fetched again.

    Raises Permanent for what is wrong with it, Retry while the registry is away, NeedsOwner(DISK_FULL).
    """
    folder = shelf.folder(release.version)
    if shelf.is_whole(release.version):
        return folder
    new: Path | None = None
    try:
        new = await asyncio.to_thread(_begin, shelf.root, folder)
        tree = _Tree(new / "tree", built_in())
        await _add(tree, wheels, PROJECT, release, new, ("default",))
        await asyncio.to_thread(seal, tree.folder, release.version)
        with step("disk.install"):
            tree.folder.rename(folder)
    except OSError as error:
        raise disk_trouble(error) from error
    finally:
        if new is not None:
            await asyncio.to_thread(shutil.rmtree, new, ignore_errors=True)
    log.info("yt-dlp %s is installed: %s", release.version, ", ".join(f"{n} {v}" for n, v in tree.done.items()))
    return folder


def _begin(root: Path, folder: Path) -> Path:
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    if shutil.disk_usage(root).free < ROOM:
        raise OSError(errno.ENOSPC, "no room")
    shutil.rmtree(folder, ignore_errors=True)  # not whole
    new = Path(tempfile.mkdtemp(prefix=NEW, dir=root))
    (new / "tree").mkdir(mode=0o700)
    return new


async def _add(
    tree: _Tree, wheels: Wheels, name: str, release: Release, new: Path, extras: tuple[str, ...] = ()
) -> None:
    """The wheel, and then one by one what it needs."""
    todo: list[tuple[Requirement | None, str, Release, tuple[str, ...]]] = [(None, name, release, extras)]
    while todo:
        part, name, release, extras = todo.pop(0)
        wheel = new / "part.whl"
        await wheels.fetch(release, wheel)
        about = await asyncio.to_thread(tree.add, wheel, name, release)
        try:
            needed = parts.needed(about.needs, extras)
        except ValueError as error:
            raise Permanent("ytdlp-not-a-wheel") from error
        for part in needed:
            there = tree.done | {canonicalize_name(n): r.version for _, n, r, _ in todo}
            if canonicalize_name(part.name) in there:
                if not parts.is_there(part, there):
                    raise Permanent("ytdlp-part-missing", part=str(part.name))
                continue
            if parts.is_there(part, tree.installed):
                continue
            found = parts.best(part, await wheels.releases(part.name), python_version())
            if found is not None:
                todo.append((part, part.name, found, tuple(sorted(part.extras))))
            elif parts.is_exact(part):
                raise Permanent("ytdlp-part-missing", part=str(part.name))
            else:
                log.info("%s is not to be had as a wheel that runs anywhere: what is built in has to do", part)
        if len(tree.done) + len(todo) > parts.MOST:
            raise Permanent("ytdlp-too-large")
