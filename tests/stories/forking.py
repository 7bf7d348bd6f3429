"""Starts the app again and again in a third of a second: a parent that has imported everything forks a child for each start.

`python -m tests.stories.forking`: a line of JSON in is one start; two lines come out, the child's pid and then how it ended. The
child runs the same `yagami run` as any other start; only its imports are done already.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from typing import Any, Self

from bot import light_models


class Forking:
    """The parent, as tests drive it. `async with Forking() as starts: pid = await starts.start(environment)`."""

    def __init__(self) -> None:
        self._parent: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        self._parent = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.stories.forking", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._parent
        assert self._parent.stdin
        self._parent.stdin.close()
        await self._parent.wait()

    async def start(self, environment: dict[str, str], log: str) -> int:
        """-> the pid of a running app."""
        assert self._parent
        assert self._parent.stdin
        self._parent.stdin.write(json.dumps({"environment": environment, "log": log}).encode() + b"\n")
        return int(await self._line())

    async def ended(self) -> int:
        """Until the app that was started last has ended -> its exit code; minus the signal if one ended it."""
        return int(await self._line())

    async def _line(self) -> Any:
        assert self._parent
        assert self._parent.stdout
        return json.loads(await self._parent.stdout.readline())


def serve() -> None:
    """The parent's loop."""
    light_models.install()
    from bot import app  # noqa: F401  the imports are the point
    from bot.__main__ import main
    from locales import languages, texts

    for language in languages():  # read once here, and not in every child
        texts(language)

    for line in sys.stdin:
        given = json.loads(line)
        pid = os.fork()
        if pid == 0:
            os.environ.update(given["environment"])
            null, log = os.open(os.devnull, os.O_RDWR), os.open(given["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            os.dup2(null, 0)
            os.dup2(null, 1)
            os.dup2(log, 2)
            os._exit(main(["run"]))
        print(pid, flush=True)  # noqa: T201  the answer
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)  # noqa: T201


if __name__ == "__main__":
    serve()
