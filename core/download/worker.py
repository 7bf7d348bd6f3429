"""Bring the video: works the open downloads, one after the other, each step a row.

    due job -> FETCHING   fetch.py: the yt-dlp child brings it, it is checked, its thumb is drawn
            -> FETCHED    the parts and their random ids stand in rows
            -> UPLOADING  send.py: chunks go up, acknowledged ones are written down; then the video message, in reply to the post
            -> SENT       the message stands
            -> DONE       the files are deleted

A crash anywhere goes on at the last row: yt-dlp resumes its `.part`, the upload goes on behind the acknowledged chunks, and a video
message that was sent but not written down is sent again under its random_id, which Telegram answers with the one that stands.

A trouble of this one video counts against its five tries. Any wider one (YouTube, Telegram, disk ...) pauses its scope, and the job
stays where it is for as long as it takes.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from core.clock import Clock, Wakeup
from core.errors import Permanent, Retry, Scope, Trouble, unexpected
from core.model import Destination, DownloadState, Sentence, UploadProgress, VideoFile

from . import job as jobs_moves
from .job import (
    FETCH_SCOPES,
    OPEN,
    PROVEN_BY_FETCH,
    SEND_SCOPES,
    Job,
    JobMoved,
    Move,
    Part,
)  # fmt: skip

log = logging.getLogger(__name__)

S = DownloadState
ROWS_PROBE = 30.0  #: seconds between two tries while rows can't be written
OWNER_PROBE = 300.0  #: seconds between two careful tries of a chat while the owner has something to mend


class Jobs(Protocol):
    """The rows (storage/jobs.py)."""

    async def due(self, states: Sequence[DownloadState], now: float) -> Job | None: ...
    async def next_due(self, now: float) -> float | None: ...
    async def get(self, job: int) -> Job: ...
    async def open_ids(self) -> set[int]: ...
    async def parts(self, job: int) -> list[Part]: ...
    async def move(self, job: Job, move: Move, now: float, *, parts: Sequence[Part] | None = None) -> Job:
        """Raises JobMoved."""

    async def upload_progress(self, job: int, number: int, progress: UploadProgress) -> None: ...
    async def part_sent(
        self, job: int, number: int, message_id: int, document: tuple[int, int, bytes] | None, now: float
    ) -> None: ...


class Pauses(Protocol):
    """What whole scopes wait for (storage/places.py)."""

    async def pause(self, trouble: Trouble, now: float, dice: float) -> float: ...
    async def over(self, scope: Scope) -> None: ...
    async def until(self, *scopes: Scope) -> float: ...


class Chats(Protocol):
    """What one chat waits for (storage/places.py)."""

    async def wait(self, destination: int, until: float, trouble: Sentence) -> None: ...


class Fetcher(Protocol):
    """YouTube and ffmpeg, as this worker needs them (fetch.py). Raises Trouble."""

    async def fetch(self, job: Job, limit: int) -> VideoFile: ...


class Work(Protocol):
    """The work folder (core/media/workdir.py)."""

    @property
    def root(self) -> Path: ...
    async def delete(self, download_id: int) -> None: ...
    async def sweep(self, keep: Collection[int]) -> list[str]: ...


class Sender(Protocol):
    """Telegram, as this worker needs it (send.py). Raises Trouble."""

    async def limit(self, to: Destination) -> int:
        """Bytes that one file to this destination may have."""

    async def own(self, job: Job, part: Part | None, file: VideoFile) -> Part:
        """The part under the account that sends now: a new one, or the same if it is that account's already."""

    async def send(
        self, job: Job, part: Part, file: VideoFile, keep: Callable[[UploadProgress], Awaitable[None]]
    ) -> tuple[int, tuple[int, int, bytes] | None]:
        """Upload what is not acknowledged and send the message -> (message id, (document id, access hash, reference))."""


class Worker:
    """The worker of the downloads."""

    def __init__(
        self,
        jobs: Jobs,
        pauses: Pauses,
        chats: Chats,
        fetcher: Fetcher,
        sender: Sender,
        work: Work,
        clock: Clock,
        wakeup: Wakeup,
        tell_posts: Callable[[], None],
    ) -> None:
        self._jobs = jobs
        self._pauses = pauses
        self._chats = chats
        self._fetcher = fetcher
        self._sender = sender
        self._work = work
        self._clock = clock
        self._wakeup = wakeup
        self._tell_posts = tell_posts

    async def run(self) -> None:
        """For ever. First sweeps the work folder: what belongs to no open job is a stranger."""
        swept = False
        while True:
            try:
                if not swept:
                    for name in await self._work.sweep(await self._jobs.open_ids()):
                        log.info("swept from the work folder: %s", name)
                    swept = True
                await self._wakeup.wait(await self.turn())
            except Trouble as trouble:  # the disk is full, or its files can't be touched
                log.warning("the downloads wait: %s", trouble, exc_info=trouble.__cause__)
                await self._clock.sleep(ROWS_PROBE)

    async def turn(self) -> float | None:
        """Work all that is due -> when to look again (None: when woken)."""
        while True:
            now = self._clock.now()
            fetch_pause = await self._pauses.until(*FETCH_SCOPES)
            send_pause = await self._pauses.until(*SEND_SCOPES)
            states = [S.SENT]
            if send_pause <= now:
                states += [S.FETCHED, S.UPLOADING]
            if fetch_pause <= now:
                states += [S.QUEUED, S.FETCHING]
            job = await self._jobs.due(states, now)
            if job is None:
                waits = [await self._jobs.next_due(now), fetch_pause, send_pause]
                return min((one for one in waits if one is not None and one > now), default=None)
            try:
                await self._step(job)
            except JobMoved as moved:
                log.info("%s: left alone", moved)

    async def _step(self, job: Job) -> None:
        """One step of one job: what it has reached is in its row when this returns."""
        try:
            if job.state in (S.QUEUED, S.FETCHING):
                await self._fetch(job)
            elif job.state in (S.FETCHED, S.UPLOADING):
                await self._send(job)
            else:
                await self._clear(job)
        except Trouble as trouble:
            await self._note(trouble, job)
        except JobMoved:
            raise
        except Exception as bug:  # noqa: BLE001  one job's bug stops no other job
            await self._note(unexpected(bug), job)

    async def _fetch(self, job: Job) -> None:
        if job.state is not S.FETCHING:
            job = await self._move(job, jobs_moves.to(S.FETCHING))
        log.info("download %d: fetching %s", job.id, job.video.id)
        file = await self._fetcher.fetch(job, await self._sender.limit(job.to))
        part = await self._sender.own(job, None, file)
        await self._move(job, jobs_moves.to(S.FETCHED), parts=[_below(part, self._work.root)])
        for scope in PROVEN_BY_FETCH:
            await self._pauses.over(scope)

    async def _send(self, job: Job) -> None:
        parts = await self._jobs.parts(job.id)
        files = [_file(part, self._work.root) for part in parts]
        if not all(_is_whole(file) for file in files):
            log.warning("download %d: its file is gone or not what it was, it is fetched again", job.id)
            await self._move(job, jobs_moves.to(S.QUEUED))
            return
        owned = [
            _below(await self._sender.own(job, part, file), self._work.root)
            for part, file in zip(parts, files, strict=True)
        ]
        changed = owned if owned != parts else None
        if job.state is not S.UPLOADING or changed:
            job = await self._move(job, jobs_moves.to(S.UPLOADING), parts=changed)
        log.info("download %d: uploading %d bytes", job.id, sum(part.size for part in owned))
        for part, file in zip(owned, files, strict=True):
            if part.message_id is None:
                keep = partial(self._jobs.upload_progress, job.id, part.number)
                message_id, document = await self._sender.send(job, part, file, keep)
                await self._jobs.part_sent(job.id, part.number, message_id, document, self._clock.now())
        job = await self._move(job, jobs_moves.to(S.SENT))
        await self._pauses.over(Scope.UPLOAD)
        await self._clear(job)

    async def _clear(self, job: Job) -> None:
        await self._work.delete(job.id)
        await self._move(job, jobs_moves.to(S.DONE))
        log.info("download %d: done, nothing is left on disk", job.id)

    async def _move(self, job: Job, move: Move, *, parts: Sequence[Part] | None = None) -> Job:
        moved = await self._jobs.move(job, move, self._clock.now(), parts=parts)
        self._tell_posts()
        return moved

    async def _note(self, trouble: Trouble, job: Job) -> None:
        """Write down what a trouble means for this job, its chat, or everything of its scope."""
        log.warning("download %d: %s", job.id, trouble, exc_info=trouble.__cause__)
        now = self._clock.now()
        job = await self._jobs.get(job.id)
        if job.state not in OPEN:
            raise JobMoved(f"download {job.id} has ended meanwhile")
        if trouble.scope is Scope.CHAT:
            seconds = trouble.after if isinstance(trouble, Retry) and trouble.after is not None else OWNER_PROBE
            await self._chats.wait(job.to.id, now + seconds, Sentence(trouble.key, trouble.args_for_text))
        elif trouble.scope is not Scope.ITEM and not isinstance(trouble, Permanent):
            await self._pauses.pause(trouble, now, random.random())
        job = await self._move(job, jobs_moves.after(trouble, job, now, random.random()))
        if job.state in (S.SKIPPED, S.FAILED):
            await self._work.delete(job.id)
        if isinstance(trouble, Permanent) and trouble.skip:
            await self._pauses.over(Scope.YOUTUBE)  # it answers, if only to say no


def _file(part: Part, root: Path) -> VideoFile:
    return VideoFile(
        root / part.path,
        part.size,
        part.duration,
        part.width,
        part.height,
        root / part.thumb if part.thumb else None,
        root / part.cover if part.cover else None,
    )


def _is_whole(file: VideoFile) -> bool:
    return file.path.is_file() and file.path.stat().st_size == file.size


def _below(part: Part, root: Path) -> Part:
    """Paths in rows are below the work folder, so that the folder can move."""
    return replace(
        part,
        path=part.path.relative_to(root) if part.path.is_absolute() else part.path,
        thumb=part.thumb.relative_to(root) if part.thumb and part.thumb.is_absolute() else part.thumb,
        cover=part.cover.relative_to(root) if part.cover and part.cover.is_absolute() else part.cover,
    )
