"""What the newcomer types, line by line: from a terminal, a pipe or a file."""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import AsyncIterator


async def typed() -> AsyncIterator[str]:
    """The lines of standard input, without blocking anything."""
    reader, loop = asyncio.StreamReader(), asyncio.get_running_loop()
    try:
        transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    except io.UnsupportedOperation:  # there is no standard input
        return
    except ValueError:  # a file, which asyncio reads no lines of
        for line in await asyncio.to_thread(sys.stdin.readlines):
            yield line.rstrip("\r\n")
        return
    try:
        while line_read := await reader.readline():
            yield line_read.decode(errors="replace").rstrip("\r\n")
    finally:
        transport.close()
