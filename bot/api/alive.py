"""A socket in the data folder on which the running app says how it is: for `yagami health`, whether the API is wanted or not.

One connection, one line of JSON, as `/health` has it. It is there for whoever may read the data folder and nobody else,
writes nothing to the disk, and is answered by the same loop that does the work: an app that hangs does not answer. A file
system that has no sockets is no reason not to start; `yagami health` then says that nothing answers.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.services import Services
from storage.store import Store

from .health import Asked

logger = logging.getLogger(__name__)

NAME = "alive.sock"
SECONDS = 10.0  #: that an answer may take


@asynccontextmanager
async def alive(folder: Path, store: Store, services: Services) -> AsyncIterator[None]:
    """Answers until the block is left. folder: the data folder, whose lock this process holds."""
    asked = Asked(store, services)
    told = set[asyncio.Task[None]]()

    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        told.add(task)
        try:
            async with asyncio.timeout(SECONDS):
                report = (await asked.now()).report
                writer.write(json.dumps(report).encode() + b"\n")
                await writer.drain()
        except (OSError, TimeoutError):
            logger.info("whoever asked how it is has gone")
        except Exception:
            logger.exception("how it is can't be said")
        finally:
            writer.close()
            told.discard(task)

    server = None
    with _near(folder) as path:
        try:
            path.unlink(missing_ok=True)  # of a process that was killed
            server = await asyncio.start_unix_server(answer, path)
            path.chmod(0o600)
        except OSError as error:
            logger.warning("no socket for `yagami health` in the data folder: %s", error.strerror)
    try:
        yield
    finally:
        if server is not None:
            server.close()
            for task in told:
                task.cancel()
            with contextlib.suppress(OSError):
                (folder / NAME).unlink(missing_ok=True)


async def asked_there(folder: Path) -> bytes:
    """What the running app says. Raises OSError if nobody listens, TimeoutError if nobody answers."""
    async with asyncio.timeout(SECONDS):
        with _near(folder) as path:
            reader, writer = await asyncio.open_unix_connection(path)
        try:
            return await reader.read()
        finally:
            writer.close()


@contextlib.contextmanager
def _near(folder: Path) -> Iterator[Path]:
    """The socket's path, short enough for one: a socket's address has room for 107 bytes."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield Path(f"/proc/self/fd/{handle}/{NAME}")
    finally:
        os.close(handle)
