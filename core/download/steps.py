"""The steps of one job: copy or fetch it, send it, clear up. What each has reached is in rows when it returns."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from core.clock import Clock
from core.errors import Scope, Trouble
from core.model import DownloadState, VideoFile
from core.settings import Large, Quality

from . import job as jobs_moves
from . import live, rules
from .chapters import Chapter
from .job import PROVEN_BY_FETCH, Job, Move, Part, Piece, Wanted
from .ports import Choices, Document, Fetcher, Jobs, Pauses, Sender, Spent, Work

log = logging.getLogger(__name__)

S = DownloadState


class Steps:
    """tell_posts is called whenever a row moved."""

    def __init__(
        self,
        jobs: Jobs,
        pauses: Pauses,
        fetcher: Fetcher,
        sender: Sender,
        work: Work,
        choices: Choices,
        spent: Spent,
        clock: Clock,
        tell_posts: Callable[[], None],
    ) -> None:
        self._jobs = jobs
        self._pauses = pauses
        self._fetcher = fetcher
        self._sender = sender
        self._work = work
        self._choices = choices
        self._spent = spent
        self._clock = clock
        self._tell_posts = tell_posts

    async def take(self, job: Job) -> None:
        """The next step of this job. Raises Trouble, JobMoved."""
        if job.state in (S.QUEUED, S.FETCHING):
            await self._bring(job)
        elif job.state in (S.FETCHED, S.UPLOADING):
            await self._send(job)
        else:
            await self._clear(job)

    async def _bring(self, job: Job) -> None:
        waited = job.trouble
        if live.waits(waited) and job.state is S.QUEUED:  # its post goes on saying so if this look finds nothing new
            await self._look(job)
        job = await self.move(job, jobs_moves.to(S.FETCHING))
        settings, now = await self._choices(), self._clock.now()
        limit = await self._sender.limit(job)
        used = await self._spent.used(now)
        wanted = rules.wanted(job, settings, used, limit, self._work.used(job.id))
        if await self._copied(job, wanted):
            return
        log.info("download %d: fetching %s", job.id, job.video.id)
        try:
            arrived = await self._fetcher.fetch(job, wanted, partial(self._encodes, job))
        except Trouble as trouble:
            settled = live.settled(rules.settled(trouble, settings, now), waited, job.asked, self._clock.now())
            if settled is trouble:
                raise
            raise settled from trouble
        parts = [await self._sender.own(job, number, piece, None) for number, piece in enumerate(arrived.pieces, 1)]
        below = [_below(part, self._work.root) for part in parts]
        await self.move(
            job, jobs_moves.to(S.FETCHED), parts=below, quality=wanted.wish.quality, subtitles=wanted.wish.subtitles,
            chapters=arrived.chapters, cut=wanted.sponsorblock, large=wanted.wish.large,
            names=(arrived.title, arrived.channel),
        )  # fmt: skip
        for scope in PROVEN_BY_FETCH:
            await self._pauses.over(scope)

    async def _encodes(self, job: Job) -> None:
        await self.move(job, jobs_moves.ENCODING)

    async def _look(self, job: Job) -> None:
        """Whether a premiere or stream is there by now. Raises what keeps it away."""
        log.info("download %d: is %s there by now?", job.id, job.video.id)
        try:
            await self._fetcher.look(job)
        except Trouble as trouble:
            settled = live.settled(trouble, job.trouble, job.asked, self._clock.now())
            if settled is trouble:
                raise
            raise settled from None  # it was as expected: no story for the log

    async def _copied(self, job: Job, wanted: Wanted) -> bool:
        """Never the same bytes twice: what Telegram has already is copied there. False if it has it not, or not any more."""
        plan = partial(self._plan, job)
        originals, planned = await self._jobs.standing(job, wanted), await self._jobs.parts(job.id)
        copied = await self._sender.copy(job, originals, planned, plan)
        if copied is None:
            return False
        parts, chapters = copied
        await self.move(
            job, jobs_moves.to(S.SENT), parts=parts, quality=wanted.wish.quality, subtitles=wanted.wish.subtitles,
            chapters=chapters, cut=wanted.sponsorblock, large=wanted.wish.large,
        )  # fmt: skip
        log.info("download %d: %s stood in Telegram already and was copied", job.id, job.video.id)
        return True

    async def _plan(self, job: Job, parts: Sequence[Part]) -> None:
        await self.move(job, jobs_moves.to(S.FETCHING), parts=parts)

    async def _send(self, job: Job) -> None:
        parts = await self._jobs.parts(job.id)
        if not all(part.message_id is not None or _is_whole(self._work.root, part) for part in parts):
            log.warning("download %d: its file is gone or not what it was, it is fetched again", job.id)
            await self.move(job, jobs_moves.to(S.QUEUED))
            return
        if parts and all(part.message_id is None for part in parts):  # what stands in part goes on as it is
            limit = await self._sender.limit(job, parts[0])
            if any(part.size > limit for part in parts):
                log.warning("download %d: made for a larger limit than %d bytes, it is made anew", job.id, limit)
                await self.move(job, jobs_moves.to(S.QUEUED))
                return
        owned = [await self._owned(job, part) for part in parts]
        changed = owned if owned != parts else None
        if job.state is not S.UPLOADING or changed:
            job = await self.move(job, jobs_moves.to(S.UPLOADING), parts=changed)
        unsent = [part for part in owned if part.message_id is None]
        log.info("download %d: uploading %d bytes", job.id, sum(part.size for part in unsent))
        for part in unsent:
            keep = partial(self._jobs.upload_progress, job.id, part.number)
            stands = partial(self._stands, job, part.number)
            stood = await self._sender.send(job, owned, part, self._work.root / part.path, keep, stands)
            owned = [stood if one.number == stood.number else one for one in owned]
        job = await self.move(job, jobs_moves.to(S.SENT))
        await self._pauses.over(Scope.UPLOAD)
        await self._clear(job)

    async def _owned(self, job: Job, part: Part) -> Part:
        if part.message_id is not None:
            return part
        root = self._work.root
        file = VideoFile(
            root / part.path,
            part.size,
            part.duration,
            part.width,
            part.height,
            root / part.thumb if part.thumb else None,
            root / part.cover if part.cover else None,
        )
        return _below(await self._sender.own(job, part.number, Piece(part.kind, file), part), root)

    async def _stands(self, job: Job, number: int, message_id: int, document: Document | None, scheduled: bool) -> None:
        await self._jobs.part_sent(job.id, number, message_id, document, self._clock.now(), scheduled=scheduled)

    async def _clear(self, job: Job) -> None:
        await self.delete(job)
        await self.move(job, jobs_moves.to(S.DONE))
        log.info("download %d: done, nothing is left on disk", job.id)

    async def sort_out(self, job: Job) -> None:
        """After a stop: a cancelled job whose messages stand all the same is done; of any other nothing stays on the disk.

        What has to make room waits for its turn again.
        """
        row = await self._jobs.get(job.id)
        if row.state is S.FETCHING:
            await self.move(row, jobs_moves.to(S.QUEUED))
        if row.state is not S.CANCELLED:
            return
        parts = await self._jobs.parts(job.id)
        if parts and all(part.message_id is not None for part in parts):
            await self.move(row, jobs_moves.to(S.SENT))
        else:
            await self.delete(job)

    async def delete(self, job: Job) -> None:
        """Its files; what waits for room on the disk is due then."""
        await self._work.delete(job.id)
        await self._jobs.room_again()

    async def move(
        self, job: Job, move: Move, *, parts: Sequence[Part] | None = None, quality: Quality | None = None,
        subtitles: str | None = None, chapters: Sequence[Chapter] | None = None, cut: Sequence[str] | None = None,
        large: Large | None = None, names: tuple[str | None, str | None] = (None, None),
    ) -> Job:  # fmt: skip
        """Write a move down. Raises JobMoved."""
        moved = await self._jobs.move(
            job, move, self._clock.now(), parts=parts, quality=quality, subtitles=subtitles, chapters=chapters, cut=cut,
            large=large, names=names,
        )  # fmt: skip
        self._tell_posts()
        return moved


def _is_whole(root: Path, part: Part) -> bool:
    path = root / part.path
    return path.is_file() and path.stat().st_size == part.size


def _below(part: Part, root: Path) -> Part:
    """Paths in rows are below the work folder, so that the folder can move."""
    return replace(
        part,
        path=part.path.relative_to(root) if part.path.is_absolute() else part.path,
        thumb=part.thumb.relative_to(root) if part.thumb and part.thumb.is_absolute() else part.thumb,
        cover=part.cover.relative_to(root) if part.cover and part.cover.is_absolute() else part.cover,
    )
