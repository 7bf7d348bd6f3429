"""The demo's stage: starts the sandbox and the app as processes of their own, drives the one, reads the log of the other.

The app gets what an owner would give it: the bot's token. All else in its environment says where the sandbox is.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from collections import deque
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Self

import aiohttp

START = 30.0  #: seconds that the sandbox may take to start; the first time it makes its videos
STOP = 10.0


class DemoFailed(Exception):
    """What did not happen, in one sentence."""


class Stage:
    """`async with Stage(folder, http)`: the world runs, the app runs, and nobody owns the bot. All ends with the block."""

    def __init__(self, folder: Path, http: aiohttp.ClientSession) -> None:
        self.folder = folder
        self.world: dict[str, Any] = {}
        self.fetched: dict[str, str] = {}  #: download -> SHA-256 of the file as yt-dlp and ffmpeg left it
        self.progress: dict[tuple[str, str], tuple[int, int | None]] = {}  #: (download, stage) -> bytes done, in all
        self._http = http
        self._words: deque[str] = deque(maxlen=200)
        self._claim_link = ""
        self._claimable = asyncio.Event()
        self._seeded = asyncio.Event()
        self._app: asyncio.subprocess.Process | None = None
        self._exit = AsyncExitStack()

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as exits:
            sandbox = await self._start(exits, "sandbox", "--die-with-parent")
            self.world = await self._first_line(sandbox)
            self._app = await self._start(exits, "bot", "run", environment=self._environment())
            tasks = await exits.enter_async_context(asyncio.TaskGroup())
            reading = tasks.create_task(self._read_log(self._app))
            exits.callback(reading.cancel)
            self._exit = exits.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._exit.aclose()

    async def do(self, verb: str, **arguments: Any) -> Any:
        """One verb of the sandbox's control API. Raises DemoFailed."""
        async with self._http.post(f"{self.world['control']}/{verb}", json=arguments) as answer:
            body = await answer.json()
            if answer.status != 200:
                raise DemoFailed(f"the sandbox refused {verb}: {body.get('error')}.")
            return body

    async def claim(self) -> str:
        """The link in the log that makes who opens it the owner. Raises DemoFailed."""
        await self._claimable.wait()
        self.still_runs()
        return self._claim_link

    async def seeded(self) -> None:
        """Until the app has had its first look. Raises DemoFailed."""
        await self._seeded.wait()
        self.still_runs()

    async def work_is_empty(self) -> None:
        """Until nothing is left on disk."""
        while any((self.folder / "data" / "work").iterdir()):  # noqa: ASYNC110  another process empties it
            await asyncio.sleep(0.05)

    def still_runs(self) -> None:
        """Raises DemoFailed if the app has ended."""
        if self._app and self._app.returncode is not None:
            raise DemoFailed(f"the app ended with {self._app.returncode}. Its last words:\n{self.last_words()}")

    def last_words(self) -> str:
        return "\n".join(list(self._words)[-12:])

    async def _start(
        self, exits: AsyncExitStack, module: str, *words: str, environment: dict[str, str] | None = None
    ) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", module, *words,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE if words == ("run",) else None,
            env=environment, start_new_session=True, limit=1 << 20,
        )  # fmt: skip
        exits.push_async_callback(_end, process)
        return process

    async def _first_line(self, sandbox: asyncio.subprocess.Process) -> dict[str, Any]:
        assert sandbox.stdout
        try:
            async with asyncio.timeout(START):
                world: dict[str, Any] = json.loads(await sandbox.stdout.readline())
        except (TimeoutError, ValueError) as error:
            raise DemoFailed("the sandbox did not start; its words are above.") from error
        return world

    def _environment(self) -> dict[str, str]:
        mtproto = self.world["mtproto"]
        key = self.folder / "mtproto.pem"
        key.write_text(mtproto["rsa_key"])
        keep = {"YAGAMI_FFMPEG"}
        clean = {name: value for name, value in os.environ.items() if name in keep or not name.startswith("YAGAMI_")}
        return {
            **clean,
            "YAGAMI_BOT_TOKEN": self.world["bot_token"],
            "YAGAMI_DATA": str(self.folder / "data"),
            "YAGAMI_BOT_API": self.world["bot_api"],
            "YAGAMI_MTPROTO": f"{mtproto['host']}:{mtproto['port']}",
            "YAGAMI_MTPROTO_KEY": str(key),
            "YAGAMI_MTPROTO_DC": str(mtproto["dc"]),
            "YAGAMI_YOUTUBE_PROXY": self.world["proxy"],
            "YAGAMI_CA": self.world["ca"],
            "YAGAMI_PACKAGE_INDEX": self.world["package_index"],
            "YAGAMI_CANARY_VIDEO": self.world["canary_video"],
            "YAGAMI_LOG_LEVEL": "DEBUG",
            "YAGAMI_LOG_FORMAT": "json",
        }

    async def _read_log(self, app: asyncio.subprocess.Process) -> None:
        """The app's log tells the link to claim the bot, the first look, and of each video the progress and the checksum."""
        assert app.stderr
        async for raw in app.stderr:
            line = raw.decode(errors="replace").rstrip()
            try:
                message = str(json.loads(line)["message"])
            except (ValueError, KeyError, TypeError):
                message = line
            if found := re.fullmatch(r"progress: download (\d+) (\w+) (\d+) of (\d+|\?)", message):
                total = None if found[4] == "?" else int(found[4])
                self.progress[found[1], found[2]] = (int(found[3]), total)
                continue
            self._words.append(line)
            if found := re.fullmatch(r"download (\d+): fetched, SHA-256 ([0-9a-f]{64})", message):
                self.fetched[found[1]] = found[2]
            elif message.startswith("first look at the likes"):
                self._seeded.set()
            elif found := re.search(r"https://t\.me/\S+\?start=claim_\w+", message):
                self._claim_link = found[0]
                self._claimable.set()
        await app.wait()
        for awaited in (self._claimable, self._seeded):
            awaited.set()  # the app has ended: whoever waits is told by still_runs


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
        try:
            async with asyncio.timeout(STOP):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
