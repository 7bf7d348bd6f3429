"""Puts what was fetched into Telegram: whose part it is, its upload, its message; or the copy of a message that stands.

The message and its row belong together: once a message is on its way, neither a cancel nor a stop of the app comes between the two.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from core.errors import NeedsOwner, Permanent, Scope, Trouble
from core.identity import random_id
from core.model import Account, AudioFile, Destination, PartKind, Text, UploadProgress, VideoFile
from core.telegram.accounts import Accounts
from core.telegram.progress import Chunks, forget
from core.telegram.publisher import Publisher
from core.telegram.troubles import ChunkMissing, StartOver
from core.telegram.uploader import Uploaded
from core.wording import clean

from .caption import caption, subtitles_caption
from .job import Job, Part, Piece, Standing
from .ports import Count, Document, Watch

log = logging.getLogger(__name__)

CHUNK_SIZE = 512 * 1024  #: the largest that Telegram takes
ROUNDS = 5  #: times that Telegram may miss chunks it had acknowledged (they expire while it throttles)
COUNT_BYTES = 16 * 1024 * 1024  #: sent between two entries in the traffic
SUBRIP = "application/x-subrip"
LAST_WORD = 3.0  #: seconds that a message on its way has left when the app stops

Keep = Callable[[UploadProgress], Awaitable[None]]
Stands = Callable[[int, Document | None], Awaitable[None]]
Spoken = Callable[[], Awaitable[str]]  #: the language of captions


class TelegramSender:
    """The worker's way to Telegram. watch is told how far an upload is, count what was sent."""

    def __init__(self, accounts: Accounts, identity_key: bytes, watch: Watch, count: Count, language: Spoken) -> None:
        self._accounts = accounts
        self._identity_key = identity_key
        self._watch = watch
        self._count = count
        self._language = language

    async def limit(self, to: Destination) -> int:
        """Bytes that one file to this destination may have. Raises Trouble."""
        with _of_uploads():
            _, _, session = await self._accounts.opened(await self._accounts.for_videos(to))
        return session.me.limit

    async def own(self, job: Job, number: int, piece: Piece, part: Part | None) -> Part:
        """The part under the account that sends now: a new one, or the same if it is that account's already.

        Uploads and random ids belong to one account: when the owner signs in or out meanwhile, the upload begins anew.
        """
        account = await self._accounts.for_videos(job.to)
        ours = await self._random_id(job, account, number)
        if part and part.random_id == ours:
            return part
        file = piece.file
        return Part(
            number, account, ours, file.path, file.thumb, file.cover, file.size, file.duration, file.width, file.height,
            _fresh(), kind=piece.kind,
        )  # fmt: skip

    async def _random_id(self, job: Job, account: Account, number: int) -> int:
        with _of_uploads():
            _, _, session = await self._accounts.opened(account)
        identity = job.event.identity if job.event else f"download {job.id}"
        kind = f"{job.event.kind if job.event else 'asked'} video"
        return random_id(
            self._identity_key, session.me.id, job.to.chat_id, kind, identity, part=number, again=job.again
        )

    async def copy(self, job: Job, standing: Sequence[Standing]) -> list[Part] | None:
        """Copy what stands elsewhere by the bot's session, which reads every chat that is told things.

        -> the parts as they stand in the job's chat; None if something of it is gone, or Telegram won't copy from there.
        """
        with _of_uploads():
            publisher, _, _ = await self._accounts.opened(Account.BOT)
            originals = [one.part for one in standing]
            copied: list[Part] = []
            for one in standing:
                number = await self._random_id(job, Account.BOT, one.part.number)
                message_id = await self._copy(publisher, job, one, [*copied, *originals[len(copied) :]], number)
                if message_id is None:
                    return None
                copied.append(
                    replace(one.part, account=Account.BOT, random_id=number, progress=_fresh(), message_id=message_id)
                )
            return copied

    async def _copy(
        self, publisher: Publisher, job: Job, one: Standing, parts: Sequence[Part], random_id: int
    ) -> int | None:
        """parts: those before this one are copied already."""
        assert one.part.message_id is not None
        words = _words(job, one.part, parts, await self._language())
        try:
            return await publisher.copy_message(
                one.at, one.part.message_id, job.to, random_id=random_id, caption=words,
                reply_to=_answers(job, one.part, parts),
            )  # fmt: skip
        except (Permanent, NeedsOwner) as refusal:
            if isinstance(refusal, NeedsOwner) and refusal.scope is not Scope.CHAT:
                raise
            log.info("download %d: not copied: %s", job.id, refusal)  # its own chat's trouble is met by sending it
            return None

    async def send(self, job: Job, parts: Sequence[Part], part: Part, path: Path, keep: Keep, stands: Stands) -> int:
        """Upload what is not acknowledged, send the message, and have it written down -> its id. Raises Trouble.

        parts: all of the job's, of which this is one. keep writes the acknowledged chunks down, stands the message.
        """
        with _of_uploads():
            return await self._send(job, parts, part, path, keep, stands)

    async def _send(self, job: Job, parts: Sequence[Part], part: Part, path: Path, keep: Keep, stands: Stands) -> int:
        publisher, uploader, _ = await self._accounts.opened(part.account)
        language = await self._language()
        progress = part.progress
        meter = _Meter(self._count, _acked(progress, part.size))

        async def note(reached: UploadProgress) -> None:
            nonlocal progress
            progress = reached
            await keep(reached)
            await meter.write(COUNT_BYTES)

        def on_bytes(done: int, total: int) -> None:
            meter.note(done)
            self._watch(job.id, "uploading", done, total)

        try:
            for last in (*(False,) * ROUNDS, True):
                try:
                    uploaded = await uploader.upload(path, progress, note, on_bytes)
                    return await _unbroken(_publish(publisher, job, parts, part, path, uploaded, language, stands))
                except ChunkMissing as missing:
                    if last:
                        raise
                    progress = forget(progress, missing.number)
                    meter.last = _acked(progress, part.size)
                    await keep(progress)
                except StartOver:
                    if last:
                        raise
                    progress = _fresh()
                    meter.last = 0
                    await keep(progress)
        finally:
            with contextlib.suppress(Trouble):  # what ended this says more
                await meter.write(1)
        raise AssertionError("the last round returns or raises")


async def _publish(
    publisher: Publisher,
    job: Job,
    parts: Sequence[Part],
    part: Part,
    path: Path,
    uploaded: Uploaded,
    language: str,
    stands: Stands,
) -> int:
    """Send one part's message and write it down -> its id."""
    root = path.parents[len(part.path.parts) - 1]
    file = VideoFile(
        path,
        part.size,
        part.duration,
        part.width,
        part.height,
        root / part.thumb if part.thumb else None,
        root / part.cover if part.cover else None,
    )
    words = _words(job, part, parts, language)
    answers = _answers(job, part, parts)
    if part.kind is PartKind.SUBTITLES:
        sent = await publisher.send_document(
            job.to, uploaded, path.name, SUBRIP, words, random_id=part.random_id, reply_to=answers
        )
    elif part.kind is PartKind.AUDIO:
        title, performer = clean(job.video.title or job.video.id), clean(job.video.channel or "")
        sound = AudioFile(path, part.size, part.duration, title, performer, file.thumb)
        sent = await publisher.send_audio(job.to, uploaded, sound, words, random_id=part.random_id, reply_to=answers)
    else:
        sent = await publisher.send_video(job.to, uploaded, file, words, random_id=part.random_id, reply_to=answers)
    await stands(sent.message_id, sent.document)
    return sent.message_id


def _words(job: Job, part: Part, parts: Sequence[Part], language: str) -> Text:
    return subtitles_caption(job, language) if part.kind is PartKind.SUBTITLES else caption(job, part, parts, language)


def _answers(job: Job, part: Part, parts: Sequence[Part]) -> int | None:
    """The message that a part replies to: its post; subtitles the video before them."""
    if part.kind is not PartKind.SUBTITLES:
        return job.post
    shown = [one for one in parts if one.number < part.number and one.kind is not PartKind.SUBTITLES]
    return shown[-1].message_id if shown else job.post


async def _unbroken(sending: Awaitable[int]) -> int:
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


class _Meter:
    """Counts what an upload sends, chunks that are sent again included."""

    def __init__(self, count: Count, last: int) -> None:
        self._count = count
        self.last = last
        self._fresh = 0

    def note(self, done: int) -> None:
        self._fresh += max(0, done - self.last)
        self.last = done

    async def write(self, at_least: int) -> None:
        if self._fresh >= at_least:
            fresh, self._fresh = self._fresh, 0
            await self._count("upload", 0, fresh)


def _acked(progress: UploadProgress, size: int) -> int:
    """Bytes that were there before; a progress that is none counts as nothing."""
    try:
        return Chunks(progress, size).bytes_acked
    except ValueError:
        return 0


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
