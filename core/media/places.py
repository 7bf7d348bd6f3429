"""Where a film may be cut without re-encoding: its keyframes, and what of picture and sound stands before each of them.

A cut falls between two packets as they lie in the file, which is the order they are decoded in: all that a keyframe needs comes
after it, so no packet is lost or doubled, B-frames included. In an open group of pictures a few frames after the keyframe are shown
before it and need the group before: a part that begins there can't show them. So such a keyframe is a place only where there are
hardly any others. YouTube's own streams have none.

A day of film has millions of packets: they are counted while ffprobe lists them, and only the places are kept.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import Literal, NamedTuple

from core.errors import Condition, NeedsOwner, Retry, Scope
from core.media.ffmpeg import Tools
from core.media.film import Film, Track
from core.step import step

SCAN_SECONDS = 1800.0
#: Sound alone may be cut at any packet; more places than this many a second are of no use.
SOUND_EVERY = Fraction(1, 2)
BREATH = 200  #: packets that are counted in one go, a few milliseconds
#: Bytes of the index of a file for each frame, and for each packet of sound beside a picture and alone: on the safe side
#: (measured: 12 on the average of both, 5 for sound alone).
PER_FRAME = 24
PER_PACKET = 20
PER_LONE_PACKET = 6

Kind = Literal["picture", "sound"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in one track."""

    at: Fraction  #: when it is shown, seconds from the beginning of its file
    begin: int  #: microseconds: its packet is the first one that is shown no earlier
    end: int  #: microseconds: all packets before it are decoded earlier
    packets: int  #: that stand before it
    bytes: int


@dataclass(frozen=True, slots=True)
class Place:
    """A keyframe. picture or sound is None where the film has none, or where it has ended."""

    at: Fraction  #: seconds from the film's beginning
    picture: Mark | None
    sound: Mark | None
    closed: bool = True  #: nothing of what follows is shown before it

    def mark(self, kind: Kind) -> Mark:
        mark = self.picture if kind == "picture" else self.sound
        assert mark is not None
        return mark

    @property
    def offset(self) -> int:
        """Bytes that a file with all that stands before would have, on the safe side."""
        frames = self.picture.packets if self.picture else 0
        packets = self.sound.packets if self.sound else 0
        index = PER_FRAME * frames + (PER_PACKET if self.picture else PER_LONE_PACKET) * packets
        return index + sum(mark.bytes for mark in (self.picture, self.sound) if mark)


Stretch = tuple[Place, Place]  #: from the one to before the other


async def places(tools: Tools, film: Film) -> tuple[Place, ...]:
    """In order; the first is the film's beginning, the last its end. Raises Trouble."""
    with step("ffmpeg.places"):
        try:
            async with asyncio.timeout(SCAN_SECONDS):
                if film.picture is None:
                    assert film.sound is not None
                    return await _of_sound(tools, film.sound)
                found = await _of_picture(tools, film.picture)
                return found if film.sound is None else await _with_sound(tools, film.sound, found)
        except TimeoutError as error:
            raise Retry("split-failed") from error


def usable(found: tuple[Place, ...]) -> tuple[Place, ...]:
    """Those at which a part begins as it should; all of them where these are the fewer."""
    closed = tuple(one for number, one in enumerate(found) if one.closed or number in (0, len(found) - 1))
    return closed if 2 * len(closed) >= len(found) else found


async def _of_picture(tools: Tools, track: Track) -> tuple[Place, ...]:
    found: list[Place] = []
    count = _Count(track)
    key_shown = 0
    async for packet in _packets(tools, track):
        if packet.key or not found:
            key_shown = packet.shown
            mark = count.mark(packet)
            found.append(Place(mark.at if found else Fraction(0), mark, None))
        elif packet.shown < key_shown and found[-1].closed and len(found) > 1:
            found[-1] = replace(found[-1], closed=False)
        count.add(packet)
    end = count.end()
    return (*found, Place(end.at, end, None))


async def _with_sound(tools: Tools, track: Track, found: tuple[Place, ...]) -> tuple[Place, ...]:
    """Each place with the first packet of sound that is heard no earlier."""
    marked: list[Place] = []
    count = _Count(track)
    starts = [track.own(place.at) for place in found[:-1]]
    async for packet in _packets(tools, track):
        while len(marked) < len(starts) and (not marked or packet.shown >= starts[len(marked)]):
            marked.append(replace(found[len(marked)], sound=count.mark(packet)))
        count.add(packet)
    end = count.end()
    return (*marked, *(replace(one, sound=end) for one in found[len(marked) :]))


async def _of_sound(tools: Tools, track: Track) -> tuple[Place, ...]:
    found: list[Place] = []
    count = _Count(track)
    next_at = 0
    async for packet in _packets(tools, track):
        if not found or packet.shown >= next_at:
            mark = count.mark(packet)
            found.append(Place(mark.at if found else Fraction(0), None, mark))
            next_at = track.own(mark.at + SOUND_EVERY)
        count.add(packet)
    end = count.end()
    return (*found, Place(end.at, None, end))


class _Packet(NamedTuple):
    """Times in units of its track."""

    shown: int
    decoded: int
    lasts: int
    size: int
    key: bool


class _Count:
    """What stood before, while the packets of one track are read."""

    def __init__(self, track: Track) -> None:
        self._track = track
        self._packets = self._bytes = self._shown = self._decoded = 0

    def add(self, packet: _Packet) -> None:
        self._packets += 1
        self._bytes += packet.size
        self._shown = max(self._shown, packet.shown + packet.lasts)
        self._decoded = packet.decoded

    def mark(self, packet: _Packet) -> Mark:
        """This packet is the next one."""
        begin, end = packet.shown * self._track.base * 1_000_000, packet.decoded * self._track.base * 1_000_000
        # A microsecond is less than a unit of any track's time; rounded the other way it would mean the packet before.
        return Mark(self._track.at(packet.shown), ceil(begin), floor(end), self._packets, self._bytes)

    def end(self) -> Mark:
        """No packet follows. Raises Retry("file-truncated") if none came."""
        if not self._packets:
            raise Retry("file-truncated")
        after = floor((self._decoded * self._track.base + 3600) * 1_000_000)
        return Mark(self._track.at(self._shown), after, after, self._packets, self._bytes)


async def _packets(tools: Tools, track: Track) -> AsyncIterator[_Packet]:
    """In the order of the file. Raises NeedsOwner."""
    try:
        process = await asyncio.create_subprocess_exec(
            tools.ffprobe,
            *("-v", "error", "-select_streams", str(track.index)),
            *("-show_entries", "packet=pts,dts,duration,size,flags", "-of", "csv=p=0"),
            f"file:{track.file.absolute()}",
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except OSError as error:
        raise NeedsOwner(Condition.FFMPEG_MISSING, scope=Scope.YTDLP) from error
    assert process.stdout is not None
    number = 0
    try:
        async for line in process.stdout:
            if (packet := _read(line)) is not None:
                yield packet
            if (number := number + 1) % BREATH == 0:
                await asyncio.sleep(
                    0
                )  # lines that are there already are read without a pause: others must have their turn
        await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def _read(line: bytes) -> _Packet | None:
    """`pts,dts,duration,size,flags`; figures that are not known are N/A."""
    cells = line.split(b",")
    try:
        shown = cells[0] if cells[0] != b"N/A" else cells[1]
        decoded = cells[1] if cells[1] != b"N/A" else cells[0]
        lasts = 0 if cells[2] == b"N/A" else int(cells[2])
        return _Packet(int(shown), int(decoded), lasts, int(cells[3]), b"K" in cells[4])
    except (ValueError, IndexError):
        return None
