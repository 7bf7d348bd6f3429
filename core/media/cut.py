"""Cuts a film into parts at given keyframes, without re-encoding: every packet ends up in exactly one part.

One pass of ffmpeg's segment muxer writes all parts, so nothing is doubled or lost at a cut, B-frames and open groups of pictures
included (cutting part by part with -ss and -to leaks frames past the cut, facts/media.md). Each part begins at 0 and has its index
in front. What an earlier run left under the same names is written over.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path

from core.errors import Condition, NeedsOwner, Retry, Scope
from core.media.ffmpeg import Tools, run
from core.step import step

log = logging.getLogger(__name__)

CUT_SECONDS = 3600.0  #: a slow disk and 20 GB
SCAN_SECONDS = 1800.0
#: A keyframe so little before the wished time is the one that was meant: times are written with six digits.
NEAR = 0.02


async def keyframes(tools: Tools, film: Path) -> list[tuple[float, int]]:
    """(seconds, byte offset in the file) of every keyframe; of the sound where there is no picture. Raises Trouble."""
    for stream in ("v:0", "a:0"):
        if found := await _packets(tools, film, stream):
            return found
    raise Retry("split-failed")


async def _packets(tools: Tools, film: Path, stream: str) -> list[tuple[float, int]]:
    with step("ffmpeg.keyframes"):
        try:
            process = await asyncio.create_subprocess_exec(
                tools.ffprobe,
                *("-v", "error", "-select_streams", stream, "-show_entries", "packet=pts_time,pos,flags"),
                *("-of", "csv=p=0", f"file:{film.absolute()}"),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )
        except OSError as error:
            raise NeedsOwner(Condition.FFMPEG_MISSING, scope=Scope.YTDLP) from error
        assert process.stdout is not None
        try:
            async with asyncio.timeout(SCAN_SECONDS):
                # a day of film has millions of packets: none is kept but these
                found = [place async for line in process.stdout if (place := _keyframe(line.decode()))]
                await process.wait()
        except TimeoutError as error:
            raise Retry("split-failed") from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    return found


def _keyframe(line: str) -> tuple[float, int] | None:
    """`pts_time,pos,flags`; figures that are not known are N/A."""
    cells = line.strip().split(",")
    try:
        return (float(cells[0]), int(cells[1])) if "K" in cells[2] else None
    except (ValueError, IndexError):
        return None


async def cut(tools: Tools, film: Path, times: Sequence[float]) -> list[Path]:
    """Cut at these seconds -> the parts in order, beside the film as NAME.part1.mp4 and so on. Raises Trouble."""
    out = [film.with_name(f"{film.stem}.part{number}{film.suffix}") for number in range(1, len(times) + 2)]
    for old in out:
        old.unlink(missing_ok=True)
    pattern = str(film.with_name(film.stem).absolute()).replace("%", "%%") + f".part%d{film.suffix}"
    with step("ffmpeg.cut"):
        code, _, err = await run(
            CUT_SECONDS,
            tools.ffmpeg,
            *("-nostdin", "-v", "error", "-y", "-i", f"file:{film.absolute()}", "-map", "0:v:0?", "-map", "0:a:0?"),
            *("-c", "copy", "-map_metadata", "-1", "-map_chapters", "-1", "-f", "segment"),
            *("-segment_times", ",".join(f"{at:.6f}" for at in times), "-segment_time_delta", str(NEAR)),
            *("-reset_timestamps", "1", "-segment_start_number", "1", "-segment_format", "mp4"),
            *("-segment_format_options", "movflags=+faststart", pattern),
        )
    if code != 0 or not all(one.is_file() for one in out):
        said = err.decode(errors="replace").strip()[-500:]
        log.warning("%s could not be cut: exit %s, %s", film.name, code, said)
        if "No space left" in said:
            raise NeedsOwner(Condition.DISK_FULL, scope=Scope.DISK, reason="full")
        raise Retry("split-failed")
    return out
