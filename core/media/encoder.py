"""Runs ffmpeg while it encodes: with the least right to the processor (nice), told how far it is, killed with its caller or with
this process, and given up when it stands still. What is encoded is core/media/convert.py's.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from core.errors import Condition, NeedsOwner, Permanent, Retry, Scope, Trouble
from core.media.ffmpeg import Tools, mortal

log = logging.getLogger(__name__)

STALL_SECONDS = 900.0  #: without a step forward, on a slow machine with other work to do
SPARE = 8 * 1024 * 1024
_NICE = ("-n", "19")


#: Killed through `nice`, ended by a signal in good order, or out of memory (-ENOMEM, of which 8 bits are left). Any other code says
#: what is wrong with the file: 1 until ffmpeg 6, then 8 bits of its error's number.
_KILLED = {128 + 9, 128 + 15, 255, 256 - 12}


async def encode(tools: Tools, arguments: Sequence[str], folder: Path, on_seconds: Callable[[float], None]) -> None:
    """Raises Trouble. folder: where it writes. on_seconds is told how many seconds of the output are there."""
    nice = shutil.which("nice")
    kept = mortal(tools.ffmpeg)
    command = [nice, *_NICE, *kept] if nice else kept
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            *("-nostdin", "-v", "error", "-y", "-progress", "pipe:1"),
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
    moves = False
    try:
        moves = await _follow(process.stdout, on_seconds)
        if moves:
            await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        said = await errors
    code = process.returncode if moves else None
    if code != 0:
        log.warning("an encoder ended: exit %s, %s", code, said[-500:])
        raise _trouble(folder, code, said)


async def _follow(out: asyncio.StreamReader, on_seconds: Callable[[float], None]) -> bool:
    """Read how far it is until it ends. False if it stands still."""
    reached = -1
    try:
        async with asyncio.timeout(STALL_SECONDS) as patience:
            async for line in out:
                name, _, value = line.decode(errors="replace").strip().partition("=")
                if name != "out_time_us" or not value.isdecimal() or int(value) <= reached:
                    continue
                reached = int(value)
                patience.reschedule(asyncio.get_running_loop().time() + STALL_SECONDS)
                on_seconds(reached / 1_000_000)
    except TimeoutError:
        return False
    return True


async def _last_words(err: asyncio.StreamReader) -> str:
    """All is read, so that ffmpeg never waits for a reader; only the end is kept."""
    kept = b""
    while read := await err.read(65536):
        kept = (kept + read)[-2000:]
    return kept.decode(errors="replace").strip()


def _trouble(folder: Path, code: int | None, said: str) -> Trouble:
    if "No space left" in said or shutil.disk_usage(folder).free < SPARE:
        return NeedsOwner(Condition.DISK_FULL, scope=Scope.DISK, reason="full")
    if "Unknown encoder" in said:
        return Permanent("convert-unable", skip=True)
    if code is None or code < 0 or code in _KILLED:
        return Retry("convert-failed")
    return Permanent("convert-failed")  # it would fail in the same way after the same hours
