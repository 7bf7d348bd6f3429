"""Bring the video: works the open downloads in two lanes, each step a row. The next one is fetched while this one is sent.

    fetch lane   due job -> FETCHING   what Telegram has already is copied there (-> SENT); else fetch.py: the yt-dlp child brings
                                       it, it is checked, cut where it is over the limit, its thumbs are drawn
                         -> FETCHED    the parts and their random ids stand in rows
    send lane    due job -> UPLOADING  send.py: part by part its chunks go up, acknowledged ones are written down; then its message
                         -> SENT       all messages stand
                         -> DONE       the files are deleted

A crash anywhere goes on at the last row: yt-dlp resumes its `.part`, the upload goes on at the first part that does not stand and
behind its acknowledged chunks, and a message that was sent but not written down is sent again under its random_id, which Telegram
answers with the one that stands.

At most `download.ahead` videos lie on the disk, whether they come, wait to be sent, or go; the owner's own requests are counted
by themselves, so that none waits for what came by itself. One that can't go on (put off, its chat is away) is not counted, or it
would hold all others; the budget of the disk has it. A lane works one job at a time, but the next is begun when the one that
comes is `nearly` here: what yt-dlp asks YouTube first, and what ffmpeg does last, need nothing of the line. Not so under a
budget of the disk: what is nearly here has not its last size yet. What is nearly here is left to end, but for a picture that is
encoded anew (`lasts`): that takes hours, and goes on where it was.

A trouble of this one video counts against its five tries. Any wider one (YouTube, Telegram, disk ...) pauses its scope, and the job
stays where it is for as long as it takes; the other lane goes on.

At every call of the wakeup each step under way is asked whether it may go on: not when its row was cancelled or put off, not while
the owner asked for another one in person that waits for this lane, and nothing is fetched by itself in a pause. Whatever is stopped
so goes on later from its row. What a message's sending has begun is never stopped (send.py).
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable

from core.clock import Clock, Wakeup
from core.errors import Permanent, Retry, Scope, Trouble, unexpected
from core.model import DownloadState, Sentence

from . import job as jobs_moves
from . import rules
from .job import HELD_BECAUSE, OPEN, Job, JobMoved
from .lane import Lane, fetch_lane, send_lane
from .ports import Chats, Choices, Fetcher, Jobs, Pauses, Sender, Spent, Work
from .steps import Steps

log = logging.getLogger(__name__)

S = DownloadState
ROWS_PROBE = 30.0  #: seconds between two tries while rows can't be written
OWNER_PROBE = 300.0  #: seconds between two careful tries of a chat while the owner has something to mend


class Worker:
    """The worker of the downloads. ended hears of every job that is worked on no more; nearly and lasts say whether one is."""

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
        nearly: Callable[[int], bool] = lambda job: False,
        lasts: Callable[[int], bool] = lambda job: False,
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
        self._nearly = nearly
        self._lasts = lasts
        self._steps = Steps(jobs, pauses, fetcher, sender, work, choices, spent, clock, tell_posts)
        self._fetching, self._sending = self._lanes = (fetch_lane(), send_lane())

    async def run(self) -> None:
        """For ever. What lies in the work folder and belongs to no open job is swept at every turn."""
        try:
            while True:
                try:
                    await self._wakeup.wait(await self.turn())
                except Trouble as trouble:  # the disk is full, or its files can't be touched
                    log.warning("the downloads wait: %s", trouble, exc_info=trouble.__cause__)
                    await self._clock.sleep(ROWS_PROBE)
        finally:
            for lane in self._lanes:
                await lane.stop()

    async def why_held(self) -> rules.Hold | None:
        """What holds all that would be fetched by itself now; None if nothing does."""
        now = self._clock.now()
        return rules.hold(await self._choices(), await self._spent.used(now), now)

    async def turn(self) -> float | None:
        """Stop what may not go on, begin what is due -> when to look again (None: when woken)."""
        for lane in self._lanes:
            for job in lane.jobs:
                if lane.has_ended(job) or await self._must_stop(lane, job):
                    await self._end(lane, job)
        at_work = self._at_work()
        for name in await self._work.sweep(await self._jobs.open_ids() | at_work):
            log.info("swept from the work folder: %s", name)
        hold, now = await self.why_held(), self._clock.now()
        if await self._jobs.show_hold(hold.why if hold else None, at_work):
            self._tell_posts()
        for lane in self._lanes:
            if await self._has_room(lane) and (due := await self._next(lane, held=hold is not None)):
                lane.begin(due, self._step(due), self._wakeup.call)
        paused = [await self._pauses.until(*lane.scopes) for lane in self._lanes]
        waits = [await self._jobs.next_due(now), *paused, hold.until if hold else None]
        return min((one for one in waits if one is not None and one > now), default=None)

    def _at_work(self) -> set[int]:
        return {job.id for lane in self._lanes for job in lane.jobs}

    async def _has_room(self, lane: Lane) -> bool:
        """One at a time; to fetch, what is nearly here leaves room for one more."""
        if lane is self._sending or len(lane.jobs) != 1:
            return not lane.jobs
        return self._nearly(lane.jobs[0].id) and (await self._choices()).downloads.disk_gigabytes is None

    async def _next(self, lane: Lane, *, held: bool = False, instead_of: Job | None = None) -> Job | None:
        """The job that goes next in a lane: of what is not under way, or the one that it would go instead of."""
        now, at_work = self._clock.now(), self._at_work()
        states = list(lane.always)
        if await self._pauses.until(*lane.scopes) <= now:
            states += lane.states
        if lane is self._fetching:
            ahead = (await self._choices()).downloads.ahead
            asked, lying = await self._jobs.lying(now, at_work)
            held = held or (instead_of is None and lying >= ahead)
            states = states if asked < ahead else []
        beside = at_work - {instead_of.id} if instead_of else at_work
        return await self._jobs.due(states, now, automatic=not held, beside=beside)

    async def _must_stop(self, lane: Lane, job: Job) -> bool:
        """Whether what runs for this job has to make room."""
        row = await self._jobs.get(job.id)
        if row.state not in OPEN or row.not_before > self._clock.now():
            return True
        if row.asked or row.state not in lane.states:
            return False
        if lane is self._fetching and rules.is_paused(await self._choices()):
            return True
        if lane is self._fetching and self._nearly(job.id) and (not self._lasts(job.id) or await self._has_room(lane)):
            return False
        first = await self._next(lane, instead_of=job)
        return first is not None and first.asked

    async def _end(self, lane: Lane, job: Job) -> None:
        try:
            if await lane.end(job):
                log.info("download %d: stopped for now", job.id)
                await self._steps.sort_out(job)
        except JobMoved as moved:
            log.info("%s: left alone", moved)
            await self._steps.sort_out(job)
        finally:
            self._ended(job.id)

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
            await self._steps.delete(job)
        if (isinstance(trouble, Permanent) and trouble.skip) or trouble.key in HELD_BECAUSE:
            await self._pauses.over(Scope.YOUTUBE)  # it answers, if only to say no
