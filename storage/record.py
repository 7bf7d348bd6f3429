"""Writes what a look decided: snapshot, events, what follows. The one place where something new comes into the world."""

from __future__ import annotations

import json
from dataclasses import asdict

from core.model import Event, Feed
from core.record import NewDelivery, NewEvent, Record

from . import forgotten
from .database import Transaction
from .likes_seen import page_seen
from .rows import sentence_json


async def write(t: Transaction, record: Record) -> int:
    """All of it, inside the transaction `t` -> how many events were new."""
    if record.held is not None:
        await remember(t, record)
        await t.run(
            # a word that was given meanwhile is about the change that stood there
            """UPDATE feeds SET held = :held, believe = CASE WHEN :used OR held IS NOT :held THEN NULL ELSE believe END
               WHERE feed = :feed""",
            {"held": json.dumps(asdict(record.held)), "used": record.believed, "feed": record.feed},
        )
        return 0
    new = await happened(t, record)
    await t.run(
        """UPDATE feeds SET looked_at = ?, tries = 0, not_before = 0, trouble = ?, held = NULL, believe = NULL, gap = 0,
           seeded_at = CASE WHEN ? THEN coalesce(seeded_at, ?) ELSE seeded_at END,
           catch_up = CASE WHEN ? THEN NULL ELSE catch_up END WHERE feed = ?""",
        (record.at, sentence_json(record.notice), record.seeded, record.at, record.caught_up, record.feed),
    )
    if record.skipped and new:
        await t.run("UPDATE feeds SET skipped = ?, skipped_at = ? WHERE feed = ?", (len(new), record.at, record.feed))
    return len(new)


async def happened(t: Transaction, record: Record) -> list[Event]:
    """What is known from now on, the events and what follows from them; the feed's own row stays as it is -> the new events."""
    await remember(t, record)
    added, digest = list[Event](), list[int]()
    for new in record.events:
        event_id = await _add(t, new, record.at)
        if event_id is not None:
            added.append(new.event)
            if new.in_digest:
                digest.append(event_id)
    if digest and record.digest:
        [feed] = await t.run("SELECT looked_at FROM feeds WHERE feed = ?", (record.feed,))
        await _owe(t, digest[-1], record.digest, digest, feed["looked_at"])
    return added


async def remember(t: Transaction, record: Record) -> None:
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
    if record.likes is not None:
        await page_seen(t, record.likes, record.at)
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


async def write_late(t: Transaction, new: NewEvent, at: float, *, rank: float, event_id: int | None = None) -> int:
    """An event that no look found, told by request: the feed's own row and snapshot stay as they are -> its id.

    rank: of its download. event_id: it is there already, and nothing was told of it.
    """
    if event_id is None:
        event_id = await _insert(t, new.event)
        assert event_id is not None  # whoever asks has looked, in this transaction
    await _follow(t, event_id, new, at, rank)
    return event_id


async def _add(t: Transaction, new: NewEvent, at: float) -> int | None:
    """-> the event's id; None if it is there already."""
    if await forgotten.are(t.run, [forgotten.act(new.event.kind, new.event.identity)]):
        return None  # it was, and the owner wanted it forgotten
    event_id = await _insert(t, new.event)
    if event_id is not None:
        await _follow(t, event_id, new, at)
    return event_id


async def _insert(t: Transaction, event: Event) -> int | None:
    added = await t.run(
        """INSERT INTO events (kind, identity, subject, happened_at, seen_at, detail) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (kind, identity) DO NOTHING RETURNING id""",
        (
            event.kind, event.identity, event.subject, event.happened_at, event.seen_at,
            json.dumps(event.detail, sort_keys=True) if event.detail else None,
        ),
    )  # fmt: skip
    return int(added[0]["id"]) if added else None


async def _follow(t: Transaction, event_id: int, new: NewEvent, at: float, rank: float = 0.0) -> None:
    """The message that tells it, and the video that it brings."""
    if new.delivery is None:
        return
    delivery = await _owe(t, event_id, new.delivery)
    if new.download is not None:
        await t.run(
            """INSERT INTO downloads (event_id, delivery_id, destination_id, video_id, state, rank, created_at, changed_at)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            (event_id, delivery, new.delivery.destination_id, new.event.subject, new.download, rank, at, at),
        )


async def _owe(
    t: Transaction, event_id: int, new: NewDelivery, digest: list[int] | None = None, since: float | None = None
) -> int:
    owed = await t.run(
        """INSERT INTO deliveries (event_id, digest, since, destination_id, random_id, silent, status_wanted)
           VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id""",
        (
            event_id, json.dumps(digest) if digest else None, since, new.destination_id, new.random_id, int(new.silent),
            sentence_json(new.status),
        ),
    )  # fmt: skip
    return int(owed[0]["id"])
