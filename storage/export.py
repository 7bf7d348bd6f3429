"""Reads all events for the owner to take along: page by page, so that any number of them takes no more memory than a page.

What is read is named here, column by column: what happened, the titles and links, and where it was told. Nothing of the vault, of
sessions, settings or errands is ever asked for.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from core.model import Channel, DeliveryState, Event, EventKind, Feed, Video
from core.notify.copies import Copy

from .database import Database, Row
from .rows import CHANNEL, SUBJECT, channel, destination, event, video

_PLACE = "d.id AS delivery, d.state, d.message_id, d.sent_at, t.id AS destination, t.chat_id, t.topic_id, t.title, t.username"


@dataclass(frozen=True, slots=True)
class ToldIn:
    """The message that tells it."""

    state: DeliveryState
    where: Copy
    at: float | None
    digest: bool  #: together with others


@dataclass(frozen=True, slots=True)
class Exported:
    """One event."""

    id: int
    event: Event
    feed: Feed
    video: Video | None  #: one of the two
    channel: Channel | None
    told: ToldIn | None


class Export:
    """Reads `events` and what hangs on them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def extent(self, feed: Feed | None) -> tuple[int, int]:
        """-> (how many events, the highest number). feed: None: all."""
        row = await self._database.one(
            f"""SELECT count(*) AS n, coalesce(max(e.id), 0) AS last FROM events e
                LEFT JOIN channels c ON c.id = e.subject WHERE {_of(feed)}"""
            if feed
            else "SELECT count(*) AS n, coalesce(max(id), 0) AS last FROM events"
        )
        return (row["n"], row["last"]) if row else (0, 0)

    async def page(self, feed: Feed | None, after: int, until: int, limit: int) -> list[Exported]:
        """The next ones by their numbers; none when there are no more."""
        rows = await self._database.fetch(
            f"""SELECT e.id, {SUBJECT}, {CHANNEL} FROM events e LEFT JOIN videos v ON v.id = e.subject
                LEFT JOIN channels c ON c.id = e.subject
                WHERE e.id > ? AND e.id <= ? AND {_of(feed)} ORDER BY e.id LIMIT ?""",
            (after, until, limit),
        )
        told = await self._told([row["id"] for row in rows]) if rows else {}
        return [_exported(row, told.get(row["id"])) for row in rows]

    async def _told(self, events: Sequence[int]) -> dict[int, ToldIn]:
        """By event, its newest message."""
        alone = await self._database.fetch(
            f"""SELECT d.event_id AS event, 0 AS digest, {_PLACE} FROM deliveries d JOIN destinations t ON t.id = d.destination_id
                WHERE d.event_id IN (SELECT value FROM json_each(?)) AND d.digest IS NULL ORDER BY d.id""",
            (json.dumps(events),),
        )
        together = await self._database.fetch(
            f"""SELECT one.value AS event, 1 AS digest, {_PLACE} FROM deliveries d INDEXED BY deliveries_digest
                JOIN destinations t ON t.id = d.destination_id, json_each(d.digest) one
                WHERE d.digest IS NOT NULL AND d.event_id >= ? AND one.value BETWEEN ? AND ? ORDER BY d.id""",
            (events[0], events[0], events[-1]),
        )
        told = defaultdict[int, list[Row]](list)
        for row in (*together, *alone):
            told[row["event"]].append(row)
        return {one: _place(rows[-1]) for one, rows in told.items()}


def _of(feed: Feed | None) -> str:
    """SQL: the event is of that feed. What vanished is of the subscriptions if it is a channel."""
    match feed:
        case Feed.LIKES:
            return "(e.kind IN ('liked', 'unliked') OR e.kind = 'vanished' AND c.id IS NULL)"
        case Feed.SUBSCRIPTIONS:
            return "(e.kind IN ('subscribed', 'unsubscribed') OR e.kind = 'vanished' AND c.id IS NOT NULL)"
        case Feed.HISTORY:
            return "e.kind = 'watched'"
    return "1"


def _exported(row: Row, told: ToldIn | None) -> Exported:
    happened, subject = event(row), channel(row)
    if happened.kind in (EventKind.SUBSCRIBED, EventKind.UNSUBSCRIBED) and subject is None:
        subject = Channel(happened.subject)
    if subject is not None:
        return Exported(row["id"], happened, Feed.SUBSCRIPTIONS, None, subject, told)
    feed = Feed.HISTORY if happened.kind is EventKind.WATCHED else Feed.LIKES
    return Exported(row["id"], happened, feed, video(row), None, told)


def _place(row: Row) -> ToldIn:
    where = Copy(destination(row), row["message_id"] or 0, row["username"])
    return ToldIn(DeliveryState(row["state"]), where, row["sent_at"], bool(row["digest"]))
