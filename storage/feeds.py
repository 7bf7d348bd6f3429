"""Snapshots, events, and what follows from them. `record` is the one place where something new comes into the world."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from core.model import Destination, Feed, NewDelivery, NewEvent, Record, Sentence, SnapshotItem
from core.poll.decide import FeedState
from core.settings import CatchUp

from .database import Database, Row, Transaction
from .rows import destination, sentence, sentence_json


class Feeds:
    """For core/poll. What the screens read of events is in happenings.py."""

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
            CatchUp(row["catch_up"]) if row["catch_up"] else None,
        )

    async def known(self, feed: Feed, items: Sequence[str]) -> set[str]:
        rows = await self._database.fetch(
            "SELECT item FROM snapshot WHERE feed = ? AND item IN (SELECT value FROM json_each(?))",
            (feed, json.dumps(list(items))),
        )
        return {row["item"] for row in rows}

    async def anything_known(self, feed: Feed) -> bool:
        return await self._database.one("SELECT 1 FROM snapshot WHERE feed = ? LIMIT 1", (feed,)) is not None

    async def snapshot(self, feed: Feed) -> tuple[SnapshotItem, ...]:
        """All of it, in the order in which it was recorded."""
        rows = await self._database.fetch(
            "SELECT item, since, missing_since FROM snapshot WHERE feed = ? ORDER BY place, item", (feed,)
        )
        return tuple(SnapshotItem(row["item"], row["since"], row["missing_since"]) for row in rows)

    async def times_watched(self, days_and_videos: Collection[str]) -> dict[str, int]:
        """How many watches of each `DAY:VIDEO` are recorded; those with none are left out."""
        rows = await self._database.fetch(
            """SELECT w.value AS watched, count(*) AS n FROM json_each(?) w JOIN events e
               ON e.kind = 'watched' AND e.identity > w.value || ':' AND e.identity < w.value || ';' GROUP BY w.value""",
            (json.dumps(sorted(days_and_videos)),),
        )
        return {row["watched"]: row["n"] for row in rows}

    async def count_known(self, feed: Feed) -> int:
        """How many items the snapshot has."""
        row = await self._database.one("SELECT count(*) AS n FROM snapshot WHERE feed = ?", (feed,))
        return int(row["n"]) if row else 0

    async def count_seeded(self, feed: Feed) -> int:
        """How many items the first look found, as far as they are still known."""
        row = await self._database.one(
            "SELECT count(*) AS n FROM snapshot s JOIN feeds f USING (feed) WHERE s.feed = ? AND s.seen_at <= f.seeded_at",
            (feed,),
        )
        return int(row["n"]) if row else 0

    async def set_destination(self, feed: Feed, destination_id: int | None) -> None:
        """None: the feed's events are recorded only."""
        async with self._database.transaction("feed-destination") as t:
            await t.run("UPDATE feeds SET destination_id = ? WHERE feed = ?", (destination_id, feed))

    async def resume(self, mode: CatchUp) -> None:
        """A pause ends: what each feed's next look does, once, with what it finds."""
        async with self._database.transaction("catch-up") as t:
            await t.run("UPDATE feeds SET catch_up = ? WHERE seeded_at IS NOT NULL", (mode,))

    async def look_again(self, feed: Feed) -> None:
        """The owner says so: it waits for nothing any more."""
        async with self._database.transaction("look-again") as t:
            await t.run("UPDATE feeds SET not_before = 0 WHERE feed = ?", (feed,))

    async def look_failed(self, feed: Feed, not_before: float, trouble: Sentence) -> None:
        async with self._database.transaction("look-failed") as t:
            await t.run(
                "UPDATE feeds SET not_before = ?, tries = tries + 1, trouble = ? WHERE feed = ?",
                (not_before, sentence_json(trouble), feed),
            )

    async def mended(self, *feeds: Feed) -> None:
        """What they waited for was mended by the owner: they are looked at again at their next turn."""
        async with self._database.transaction("feeds-mended") as t:
            for feed in feeds:
                await t.run("UPDATE feeds SET not_before = 0, tries = 0, trouble = NULL WHERE feed = ?", (feed,))

    async def record(self, record: Record) -> int:
        """Write all of it in one transaction -> how many events were new."""
        async with self._database.transaction("record") as t:
            await _remember(t, record)
            count, digest = 0, list[int]()
            for new in record.events:
                event_id = await _add(t, new, record.at)
                if event_id is not None:
                    count += 1
                    if new.in_digest:
                        digest.append(event_id)
            if digest and record.digest:
                await _owe(t, digest[-1], record.digest, digest)
            await t.run(
                """UPDATE feeds SET looked_at = ?, tries = 0, not_before = 0, trouble = NULL,
                   seeded_at = CASE WHEN ? THEN coalesce(seeded_at, ?) ELSE seeded_at END,
                   catch_up = CASE WHEN ? THEN NULL ELSE catch_up END WHERE feed = ?""",
                (record.at, record.seeded, record.at, record.caught_up, record.feed),
            )
        return count


async def _remember(t: Transaction, record: Record) -> None:
    """The snapshot, and what is known of videos and channels. What does not change is not written again."""
    await t.run_many(
        "INSERT OR IGNORE INTO snapshot (feed, item, seen_at) VALUES (?, ?, ?)",
        [(record.feed, item, record.at) for item in record.seen],
    )
    if record.page is not None:
        await t.run(
            "DELETE FROM snapshot WHERE feed = ? AND item NOT IN (SELECT value FROM json_each(?))",
            (record.feed, json.dumps([one.item for one in record.page])),
        )
        ordered = record.feed is Feed.HISTORY
        await t.run_many(
            """INSERT INTO snapshot (feed, item, seen_at, since, missing_since, place) VALUES (?, ?, ?, ?, ?, ?)
               ON CONFLICT (feed, item) DO UPDATE SET since = excluded.since, missing_since = excluded.missing_since,
               place = excluded.place
               WHERE (since, missing_since, place) IS NOT (excluded.since, excluded.missing_since, excluded.place)""",
            [
                (record.feed, one.item, record.at, one.since, one.missing_since, place if ordered else None)
                for place, one in enumerate(record.page)
            ],
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
    await t.run_many(
        """INSERT INTO channels (id, title, handle, description, subscribers, videos, picture, seen_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
           title = coalesce(title, excluded.title), handle = coalesce(excluded.handle, handle),
           description = coalesce(excluded.description, description),
           subscribers = coalesce(excluded.subscribers, subscribers), videos = coalesce(excluded.videos, videos),
           picture = coalesce(excluded.picture, picture)""",
        [
            (c.id, c.title, c.handle, c.description, c.subscribers, c.videos, c.picture, record.at)
            for c in record.channels
        ],
    )


async def _add(t: Transaction, new: NewEvent, at: float) -> int | None:
    """-> the event's id; None if it is there already."""
    event = new.event
    added = await t.run(
        """INSERT INTO events (kind, identity, subject, happened_at, seen_at) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (kind, identity) DO NOTHING RETURNING id""",
        (event.kind, event.identity, event.subject, event.happened_at, event.seen_at),
    )
    if not added:
        return None
    event_id = int(added[0]["id"])
    if new.delivery is not None:
        delivery = await _owe(t, event_id, new.delivery, None)
        if new.download is not None:
            await t.run(
                """INSERT INTO downloads (event_id, delivery_id, destination_id, video_id, state, created_at, changed_at)
                   VALUES (?, ?, ?, ?, ?, ?, ?)""",
                (event_id, delivery, new.delivery.destination_id, event.subject, new.download, at, at),
            )
    return event_id


async def _owe(t: Transaction, event_id: int, new: NewDelivery, digest: list[int] | None) -> int:
    owed = await t.run(
        """INSERT INTO deliveries (event_id, digest, destination_id, random_id, silent, status_wanted)
           VALUES (?, ?, ?, ?, ?, ?) RETURNING id""",
        (
            event_id, json.dumps(digest) if digest else None, new.destination_id, new.random_id, int(new.silent),
            sentence_json(new.status),
        ),
    )  # fmt: skip
    return int(owed[0]["id"])


def _place(row: Row) -> Destination | None:
    return destination(row) if row["destination"] is not None else None
