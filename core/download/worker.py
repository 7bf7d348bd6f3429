"""Bring the video: works the open downloads, one after the other, each step a row.

    due job -> FETCHING   what Telegram has already is copied there (-> SENT); else fetch.py: the yt-dlp child brings it, it is
                          checked, cut where it is over the limit, its thumbs are drawn
            -> FETCHED    the parts and their random ids stand in rows
            -> UPLOADING  send.py: part by part its chunks go up, acknowledged ones are written down; then its message
            -> SENT       all messages stand
            -> DONE       the files are deleted

A crash anywhere goes on at the last row: yt-dlp resumes its `.part`, the upload goes on at the first part that does not stand and
behind its acknowledged chunks, and a message that was sent but not written down is sent again under its random_id, which Telegram
answers with the one that stands.

A trouble of this one video counts against its five tries. Any wider one (YouTube, Telegram, disk ...) pauses its scope, and the job
stays where it is for as long as it takes.

While a step runs, every call of the wakeup looks whether it may go on: not when its row was cancelled or put off, not while the
owner asked for another one in person, and nothing is fetched by itself in a pause. Whatever is stopped so goes on later from its
row. What a message's sending has begun is never stopped (send.py).
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable

from core.clock import Clock, Wakeup
from core.errors import Permanent, Retry, Scope, Trouble, unexpected
from core.model import DownloadState, Sentence

from . import job as jobs_moves
from . import rules
from .job import FETCH_SCOPES, HELD_BECAUSE, OPEN, SEND_SCOPES, Job, JobMoved
from .ports import Chats, Choices, Fetcher, Jobs, Pauses, Sender, Spent, Work
from .steps import Steps

log = logging.getLogger(__name__)

S = DownloadState
ROWS_PROBE = 30.0  #: seconds between two tries while rows can't be written
OWNER_PROBE = 300.0  #: seconds between two careful tries of a chat while the owner has something to mend


class Worker:
    """The worker of the downloads. ended is told of every job that is worked on no more."""

    def __init__(
        self,
        jobs: Jobs,
        pauses: Pauses,
        chats: Chats,
        fetcher: Fetcher,
        sender: Sender,
        work: Work,
        choices: Choices,
        spent: Spent,
        clock: Clock,
        wakeup: Wakeup,
        tell_posts: Callable[[], None],
        ended: Callable[[int], None] = lambda job: None,
    ) -> None:
        self._jobs = jobs
        self._pauses = pauses
        self._chats = chats
        self._work = work
        self._choices = choices
        self._spent = spent
        self._clock = clock
        self._wakeup = wakeup
        self._tell_posts = tell_posts
        self._ended = ended
        self._steps = Steps(jobs, pauses, fetcher, sender, work, choices, spent, clock, tell_posts)

    async def run(self) -> None:
        """For ever. What lies in the work folder and belongs to no open job is swept at every turn."""
        while True:
            try:
                await self._wakeup.wait(await self.turn())
            except Trouble as trouble:  # the disk is full, or its files can't be touched
                log.warning("the downloads wait: %s", trouble, exc_info=trouble.__cause__)
                await self._clock.sleep(ROWS_PROBE)

    async def why_held(self) -> rules.Hold | None:
        """What holds all that would be fetched by itself now; None if nothing does."""
        now = self._clock.now()
        return rules.hold(await self._choices(), await self._spent.used(now), now)

    async def turn(self) -> float | None:
        """Work all that is due -> when to look again (None: when woken)."""
        while True:
            for name in await self._work.sweep(await self._jobs.open_ids()):
                log.info("swept from the work folder: %s", name)
            now = self._clock.now()
            hold = await self.why_held()
            if await self._jobs.show_hold(hold.why if hold else None):
                self._tell_posts()
            fetch_pause, send_pause = await self._paused()
            job = await self._jobs.due(_states(fetch_pause <= now, send_pause <= now), now, automatic=hold is None)
            if job is None:
                waits = [await self._jobs.next_due(now), fetch_pause, send_pause, hold.until if hold else None]
                return min((one for one in waits if one is not None and one > now), default=None)
            try:
                await self._step_while_it_may(job)
            except JobMoved as moved:
                log.info("%s: left alone", moved)
                await self._sort_out(job)

    async def _step_while_it_may(self, job: Job) -> None:
        step = asyncio.ensure_future(self._step(job))  # noqa: TID251  ended here in any case
        try:
            while not step.done():
                call = asyncio.ensure_future(self._wakeup.wait(None))  # noqa: TID251  the same
                try:
                    await asyncio.wait({step, call}, return_when=asyncio.FIRST_COMPLETED)
                finally:
                    call.cancel()
                if not step.done() and await self._must_stop(job):
                    break
        finally:
            step.cancel()
            await asyncio.wait({step})
            self._ended(job.id)
        if step.cancelled():
            log.info("download %d: stopped for now", job.id)
            await self._sort_out(job)
        else:
            step.result()

    async def _must_stop(self, job: Job) -> bool:
        """Whether what runs for this job has to make room."""
        now = self._clock.now()
        row = await self._jobs.get(job.id)
        if row.state not in OPEN or row.not_before > now:
            return True
        if row.asked or row.state not in (S.QUEUED, S.FETCHING, S.FETCHED, S.UPLOADING):
            return False
        if row.state in (S.QUEUED, S.FETCHING) and (await self._choices()).paused_at is not None:
            return True
        fetch_pause, send_pause = await self._paused()
        first = await self._jobs.due(_states(fetch_pause <= now, send_pause <= now), now)
        return first is not None and first.asked

    async def _paused(self) -> tuple[float, float]:
        """Until when nothing is fetched, and nothing sent."""
        return await self._pauses.until(*FETCH_SCOPES), await self._pauses.until(*SEND_SCOPES)

    async def _sort_out(self, job: Job) -> None:
        """After a stop: a cancelled job whose messages stand all the same is done; of any other nothing stays on the disk.

        What has to make room waits for its turn again.
        """
        row = await self._jobs.get(job.id)
        if row.state is S.FETCHING:
            await self._steps.move(row, jobs_moves.to(S.QUEUED))
        if row.state is not S.CANCELLED:
            return
        parts = await self._jobs.parts(job.id)
        if parts and all(part.message_id is not None for part in parts):
            await self._steps.move(row, jobs_moves.to(S.SENT))
        else:
            await self._work.delete(job.id)

    async def _step(self, job: Job) -> None:
        """One step of one job: what it has reached is in its row when this returns."""
        try:
            await self._steps.take(job)
        except Trouble as trouble:
            await self._note(trouble, job)
        except JobMoved:
            raise
        except Exception as bug:  # noqa: BLE001  one job's bug stops no other job
            await self._note(unexpected(bug), job)

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
        job = await self._steps.move(job, jobs_moves.after(trouble, job, now, random.random()))
        if job.state not in OPEN:
            await self._work.delete(job.id)
        if (isinstance(trouble, Permanent) and trouble.skip) or trouble.key in HELD_BECAUSE:
            await self._pauses.over(Scope.YOUTUBE)  # it answers, if only to say no


def _states(fetch: bool, send: bool) -> list[DownloadState]:
    """In which states a job may go on."""
    states = [S.SENT]
    if send:
        states += [S.FETCHED, S.UPLOADING]
    if fetch:
        states += [S.QUEUED, S.FETCHING]
    return states
