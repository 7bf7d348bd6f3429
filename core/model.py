"""The shared words: what the rooms say to each other. Frozen data and enums, no behaviour beyond reading them.

Times are Unix seconds (UTC, `float`) from the injected clock; durations are seconds; sizes are bytes. Every enum that
is stored equals a CHECK constraint in storage/migrations (a test compares them).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Feed(StrEnum):
    """What is polled."""

    LIKES = "likes"
    SUBSCRIPTIONS = "subscriptions"
    HISTORY = "history"


class EventKind(StrEnum):
    """One thing that happened. Events are only ever added."""

    LIKED = "liked"
    UNLIKED = "unliked"
    VANISHED = "vanished"
    SUBSCRIBED = "subscribed"
    UNSUBSCRIBED = "unsubscribed"
    WATCHED = "watched"


class DeliveryState(StrEnum):
    """How far one owed message is."""

    WAITING = "waiting"  #: not known to have arrived; sending it (again) is harmless
    SENT = "sent"  #: stands in the destination under `message_id`
    FAILED = "failed"  #: Telegram refused it for good; the reason is in the row


class DownloadState(StrEnum):
    """How far one owed video is. The allowed moves are in core/download/job.py."""

    OFFERED = "offered"  #: not fetched by itself (switched off, or over a cap); a button brings it
    QUEUED = "queued"  #: waits for its turn
    FETCHING = "fetching"  #: yt-dlp is bringing it; what it has so far is resumed
    FETCHED = "fetched"  #: the checked file stands in the work folder
    UPLOADING = "uploading"  #: its chunks go to Telegram; the acknowledged ones are in the part's row
    SENT = "sent"  #: the video message stands; the file is still to be deleted
    DONE = "done"  #: sent, and nothing is left on disk
    SKIPPED = "skipped"  #: will not be fetched, for a reason in the row (private, live, too large ...)
    FAILED = "failed"  #: five faults of its own, or one that no retry mends
    CANCELLED = "cancelled"  #: the owner said so


class Account(StrEnum):
    """Which of the two Telegram sessions acts. Peers and file references belong to one of them."""

    BOT = "bot"
    USER = "user"


class PartKind(StrEnum):
    """What one file of a download is."""

    VIDEO = "video"
    AUDIO = "audio"
    SUBTITLES = "subtitles"


@dataclass(frozen=True, slots=True)
class Video:
    """What is known of one video; everything but the id may be unknown."""

    id: str
    title: str | None = None
    channel: str | None = None
    channel_id: str | None = None
    duration: int | None = None  #: seconds
    views: int | None = None
    live_status: str | None = None  #: Data API's liveBroadcastContent: none, live, upcoming

    @property
    def url(self) -> str:
        return f"https://www.youtube.com/watch?v={self.id}"


@dataclass(frozen=True, slots=True)
class Channel:
    """What is known of one channel; everything but the id may be unknown."""

    id: str
    title: str | None = None
    handle: str | None = None  #: with its @
    description: str | None = None
    subscribers: int | None = None  #: rounded to three digits by YouTube
    videos: int | None = None
    picture: str | None = None  #: its address

    @property
    def url(self) -> str:
        return f"https://www.youtube.com/channel/{self.id}"


@dataclass(frozen=True, slots=True)
class Subscription:
    """One channel that the owner is subscribed to."""

    channel_id: str
    title: str | None = None
    description: str | None = None
    subscribed_at: float | None = None  #: as YouTube says it
    picture: str | None = None  #: the channel's, its address


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, under the identity that YouTube gives it, so that the same act is the same event for ever.

    identity: for a like `VIDEO@LIKETIME` (the time as the LL playlist says it) or `VIDEO#N` where it says none, the N-th such one;
    for its end that of the like which it ends; for a video that vanished `VIDEO#N`, the N-th time; for a subscription and its end
    `CHANNEL@TIME`, the time at which it began, or `CHANNEL#1` where none is known, with `#N` behind it the N-th time that YouTube
    ended it; for a watch `DAY:VIDEO:N`, the N-th of that video on that day that was seen.
    """

    kind: EventKind
    identity: str
    subject: str  #: the video's or the channel's id
    happened_at: float | None  #: as YouTube says it
    seen_at: float
    #: What its post says beside the subject. watched: `times`, how often in all, from 2 on; vanished: `why`, one of private,
    #: deleted, terminated, gone (YouTube does not say); unsubscribed: nothing.
    detail: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an event is told: a chat, with a topic in it if it is a forum.

    chat_id is the Bot API's form: negative -100... for channels and supergroups, positive for the owner's DM.
    """

    id: int
    chat_id: int
    title: str = ""
    topic_id: int | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One styled stretch of a text. offset and length count UTF-16 units, as Telegram does."""

    kind: str  #: bold, italic, code, text_link, blockquote, date
    offset: int
    length: int
    url: str | None = None  #: for text_link
    unix: int | None = None  #: for date: the viewer sees it in their own zone and language
    format: str = ""  #: for date: `r` (relative), or `w?[dD]?[tT]?` (weekday, short or long date, short or long time)


@dataclass(frozen=True, slots=True)
class Text:
    """A message's text as Telegram wants it: plain characters, and entities beside them, so nothing needs escaping."""

    plain: str
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: it is pressed (data), leads somewhere (url), or copies a text."""

    text: str
    data: str | None = None
    url: str | None = None
    copy: str | None = None
    style: str | None = None  #: danger, success, primary


@dataclass(frozen=True, slots=True)
class VideoFile:
    """A file that is ready to be sent as a playable video."""

    path: Path
    size: int
    duration: float
    width: int  #: as displayed: sample aspect ratio and rotation applied
    height: int
    thumb: Path | None = None  #: JPEG, at most 320 px and 200 KB
    cover: Path | None = None  #: JPEG, full size
    name: str | None = None  #: under which it is saved; None: as it lies on the disk


@dataclass(frozen=True, slots=True)
class AudioFile:
    """A file that is ready to be sent as playable audio (m4a, mp3)."""

    path: Path
    size: int
    duration: float
    title: str
    performer: str
    thumb: Path | None = None  #: JPEG, at most 320 px and 200 KB
    name: str | None = None  #: under which it is saved; None: as it lies on the disk


@dataclass(frozen=True, slots=True)
class UploadProgress:
    """Where one file's upload stands; kept in the part's row so that a crash resumes here."""

    file_id: int  #: chosen once per upload, signed 64 bit
    chunk_size: int
    acked: bytes = b""  #: bitmap, one bit a chunk, most significant bit first


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words for people: a key of locales/, and what fills it. A trouble leaves one in its row, a post shows one as its status."""

    key: str
    args: Mapping[str, str | int | float] = field(default_factory=dict)
