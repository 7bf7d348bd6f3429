"""A picture that is encoded anew in pieces of a minute, so that hours of work are not lost with a kill or a pause: what is whole
stays, and the next run goes on behind it.

ffmpeg's segment muxer writes the pieces of one run and, as soon as one is whole, its times into that run's list. The next run seeks
to where the last whole piece ends. Nothing is shown before what it needs (no B-frames), so that pieces can be joined anywhere:
joined by the concat demuxer with their exact lengths they have every frame once, at its own time to 2 ms (measured: 600 of 600
frames over a kill, ffmpeg 5.1 and 8.1).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.media.encoder import encode
from core.media.ffmpeg import Tools
from core.media.workdir import disk_trouble

PIECE_SECONDS = 60
KEYFRAME_SECONDS = 5  #: parts may be cut there
#: A seek goes so far before the end that is listed: ends are rounded, and no frame is as short.
BEFORE = 0.002


@dataclass(frozen=True, slots=True)
class Piece:
    """begins and ends: seconds of the whole."""

    file: Path
    begins: float
    ends: float


class Pieces:
    """Those of one source. They are named by its size too: another source under the same name has none."""

    def __init__(self, source: Path) -> None:
        self._source = source
        self._stem = f"{source.stem}.{source.stat().st_size}"

    async def make(
        self, tools: Tools, coding: Sequence[str], piece_seconds: float, on_seconds: Callable[[float], None]
    ) -> None:
        """Encode what is not there yet. coding: the encoder and its options. Raises Trouble."""
        done = self.whole()
        base = max(0.0, done[-1].ends - BEFORE) if done else 0.0
        number = len(done)
        folder = self._source.parent.absolute()
        pattern = str(folder / self._stem).replace("%", "%%") + ".piece%06d.mkv"
        keyframes = f"expr:if(isnan(prev_forced_t),1,gte(t,prev_forced_t+{KEYFRAME_SECONDS}))"
        await encode(
            tools,
            [
                *("-ss", f"{base:.6f}", "-i", f"file:{self._source.absolute()}", "-map", "0:v:0"),
                *coding,
                *("-bf", "0", "-force_key_frames", keyframes, "-fps_mode", "vfr", "-map_metadata", "-1"),
                *("-f", "segment", "-segment_time", f"{piece_seconds:g}", "-segment_format", "matroska"),
                *("-segment_start_number", str(number), "-segment_list_type", "csv"),
                *("-segment_list", f"file:{folder / f'{self._stem}.pieces{number:06}-{round(base * 1e6)}.csv'}"),
                f"file:{pattern}",
            ],
            folder,
            lambda seconds: on_seconds(base + seconds),
        )

    def whole(self) -> list[Piece]:
        """In order, as far as none is missing."""
        found: list[Piece] = []
        for run in sorted(self._files("csv")):
            named = re.search(r"\.pieces(\d{6})-(\d+)\.csv$", run.name)
            if named is None or int(named[1]) > len(found):
                break
            found = found[: int(named[1])]  # an older list of the same run
            found += _listed(run, int(named[2]) / 1e6)
        return found

    def list_of(self, pieces: Sequence[Piece]) -> Path:
        """Write the list that joins them -> it. Raises NeedsOwner(DISK_FULL)."""
        ends = [*(piece.begins for piece in pieces[1:]), pieces[-1].ends]
        lines = ["ffconcat version 1.0"]
        for piece, end in zip(pieces, ends, strict=True):
            lines += [f"file '{piece.file.name}'", f"duration {end - piece.begins:.6f}"]
        file = self._source.with_name(f"{self._stem}.pieces.txt")
        try:
            file.write_text("\n".join(lines) + "\n")
        except OSError as error:
            raise disk_trouble(error) from error
        return file

    def delete(self) -> None:
        for kind in ("csv", "mkv", "txt"):
            for file in self._files(kind):
                file.unlink(missing_ok=True)

    def _files(self, kind: str) -> list[Path]:
        begins = f"{self._stem}.piece"
        folder = self._source.parent
        return [file for file in folder.iterdir() if file.name.startswith(begins) and file.suffix == f".{kind}"]


def _listed(run: Path, base: float) -> list[Piece]:
    """A line that was not written to its end is of no piece that is whole."""
    found = []
    for line in run.read_text("utf-8", "replace").splitlines(keepends=True):
        cells = line.strip().split(",")
        file = run.with_name(cells[0])
        if not line.endswith("\n") or len(cells) != 3 or not file.is_file():
            break
        found.append(Piece(file, base + float(cells[1]), base + float(cells[2])))
    return found
