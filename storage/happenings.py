"""What the screens read of feeds and events: pages of /likes, /history and /subscriptions, the state of a feed. Counts: listing.py.

Reads only. Pages go by the index `events_kind` (the newest has the highest id). A page begins below the last event of the one
before, so that the ten-thousandth is as quick as the first, and what is added meanwhile moves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.model import Channel, Destination, Event, EventKind, Feed, Sentence, Video
from core.settings import CatchUp

from .database import Database, Row
from .rows import CHANNEL, SUBJECT, channel, destination, event, sentence, video

_FROM = "FROM events e LEFT JOIN videos v ON v.id = e.subject LEFT JOIN channels c ON c.id = e.subject"


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with what is known of its subject."""

    id: int
    event: Event
    video: Video
    channel: Channel | None  #: the subject, if that is a channel


@dataclass(frozen=True, slots=True)
class FeedOverview:
    """How a feed is."""

    feed: Feed
    destination: Destination | None
    seeded_at: float | None
    looked_at: float | None
    not_before: float
    tries: int  #: looks that failed in a row
    trouble: Sentence | None
    catch_up: CatchUp | None
    known: int  #: items of its snapshot
    waiting: int  #: messages that its destination is still owed
    skipped: int = 0  #: what the last pause or gap had gathered and the owner did not want to be told
    skipped_at: float | None = None  #: when it was found


class Happenings:
    """For bot/screens."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def recent(
        self, kinds: Sequence[EventKind], limit: int, below: int | None = None, *, channels: bool = False
    ) -> list[Happening]:
        """The newest first; below: only those of lower numbers. channels: of the vanished ones the channels, else the videos; other
        kinds are always one or the other.

        Each kind's own newest are found by the index, so a rare kind is as quick as a common one.
        """
        most = 2**63 - 1 if below is None else below
        args = [one for kind in kinds for one in (kind, most, channels, limit)]
        rows = await self._database.fetch(
            f"""SELECT e.id, {SUBJECT}, {CHANNEL} {_FROM}
                WHERE e.id IN (SELECT id FROM ({_nearest(kinds, "id < ?", "DESC")}) ORDER BY id DESC LIMIT ?)
                ORDER BY e.id DESC""",
            (*args, limit),
        )
        return [_happening(row) for row in rows]

    async def page_before(
        self, kinds: Sequence[EventKind], limit: int, first: int, *, channels: bool = False
    ) -> int | None:
        """Below which number the page begins that ends before the event `first`; None: it is the one of the newest."""
        args = [one for kind in kinds for one in (kind, first, channels, limit + 1)]
        rows = await self._database.fetch(
            f"SELECT id FROM ({_nearest(kinds, 'id > ?', 'ASC')}) ORDER BY id LIMIT ?", (*args, limit + 1)
        )
        return int(rows[limit]["id"]) if len(rows) > limit else None

    async def get(self, event_id: int) -> Happening | None:
        row = await self._database.one(f"SELECT e.id, {SUBJECT}, {CHANNEL} {_FROM} WHERE e.id = ?", (event_id,))
        return _happening(row) if row else None

    async def overview(self, feed: Feed) -> FeedOverview:
        row = await self._database.one(
            """SELECT f.*, d.id AS destination, d.chat_id, d.title, d.topic_id,
                (SELECT count(*) FROM snapshot s WHERE s.feed = f.feed) AS known,
                (SELECT count(*) FROM deliveries o WHERE o.destination_id = d.id AND o.state = 'waiting') AS waiting
                FROM feeds f LEFT JOIN destinations d ON d.id = f.destination_id WHERE f.feed = ?""",
            (feed,),
        )
        assert row is not None  # migration 1 makes a row for each feed
        return FeedOverview(
            feed,
            destination(row) if row["destination"] is not None else None,
            row["seeded_at"],
            row["looked_at"],
            row["not_before"],
            row["tries"],
            sentence(row["trouble"]),
            CatchUp(row["catch_up"]) if row["catch_up"] else None,
            row["known"],
            row["waiting"],
            row["skipped"],
            row["skipped_at"],
        )


def _nearest(kinds: Sequence[EventKind], where: str, order: str) -> str:
    """The ids of each kind that come next. Arguments of each: it, the bound of `where`, whether vanished ones are channels, the
    limit."""
    return " UNION ALL ".join(
        f"""SELECT id FROM (SELECT id FROM events WHERE kind = ? AND {where} AND (kind <> 'vanished'
            OR EXISTS (SELECT 1 FROM channels WHERE channels.id = subject) = ?) ORDER BY id {order} LIMIT ?)"""
        for _ in kinds
    )


def _happening(row: Row) -> Happening:
    return Happening(row["id"], event(row), video(row), channel(row))
