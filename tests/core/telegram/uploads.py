"""What the tests of uploads share: a clock that does not wait, an upload and a sent video in a line."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from pathlib import Path

from core.clock import SystemClock
from core.model import Text, UploadProgress, VideoFile
from core.telegram.sent import SentFile
from core.telegram.sessions import Session
from core.telegram.uploader import CHUNK_SIZE, Uploader

from .world import Kept, World

MB = 1024 * 1024


class QuickClock(SystemClock):
    """Remembers what it was asked to wait, and does not."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await asyncio.sleep(0)


def fresh() -> Kept:
    return Kept(UploadProgress(secrets.randbits(63), CHUNK_SIZE))


async def upload(session: Session, path: Path, kept: Kept, clock: QuickClock | None = None) -> None:
    await Uploader(session, clock or QuickClock(), silence=2.0).upload(path, kept.last, kept)


async def sent(world: World, session: Session, path: Path, kept: Kept, random_id: int = 1) -> SentFile:
    """Upload it and send the message."""
    uploaded = await Uploader(session, QuickClock(), silence=2.0).upload(path, kept.last, kept)
    file = VideoFile(path, path.stat().st_size, 61.5, 640, 360)
    files = world.publisher(session).files
    return await files.send(world.to, await files.video(world.to, uploaded, file), Text("A video"), random_id=random_id)


def arrived(world: World, path: Path, message_id: int) -> bool:
    """Whether the message holds the file's very bytes."""
    media = world.channel.messages[message_id].media
    return media is not None and media.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
