"""One sandbox and one app in it, for stories: the real app, in this process or in one of its own."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from bot import app, settings
from bot.import_file import import_file
from bot.opening import opened_store
from core.clock import SteadyClock, SystemClock
from sandbox.client import World
from sandbox.owner import import_document
from sandbox.world import Sandbox

Json = dict[str, Any]
SOON = 60.0  #: seconds that a story waits for something before it fails; nothing is timed with it


class House:
    """`async with house(tmp_path) as home`."""

    def __init__(self, sandbox: Sandbox, world: World, folder: Path) -> None:
        self.sandbox = sandbox
        self.world = world
        self.folder = folder
        self.addresses = sandbox.addresses()
        self.data = folder / "data"
        self.extra: dict[str, str] = {}
        self.without: set[str] = set()  #: settings that are left out

    # -- the app -----------------------------------------------------------------------------------------------

    def environment(self) -> dict[str, str]:
        """The boot settings of an app that lives in this sandbox."""
        mtproto = self.addresses["mtproto"]
        key = self.folder / "mtproto.pem"
        key.write_text(mtproto["rsa_key"])
        given = {
            "YAGAMI_BOT_TOKEN": self.addresses["bot_token"],
            "YAGAMI_OWNER_ID": str(self.addresses["owner_id"]),
            "YAGAMI_DATA": str(self.data),
            "YAGAMI_BOT_API": self.addresses["bot_api"],
            "YAGAMI_MTPROTO": f"{mtproto['host']}:{mtproto['port']}",
            "YAGAMI_MTPROTO_KEY": str(key),
            "YAGAMI_MTPROTO_DC": str(mtproto["dc"]),
            "YAGAMI_YOUTUBE_PROXY": self.addresses["proxy"],
            "YAGAMI_CA": self.addresses["ca"],
            "YAGAMI_PACKAGE_INDEX": self.addresses["package_index"],
            "YAGAMI_CANARY_VIDEO": self.addresses["canary_video"],
            "YAGAMI_LOG_LEVEL": "DEBUG",
        } | self.extra
        return {name: value for name, value in given.items() if name not in self.without}

    def settings(self) -> settings.Settings:
        return settings.Settings(_env_file=None, **{
            name.removeprefix("YAGAMI_").lower(): value for name, value in self.environment().items()
        })  # type: ignore[arg-type]  # fmt: skip

    async def move_in(self, *, user: bool = True, interval: float = 0.3, document: Json | None = None) -> None:
        """`yagami import`, with the owner signed in by phone and code (or in bot-only mode). document: else the usual one."""
        document = document or await import_document(self.addresses, user=user)
        document["settings"] = {"likes.interval": interval}
        file = self.folder / "import.json"
        file.write_text(json.dumps(document))
        async with contextlib.AsyncExitStack() as stack:
            await import_file(file, await opened_store(self.settings(), stack))
        file.unlink()

    @asynccontextmanager
    async def living(self, clock: SteadyClock | None = None, *, seeded: bool = True) -> AsyncIterator[None]:
        """The app runs in this process while the block does; it is stopped as SIGTERM would. An app that falls fails the block."""
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(app.run(self.settings(), clock or SystemClock()))
            if seeded:
                await self.until("SELECT 1 FROM feeds WHERE feed = 'likes' AND seeded_at IS NOT NULL")
            yield
            running.cancel()

    async def start(self, *, steps: str | None = None) -> asyncio.subprocess.Process:
        """The app as a process of its own; its log goes to app.log in the folder."""
        environment = {**os.environ, **self.environment()} | ({"YAGAMI_STEPS": steps} if steps else {})
        with (self.folder / "app.log").open("ab") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", env=environment, stderr=log, stdin=asyncio.subprocess.DEVNULL
            )

    # -- what is there -----------------------------------------------------------------------------------------

    def rows(self, sql: str, *args: Any) -> list[Json]:
        """What the database holds, read through a connection of our own."""
        if not (self.data / "yagami.db").exists():
            return []
        with self._reading() as connection:
            return [dict(row) for row in connection.execute(sql, args)]

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Raises OperationalError if there is no file."""
        file = self.data / "yagami.db"
        with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=10)) as connection:
            connection.row_factory = sqlite3.Row
            yield connection

    def write(self, script: str) -> None:
        """Put rows into the database while no app runs."""
        with contextlib.closing(sqlite3.connect(self.data / "yagami.db")) as connection:
            connection.executescript(script)

    async def until(self, sql: str, *args: Any, timeout: float = SOON) -> list[Json]:
        """Until a query finds something."""
        end = asyncio.get_running_loop().time() + timeout
        with contextlib.ExitStack() as stack:
            connection = None  # one for all looks: opening it costs more than a look
            while asyncio.get_running_loop().time() < end:
                with contextlib.suppress(sqlite3.OperationalError):  # the file is being made
                    connection = connection or stack.enter_context(self._reading())
                    if found := [dict(row) for row in connection.execute(sql, args)]:
                        return found
                await asyncio.sleep(0.02)
        raise AssertionError(f"not within {timeout:.0f} s: {sql} {args}")

    async def all_done(self, videos: int, timeout: float = SOON) -> None:
        """Until so many downloads have ended, and every post's status line says so."""
        await self.until(
            """SELECT 1 WHERE (SELECT count(*) FROM downloads WHERE state IN ('done', 'skipped', 'failed', 'offered')) = ?
               AND NOT EXISTS (SELECT 1 FROM deliveries
                               WHERE state = 'waiting' OR (gone = 0 AND status_shown IS NOT status_wanted))""",
            videos,
            timeout=timeout,
        )

    async def channel(self) -> tuple[list[Json], list[Json]]:
        """-> (posts, videos) as they stand in the likes channel."""
        messages = await self.world.read("likes")
        return [one for one in messages if not one["media"]], [one for one in messages if one["media"]]

    def left_on_disk(self) -> list[str]:
        work = self.data / "work"
        return sorted(str(one.relative_to(work)) for one in work.rglob("*")) if work.exists() else []

    async def assert_told_once(self, *videos: str) -> None:
        """Each of these likes has one post, each post one video in reply to it; nothing else stands, nothing is on disk."""
        posts, files = await self.channel()
        links = sorted(one["text"].rsplit("/", 1)[1] for one in posts)
        assert links == sorted(videos)
        assert sorted(one["reply_to"] for one in files) == sorted(one["id"] for one in posts)
        assert all("✅ sent" in one["text"] for one in posts), [one["text"] for one in posts]
        assert self.left_on_disk() == []
        assert await self.world.denied() == []


class Checksums(logging.Handler):
    """The SHA-256 of every fetched file, as the app's log tells them at DEBUG."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if ": fetched, SHA-256 " in message:
            self.found.append(message.rsplit(" ", 1)[1])


@asynccontextmanager
async def house(folder: Path, now: Callable[[], float] = time.time) -> AsyncIterator[House]:  # noqa: TID251
    """A sandbox, and a house in it; nobody has moved in yet. now: the world's clock."""
    async with Sandbox(now=now) as sandbox, World(sandbox.control.url) as world:
        yield House(sandbox, world, folder)
