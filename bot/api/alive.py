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
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from .asking import NAME, SECONDS, near

logger = logging.getLogger(__name__)


@asynccontextmanager
async def alive(folder: Path, report: Callable[[], Awaitable[dict[str, Any]]]) -> AsyncIterator[None]:
    """Answers until the block is left. folder: the data folder, whose lock this process holds. report: what `/health` says."""
    told = set[asyncio.Task[None]]()

    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        told.add(task)
        try:
            async with asyncio.timeout(SECONDS):
                writer.write(json.dumps(await report()).encode() + b"\n")
                await writer.drain()
        except (OSError, TimeoutError):
            logger.info("whoever asked how it is has gone")
        except Exception:
            logger.exception("how it is can't be said")
        finally:
            writer.close()
            told.discard(task)

    server = None
    with near(folder) as path:
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
