"""What one look decided: a Record, which core/poll makes and storage writes, and what it is made of. Frozen data, no behaviour.

Times are Unix seconds (UTC), as in model.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.model import Channel, DownloadState, Event, Feed, Sentence, Video


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """A message that is owed from now on."""

    destination_id: int
    random_id: int
    status: Sentence | None = None
    silent: bool = False  #: it makes no sound


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event, and what follows from it: the message that tells it, the video that it brings."""

    event: Event
    delivery: NewDelivery | None = None
    #: Bring event.subject to the delivery's destination, in reply to the post: queued, or only offered.
    download: DownloadState | None = None
    in_digest: bool = False  #: the record's digest tells it


@dataclass(frozen=True, slots=True)
class SnapshotItem:
    """One item of a snapshot that is kept as it was read."""

    item: str
    since: float | None = None  #: a subscription's own time
    missing_since: float | None = (
        None  #: it was not in the list at this look; told as gone only when it is missing again
    )


@dataclass(frozen=True, slots=True)
class MassChange:
    """More of a change than an owner makes between two looks: it is put to the owner, and nothing of it is told before."""

    new: int  #: how many items began
    gone: int  #: and how many are missing
    known: int  #: of so many that were known


@dataclass(frozen=True, slots=True)
class KnownLike:
    """One like of the snapshot."""

    item: str
    place: int | None = None  #: higher the later it was given; None: not known
    since: float | None = None  #: when it was given, as YouTube says it
    asked_at: float | None = None  #: when YouTube was asked about it last
    ask_after: float | None = None  #: it is asked about as soon as this time has come; None: in its turn
    missing_since: float | None = None  #: since then nobody can see its video
    vanished: bool = False  #: and that was told (or was so from the beginning)
    #: Since then its video is there and the owner does not like it, and that is not believed yet.
    unrated_since: float | None = None


@dataclass(frozen=True, slots=True)
class LikesSeen:
    """What a page of likes says of those that are known, beside what is new."""

    #: These stand there from now on; None: not known any more.
    places: Mapping[str, int | None] = field(default_factory=dict)
    since: Mapping[str, float] = field(default_factory=dict)  #: when these were given
    shown: tuple[str, ...] = ()  #: these are on it: whatever was doubted about them, is not any more
    doubted: tuple[str, ...] = ()  #: these should be on it: they are to be asked about soon
    hidden: tuple[str, ...] = ()  #: these are known from now on, though nobody can see their videos


@dataclass(frozen=True, slots=True)
class Record:
    """What one look decided, oldest event first. storage writes it whole, in one transaction, or not at all.

    An event that is already there (same kind and identity) is left as it is, with nothing that follows from it.
    """

    feed: Feed
    at: float
    seen: tuple[str, ...] = ()  #: items that are known from now on, besides those that are
    #: The snapshot is this from now on, in this order; None: it only grows by `seen`.
    page: tuple[SnapshotItem, ...] | None = None
    videos: tuple[Video, ...] = ()
    channels: tuple[Channel, ...] = ()
    events: tuple[NewEvent, ...] = ()
    digest: NewDelivery | None = None  #: one message for all events that are `in_digest`
    seeded: bool = False  #: this was the first look
    caught_up: bool = False  #: what was to be done after a pause is done
    #: This waits for the owner's word: the snapshot's marks are kept, the look does not count, and there are no events.
    held: MassChange | None = None
    believed: bool = False  #: the owner's word was heard in this look, and is used up
    likes: LikesSeen | None = None  #: of a look at the likes
    #: The look is good, and still there is something the owner should know: the history is paused, or was cleared.
    notice: Sentence | None = None
    skipped: int = 0  #: events that are recorded and never told, because the owner wants it so after a pause or a gap

    @property
    def is_empty(self) -> bool:
        """Nothing was found: only that there was a look."""
        rest = (
            self.seen,
            self.videos,
            self.channels,
            self.events,
            self.seeded,
            self.caught_up,
            self.held,
            self.believed,
        )
        seen = self.likes or LikesSeen()
        likes = (seen.places, seen.since, seen.doubted, seen.hidden)
        return self.page is None and self.notice is None and not any(rest) and not any(likes)
