"""Encodes one fetched stream anew: a picture to H.264, a sound to AAC, so that it plays on every device. Done only where the owner
allows it, or for a sound, which takes a minute or two.

It works on a stream before everything is put together (assemble.py): so what is cut and measured afterwards is what is sent, and a
sound that is encoded does not move a byte of its picture. The result stays under twice the bytes of its source: that is what was
promised when it was chosen. Keyframes stand every few seconds, where parts may be cut.

It has the whole night: ffmpeg runs with the least right to the processor (nice), is killed with its caller, and is given up when it
stands still. A half result has another name than a whole one, so that after a crash it is begun anew.

HDR is not mapped to another range: the wheel's ffmpeg has no zscale for it, and YouTube has each HDR video without HDR, too, which
is taken before (core/download/candidates.py).
"""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Callable
from pathlib import Path

from core.errors import Condition, NeedsOwner, Permanent, Retry, Scope, Trouble
from core.media.ffmpeg import Tools, run
from core.step import step

log = logging.getLogger(__name__)

ENCODER = "libx264"
#: Decoders that work in software; ffmpeg's own "av1" needs a graphics card, and the wheel has no other (measured, 8.1.2).
DECODERS = {"vp9": ("vp9", "libvpx-vp9"), "av1": ("libdav1d", "libaom-av1")}
ASK_SECONDS = 30.0
STALL_SECONDS = 900.0  #: without a step forward, on a slow machine with other work to do
QUALITY = 22  #: x264's rate factor: no worse than the source to the eye
PRESET = "veryfast"  #: a Raspberry Pi takes about as long as the video; slower ones several times that
KEYFRAME_SECONDS = 5
SOUND_BITS = 160_000
#: Times the bytes of the source that a picture may take on average; with the index, and a second at the beginning for which nothing
#: was saved up, it stays below two.
GROWS = 1.8
LEAST_BITS = 100_000
_NICE = ("-n", "19")
SPARE = 8 * 1024 * 1024


async def able(tools: Tools) -> tuple[str, ...]:
    """Families of pictures (vp9, av1) that this ffmpeg can make H.264 of; empty without an encoder. Raises NeedsOwner."""
    with step("ffmpeg.able"):
        encoders = await _listed(tools, "-encoders")
        decoders = await _listed(tools, "-decoders")
    if ENCODER not in encoders:
        return ()
    return tuple(family for family, names in DECODERS.items() if decoders.intersection(names))


async def _listed(tools: Tools, what: str) -> set[str]:
    code, out, _ = await run(ASK_SECONDS, tools.ffmpeg, "-hide_banner", "-v", "error", what)
    lines = (line.split() for line in out.decode(errors="replace").splitlines()) if code == 0 else ()
    return {cells[1] for cells in lines if len(cells) > 1}


async def convert(
    tools: Tools, source: Path, *, picture: bool, sound: bool, duration: float, on_progress: Callable[[float], None]
) -> Path:
    """Encode what is told of the file, copy what else is in it -> the new file beside it, NAME.encoded.mp4.

    One that an earlier run has made is taken as it is. duration: seconds of the source. on_progress is told the share that is done.
    Raises Trouble; cancelled, it ends ffmpeg.
    """
    out = source.with_name(f"{source.stem}.encoded.mp4")
    if out.is_file() and out.stat().st_mtime >= source.stat().st_mtime:
        return out
    half = source.with_name(f"{source.stem}.half.mp4")
    arguments = _arguments(source, half, picture=picture, sound=sound, duration=duration)
    with step("ffmpeg.convert"):
        code, said = await _encode(tools, arguments, duration, on_progress)
        if code != 0 or not half.is_file():
            half.unlink(missing_ok=True)
            raise _trouble(source, code, said)
        half.replace(out)
    log.info("%s is encoded anew: %d bytes of %d", source.name, out.stat().st_size, source.stat().st_size)
    return out


def _arguments(source: Path, out: Path, *, picture: bool, sound: bool, duration: float) -> list[str]:
    most = max(LEAST_BITS, int(source.stat().st_size * 8 / max(duration, 1.0) * GROWS))
    # even sides, because H.264's usual colours are kept for 2x2 pixels: a line more, and nothing is scaled
    even = "pad=ceil(iw/2)*2:ceil(ih/2)*2"
    film = [
        *("-c:v", ENCODER, "-preset", PRESET, "-crf", str(QUALITY), "-maxrate", str(most), "-bufsize", str(most)),
        *("-vf", even, "-pix_fmt", "yuv420p", "-force_key_frames", f"expr:gte(t,n_forced*{KEYFRAME_SECONDS})"),
    ]
    return [
        *("-nostdin", "-v", "error", "-y", "-progress", "pipe:1", "-i", f"file:{source.absolute()}"),
        *("-map", "0:v:0?", "-map", "0:a:0?", "-map_metadata", "-1", "-map_chapters", "-1"),
        *(film if picture else ("-c:v", "copy")),
        *(("-c:a", "aac", "-b:a", str(SOUND_BITS)) if sound else ("-c:a", "copy")),
        *("-f", "mp4", f"file:{out.absolute()}"),
    ]


async def _encode(
    tools: Tools, arguments: list[str], duration: float, on_progress: Callable[[float], None]
) -> tuple[int | None, str]:
    """-> the exit status (None: it stood still), and what ffmpeg said at its end."""
    nice = shutil.which("nice")
    command = [nice, *_NICE, str(tools.ffmpeg)] if nice else [str(tools.ffmpeg)]
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            *arguments,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
    except OSError as error:
        raise NeedsOwner(Condition.FFMPEG_MISSING, scope=Scope.YTDLP) from error
    assert process.stdout is not None
    assert process.stderr is not None
    errors = asyncio.ensure_future(_last_words(process.stderr))  # noqa: TID251  it ends with the process
    try:
        if not await _follow(process.stdout, duration, on_progress):
            return None, f"no step forward for {STALL_SECONDS:.0f} s"
        await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        said = await errors
    return process.returncode, said


async def _follow(out: asyncio.StreamReader, duration: float, on_progress: Callable[[float], None]) -> bool:
    """Read how far it is until it ends. False if it stands still."""
    reached = -1
    try:
        async with asyncio.timeout(STALL_SECONDS) as patience:
            async for line in out:
                name, _, value = line.decode(errors="replace").strip().partition("=")
                if name != "out_time_us" or not value.lstrip("-").isdecimal() or int(value) <= reached:
                    continue
                reached = int(value)
                patience.reschedule(asyncio.get_running_loop().time() + STALL_SECONDS)
                on_progress(min(1.0, max(0.0, reached / 1_000_000 / max(duration, 0.001))))
    except TimeoutError:
        return False
    return True


async def _last_words(err: asyncio.StreamReader) -> str:
    """All is read, so that ffmpeg never waits for a reader; only the end is kept."""
    kept = b""
    while read := await err.read(65536):
        kept = (kept + read)[-2000:]
    return kept.decode(errors="replace").strip()


def _trouble(source: Path, code: int | None, said: str) -> Trouble:
    log.warning("%s could not be encoded: exit %s, %s", source.name, code, said[-500:])
    if "No space left" in said or shutil.disk_usage(source.parent).free < SPARE:
        return NeedsOwner(Condition.DISK_FULL, scope=Scope.DISK, reason="full")
    if "Unknown encoder" in said:
        return Permanent("convert-unable", skip=True)
    if code is None or code < 0 or code > 128:  # killed, by whoever needed the memory
        return Retry("convert-failed")
    return Permanent("convert-failed")  # it would fail in the same way after the same hours
