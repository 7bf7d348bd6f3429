"""`python -m sandbox`: the world as a process. Prints one line of JSON, the addresses, when everything listens.

Ends with exit code 0 at SIGTERM or SIGINT, or, with --die-with-parent, when its standard input ends; leaves nothing behind.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
from pathlib import Path

from sandbox.world import Sandbox


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="Telegram, YouTube and Google on loopback.")
    parser.add_argument(
        "--folder", type=Path, help="keep everything there (default: a temporary folder, gone at the end)"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the addresses to FILE too")
    parser.add_argument("--die-with-parent", action="store_true", help="end when standard input ends")
    parser.add_argument("--premium", action="store_true", help="the owner has Telegram Premium")
    parser.add_argument("--head-only", action="store_true", help="decrypt only the head of file parts (measurements)")
    return parser.parse_args()


async def serve(options: argparse.Namespace) -> None:
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    transport: asyncio.BaseTransport | None = None
    if options.die_with_parent:
        transport, _ = await loop.connect_read_pipe(lambda: UntilEnd(ended), os.fdopen(os.dup(0), "rb"))
    async with Sandbox(folder=options.folder, premium=options.premium, head_only=options.head_only) as sandbox:
        line = json.dumps(sandbox.addresses())
        if options.json:
            # Renamed into place: who waits for the file never reads half of it.
            draft = options.json.with_name(options.json.name + ".new")
            draft.write_text(line + "\n")
            draft.replace(options.json)
        print(line, flush=True)
        await ended.wait()
    if transport is not None:
        transport.close()
    if options.json:
        options.json.unlink(missing_ok=True)


class UntilEnd(asyncio.Protocol):
    """Reads a pipe to its end, for nothing but the end."""

    def __init__(self, ended: asyncio.Event) -> None:
        self._ended = ended

    def connection_lost(self, _error: Exception | None) -> None:
        self._ended.set()


if __name__ == "__main__":
    asyncio.run(serve(arguments()))
