"""Makes the files that are sent of the streams that came: checks that they are all there, has encoded anew what must be, plans what
is cut out and which parts there are, and writes each file in one pass (core/media/assemble.py).

What is fine as it is stays as it is. Each file that is whole is noted: a crash begins with the first one that is not. When all are,
the streams are deleted, so that only what is sent lies on the disk while it goes out.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path

from core.errors import Permanent, Retry, Trouble
from core.media import assemble, convert, film, places
from core.media.ffmpeg import Tools
from core.media.tags import Tags
from core.media.workdir import disk_trouble
from core.youtube.ytdlp import Fetched

from . import brought, chapters, split
from .brought import Making

log = logging.getLogger(__name__)

RECUTS = 4  #: times that a plan may turn out too large
#: A note or stream that proved no good is fetched anew.
_NO_GOOD = frozenset({"file-truncated", "file-unreadable", "merge-failed"})

Watch = Callable[[str, int, int | None], None]  #: stage, bytes done, bytes in all
Encodes = Callable[[], Awaitable[None]]  #: a picture begins to be encoded anew


async def unheard() -> None:
    """For who tells nobody."""


class Maker:
    """The files of one download. name: without an extension."""

    def __init__(
        self, tools: Tools, folder: Path, name: str, fetched: Fetched, limit: int, *, sound_only: bool, watch: Watch,
        encodes: Encodes = unheard,
    ) -> None:  # fmt: skip
        self._tools = tools
        self._folder = folder
        self._name = name
        self._fetched = fetched
        self._limit = limit
        self._sound_only = sound_only
        self._watch = watch
        self._encodes = encodes
        self._suffix = ".m4a" if sound_only else ".mp4"

    async def make(self) -> Making:
        """Raises Trouble; what is no good is forgotten, what is whole stays."""
        making = brought.read_making(self._folder, self._limit)
        try:
            if making is None or not making.is_whole:
                making = await self._made(making)
        except Trouble as trouble:
            if trouble.key in _NO_GOOD:
                brought.forget(self._folder)
            if trouble.key == "file-unreadable":  # maybe a power cut emptied what was whole: fetched anew it is
                raise Retry(trouble.key) from trouble
            raise
        await asyncio.to_thread(self._clear, making)
        return making

    async def _made(self, making: Making | None) -> Making:
        came = await self._film()
        film.check(came, self._fetched.duration)
        if making is None and not self._fetched.cuts and film.is_fine(came) and came.size <= self._limit:
            return self._as_it_is(came)
        if making is None and not self._fetched.cuts and came.size + assemble.room(came) <= self._limit:
            part = split.Cut(0.0, came.length, came.size)
            making = Making(self._limit, (self._file(1, 1),), (part,))
        found: Sequence[places.Place] = ()
        room = split.ROOM
        for _ in range(RECUTS):
            if making is None or any(part.pairs for part in making.parts):
                came, found = await self._places(came)
            making = making or self._plan(found, room)
            making, largest = await self._written(came, found, making)
            if largest <= self._limit:
                return making
            came, found = await self._places(came)
            room *= 0.99 * self._limit / largest
            making = self._plan(found, room, making)
        raise self._too_large(came.size)

    async def _film(self) -> film.Film:
        files = [one.file for one in self._fetched.streams]
        came = await film.look(self._tools, files, sound_only=self._sound_only)
        encode = self._fetched.encode
        if encode == "nothing":
            return came
        anew = {
            track.file
            for track, kind in ((came.picture, "picture"), (came.sound, "sound"))
            if track and encode in (kind, "both")
        }
        if encode in ("picture", "both"):  # a sound takes a minute
            await self._encodes()
        ready = [await self._encoded(came, file) if file in anew else file for file in files]
        return await film.look(self._tools, ready, sound_only=self._sound_only)

    async def _encoded(self, came: film.Film, file: Path) -> Path:
        encode, size = self._fetched.encode, file.stat().st_size
        return await convert.convert(
            self._tools,
            file,
            picture=came.picture is not None and came.picture.file == file and encode in ("picture", "both"),
            sound=came.sound is not None and came.sound.file == file and encode in ("sound", "both"),
            duration=came.length,
            on_progress=lambda share: self._watch("encoding", int(share * size), size),
        )

    async def _places(self, came: film.Film) -> tuple[film.Film, Sequence[places.Place]]:
        self._watch("splitting", 0, came.size)
        came = await assemble.findable(self._tools, came)
        found = await places.places(self._tools, came)
        film.check_length(float(found[-1].at), came.length)
        return came, places.usable(found)

    def _plan(self, found: Sequence[places.Place], room: float, before: Making | None = None) -> Making:
        """before: a plan of which the first file that is not whole turned out too large; those that are stay. Raises Permanent."""
        keyframes = [split.Keyframe(float(place.at), place.offset) for place in found]
        pairs = split.kept(keyframes, self._fetched.cuts)
        done: tuple[split.Cut, ...] = ()
        if before is not None and before.sizes:
            done = before.parts[: len(before.sizes)]
            pairs = tuple(pair for part in before.parts[len(done) :] for pair in part.pairs)
        cuts = split.plan(keyframes, pairs, self._limit, room, start=done[-1].end if done else 0.0)
        if cuts is None:
            raise self._too_large(keyframes[-1].offset)
        parts = (*done, *cuts)
        files = tuple(self._file(number, len(parts)) for number in range(1, len(parts) + 1))
        sizes = before.sizes if before is not None else ()
        gone = split.gone(keyframes, split.kept(keyframes, self._fetched.cuts))
        return Making(self._limit, files, parts, gone, sizes)

    async def _written(self, came: film.Film, found: Sequence[places.Place], making: Making) -> tuple[Making, int]:
        """All files that were not there yet -> the size of the last one written: if it is over the limit, it is the last one."""
        said = chapters.shifted(chapters.read(self._fetched.chapters, came.length), making.cuts)
        total, largest = sum(part.size for part in making.parts), 0
        brought.write_making(self._folder, making)
        while not making.is_whole:
            number = len(making.sizes)
            file, part = making.files[number], making.parts[number]
            self._watch("splitting" if len(making.files) > 1 else "merging", sum(making.sizes), total)
            tags = Tags(
                self._fetched.title or "",
                self._fetched.channel or "",
                chapters.of_part(said, part.start, part.end),
            )
            stretches = [(found[first], found[after]) for first, after in part.pairs]
            await assemble.write(self._tools, came, file, stretches=stretches, tags=tags)
            largest = max(largest, file.stat().st_size)
            if largest > self._limit:
                file.unlink()
                break
            making = replace(making, sizes=(*making.sizes, largest := file.stat().st_size))
            brought.write_making(self._folder, making)
        return making, largest

    def _as_it_is(self, came: film.Film) -> Making:
        """It needs no pass: only its name is another."""
        file = self._file(1, 1)
        part = split.Cut(0.0, came.length, came.size)
        making = Making(self._limit, (file,), (part,), sizes=(came.size,))
        brought.write_making(self._folder, making)
        try:
            came.files[0].replace(file)
        except OSError as error:
            raise disk_trouble(error) from error
        return making

    def _clear(self, making: Making) -> None:
        """The streams, and what was made of them on the way; each begins with the name of its stream."""
        names = tuple(f"{stream.file.stem}." for stream in self._fetched.streams)
        for file in self._folder.iterdir():
            if file.name.startswith(names) and file not in making.files:
                with contextlib.suppress(OSError):
                    file.unlink()

    def _file(self, number: int, of: int) -> Path:
        return self._folder / (f"{self._name}{self._suffix}" if of == 1 else f"{self._name}.part{number}{self._suffix}")

    def _too_large(self, size: int) -> Permanent:
        return Permanent("video-uncuttable", skip=True, size=size, limit=self._limit)
