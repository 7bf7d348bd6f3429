"""Drives a yt-dlp run in its own process (core/youtube/ytdlp_child.py): job in, progress out, a file or a trouble at the end.

It starts, listens and kills. What yt-dlp's words mean is in core/youtube/ytdlp_errors.py.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.step import step
from core.youtube.ytdlp_errors import EXTRACTING, Failure, trouble_of

log = logging.getLogger(__name__)

#: What a killed run may take to stop by itself.
TERM_SECONDS = 2.0
#: A run that says nothing for so long hangs. Long, because a merge of 4 GB on an SD card is silent.
SILENCE_SECONDS = 3600.0
_LINE_LIMIT = 1024 * 1024
#: All that the child needs of our surroundings: it runs foreign code, and tokens may stand beside.
_PASSED_ON = {"PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TZ", "LD_LIBRARY_PATH", "SSL_CERT_FILE"}
_PASSED_ON |= {"SSL_CERT_DIR", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"}


@dataclass(frozen=True, slots=True)
class FetchJob:
    """One video to bring."""

    video_id: str
    folder: Path  #: this job's own; what is there already is resumed
    limit: int  #: bytes that the account may send
    height: int | None  #: the owner's wish (1080, 720 ...)
    sponsorblock: tuple[str, ...]  #: SponsorBlock's categories to cut out; empty: it is not asked
    ffmpeg: Path  #: the program, its ffprobe beside it
    #: http, https, socks5 or socks5h address, maybe with a password; None: as the environment says
    proxy: str | None = field(default=None, repr=False)
    ca: Path | None = None  #: PEM file that is trusted instead of certifi's list
    cache: Path | None = None  #: yt-dlp's and deno's caches; None: in the job's folder
    pause: float = 0.75  #: seconds between the requests of an extraction; YouTube watches their pace
    retry_wait: float = 1.0  #: seconds before a stream is asked for again; doubled each time, up to a minute


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came."""

    path: Path
    title: str | None
    channel: str | None
    duration: float | None  #: seconds, after cuts
    thumbnail: Path | None  #: as YouTube gave it: JPEG or WebP
    slack: float = 0.0  #: seconds by which cuts may have missed `duration`


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is; both streams are counted together."""

    stage: str  #: extracting, downloading, merging
    done: int  #: bytes
    total: int | None  #: bytes; predicted until the servers say it
    speed: float | None  #: bytes a second


class YtdlpFailed(Exception):
    """yt-dlp's own words, for the log: the cause of the trouble that is raised."""


async def fetch(job: FetchJob, on_progress: Callable[[Progress], None]) -> Fetched:
    """Bring the video into the job's folder.

    Raises Retry (scope ITEM, YOUTUBE or YTDLP), NeedsOwner (bot check, yt-dlp broken, ffmpeg missing, disk full) and
    Permanent(skip=True) for what is not to be had. Cancelled, it kills the whole process group and waits for its end;
    what has come stays and is resumed by the next run.
    """
    with step("ytdlp.fetch"):
        outcome = await _run(job, on_progress)
        if isinstance(outcome, Fetched):
            return outcome
        words = " | ".join((outcome.text, *outcome.warnings[-3:]))
        raise trouble_of(outcome) from YtdlpFailed(f"while {outcome.stage}: {words}")


async def _run(job: FetchJob, on_progress: Callable[[Progress], None]) -> Fetched | Failure:
    cache = job.cache or job.folder / ".cache"
    try:
        process = await asyncio.create_subprocess_exec(
            # -P: the working folder is no place to import from
            *(sys.executable, "-P", "-m", "core.youtube.ytdlp_child"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
            env=_environment(job, cache),
            limit=_LINE_LIMIT,
        )
    except OSError as error:
        return Failure(EXTRACTING, f"can't be started: {error}", reason="no_ytdlp")
    try:
        assert process.stdin is not None
        with contextlib.suppress(ConnectionError):  # it died at once: seen below
            process.stdin.write(_order(job, cache))
            await process.stdin.drain()
        # stdin stays open: its end is how the child learns of our death.
        return await _listen(process, on_progress)
    finally:
        await _end(process)


async def _listen(process: asyncio.subprocess.Process, on_progress: Callable[[Progress], None]) -> Fetched | Failure:
    outcome: Fetched | Failure | None = None
    stage = ""
    try:
        async with asyncio.TaskGroup() as tasks, asyncio.timeout(SILENCE_SECONDS) as watch:
            tail = tasks.create_task(_tail(process))
            async for event in _events(process):
                watch.reschedule(asyncio.get_running_loop().time() + SILENCE_SECONDS)
                if event["event"] == "progress":
                    stage = event["stage"]
                    on_progress(Progress(stage, event["done"], event["total"], event["speed"]))
                else:
                    outcome = _outcome(event)
    except BaseExceptionGroup as group:
        if isinstance(group.exceptions[0], TimeoutError):
            return Failure(stage, "silent for too long", reason="stalled")
        raise group.exceptions[0] from None  # what on_progress raised, as it was
    if outcome is not None:
        return outcome
    code = await process.wait()
    # Not one event: it did not get as far as its own first line, so yt-dlp can't be imported.
    reason = "crashed" if stage else "no_ytdlp"
    return Failure(stage or EXTRACTING, f"exit {code}: {tail.result()}", reason=reason)


async def _events(process: asyncio.subprocess.Process) -> Any:
    assert process.stdout is not None
    async for line in process.stdout:
        try:
            event = json.loads(line)
        except ValueError:
            log.warning("half a line from yt-dlp's process: %r", line[:200])
            continue
        yield event


async def _tail(process: asyncio.subprocess.Process) -> str:
    """The last lines of its stderr: the traceback of a crash."""
    assert process.stderr is not None
    lines: deque[bytes] = deque(maxlen=20)
    while chunk := await process.stderr.read(4096):
        lines.extend(chunk.splitlines())
    return b"\n".join(lines).decode(errors="replace")[-2000:]


def _outcome(event: dict[str, Any]) -> Fetched | Failure:
    if event["event"] == "done":
        thumbnail = event["thumbnail"]
        return Fetched(
            Path(event["path"]),
            event["title"],
            event["channel"],
            event["duration"],
            Path(thumbnail) if thumbnail else None,
            event["slack"],
        )
    return Failure(
        event["stage"],
        event["text"],
        reason=event["reason"],
        args=event["args"],
        status=event["status"],
        warnings=tuple(event["warnings"]),
    )


async def _end(process: asyncio.subprocess.Process) -> None:
    """Nothing of the run is alive after this: politely first, and ffmpeg and deno with it."""
    try:
        if process.returncode is None:
            _signal_group(process, signal.SIGTERM)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(TERM_SECONDS):
                    await process.wait()
    finally:
        _signal_group(process, signal.SIGKILL)
        await process.communicate()  # to the end of its pipes, which are closed with the last of the group


def _signal_group(process: asyncio.subprocess.Process, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def _environment(job: FetchJob, cache: Path) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if name.upper() in _PASSED_ON}
    ours["PYTHONPATH"] = str(Path(__file__).parents[2])
    ours["DENO_DIR"] = str(cache / "deno")  # else it writes below HOME
    if job.ca is not None:
        ours["SSL_CERT_FILE"] = str(job.ca)
    return ours


def _order(job: FetchJob, cache: Path) -> bytes:
    order = {
        "video_id": job.video_id,
        "folder": str(job.folder.absolute()),
        "limit": job.limit,
        "height": job.height,
        "sponsorblock": job.sponsorblock,
        "ffmpeg": str(job.ffmpeg),
        "proxy": job.proxy,
        "own_ca": job.ca is not None,
        "cache": str(cache.absolute()),
        "pause": job.pause,
        "retry_wait": job.retry_wait,
    }
    return json.dumps(order).encode() + b"\n"
