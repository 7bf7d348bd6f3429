"""One download as a durable job: its states, the moves between them, and what a trouble does to it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.backoff import TRIES, delay
from core.errors import NeedsOwner, Permanent, Retry, Scope, Trouble
from core.model import Account, Destination, DownloadState, Event, Sentence, UploadProgress, Video

S = DownloadState
#: Every move that a job may make. storage refuses any other.
MOVES: dict[DownloadState, frozenset[DownloadState]] = {
    S.OFFERED: frozenset({S.OFFERED, S.QUEUED, S.CANCELLED}),
    S.QUEUED: frozenset({S.QUEUED, S.FETCHING, S.SKIPPED, S.FAILED, S.CANCELLED}),
    S.FETCHING: frozenset({S.FETCHING, S.FETCHED, S.QUEUED, S.SKIPPED, S.FAILED, S.CANCELLED}),
    S.FETCHED: frozenset({S.FETCHED, S.UPLOADING, S.QUEUED, S.SKIPPED, S.FAILED, S.CANCELLED}),
    S.UPLOADING: frozenset({S.UPLOADING, S.SENT, S.QUEUED, S.SKIPPED, S.FAILED, S.CANCELLED}),
    S.SENT: frozenset({S.SENT, S.DONE}),
    S.DONE: frozenset(),
    S.SKIPPED: frozenset({S.QUEUED}),  # the owner says: once more
    S.FAILED: frozenset({S.QUEUED}),
    S.CANCELLED: frozenset({S.QUEUED}),
}
OPEN = frozenset({S.QUEUED, S.FETCHING, S.FETCHED, S.UPLOADING, S.SENT})  #: there is still something to do
DELETE_AGAIN = 60.0  #: seconds until a file that could not be deleted is tried again
PROVEN_BY_FETCH = (Scope.YOUTUBE, Scope.YTDLP, Scope.DISK)  #: these work again when a file has come
FETCH_SCOPES = (*PROVEN_BY_FETCH, Scope.UPLOAD)  #: a pause of one of these holds what is not fetched yet
SEND_SCOPES = (Scope.UPLOAD,)  #: and of these what is fetched; sending frees the disk, so a full one does not hold it


class JobMoved(Exception):
    """The job is no longer where a move starts (cancelled meanwhile, say): nothing was written."""


@dataclass(frozen=True, slots=True)
class Job:
    """A row of `downloads`, with what its work needs."""

    id: int
    state: DownloadState
    video: Video
    event: Event | None
    to: Destination
    post: int | None  #: the message that the video answers
    tries: int


@dataclass(frozen=True, slots=True)
class Part:
    """A row of `parts`: one file of a download. Paths are below the work folder."""

    number: int
    account: Account
    random_id: int
    path: Path
    thumb: Path | None
    cover: Path | None
    size: int
    duration: float
    width: int
    height: int
    progress: UploadProgress
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of a job: written in one transaction, together with its post's status line."""

    state: DownloadState
    status: Sentence
    trouble: Sentence | None = None
    not_before: float = 0.0
    counted: bool = False  #: a fault of its own, one of five


def to(state: DownloadState) -> Move:
    """A move without trouble."""
    return Move(state, Sentence(_STATUS[state]))


def after(trouble: Trouble, job: Job, now: float, dice: float) -> Move:
    """What a trouble makes of a job. A trouble whose scope is wider than the job pauses that scope besides (worker.py).

    Only faults of this one video count against its tries; all others leave it where it is, for as long as it takes.
    """
    said = Sentence(trouble.key, trouble.args_for_text)
    if job.state is S.SENT:  # the video stands; what remains is to delete its file
        return Move(S.SENT, to(S.SENT).status, said, now + DELETE_AGAIN)
    if isinstance(trouble, Permanent):
        state = S.SKIPPED if trouble.skip else S.FAILED
        return Move(state, _because("status-skipped" if trouble.skip else "status-failed", said), said)
    state = S.UPLOADING if job.state in (S.FETCHED, S.UPLOADING) else S.QUEUED
    waits = _because("status-waiting", said)
    if trouble.scope is not Scope.ITEM:
        return Move(state, waits, said)
    if job.tries + 1 >= TRIES and not isinstance(trouble, NeedsOwner):
        return Move(S.FAILED, _because("status-failed", said), said, counted=True)
    wanted = trouble.after if isinstance(trouble, Retry) else None
    pause = wanted if wanted is not None else delay(job.tries + 1, dice)
    return Move(state, waits, said, now + pause, counted=True)


def _because(key: str, said: Sentence) -> Sentence:
    return Sentence(key, {**said.args, "why": said.key})


_STATUS = {
    S.OFFERED: "status-offered",
    S.QUEUED: "status-queued",
    S.FETCHING: "status-downloading",
    S.FETCHED: "status-uploading",
    S.UPLOADING: "status-uploading",
    S.SENT: "status-sent",
    S.DONE: "status-sent",
    S.CANCELLED: "status-cancelled",
}
