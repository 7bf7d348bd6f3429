"""Snapshots, events, and what follows from them. `record` is the one place where something new comes into the world."""

from __future__ import annotations

import json
from collections.abc import Sequence

from core.model import Destination, Feed, NewEvent, Record, Sentence
from core.poll.decide import FeedState

from .database import Database, Row, Transaction
from .rows import destination, sentence, sentence_json


class Feeds:
    """For core/poll."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def state(self, feed: Feed) -> FeedState:
        row = await self._database.one(
            """SELECT f.*, d.id AS destination, d.chat_id, d.title, d.topic_id
               FROM feeds f LEFT JOIN destinations d ON d.id = f.destination_id WHERE f.feed = ?""",
            (feed,),
        )
        assert row is not None  # migration 1 makes a row for each feed
        return FeedState(
            feed,
            _place(row),
            row["seeded_at"],
            row["looked_at"],
            row["tries"],
            row["not_before"],
            sentence(row["trouble"]),
        )

    async def known(self, feed: Feed, items: Sequence[str]) -> set[str]:
        rows = await self._database.fetch(
            "SELECT item FROM snapshot WHERE feed = ? AND item IN (SELECT value FROM json_each(?))",
            (feed, json.dumps(list(items))),
        )
        return {row["item"] for row in rows}

    async def anything_known(self, feed: Feed) -> bool:
        return await self._database.one("SELECT 1 FROM snapshot WHERE feed = ? LIMIT 1", (feed,)) is not None

    async def count_seeded(self, feed: Feed) -> int:
        """How many items the first look found."""
        row = await self._database.one(
            "SELECT count(*) AS n FROM snapshot s JOIN feeds f USING (feed) WHERE s.feed = ? AND s.seen_at <= f.seeded_at",
            (feed,),
        )
        return int(row["n"]) if row else 0

    async def set_destination(self, feed: Feed, destination_id: int) -> None:
        async with self._database.transaction("feed-destination") as t:
            await t.run("UPDATE feeds SET destination_id = ? WHERE feed = ?", (destination_id, feed))

    async def look_failed(self, feed: Feed, not_before: float, trouble: Sentence) -> None:
        async with self._database.transaction("look-failed") as t:
            await t.run(
                "UPDATE feeds SET not_before = ?, tries = tries + 1, trouble = ? WHERE feed = ?",
                (not_before, sentence_json(trouble), feed),
            )

    async def record(self, record: Record) -> int:
        """Write all of it in one transaction -> how many events were new."""
        async with self._database.transaction("record") as t:
            await t.run_many(
                "INSERT OR IGNORE INTO snapshot (feed, item, seen_at) VALUES (?, ?, ?)",
                [(record.feed, item, record.at) for item in record.seen],
            )
            await t.run_many(
                """INSERT INTO videos (id, title, channel, channel_id, duration, views, live_status, seen_at)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
                   title = coalesce(title, excluded.title), channel = coalesce(channel, excluded.channel),
                   channel_id = coalesce(channel_id, excluded.channel_id), duration = coalesce(excluded.duration, duration),
                   views = coalesce(excluded.views, views), live_status = excluded.live_status""",
                [
                    (v.id, v.title, v.channel, v.channel_id, v.duration, v.views, v.live_status, record.at)
                    for v in record.videos
                ],
            )
            count = 0
            for new in record.events:
                count += await _add(t, new, record.at)
            await t.run(
                """UPDATE feeds SET looked_at = ?, tries = 0, not_before = 0, trouble = NULL,
                   seeded_at = CASE WHEN ? THEN coalesce(seeded_at, ?) ELSE seeded_at END WHERE feed = ?""",
                (record.at, record.seeded, record.at, record.feed),
            )
        return count


async def _add(t: Transaction, new: NewEvent, at: float) -> int:
    event = new.event
    added = await t.run(
        """INSERT INTO events (kind, identity, subject, happened_at, seen_at) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (kind, identity) DO NOTHING RETURNING id""",
        (event.kind, event.identity, event.subject, event.happened_at, event.seen_at),
    )
    if not added or new.delivery is None:
        return len(added)
    event_id = added[0]["id"]
    owed = await t.run(
        "INSERT INTO deliveries (event_id, destination_id, random_id, status_wanted) VALUES (?, ?, ?, ?) RETURNING id",
        (event_id, new.delivery.destination_id, new.delivery.random_id, sentence_json(new.delivery.status)),
    )
    if new.download:
        await t.run(
            """INSERT INTO downloads (event_id, delivery_id, destination_id, video_id, created_at, changed_at)
               VALUES (?, ?, ?, ?, ?, ?)""",
            (event_id, owed[0]["id"], new.delivery.destination_id, event.subject, at, at),
        )
    return 1


def _place(row: Row) -> Destination | None:
    return destination(row) if row["destination"] is not None else None
