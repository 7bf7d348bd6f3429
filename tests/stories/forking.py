"""Starts the app again and again in a third of a second: a parent that has imported everything forks a child for each start.

`python -m tests.stories.forking` is the parent: one for all the tests of a pytest process, begun by the first that needs one, gone
with its standard input. Whoever drives it connects to the socket that it names. There a line of JSON in is one start; two lines
come out, the child's pid and then how it ended. The child does the same as any other start of `yagami`; only its imports are done
already.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Self, TextIO

from bot import light_models


class Forking:
    """The parent, as tests drive it. `async with Forking() as starts: pid = await starts.start(environment, log)`."""

    def __init__(self) -> None:
        self._lines: asyncio.StreamReader
        self._out: asyncio.StreamWriter

    async def __aenter__(self) -> Self:
        self._lines, self._out = await asyncio.open_unix_connection(await asyncio.to_thread(parent))
        return self

    async def __aexit__(self, *_: object) -> None:
        self._out.close()
        with contextlib.suppress(ConnectionError):
            await self._out.wait_closed()

    async def start(
        self, environment: Mapping[str, str], log: Path, words: Sequence[str] = ("run",), folder: Path = Path(),
        clock: Mapping[str, float] | None = None,
    ) -> int:  # fmt: skip
        """-> the pid of a running app. environment: all of it. log: where its stderr is appended. clock: what its own is made of
        (tests/clocks.py, SharedClock); else it is the machine's."""
        given = {
            "environment": dict(environment),
            "log": str(log),
            "words": words,
            "folder": str(folder.absolute()),
            "clock": clock,
        }
        self._out.write(json.dumps(given).encode() + b"\n")
        return int(await self._line())

    async def ended(self) -> int:
        """Until the app that was started last has ended -> its exit code; minus the signal if one ended it."""
        return int(await self._line())

    async def _line(self) -> Any:
        line = await self._lines.readline()
        assert line, "the parent of the apps is gone"
        return json.loads(line)


@cache
def parent() -> str:
    """Begin it -> its socket, at which it listens once everything is imported."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.stories.forking"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    path = process.stdout.readline().strip()
    assert path, "it fell: see its traceback"
    atexit.register(process.communicate)
    return path


def serve() -> None:
    """The parent's loop: a fork for whoever connects, which forks for each start."""
    light_models.install()
    from bot import app
    from bot.__main__ import main
    from locales import languages, texts
    from tests.clocks import SharedClock

    light_models.build_shared()
    for language in languages():  # read once here, and not in every child
        texts(language)

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who serve a caller
    with tempfile.TemporaryDirectory(prefix="yagami-starts-") as folder, socket.socket(socket.AF_UNIX) as door:
        path = str(Path(folder) / "socket")
        door.bind(path)
        door.listen()
        print(path, flush=True)  # noqa: T201  the answer
        while door in select.select([door, sys.stdin], [], [])[0]:
            caller, _ = door.accept()
            if os.fork() == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                door.close()
                with caller, caller.makefile("rw") as lines:
                    starts(lines, main, lambda clock: vars(app).update(SystemClock=lambda: SharedClock(**clock)))
                os._exit(0)
            caller.close()


def starts(lines: TextIO, main: Callable[[list[str]], int], live_by: Callable[[dict[str, float]], None]) -> None:
    """One start a line. live_by: hands the app its clock, where one is given; its words on the command line name none."""
    for line in lines:
        given = json.loads(line)
        pid = os.fork()
        if pid == 0:
            code = 70
            try:
                os.environ.clear()
                os.environ.update(given["environment"])
                os.chdir(given["folder"])
                null, log = (
                    os.open(os.devnull, os.O_RDWR),
                    os.open(given["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT),
                )
                os.dup2(null, 0)
                os.dup2(null, 1)
                os.dup2(log, 2)
                if given["clock"]:
                    live_by(given["clock"])
                code = main(given["words"])
            except BaseException:  # noqa: BLE001  it must not go on as its parent
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(code)
        print(pid, file=lines, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), file=lines, flush=True)


if __name__ == "__main__":
    serve()
