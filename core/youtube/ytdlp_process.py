"""Runs a yt-dlp child: starts it, hands it one job, listens, and kills it with all that it started.

    result = await run("core.youtube.ytdlp_child", order, cache=..., ca=..., on_event=...)

The children (ytdlp_child.py, ytdlp_look_child.py) speak one protocol: the job as one line of JSON on stdin, which then stays
open for as long as this process lives; events as lines of JSON on stdout, the first of them `version`, the last `done` or
`error`. What they are asked for is known to who calls; what yt-dlp's words mean is in ytdlp_errors.py.
Which release of yt-dlp they run with is ytdlp_lease.py's business.
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
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from core.errors import Trouble
from core.youtube.ytdlp_errors import EXTRACTING, Failure, trouble_of
from core.youtube.ytdlp_lease import lease
from core.youtube.ytdlp_said import Event, event_of, refusal, whole

log = logging.getLogger(__name__)

Read = TypeVar("Read")
OnWire = Callable[[int, int], None]  #: bytes received, bytes sent, since it was called last

#: What a killed run may take to stop by itself.
TERM_SECONDS = 2.0
#: A run that says nothing for so long hangs. Long, because a merge of 4 GB on an SD card is silent.
SILENCE_SECONDS = 3600.0
#: An event is one line; the largest is a look with its picture in it.
_LINE_LIMIT = 4 * 1024 * 1024
_AT_ONCE = 64 * 1024
#: Lines that are no events, of which the log hears, and after as many of which others have their turn.
_ODD = 50
#: All that the child needs of our surroundings: it runs foreign code, and tokens may stand beside.
_PASSED_ON = {"PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TZ", "LD_LIBRARY_PATH", "SSL_CERT_FILE"}
_PASSED_ON |= {"SSL_CERT_DIR", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"}


class YtdlpFailed(Exception):
    """yt-dlp's own words, for the log: the cause of the trouble that is raised."""


def unheard(_: Event) -> None:
    """For a run of which nobody follows the way."""


def uncounted(_received: int, _sent: int) -> None:
    """For a run whose bytes are of no interest."""


def unlimited() -> None:
    """The rate of a run without a limit."""


async def run(
    module: str,
    order: Mapping[str, Any],
    *,
    cache: Path,
    ca: Path | None,
    on_event: Callable[[Event], None] = unheard,
    on_wire: OnWire = uncounted,
    silence: float | None = None,
    rate: Callable[[], float | None] = unlimited,
) -> Event:
    """The child's `done` event. Raises the trouble that its failure means, with yt-dlp's words as the cause.

    cache: deno's cache goes there. ca: a PEM file that is trusted instead of certifi's list. on_event hears every event
    before the last; each has a `stage`. What it raises comes back as it was, and ends the run. on_wire hears of bytes while they
    pass. silence: seconds without an event after which the run is killed; None: SILENCE_SECONDS.
    rate: bytes a second that it may receive; looked at with each of its events, so a change reaches it within seconds, if it is one
    that hears of rates at all (ytdlp_child.py).
    Cancelled, it kills the whole process group and waits for its end.
    """
    with lease(module) as lent:
        done = await _run(module, order, environment(cache, ca, lent.folder), on_event, on_wire, silence, rate)
        lent.worked()
        return done


async def _run(
    module: str,
    order: Mapping[str, Any],
    surroundings: Mapping[str, str],
    on_event: Callable[[Event], None],
    on_wire: OnWire,
    silence: float | None,
    rate: Callable[[], float | None],
) -> Event:
    patience = SILENCE_SECONDS if silence is None else silence
    try:
        process = await asyncio.create_subprocess_exec(
            # -P: the working folder is no place to import from
            *(sys.executable, "-P", "-m", module),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
            env=surroundings,
        )
    except OSError as error:
        raise _trouble(Failure(EXTRACTING, f"can't be started: {error}", reason="no_ytdlp")) from None
    try:
        assert process.stdin is not None
        with contextlib.suppress(ConnectionError):  # it died at once: seen below
            told = rate()
            process.stdin.write(json.dumps({**order, "rate": told}).encode() + b"\n")
            await process.stdin.drain()
        # stdin stays open: its end is how the child learns of our death.
        outcome = await _listen(process, on_event, on_wire, patience, rate, told)
    finally:
        await _end(process)
    if isinstance(outcome, Failure):
        raise _trouble(outcome)
    return outcome


async def _listen(
    process: asyncio.subprocess.Process,
    on_event: Callable[[Event], None],
    on_wire: OnWire,
    silence: float,
    rate: Callable[[], float | None],
    told: float | None,
) -> Event | Failure:
    outcome: Event | None = None
    received = sent = 0
    stage = ""
    try:
        async with asyncio.TaskGroup() as tasks, asyncio.timeout(silence) as watch:
            tail = tasks.create_task(_tail(process))
            async for event in _events(process):
                watch.reschedule(asyncio.get_running_loop().time() + silence)
                if (now := rate()) != told and process.stdin is not None:
                    told = now
                    process.stdin.write(json.dumps({"rate": now}).encode() + b"\n")
                had, gave = event.get("wire", (received, sent))
                if (had, gave) != (received, sent):
                    on_wire(had - received, gave - sent)
                    received, sent = had, gave
                if event["event"] in ("done", "error"):
                    outcome = event
                elif event["event"] == "version":
                    stage = event["stage"]
                    log.debug("yt-dlp %s", event.get("version"))
                elif event["event"] != "wire":
                    stage = event["stage"]
                    on_event(event)
    except BaseExceptionGroup as group:
        if isinstance(group.exceptions[0], TimeoutError):
            return Failure(stage, "silent for too long", reason="stalled")
        raise group.exceptions[0] from None  # what on_event raised, as it was
    if outcome is not None:
        return outcome if outcome["event"] == "done" else _failure(outcome)
    code = await process.wait()
    # Not one event: it did not get as far as its own first line, so yt-dlp can't be imported.
    reason = "crashed" if stage else "no_ytdlp"
    return Failure(stage or EXTRACTING, f"exit {code}: {tail.result()}", reason=reason)


async def _events(process: asyncio.subprocess.Process) -> AsyncIterator[Event]:
    assert process.stdout is not None
    odd = 0
    async for lines in _lines(process.stdout):
        for line in lines:
            event = event_of(line)
            if event is not None:
                yield event
                continue
            odd += 1
            if odd <= _ODD:
                log.warning("no event from yt-dlp's process: %r", line[:200])
            elif odd % _ODD == 0:
                await asyncio.sleep(0)  # others' turn


async def _lines(stream: asyncio.StreamReader) -> AsyncIterator[list[bytes]]:
    """What has come, line by line but for empty ones; one that is longer than any event is dropped as it comes."""
    begun, too_long = b"", False
    while chunk := await stream.read(_AT_ONCE):
        first, *more = chunk.split(b"\n")
        begun = b"" if too_long else begun + first
        if len(begun) > _LINE_LIMIT:
            log.warning("a line without an end from yt-dlp's process")
            begun, too_long = b"", True
        if more:
            lines = [begun, *more[:-1]]
            begun, too_long = more[-1], False
            yield [line for line in lines if line]
        await asyncio.sleep(0)  # what has come is read without a pause
    if begun:
        yield [begun]


async def _tail(process: asyncio.subprocess.Process) -> str:
    """The last lines of its stderr: the traceback of a crash."""
    assert process.stderr is not None
    lines: deque[bytes] = deque(maxlen=20)
    while chunk := await process.stderr.read(4096):
        lines.extend(chunk.splitlines())
    return b"\n".join(lines).decode(errors="replace")[-2000:]


def _failure(event: Event) -> Failure:
    warnings, reason = event.get("warnings"), event.get("reason")
    return Failure(
        event["stage"],
        str(event.get("text")),
        reason=reason if isinstance(reason, str) else "",
        args=refusal(event),
        status=whole(event.get("status")),
        warnings=tuple(map(str, warnings)) if isinstance(warnings, list) else (),
    )


def understood(done: Event, read: Callable[[Event], Read]) -> Read:
    """What the `done` event says, read by who asked. Raises Retry where it says something else: another yt-dlp may be better."""
    try:
        return read(done)
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise _trouble(Failure(done["stage"], f"its answer is another: {error!r}"[:500], reason="crashed")) from None


def _trouble(failure: Failure) -> Trouble:
    trouble = trouble_of(failure)
    words = " | ".join((failure.text, *failure.warnings[-3:]))
    trouble.__cause__ = YtdlpFailed(f"while {failure.stage}: {words}")
    return trouble


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


def environment(cache: Path, ca: Path | None, release: Path | None) -> dict[str, str]:
    """What a child is given. release: its modules go before the built-in ones, and before ours, which may stand beside those;
    a release holds none of our names (core/renewal/unpack.py)."""
    ours = {name: value for name, value in os.environ.items() if name.upper() in _PASSED_ON}
    here = str(Path(__file__).parents[2])
    ours["PYTHONPATH"] = here if release is None else os.pathsep.join((str(release), here))
    ours["DENO_DIR"] = str(cache / "deno")  # else it writes below HOME
    ours["YTDLP_NO_PLUGINS"] = (
        "1"  # the owner's own yt-dlp may have some, below HOME; ours is loaded by ytdlp_po_tokens.py
    )
    if ca is not None:
        ours["SSL_CERT_FILE"] = str(ca)
    return ours
