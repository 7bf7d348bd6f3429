"""What came as one or several files, seen as one film: its picture and its sound, wherever each of them lies.

Streams are picked by kind: a picture that is only the cover, data and a second sound are left out. Nothing is written here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any, BinaryIO

from core.errors import Permanent, Retry
from core.media.ffmpeg import Tools, asked

#: How far a stream may be from the duration that YouTube says: whole seconds there, container rounding here.
TOLERANCE_SECONDS = 2.0
TOLERANCE_SHARE = 0.02
#: Packets a second where a file does not say it: on the safe side.
_UNSAID_FPS = 60.0
_AAC_SAMPLES = 1024
_UNSAID_PACKETS = 50.0  #: Opus
#: Boxes that begin a file of the MP4 family.
_FIRST_BOXES = {b"ftyp", b"styp", b"moov", b"sidx"}
_PLAYS = {"h264", "hevc", "av1", "vp9", "aac", "mp3", "opus", "mpeg4"}


@dataclass(frozen=True, slots=True)
class Track:
    """One stream of one file."""

    file: Path
    index: int  #: among the file's streams
    codec: str
    base: Fraction  #: seconds of one unit of its times
    begins: Fraction  #: seconds at which its file begins
    length: float  #: seconds, as its file says
    per_second: float  #: packets
    packets: int | None  #: in all, where the file says it

    @property
    def packets_at_most(self) -> int:
        """As its file says, or about as many."""
        return self.packets or int(self.length * self.per_second) + 1

    def at(self, own: int) -> Fraction:
        """Seconds from the beginning of its file."""
        return own * self.base - self.begins

    def own(self, at: Fraction) -> int:
        """The first unit of its own time that is no earlier."""
        return ceil((at + self.begins) / self.base)


@dataclass(frozen=True, slots=True)
class Film:
    """picture or sound may be missing, not both."""

    picture: Track | None
    sound: Track | None

    @property
    def main(self) -> Track:
        """Where it may be cut is said by its picture."""
        track = self.picture or self.sound
        assert track is not None
        return track

    @property
    def tracks(self) -> tuple[Track, ...]:
        return tuple(track for track in (self.picture, self.sound) if track is not None)

    @property
    def files(self) -> tuple[Path, ...]:
        return tuple(dict.fromkeys(track.file for track in self.tracks))

    @property
    def length(self) -> float:
        """Seconds, as the files say."""
        return max(track.length for track in self.tracks)

    @property
    def size(self) -> int:
        return sum(file.stat().st_size for file in self.files)


async def look(tools: Tools, files: Sequence[Path], *, sound_only: bool = False) -> Film:
    """The first picture and the first sound in these files. Raises Permanent("file-unreadable"), Retry."""
    pictures: list[Track] = []
    sounds: list[Track] = []
    for file in files:
        answer = await asked(tools, file)
        try:
            for stream in answer["streams"]:
                if stream["codec_type"] == "video" and not stream.get("disposition", {}).get("attached_pic"):
                    pictures.append(_track(file, answer, stream))
                elif stream["codec_type"] == "audio":
                    sounds.append(_track(file, answer, stream))
        except (KeyError, ValueError, ZeroDivisionError) as error:
            raise Permanent("file-unreadable") from error
        if _cut_short(file):
            raise Retry("file-truncated")
    # A stream of its own goes before one that comes along with the other kind.
    single = [track for track in sounds if all(track.file != picture.file for picture in pictures)]
    film = Film(None if sound_only else next(iter(pictures), None), next(iter(single or sounds), None))
    if not film.tracks or not (sound_only or film.picture):
        raise Permanent("file-unreadable")
    return film


def check(film: Film, announced: float | None) -> None:
    """Is all there that was announced (seconds; None: it was not)? Raises Retry("file-truncated").

    Where streams of several files agree with each other, it is the announcement that lies, and so it is where more came than that.
    """
    lengths = [track.length for track in film.tracks]
    agree = _near(lengths, max(lengths))
    lies = agree and (len(film.files) > 1 or announced is None or min(lengths) > announced)
    if min(lengths) <= 0 or not (lies or (announced is not None and _near(lengths, announced))):
        raise Retry("file-truncated")


def check_length(there: float, said: float) -> None:
    """Are there so many seconds of packets as was said? Raises Retry("file-truncated")."""
    if there < said and not _near([there], said):
        raise Retry("file-truncated")


def is_fine(film: Film) -> bool:
    """It plays as it is: one MP4 with its index in front and in one piece, and nothing in it but what is shown."""
    if len(film.files) != 1 or any(track.codec not in _PLAYS for track in film.tracks):
        return False
    kinds = [kind for kind, _, _ in _boxes(film.files[0])]
    return (
        kinds[:1] == [b"ftyp"]
        and b"moof" not in kinds
        and b"moov" in kinds
        and b"mdat" in kinds
        and kinds.index(b"moov") < kinds.index(b"mdat")
    )


def _near(lengths: Sequence[float], wanted: float) -> bool:
    allowed = max(TOLERANCE_SECONDS, wanted * TOLERANCE_SHARE)
    return wanted > 0 and all(abs(length - wanted) <= allowed for length in lengths)


def _track(file: Path, answer: Mapping[str, Any], stream: Mapping[str, Any]) -> Track:
    length = float(stream.get("duration") or answer["format"]["duration"])
    packets = int(stream.get("nb_frames") or 0) or None
    if packets and length > 0:
        rate = packets / length
    elif stream["codec_type"] == "audio":
        rate = int(stream["sample_rate"]) / _AAC_SAMPLES if stream.get("codec_name") == "aac" else _UNSAID_PACKETS
    else:
        rate = max(_rate(stream.get("avg_frame_rate")), _rate(stream.get("r_frame_rate"))) or _UNSAID_FPS
    begins = answer["format"].get("start_time", "0")
    codec = str(stream.get("codec_name", ""))
    return Track(
        file, int(stream["index"]), codec, Fraction(stream["time_base"]), Fraction(begins), length, rate, packets
    )


def _rate(said: object) -> float:
    try:
        rate = float(Fraction(str(said)))
    except (ValueError, ZeroDivisionError):
        return 0.0
    return rate if rate <= 240 else 0.0  # a time base that passes for a rate


def _cut_short(file: Path) -> bool:
    """A file of the MP4 family whose last box says that more should follow."""
    end = 0
    for number, (kind, start, size) in enumerate(_boxes(file)):
        if number == 0 and kind not in _FIRST_BOXES:
            return False
        end = start + size
    return end > file.stat().st_size


def _boxes(file: Path) -> Iterator[tuple[bytes, int, int]]:
    """(kind, where, bytes) of a file's outermost boxes; what follows on a broken one is not looked at."""
    with file.open("rb") as opened:
        at = 0
        while (head := _head(opened, at)) is not None:
            kind, size = head
            yield kind, at, size
            at += size


def _head(opened: BinaryIO, at: int) -> tuple[bytes, int] | None:
    opened.seek(at)
    head = opened.read(16)
    if len(head) < 8:
        return None
    size, kind = struct.unpack(">I4s", head[:8])
    if size == 1 and len(head) == 16:
        size = struct.unpack(">Q", head[8:])[0]
    elif size == 0:  # to the end
        size = opened.seek(0, 2) - at
    return (kind, size) if size >= 8 else None
