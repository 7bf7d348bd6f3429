"""The other side of benchmarks/upload.py: the sandbox's MTProto server in a process of its own, on its own core.

It decrypts only the head of a file part (head_only): the client's speed is measured, and the server must not be the
bottleneck.
Lines on stdin set the round trip: `rtt 0.05`. The end of stdin ends it.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from pathlib import Path

from sandbox.faults import Faults
from sandbox.telegram.mtproto.server import MTProtoServer
from sandbox.telegram.state import Account, State

TOKEN = "1000:benchmark-bot-token"


async def serve() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-server-") as folder:
        state = State(Path(folder))
        state.add_account(Account(1000, "Bench", username="bench_bot", token=TOKEN))
        server = MTProtoServer(state, Faults(), head_only=True)
        await server.start()
        print(json.dumps({"port": server.port, "key": server.rsa_public_pem, "dc": server.dc_id}), flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            word, _, value = line.partition(" ")
            if word == "rtt":
                server.rtt = float(value)
                state.uploads.clear()
                print("ok", flush=True)
        await server.stop()


if __name__ == "__main__":
    os.sched_setaffinity(0, {int(sys.argv[1])})
    asyncio.run(serve())
