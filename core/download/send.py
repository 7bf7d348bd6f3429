"""Puts what was fetched into Telegram: whose part it is, its upload, its message. What stands there already is reuse.py's.

The message and its row belong together: once a message is on its way, neither a cancel nor a stop of the app comes between the two.

An upload is used up by its message. If that message can't be made out afterwards (an edit that was lost on its way), or chunks went
missing more than twice, the upload begins anew: chunk by chunk Telegram would name one missing after the other.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from core.errors import Scope, Trouble
from core.identity import random_id
from core.model import Account, UploadProgress
from core.telegram.accounts import Accounts
from core.telegram.progress import forget
from core.telegram.troubles import ChunkMissing, StartOver
from core.telegram.uploader import Uploaded

from . import reuse
from .chapters import Chapter
from .job import Job, Part, Piece, Standing
from .meter import Meter, acked, fresh
from .ports import Count, Document, Posts, Waits, Watch
from .publish import appeared, media_of, place, turned_already

log = logging.getLogger(__name__)

ROUNDS = 5  #: times that Telegram may miss chunks it had acknowledged (they expire while it throttles)
MENDED = 2  #: of these, times that only the chunk it names is sent again
COUNT_BYTES = 16 * 1024 * 1024  #: sent between two entries in the traffic
LAST_WORD = 3.0  #: seconds that a message on its way has left when the app stops

Keep = Callable[[UploadProgress], Awaitable[None]]
Stands = Callable[[int, Document | None, bool], Awaitable[None]]  #: message, document, whether it is still converted
Spoken = Callable[[], Awaitable[str]]  #: the language of captions


class TelegramSender:
    """The worker's way to Telegram. watch is told how far an upload is, waits why it stands still, count what was sent."""

    def __init__(
        self, accounts: Accounts, identity_key: bytes, watch: Watch, count: Count, language: Spoken, posts: Posts,
        waits: Waits = lambda job, why, seconds: None,
    ) -> None:  # fmt: skip
        self._accounts = accounts
        self._identity_key = identity_key
        self._watch = watch
        self._count = count
        self._language = language
        self._posts = posts
        self._waits = waits

    async def limit(self, job: Job, part: Part | None = None) -> int:
        """Bytes that one file of this job may have. part: one that is made already. Raises Trouble."""
        with _of_uploads():
            account, _ = await self._account(job, part)
            _, _, session = await self._accounts.opened(account)
        return session.me.limit

    async def own(self, job: Job, number: int, piece: Piece, part: Part | None) -> Part:
        """The part under the account that sends now: a new one, or the same if it is that account's already.

        Uploads and random ids belong to one account: when the owner signs in or out meanwhile, the upload begins anew. A part
        that was to go into its post, or beside it, stays that.
        """
        account, one_message = await self._account(job, part)
        ours = await self._random_id(job, account, number)
        if part and part.random_id == ours:
            return part
        file = piece.file
        return Part(
            number, account, ours, file.path, file.thumb, file.cover, file.size, file.duration, file.width, file.height,
            fresh(), kind=piece.kind, one_message=one_message,
        )  # fmt: skip

    async def _account(self, job: Job, part: Part | None = None) -> tuple[Account, bool]:
        """Whose the job's messages are, and whether its post turns into the first of them."""
        one_message = part.one_message if part else job.post is not None and await self._posts.wanted()
        return (Account.BOT if one_message else await self._accounts.for_videos(job.to)), one_message

    async def _random_id(self, job: Job, account: Account, number: int) -> int:
        with _of_uploads():
            _, _, session = await self._accounts.opened(account)
        identity = job.event.identity if job.event else f"download {job.id} of {job.created_at:.3f}"
        kind = f"{job.event.kind if job.event else 'asked'} video"
        return random_id(
            self._identity_key, session.me.id, job.to.chat_id, kind, identity, part=number, again=job.again
        )

    async def copy(
        self, job: Job, originals: Sequence[Sequence[Standing]], planned: Sequence[Part], plan: reuse.Plan
    ) -> tuple[list[Part], tuple[Chapter, ...]] | None:
        """Send once more (reuse.py) the first of these that can be; what the same account has sent comes first.

        planned: the job's parts, of which a copy that a crash ended may stand; nothing of it does when this gives None. plan
        writes down what is about to be copied.
        -> the parts as they stand in the job's chat, and the chapters of the whole; None if nothing can be (any more).
        """
        if not originals and not any(map(reuse.is_planned, planned)):
            return None
        with _of_uploads():
            account, one_message = await self._account(job)
            for standing in sorted(originals, key=lambda one: any(part.part.account is not account for part in one)):
                try:
                    parts = await reuse.copy(
                        self._accounts, self._posts, self._random_id, replace(job, chapters=standing[0].chapters),
                        standing, account, await self._language(), one_message=one_message, plan=plan,
                    )  # fmt: skip
                except reuse.HalfWay:
                    return None
                if parts is not None:
                    return parts, standing[0].chapters
            await reuse.take_out_planned(self._accounts, job, planned)
        return None

    async def ask(self, job: Job, parts: Sequence[Part], part: Part) -> Part | None:
        """A part that Telegram was converting, as it stands now; None if that can't be asked. Raises Trouble.

        Not seen below its post, its message is sent again under its random_id: Telegram answers with the one that was made.
        """
        if part.document is None:
            return None
        with _of_uploads():
            publisher, _, _ = await self._accounts.opened(part.account)
            if seen := await appeared(publisher.files, job, parts, part):
                return seen
            media = publisher.files.known(part.document)
            itself = replace(part, one_message=False)  # it was sent: its post is not to turn into it any more
            return await place(publisher.files, self._posts, job, parts, itself, media, await self._language())

    async def send(self, job: Job, parts: Sequence[Part], part: Part, path: Path, keep: Keep, stands: Stands) -> Part:
        """Upload what is not acknowledged, send the message, and have it written down -> the part as it stands. Raises Trouble.

        parts: all of the job's, of which this is one. keep writes the acknowledged chunks down, stands the message.
        """
        with _of_uploads():
            return await self._send(job, parts, part, path, keep, stands)

    async def _send(self, job: Job, parts: Sequence[Part], part: Part, path: Path, keep: Keep, stands: Stands) -> Part:
        publisher, uploader, _ = await self._accounts.opened(part.account)
        files, language = publisher.files, await self._language()
        progress = part.progress
        meter = Meter(self._count, acked(progress, part.size))

        async def note(reached: UploadProgress) -> None:
            nonlocal progress
            progress = reached
            await keep(reached)
            await meter.write(COUNT_BYTES)

        def on_bytes(done: int, total: int) -> None:
            meter.note(done)
            self._watch(job.id, "uploading", done, total)

        def on_wait(why: str, seconds: int) -> None:
            self._waits(job.id, why, seconds)

        async def placed(uploaded: Uploaded) -> Part:
            media = await media_of(files, job, parts, part, path, uploaded)
            return await _written(await place(files, self._posts, job, parts, part, media, language), stands)

        try:
            for tried in range(ROUNDS + 1):
                if already := await turned_already(files, job, part):
                    return await _written(already, stands)
                try:
                    return await _unbroken(placed(await uploader.upload(path, progress, note, on_bytes, on_wait)))
                except (ChunkMissing, StartOver) as lost:
                    if tried == ROUNDS:
                        raise
                    named = lost.number if isinstance(lost, ChunkMissing) and tried < MENDED else None
                    progress = fresh() if named is None else forget(progress, named)
                    meter.last = acked(progress, part.size)
                    await keep(progress)
        finally:
            with contextlib.suppress(Trouble):  # what ended this says more
                await meter.write(1)
        raise AssertionError("the last round returns or raises")


async def _written(part: Part, stands: Stands) -> Part:
    assert part.message_id is not None
    await stands(part.message_id, part.document, part.scheduled)
    return part


async def _unbroken(sending: Awaitable[Part]) -> Part:
    """Cancelled, it still waits a moment for the message that is on its way."""
    task = asyncio.ensure_future(sending)  # noqa: TID251  ended here in any case
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task}, timeout=LAST_WORD)
        task.cancel()
        await asyncio.wait({task})
        if not task.cancelled() and (error := task.exception()):
            log.info("a message was on its way when it was stopped: %s", error)
        raise


@contextmanager
def _of_uploads() -> Iterator[None]:
    """What stops the uploading session stops uploads; whether posts go out is the bot's own session to find out."""
    try:
        yield
    except Trouble as trouble:
        if trouble.scope is Scope.TELEGRAM:
            trouble.scope = Scope.UPLOAD
        raise
