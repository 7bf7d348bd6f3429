"""Puts a fetched video into Telegram: whose part it is, its upload, its message."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from core.errors import Scope, Trouble
from core.identity import random_id
from core.model import Destination, UploadProgress, VideoFile
from core.telegram.accounts import Accounts
from core.telegram.progress import forget
from core.telegram.troubles import ChunkMissing, StartOver

from .caption import caption
from .job import Job, Part

CHUNK_SIZE = 512 * 1024  #: the largest that Telegram takes
ROUNDS = 5  #: times that Telegram may miss chunks it had acknowledged (they expire while it throttles)

Watch = Callable[[int, str, int, int | None], None]  #: download, stage, bytes done, bytes in all


class TelegramSender:
    """The worker's way to Telegram. watch is told how far an upload is."""

    def __init__(self, accounts: Accounts, identity_key: bytes, watch: Watch) -> None:
        self._accounts = accounts
        self._identity_key = identity_key
        self._watch = watch

    async def limit(self, to: Destination) -> int:
        """Bytes that one file to this destination may have. Raises Trouble."""
        with _of_uploads():
            _, _, session = await self._accounts.opened(self._accounts.for_videos(to))
        return session.me.limit

    async def own(self, job: Job, part: Part | None, file: VideoFile) -> Part:
        """The part under the account that sends now: a new one, or the same if it is that account's already.

        Uploads and random ids belong to one account: when the owner signs in or out meanwhile, the upload begins anew.
        """
        account = self._accounts.for_videos(job.to)
        with _of_uploads():
            _, _, session = await self._accounts.opened(account)
        identity = job.event.identity if job.event else f"download {job.id}"
        kind = f"{job.event.kind if job.event else 'asked'} video"
        number = part.number if part else 1
        ours = random_id(self._identity_key, session.me.id, job.to.chat_id, kind, identity, part=number)
        if part and part.random_id == ours:
            return part
        return Part(
            number, account, ours, file.path, file.thumb, file.cover, file.size, file.duration, file.width, file.height, _fresh()
        )  # fmt: skip

    async def send(
        self, job: Job, part: Part, file: VideoFile, keep: Callable[[UploadProgress], Awaitable[None]]
    ) -> tuple[int, tuple[int, int, bytes] | None]:
        """Upload what is not acknowledged and send the message -> (message id, (document id, access hash, reference)).

        `keep` writes the acknowledged chunks down. Raises Trouble.
        """
        with _of_uploads():
            return await self._send(job, part, file, keep)

    async def _send(
        self, job: Job, part: Part, file: VideoFile, keep: Callable[[UploadProgress], Awaitable[None]]
    ) -> tuple[int, tuple[int, int, bytes] | None]:
        publisher, uploader, _ = await self._accounts.opened(part.account)
        words = caption(job.video, part.duration)
        progress = part.progress

        async def note(reached: UploadProgress) -> None:
            nonlocal progress
            progress = reached
            await keep(reached)

        for last in (*(False,) * ROUNDS, True):
            try:
                uploaded = await uploader.upload(
                    file.path, progress, note, lambda done, total: self._watch(job.id, "uploading", done, total)
                )
                sent = await publisher.send_video(
                    job.to, uploaded, file, words, random_id=part.random_id, reply_to=job.post
                )
            except ChunkMissing as missing:
                if last:
                    raise
                await note(forget(progress, missing.number))
                continue
            except StartOver:
                if last:
                    raise
                await note(_fresh())
                continue
            return sent.message_id, sent.document
        raise AssertionError("the last round returns or raises")


def _fresh() -> UploadProgress:
    """Of an upload that begins."""
    return UploadProgress(secrets.randbits(63), CHUNK_SIZE)


@contextmanager
def _of_uploads() -> Iterator[None]:
    """What stops the uploading session stops uploads; whether posts go out is the bot's own session to find out."""
    try:
        yield
    except Trouble as trouble:
        if trouble.scope is Scope.TELEGRAM:
            trouble.scope = Scope.UPLOAD
        raise
