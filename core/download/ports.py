"""What the downloads need of the world around them, each as small as can be. storage, core/telegram and bot have them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from pathlib import Path
from typing import Protocol

from core.errors import Scope, Trouble
from core.model import Button, DownloadState, Sentence, Text, UploadProgress
from core.settings import Large, Quality, Settings

from .chapters import Chapter
from .job import Arrived, Job, Move, Part, Piece, Standing, Wanted
from .rules import Used

Watch = Callable[[int, str, int, int | None], None]  #: download, stage, bytes done, bytes in all
Waits = Callable[[int, str, float], None]  #: download, why it stands still (a key of locales/), for how many seconds
Count = Callable[[str, int, int], Awaitable[None]]  #: purpose, bytes received, bytes sent: written down at once
Note = Callable[[str, int, int], None]  #: the same, written down soon
Document = tuple[int, int, bytes]  #: id, access hash, reference: good for one account
Choices = Callable[[], Awaitable[Settings]]


class Jobs(Protocol):
    """The rows (storage/jobs.py)."""

    async def due(
        self, states: Sequence[DownloadState], now: float, *, automatic: bool = True, beside: Collection[int] = ()
    ) -> Job | None:
        """The next job that may go on; automatic=False: none that would be fetched without being asked for."""

    async def lying(self, now: float, at_work: Collection[int]) -> tuple[int, int]:
        """How many videos lie on the disk that are worked on, or may go on from there -> (asked for in person, all)."""

    async def room_again(self) -> bool:
        """Something has left the disk: what waits for room there is due -> whether anything does."""

    async def next_due(self, now: float) -> float | None: ...
    async def get(self, job: int) -> Job: ...
    async def open_ids(self) -> set[int]: ...
    async def parts(self, job: int) -> list[Part]: ...
    async def standing(self, job: Job, wanted: Wanted) -> list[tuple[Standing, ...]]:
        """The same file where it stands in Telegram already, whole, each with all its parts; the newest first."""

    async def move(
        self, job: Job, move: Move, now: float, *, parts: Sequence[Part] | None = None, quality: Quality | None = None,
        subtitles: str | None = None, chapters: Sequence[Chapter] | None = None, cut: Sequence[str] | None = None,
        large: Large | None = None, names: tuple[str | None, str | None] = (None, None),
    ) -> Job:  # fmt: skip
        """Raises JobMoved."""

    async def show_hold(self, why: Sentence | None, at_work: Collection[int] = ()) -> bool:
        """Posts of automatic downloads that wait for their turn say why -> whether one had said something else."""

    async def upload_progress(self, job: int, number: int, progress: UploadProgress) -> None: ...
    async def part_sent(
        self, job: int, number: int, message_id: int, document: Document | None, now: float, *, scheduled: bool = False
    ) -> None: ...


class Pauses(Protocol):
    """What whole scopes wait for (storage/places.py)."""

    async def pause(self, trouble: Trouble, now: float, dice: float) -> float: ...
    async def over(self, scope: Scope) -> None: ...
    async def until(self, *scopes: Scope) -> float: ...


class Chats(Protocol):
    """What one chat waits for (storage/places.py)."""

    async def wait(self, destination: int, until: float, trouble: Sentence) -> None: ...


class Spent(Protocol):
    """The traffic so far (storage/traffic.py)."""

    async def used(self, now: float) -> Used: ...


class Fetcher(Protocol):
    """YouTube and ffmpeg, as this room needs them (fetch.py). Raises Trouble."""

    async def fetch(self, job: Job, wanted: Wanted, encodes: Callable[[], Awaitable[None]]) -> Arrived:
        """encodes is called when a picture begins to be encoded anew: nothing is downloaded any more, for hours."""

    async def look(self, job: Job) -> None:
        """Nothing is fetched: raises what keeps a premiere or stream from being fetched, or nothing if it is there."""


class Work(Protocol):
    """The work folder (core/media/workdir.py)."""

    @property
    def root(self) -> Path: ...
    def used(self, beside: int) -> int: ...
    async def delete(self, download_id: int) -> None: ...
    async def sweep(self, keep: Collection[int]) -> list[str]: ...


class Posts(Protocol):
    """Posts that turn into their videos (bot/one_message.py)."""

    async def wanted(self) -> bool:
        """Whether the owner wants that."""

    async def turning(self, job: int, caption: Text | None) -> tuple[Text, tuple[tuple[Button, ...], ...]] | None:
        """Write down that the job's post has these words of a video (None: that it has none) -> all its words, and its buttons.

        None: there is no post any more.
        """


class Sender(Protocol):
    """Telegram, as this room needs it (send.py). Raises Trouble."""

    async def limit(self, job: Job, part: Part | None = None) -> int:
        """Bytes that one file of this job may have. part: one that is made already."""

    async def own(self, job: Job, number: int, piece: Piece, part: Part | None) -> Part:
        """The part under the account that sends now: a new one, or the same if it is that account's already."""

    async def send(
        self,
        job: Job,
        parts: Sequence[Part],
        part: Part,
        path: Path,
        keep: Callable[[UploadProgress], Awaitable[None]],
        stands: Callable[[int, Document | None, bool], Awaitable[None]],
    ) -> Part:
        """Upload what is not acknowledged, send the message, and have it written down -> the part as it stands."""

    async def copy(
        self,
        job: Job,
        originals: Sequence[Sequence[Standing]],
        planned: Sequence[Part],
        plan: Callable[[Sequence[Part]], Awaitable[None]],
    ) -> tuple[list[Part], tuple[Chapter, ...]] | None:
        """Send once more what stands elsewhere -> the parts as they stand in the job's chat, and the chapters of the whole.

        planned: the job's parts. plan writes down what is about to be copied. None if nothing can be (any more).
        """
