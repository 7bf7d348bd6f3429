"""Asks the running app how it is, through its socket in the data folder. Imports next to nothing: a container asks every minute."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "alive.sock"
SECONDS = 10.0  #: that an answer may take


async def asked_there(folder: Path) -> bytes:
    """What the running app says. Raises OSError if nobody listens, TimeoutError if nobody answers."""
    async with asyncio.timeout(SECONDS):
        with near(folder) as path:
            reader, writer = await asyncio.open_unix_connection(path)
        try:
            return await reader.read()
        finally:
            writer.close()


@contextmanager
def near(folder: Path) -> Iterator[Path]:
    """The socket's path, short enough for one: a socket's address has room for 107 bytes."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield Path(f"/proc/self/fd/{handle}/{NAME}")
    finally:
        os.close(handle)
