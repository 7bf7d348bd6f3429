"""What an upload can't do without, piece by piece, in CPU seconds a GB: read a chunk, hash it, encrypt it, hand it to the kernel.

Each on its own over the same file, with nothing between: what our uploader takes beyond their sum is Python and the event
loop. The reader of the socket is another process on the other core.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

CHUNK = 512 * 1024
SINK = """
import os, socket, sys
os.sched_setaffinity(0, {int(sys.argv[1])})
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
taken, _ = listener.accept()
room = bytearray(1 << 20)
while taken.recv_into(room):
    pass
"""


def floor(path: Path, core_of_sink: int) -> dict[str, float]:
    """read, sha256, ige_openssl (core/telegram/ige.py), ige_cryptg, write."""
    import cryptg

    from core.telegram.ige import Ige

    size = path.stat().st_size
    ige, key, iv = Ige(CHUNK), secrets.token_bytes(32), secrets.token_bytes(32)
    plain = secrets.token_bytes(CHUNK)
    with path.open("rb") as file, sink(core_of_sink) as out:
        handle = file.fileno()
        return {
            "read": cost(size, lambda offset: os.preadv(handle, [ige.plain], offset)),
            "sha256": cost(size, lambda offset: hashlib.sha256(ige.plain)),
            "ige_openssl": cost(size, lambda offset: ige.encrypt(CHUNK, key, iv)),
            "ige_cryptg": cost(size, lambda offset: cryptg.encrypt_ige(plain, key, iv)),
            "write": cost(size, lambda offset: out.sendall(ige.plain)),
        }


def cost(size: int, piece: Callable[[int], object]) -> float:
    """CPU seconds a GB of doing it for each chunk of a file so large."""
    chunks = size // CHUNK
    began = time.process_time()
    for number in range(chunks):
        piece(number * CHUNK)
    return (time.process_time() - began) / (chunks * CHUNK / 1e9)


@contextmanager
def sink(core: int) -> Iterator[socket.socket]:
    """A connection whose other end throws everything away."""
    with subprocess.Popen([sys.executable, "-c", SINK, str(core)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        with socket.create_connection(("127.0.0.1", int(process.stdout.readline()))) as out:
            yield out
