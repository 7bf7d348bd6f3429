"""One measured upload in a process of its own: `python -m benchmarks.upload_peers NAME CORE`.

The job comes as JSON on stdin, the figures go to stdout. What is measured is the upload alone: not the start of Python, not
the sign-in.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import secrets
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from benchmarks.upload_server import TOKEN

API_ID, API_HASH = 1, "benchmark"
CHUNK = 512 * 1024


async def measured(upload: Callable[[], Awaitable[object]], size: int) -> dict[str, float]:
    """MB are 10^6 bytes, GB 10^9. What the imports left behind is kept from the garbage collector: it is not the upload's."""
    gc.collect()
    gc.freeze()
    cpu, wall = time.process_time(), time.perf_counter()
    await upload()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return {"mb_s": size / 1e6 / wall, "cpu_s_gb": cpu / (size / 1e9), "peak_rss_mb": peak_rss()}


def peak_rss() -> float:
    """Of this program in MiB. (getrusage's ru_maxrss would begin with that of the process that started it.)"""
    line = next(one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


async def ours(job: dict[str, Any], path: Path) -> dict[str, float]:
    from core.clock import SystemClock
    from core.model import UploadProgress
    from core.telegram.sessions import ApiAccess, Server, open_bot
    from core.telegram.uploader import Uploader

    async def keep(progress: UploadProgress) -> None:
        pass

    server = Server("127.0.0.1", job["port"], job["dc"], job["key"])
    session = await open_bot(TOKEN, ApiAccess(API_ID, API_HASH), None, server, None)
    try:
        progress = UploadProgress(secrets.randbits(63), CHUNK)
        uploader = Uploader(session, SystemClock())
        return await measured(lambda: uploader.upload(path, progress, keep), path.stat().st_size)
    finally:
        await session.close()


@asynccontextmanager
async def telethon_client(job: dict[str, Any]) -> AsyncIterator[Any]:
    from telethon import TelegramClient
    from telethon.crypto import rsa
    from telethon.sessions import StringSession

    rsa.add_key(job["key"], old=False)
    session = StringSession()
    session.set_dc(job["dc"], "127.0.0.1", job["port"])
    client = TelegramClient(session, API_ID, API_HASH, receive_updates=False)
    await client.connect()
    await client.sign_in(bot_token=TOKEN)
    try:
        yield client
    finally:
        await client.disconnect()


async def telethon(job: dict[str, Any], path: Path) -> dict[str, float]:
    """As shipped, with cryptg. Of the file only so much is sent as `mb` says, in the part size that the whole would have."""
    from telethon.utils import get_appropriated_part_size

    return await _telethon(job, path, get_appropriated_part_size(path.stat().st_size))


async def telethon_no_gzip(job: dict[str, Any], path: Path) -> dict[str, float]:
    """At its best: the largest parts, and no gzip of what does not shrink (patched out; it is no setting)."""
    from telethon.network import mtprotostate

    class Plain:
        @staticmethod
        def gzip_if_smaller(content_related: bool, data: bytes) -> bytes:
            return data

    untyped: Any = mtprotostate
    untyped.GzipPacked = Plain
    return await _telethon(job, path, CHUNK // 1024)


async def _telethon(job: dict[str, Any], path: Path, part_kb: int) -> dict[str, float]:
    size = min(job["mb"] * 1024 * 1024, path.stat().st_size)
    data = str(path) if size == path.stat().st_size else path.read_bytes()[:size]
    async with telethon_client(job) as client:
        return await measured(lambda: client.upload_file(data, part_size_kb=part_kb, file_name="bench"), size)


async def four(job: dict[str, Any], path: Path) -> dict[str, float]:
    from benchmarks import upload_four

    size = min(job["mb"] * 1024 * 1024, path.stat().st_size)
    async with telethon_client(job) as client:
        senders = await upload_four.connect(client)
        try:
            return await measured(lambda: upload_four.upload(senders, path, size), size)
        finally:
            for sender in senders:
                await sender.disconnect()


async def kurigram(job: dict[str, Any], path: Path) -> dict[str, float]:
    """As shipped, with TgCrypto: one media connection, four workers."""
    import rsa as rsa_keys
    from pyrogram import Client
    from pyrogram.connection import Connection
    from pyrogram.crypto import rsa
    from telethon.crypto.rsa import _compute_fingerprint

    class Loopback(Connection):
        """Kurigram's own, at the server's address whatever data centre is asked for."""

        def __init__(self, dc_id: int, server_address: str, port: int, *args: Any, **kwargs: Any) -> None:
            super().__init__(dc_id, "127.0.0.1", job["port"], *args, **kwargs)

    key = rsa_keys.PublicKey.load_pkcs1(job["key"].encode())
    rsa.server_public_keys[_compute_fingerprint(key)] = rsa.PublicKey(key.n, key.e)
    client = Client(
        "bench", API_ID, API_HASH, bot_token=TOKEN, in_memory=True, no_updates=True, connection_factory=Loopback
    )
    await client.connect()
    await client.sign_in_bot(TOKEN)
    try:
        return await measured(lambda: client.save_file(str(path)), path.stat().st_size)
    finally:
        await client.disconnect()


async def raw(job: dict[str, Any], path: Path) -> dict[str, float]:
    """The limit: AES-IGE by cryptg over the same data, one core, nothing else."""
    import cryptg

    key, iv = secrets.token_bytes(32), secrets.token_bytes(32)
    with path.open("rb") as file:
        chunks = [file.read(CHUNK) for _ in range(path.stat().st_size // CHUNK)]

    async def encrypt() -> None:
        for chunk in chunks:
            cryptg.encrypt_ige(chunk, key, iv)

    return await measured(encrypt, len(chunks) * CHUNK)


async def floor(job: dict[str, Any], path: Path) -> dict[str, float]:
    from benchmarks import upload_floor

    return upload_floor.floor(path, job["other_core"])


PEERS: dict[str, Callable[[dict[str, Any], Path], Awaitable[dict[str, float]]]] = {
    "ours": ours,
    "telethon": telethon,
    "telethon_no_gzip": telethon_no_gzip,
    "four": four,
    "kurigram": kurigram,
    "raw": raw,
    "floor": floor,
}


async def measure(peer: str, job: dict[str, Any]) -> dict[str, float]:
    return await PEERS[peer](job, Path(job["path"]))


def main() -> None:
    os.sched_setaffinity(0, {int(sys.argv[2])})
    job = json.loads(sys.stdin.readline())
    with suppress(KeyboardInterrupt):
        print(json.dumps(asyncio.run(measure(sys.argv[1], job))))


if __name__ == "__main__":
    main()
