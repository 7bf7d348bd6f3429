"""One download as a durable job: what is wished, its states, the moves between them, and what a trouble does to it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.backoff import TRIES, delay
from core.errors import NeedsOwner, Permanent, Retry, Scope, Trouble
from core.model import (
    Account,
    Destination,
    DownloadState,
    Event,
    PartKind,
    Sentence,
    UploadProgress,
    Video,
    VideoFile,
)
from core.settings import Large, Quality

from .candidates import Codecs
from .chapters import Chapter
from .live import WAITS

S = DownloadState
#: Every move that a job may make. storage refuses any other.
MOVES: dict[DownloadState, frozenset[DownloadState]] = {
    S.OFFERED: frozenset({S.OFFERED, S.QUEUED, S.CANCELLED}),
    #: to OFFERED: a look at a stream that it waited for says that it may never end
    S.QUEUED: frozenset({S.QUEUED, S.FETCHING, S.OFFERED, S.SKIPPED, S.FAILED, S.CANCELLED}),
    #: to SENT: Telegram had it already, and the message was copied; to OFFERED: it is larger or longer than is fetched by itself
    S.FETCHING: frozenset({S.FETCHING, S.FETCHED, S.SENT, S.OFFERED, S.QUEUED, S.SKIPPED, S.FAILED, S.CANCELLED}),
    S.FETCHED: frozenset({S.FETCHED, S.UPLOADING, S.QUEUED, S.SKIPPED, S.FAILED, S.CANCELLED}),
    S.UPLOADING: frozenset({S.UPLOADING, S.SENT, S.QUEUED, S.SKIPPED, S.FAILED, S.CANCELLED}),
    S.SENT: frozenset({S.SENT, S.DONE}),
    S.DONE: frozenset(),
    S.SKIPPED: frozenset({S.QUEUED}),  # the owner says: once more
    S.FAILED: frozenset({S.QUEUED}),
    S.CANCELLED: frozenset({S.QUEUED, S.SENT}),  # to SENT: its message stood already when the owner said so
}
CAN_BE_CANCELLED = frozenset({S.OFFERED, S.QUEUED, S.FETCHING, S.FETCHED, S.UPLOADING})
CAN_BE_ASKED = frozenset({S.OFFERED, S.SKIPPED, S.FAILED, S.CANCELLED})  #: the owner says: bring it
OPEN = frozenset({S.QUEUED, S.FETCHING, S.FETCHED, S.UPLOADING, S.SENT})  #: there is still something to do
FOREVER = 32503680000.0  #: a not_before that means: until the owner says so (the year 3000)
DELETE_AGAIN = 60.0  #: seconds until a file that could not be deleted is tried again
PROVEN_BY_FETCH = (Scope.YOUTUBE, Scope.YTDLP, Scope.DISK)  #: these work again when a file has come
FETCH_SCOPES = (*PROVEN_BY_FETCH, Scope.UPLOAD)  #: a pause of one of these holds what is not fetched yet
SEND_SCOPES = (Scope.UPLOAD,)  #: and of these what is fetched; sending frees the disk, so a full one does not hold it


#: It has no picture that plays everywhere; a button brings it as the original that it is.
NOT_EVERYWHERE = ("video-only-vp9", "convert-unable")
#: Not fetched by itself for what it is; a button brings it all the same.
OFFERED_BECAUSE = frozenset(
    {
        "video-over-megabytes", "video-over-minutes", "video-over-disk", "video-over-allowance",
        "video-endless", "video-never-begun", *NOT_EVERYWHERE,
    }
)  # fmt: skip
#: It is not to be had now, but later (budgets: rules.py; premieres and streams: live.py): no fault of the video's.
HELD_BECAUSE = frozenset({"held-disk", "held-day", "held-month"}) | WAITS


class JobMoved(Exception):
    """The job is no longer where a move starts (cancelled meanwhile, say): nothing was written."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the owner wants of a video."""

    quality: Quality | None = None  #: None: as the settings say when it is fetched
    height: int | None = None  #: picked from the video's own; goes before quality
    #: Languages of the subtitles to send along, as core/subtitles.py has them; None: as the settings say when it is fetched.
    subtitles: str | None = None
    large: Large | None = None  #: what is done if it is over the limit of one file; None: as the settings say

    @property
    def sound_only(self) -> bool:
        return self.height is None and self.quality is Quality.AUDIO

    @property
    def most_height(self) -> int | None:
        return self.height or (self.quality.height if self.quality else None)

    @property
    def codecs(self) -> Codecs:
        if self.height is not None:
            return Codecs.AT_HEIGHT
        return Codecs.ANY if self.quality is Quality.ORIGINAL else Codecs.PLAYS


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
    asked: bool = False  #: by the owner in person: goes first, and no pause or cap holds it
    wish: Wish = Wish()
    again: int = 0  #: how often it was deliberately sent once more
    card: int | None = None  #: message in the owner's chat that shows how far it is
    not_before: float = 0.0
    trouble: Sentence | None = None
    chapters: tuple[Chapter, ...] = ()  #: of what came, after cuts
    created_at: float = 0.0  #: tells it from another copy's job of the same number (storage/restored.py)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be fetched: the wish, and what is allowed (rules.py). Bytes and seconds; None: no limit."""

    wish: Wish  #: its quality is settled
    limit: int  #: of one file
    parts_first: bool = False  #: the wished quality in parts, rather than a smaller picture in one file
    sponsorblock: tuple[str, ...] = ()
    most: int | None = None  #: of the whole video; what is larger is offered
    most_seconds: float | None = None  #: what is longer is offered
    room: int | None = None  #: that it may take on the disk now, while it is worked on
    disk: int | None = None  #: that it may ever take there
    allowance: int | None = None  #: of today's traffic
    convert: bool = False  #: what has no H.264 may be encoded anew
    below: int | None = None  #: what is as large could not be cut into files of this limit: one file rather than parts


@dataclass(frozen=True, slots=True)
class Piece:
    """One file that was fetched, ready to be sent."""

    kind: PartKind
    file: VideoFile


@dataclass(frozen=True, slots=True)
class Arrived:
    """What was fetched: the files in order, the chapters of the whole, and how it is called, where nobody knew that yet."""

    pieces: tuple[Piece, ...]
    chapters: tuple[Chapter, ...] = ()
    title: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A part that stands in Telegram already, and where."""

    part: Part
    at: Destination
    chapters: tuple[Chapter, ...] = ()  #: of the whole download


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
    kind: PartKind = PartKind.VIDEO  #: sound has no width and height, subtitles have no duration either
    document: tuple[int, int, bytes] | None = None  #: as the account that sent it knows it: id, access hash, reference
    scheduled: bool = False  #: Telegram still converts it: message_id is of the schedule's queue (follow.py)
    one_message: bool = False  #: the post turns into the first part, so all are the bot's (publish.py)


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
    if trouble.key in OFFERED_BECAUSE and not job.asked and job.state in (S.QUEUED, S.FETCHING):
        return Move(S.OFFERED, _because("status-offered-because", said), said)
    if trouble.key in HELD_BECAUSE and isinstance(trouble, Retry):
        return Move(S.QUEUED, _because("status-waiting", said), said, now + (trouble.after or 0.0))
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


ENCODING = Move(S.FETCHING, Sentence("status-encoding"))  #: what came plays nowhere as it is, and hours go by


def waiting(why: Sentence) -> Sentence:
    """The status line of a video that waits."""
    return _because("status-waiting", why)


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
