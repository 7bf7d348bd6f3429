"""Writes one file that plays, in one pass of ffmpeg: picture and sound put together, stretches left out, chapters and a title set,
the index in front. Nothing is encoded anew, and no byte is written twice.

The index (moov) stands in front because room for it is kept there and filled at the end. How much is reckoned from the number of
packets; where that was too little after all, the file is written once more the long way round (a kept room costs nothing, moving
everything behind the index costs the file's size once more).

What was written is counted. How stretches are told to ffmpeg is cuts.py's.

A file stands under its name only when it is whole.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from core.errors import Condition, NeedsOwner, Retry, Scope, Trouble
from core.media import cuts
from core.media.ffmpeg import Tools, mortal, run
from core.media.film import Film, Track, check_length, look
from core.media.places import PER_FRAME, PER_LONE_PACKET, PER_PACKET, Kind, Stretch
from core.media.tags import Tags, metadata
from core.media.workdir import disk_trouble
from core.step import step

log = logging.getLogger(__name__)

PASS_SECONDS = 3600.0  #: a slow disk and 20 GB
#: Room in front beside what packets take: everything in an index that is there once, and a title.
HEAD = 6 * 1024
PER_CHAPTER = 512
_TOO_LITTLE = b"reserved_moov_size is too small"
_FULL = b"No space left"

NO_TAGS = Tags()
Note = Callable[[str, str], Path]  #: name, text: written beside the file for the time of the pass


def room(film: Film, stretches: Sequence[Stretch] = (), chapters: int = 0) -> int:
    """Bytes to keep for the index: of these stretches, or of all."""
    frames, packets = (
        0 if track is None else sum(_between(kind, stretches)) if stretches else track.packets_at_most
        for track, kind in _kinds(film)
    )
    each = PER_PACKET if film.picture else PER_LONE_PACKET
    return HEAD + PER_FRAME * frames + each * packets + PER_CHAPTER * chapters


async def write(
    tools: Tools, film: Film, out: Path, *, stretches: Sequence[Stretch] = (), tags: Tags = NO_TAGS
) -> None:
    """Write these stretches of the film, or all of it, to `out`. Raises Trouble; then nothing of it is left.

    Retry("file-truncated") if there is less than the streams say, Retry("split-failed") if a stretch has not what it should.
    """
    half = out.with_name(f"{out.name}.half")
    beside: list[Path] = []

    def note(name: str, text: str) -> Path:
        file = out.with_name(f".{out.stem}.{name}.txt")
        beside.append(file)
        file.write_text(text, "utf-8")
        return file

    length = float(sum(b.at - a.at for a, b in stretches)) if stretches else film.length
    try:
        sources = _cut_sources(film, stretches, note) if stretches else _whole_sources(film)
        sources.tag(tags, length, note)
        await _pass(tools, [*sources.inputs, *sources.options], half, room(film, stretches, len(tags.chapters)))
        await _hold(tools, film, stretches, half)
        half.replace(out)
    except OSError as error:
        raise disk_trouble(error) from error
    finally:
        for file in (half, *beside):
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)


async def findable(tools: Tools, film: Film) -> Film:
    """The same film with its sound alone in an MP4: in another file ffmpeg does not find a place in it. Raises Trouble."""
    sound = film.sound
    beside_picture = film.picture is not None and sound is not None and sound.file == film.picture.file
    if sound is None or (sound.file.suffix in (".mp4", ".m4a") and not beside_picture):
        return film
    out = sound.file.with_name(f"{sound.file.stem}.sound.m4a")
    if not out.is_file():
        await write(tools, Film(None, sound), out)
    found = (await look(tools, [out], sound_only=True)).sound
    return Film(film.picture, replace(found, begins=Fraction(0))) if found else film


async def _pass(tools: Tools, given: Sequence[str], half: Path, kept: int) -> None:
    """Its exit status says nothing: a file that could not be ended is a success to some releases (measured with 5.1)."""
    for index in (("-moov_size", str(kept)), ("-movflags", "+faststart")):
        with step("ffmpeg.assemble"):
            code, _, err = await run(
                PASS_SECONDS,
                *mortal(tools.ffmpeg, "-nostdin", "-v", "error", "-y", *given, "-c", "copy", *index, "-f", "mp4"),
                f"file:{half.absolute()}",
            )
        if _TOO_LITTLE not in err:
            break
        log.info("%s: %d bytes were too few for its index", half.name, kept)
    said = err.decode(errors="replace").strip()[-500:]
    if said:
        log.warning("%s: exit %s, %s", half.name, code, said)
    if _FULL in err:
        raise NeedsOwner(Condition.DISK_FULL, scope=Scope.DISK, reason="full")
    if code != 0:
        raise Retry("merge-failed")


async def _hold(tools: Tools, film: Film, stretches: Sequence[Stretch], half: Path) -> None:
    """ffmpeg goes on over what it can't read and calls it a success, so what was written is counted. Raises Retry."""
    try:
        made = await look(tools, [half], sound_only=film.picture is None)
    except Trouble as trouble:
        raise Retry("merge-failed") from trouble
    for (source, kind), result in zip(_kinds(film), (made.picture, made.sound), strict=True):
        if source is None:
            continue
        if not stretches:
            check_length(result.length if result else 0.0, source.length)
            continue
        wanted, there = sum(_between(kind, stretches)), (result.packets or 0 if result else 0)
        if there != wanted:
            log.warning("%s: %d of %d packets of its %s", half.name, there, wanted, kind)
            raise Retry("split-failed")


class _Sources:
    """What ffmpeg is told of its inputs, and of what to take from them."""

    def __init__(self) -> None:
        self.inputs: list[str] = []
        self.options: list[str] = []
        self._count = 0

    def add(self, *how: str, take: Sequence[int] = ()) -> None:
        """how: ends with the input's address. take: its streams."""
        self.inputs += [*how[:-1], "-i", how[-1]]
        self.options += [word for index in take for word in ("-map", f"{self._count}:{index}")]
        self._count += 1

    def tag(self, tags: Tags, length: float, note: Note) -> None:
        source = -1  # nothing of what came along
        if tags:
            source = self._count
            self.add("-f", "ffmetadata", f"file:{note('tags', metadata(tags, length)).absolute()}")
        self.options += ["-map_metadata", str(source), "-map_chapters", str(source)]


def _whole_sources(film: Film) -> _Sources:
    sources = _Sources()
    for file in film.files:
        sources.add(f"file:{file.absolute()}", take=[track.index for track in film.tracks if track.file == file])
    return sources


def _cut_sources(film: Film, stretches: Sequence[Stretch], note: Note) -> _Sources:
    sources = _Sources()
    sources.options.append("-copyts")
    for track, kind in _kinds(film):
        if track and (spans := cuts.spans(kind, stretches)):  # the sound may have ended long before
            address = f"file:{note(kind, cuts.listed(track, spans)).absolute()}"
            begins = f"{float(spans[0].at):.6f}"
            sources.add("-itsoffset", begins, "-f", "concat", "-safe", "0", address, take=[track.index])
    return sources


def _kinds(film: Film) -> tuple[tuple[Track | None, Kind], ...]:
    return (film.picture, "picture"), (film.sound, "sound")


def _between(kind: Kind, stretches: Sequence[Stretch]) -> list[int]:
    """Packets of each."""
    return [b.mark(kind).packets - a.mark(kind).packets for a, b in stretches]
