"""The four-connection technique (FastTelethon's), as its users run it: four senders of one key, each with one part on its way.

Written anew after its description: Telethon's own MTProtoSender for each connection, gzip and queues and all.
"""

from __future__ import annotations

import asyncio
import secrets
from pathlib import Path
from typing import Any

from telethon import TelegramClient
from telethon.network import MTProtoSender
from telethon.tl.functions.upload import SaveBigFilePartRequest

CONNECTIONS = 4
PART = 512 * 1024


async def connect(client: TelegramClient) -> list[Any]:
    """Four more connections to the client's data centre, with its key."""
    senders: list[Any] = []
    for _ in range(CONNECTIONS):
        session: Any = client.session
        sender: Any = MTProtoSender(session.auth_key, loggers=client._log)
        connection = client._connection(session.server_address, session.port, session.dc_id, loggers=client._log)
        await sender.connect(connection)
        senders.append(sender)
    return senders


async def upload(senders: list[Any], path: Path, size: int) -> None:
    """The first `size` bytes: every connection takes each fourth part."""
    file_id, total = secrets.randbits(63), -(-size // PART)

    async def lane(first: int) -> None:
        with path.open("rb") as file:
            for number in range(first, total, CONNECTIONS):
                file.seek(number * PART)
                data = file.read(min(PART, size - number * PART))
                await senders[first].send(SaveBigFilePartRequest(file_id, number, total, data))

    async with asyncio.TaskGroup() as tasks:
        for first in range(min(CONNECTIONS, total)):
            tasks.create_task(lane(first))
