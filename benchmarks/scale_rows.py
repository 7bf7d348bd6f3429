"""A database of years, made by SQL in seconds: for benchmarks/scale.py.

An owner who watches 900 videos a day (each telling is an event), likes one in fifty and subscribes to one channel in five hundred.
Everything was told: a post for each event, a video for each like. What the app would work on by itself waits for something: the
videos in the queue for their streams to end, the posts for their chat, so that nothing changes while answers are timed.
Nothing here is a chat's or video's real name.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

DAY = 86400
A_DAY = 900  #: events
LIKES, SUBSCRIPTIONS = 50, 500  #: one event in so many
QUEUE = 500  #: one event in so many is a video that still waits
HOURS = 36  #: for which everything that waits still does

_SERIES = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :most)"
_SOMEWHERE = "abs((i * 2654435761) % {of})"  #: a number below `of` that looks like chance and is the same in each run


@dataclass(frozen=True, slots=True)
class Size:
    """How many of each there are."""

    events: int

    @property
    def likes(self) -> int:
        return self.events // LIKES

    @property
    def subscriptions(self) -> int:
        return self.events // SUBSCRIPTIONS

    @property
    def queue(self) -> int:
        return max(2, self.events // QUEUE)

    @property
    def videos(self) -> int:
        return max(50, self.events * 2 // 5)

    @property
    def backfill(self) -> int:
        return min(5000, self.likes)


def fill(file: Path, size: Size, now: float, chats: dict[str, int]) -> None:
    """Put rows into a database that has been made and holds the owner's accounts. No app may run. chats: by feed."""
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -200000")
        with connection:
            for table in (_places, _subjects, _events, _told, _videos, _snapshots, _beside, _backfills):
                table(connection, size, now, chats)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _places(at: sqlite3.Connection, size: Size, now: float, chats: dict[str, int]) -> None:
    for number, (feed, chat) in enumerate(chats.items(), 1):
        at.execute(
            """INSERT INTO destinations (id, chat_id, title, checked_at) VALUES (?, ?, ?, ?)
               ON CONFLICT DO UPDATE SET checked_at = excluded.checked_at""",
            (100 + number, chat, f"Videos of {feed}", now),
        )
        at.execute(
            """UPDATE feeds SET seeded_at = ?, looked_at = ?,
               destination_id = (SELECT id FROM destinations WHERE chat_id = ?) WHERE feed = ?""",
            (now - size.events / A_DAY * DAY, now, chat, feed),
        )
    waiting = json.dumps({"key": "telegram-flood", "args": {"seconds": HOURS * 3600}})
    at.execute(
        "INSERT INTO destinations (id, chat_id, title, not_before, trouble) VALUES (200, -1009999999999, 'A slow one', ?, ?)",
        (now + HOURS * 3600, waiting),
    )


def _subjects(at: sqlite3.Connection, size: Size, now: float, chats: dict[str, int]) -> None:
    at.execute(
        f"""INSERT INTO videos (id, title, channel, channel_id, duration, views, live_status, seen_at)
            {_SERIES.replace(":most", str(size.videos))}
            SELECT printf('v%010d', i), printf('A video about things, and number %d of them: Straße, Здесь', i),
            printf('Channel %d', i % 3000), printf('UC%022d', i % 3000), i % 5000, i * 37 % 1000003, 'not_live', :now FROM n""",
        {"now": now},
    )
    at.execute(
        f"""INSERT INTO channels (id, title, handle, description, subscribers, videos, seen_at)
            {_SERIES} SELECT printf('UC%022d', i), printf('Channel %d', i), printf('@channel%d', i),
            'What this channel says of itself, in a sentence or two that nobody reads to their end.', i * 991, i % 700, :now
            FROM n""",
        {"most": max(3, size.subscriptions + size.subscriptions // 4), "now": now},
    )


def _events(at: sqlite3.Connection, size: Size, now: float, chats: dict[str, int]) -> None:
    """The oldest has the lowest number. One like in 40 is taken back later, one in 100 vanishes."""
    at.execute(
        f"""INSERT INTO events (id, kind, identity, subject, happened_at, seen_at, detail)
            {_SERIES},
            one AS (SELECT i, :now - (:most - i) * (86400.0 / {A_DAY}) AS at,
                CASE WHEN i % {LIKES} = 7 THEN 'liked'
                     WHEN i % {LIKES * 40} = 9 THEN 'unliked' WHEN i % {LIKES * 100} = 11 THEN 'vanished'
                     WHEN i % {SUBSCRIPTIONS} = 13 THEN 'subscribed' WHEN i % {SUBSCRIPTIONS * 10} = 15 THEN 'unsubscribed'
                     WHEN i % {SUBSCRIPTIONS * 20} = 17 THEN 'vanished' ELSE 'watched' END AS kind FROM n),
            subject AS (SELECT *, CASE
                WHEN kind = 'liked' THEN printf('v%010d', i / {LIKES} + 1)
                WHEN kind = 'unliked' OR (kind = 'vanished' AND i % {SUBSCRIPTIONS} = 11)
                    THEN printf('v%010d', max(1, i / {LIKES} - 20))
                WHEN kind = 'watched' THEN printf('v%010d', {_SOMEWHERE.format(of=size.videos)} + 1)
                ELSE printf('UC%022d', i / {SUBSCRIPTIONS} + 1) END AS subject FROM one)
            SELECT i, kind, CASE kind WHEN 'watched' THEN date(at, 'unixepoch') || ':' || subject || ':' || i
                ELSE subject || '@' || CAST(at AS INTEGER) END,
            subject, CASE WHEN kind = 'watched' THEN NULL ELSE at END, at, NULL FROM subject""",
        {"most": size.events, "now": now},
    )


def _told(at: sqlite3.Connection, size: Size, now: float, chats: dict[str, int]) -> None:
    """A post for each event; at the end some that wait, and some that were refused."""
    feeds = dict(at.execute("SELECT feed, destination_id FROM feeds"))
    state = """CASE WHEN id > :most - 40 THEN 'waiting' WHEN id % 2000 = 1 THEN 'failed' ELSE 'sent' END"""
    status = """CASE kind WHEN 'liked' THEN '{"args": {}, "key": "status-done"}' END"""
    at.execute(
        f"""INSERT INTO deliveries (id, event_id, destination_id, random_id, state, message_id, status_wanted, status_shown,
                silent, sent_at, trouble)
            SELECT id, id, CASE WHEN {state} = 'waiting' THEN 200 WHEN kind = 'watched' THEN :history
                WHEN kind IN ('subscribed', 'unsubscribed') THEN :subscriptions ELSE :likes END,
            id * 2654435761, {state}, CASE {state} WHEN 'sent' THEN id + 10 END, {status}, {status}, kind = 'watched',
            CASE {state} WHEN 'sent' THEN seen_at + 5 END,
            CASE {state} WHEN 'failed' THEN '{{"args": {{}}, "key": "telegram-refused"}}' END FROM events""",
        {"most": size.events} | feeds,
    )


def _videos(at: sqlite3.Connection, size: Size, now: float, chats: dict[str, int]) -> None:
    """A video for each like: nearly all stand; and the queue, each of which waits for its stream to end."""
    private, live = json.dumps({"key": "video-private", "args": {}}), json.dumps({"key": "video-live", "args": {}})
    at.execute(
        """INSERT INTO downloads (event_id, delivery_id, destination_id, video_id, state, quality, trouble, created_at,
               changed_at)
           SELECT e.id, d.id, d.destination_id, e.subject,
           CASE WHEN e.id % 31 = 0 THEN 'skipped' WHEN e.id % 37 = 0 THEN 'failed' WHEN e.id % 41 = 0 THEN 'cancelled'
                WHEN e.id % 43 = 0 THEN 'offered' ELSE 'done' END, 'best',
           CASE WHEN e.id % 31 = 0 OR e.id % 37 = 0 THEN :private END, e.seen_at, e.seen_at + 300
           FROM events e JOIN deliveries d ON d.event_id = e.id WHERE e.kind = 'liked' AND d.state = 'sent'""",
        {"private": private},
    )
    at.execute(
        f"""INSERT INTO downloads (destination_id, video_id, state, asked, card, not_before, trouble, created_at, changed_at)
            {_SERIES} SELECT (SELECT destination_id FROM feeds WHERE feed = 'likes'), printf('v%010d', i), 'queued', i % 2,
            CASE WHEN i % 20 = 0 THEN 500000 + i END, :until, :live, :now - i * 600, :now - i FROM n""",
        {"most": size.queue, "until": now + HOURS * 3600, "now": now, "live": live},
    )
    at.execute(
        """INSERT INTO parts (download_id, number, account, random_id, path, size, duration, width, height, file_id, chunk_size,
               message_id, document_id, document_hash, document_reference, sent_at)
           SELECT id, 1, 'user', id * 2654435761 + 1, id || '/video.mp4', 50000000, 300, 1280, 720, id, 524288,
           2000000 + id, id, id, x'0102030405060708', changed_at FROM downloads WHERE state = 'done'"""
    )


def _snapshots(at: sqlite3.Connection, size: Size, now: float, chats: dict[str, int]) -> None:
    at.execute(
        """INSERT OR IGNORE INTO snapshot (feed, item, seen_at, since, place, asked_at)
           SELECT 'likes', subject, seen_at, happened_at, id, seen_at FROM events WHERE kind = 'liked'"""
    )
    at.execute(
        """INSERT OR IGNORE INTO snapshot (feed, item, seen_at, since)
           SELECT 'subscriptions', subject, seen_at, happened_at FROM events WHERE kind = 'subscribed'"""
    )
    at.execute(
        """INSERT OR IGNORE INTO snapshot (feed, item, seen_at, place)
           SELECT 'history', identity, seen_at, :most - id FROM events WHERE kind = 'watched' ORDER BY id DESC LIMIT 200""",
        {"most": size.events},
    )


def _beside(at: sqlite3.Connection, size: Size, now: float, chats: dict[str, int]) -> None:
    """Traffic, quota, private times, alerts and errands of all these days."""
    days = {"most": size.events // A_DAY + 1, "now": now}
    for purpose in ("download", "upload", "look", "poll", "chat", "update", "backup"):
        at.execute(
            f"""INSERT OR IGNORE INTO traffic (day, purpose, received, sent)
                {_SERIES} SELECT date(:now - (i - 1) * 86400, 'unixepoch'), '{purpose}', i * 1000003, i * 3001 FROM n""",
            days,
        )
    at.execute(
        f"INSERT OR IGNORE INTO quota (day, units) {_SERIES} SELECT date(:now - i * 86400, 'unixepoch'), 9000 FROM n",
        days,
    )
    at.execute(
        f"""INSERT INTO private_times (began_at, until, ended_at)
            {_SERIES} SELECT :now - i * 86400, :now - i * 86400 + 3600, :now - i * 86400 + 3000 FROM n""",
        days,
    )
    at.execute(
        f"""INSERT INTO alerts (condition, subject, trouble, began_at, message_id, ended_at, end_told)
            {_SERIES} SELECT 'bot_check', '', '{{"key": "condition-bot_check", "args": {{}}}}', :now - i * 7 * 86400,
            400000 + i, :now - i * 7 * 86400 + 3600, 1 FROM n""",
        days,
    )
    at.execute(
        f"""INSERT INTO errands (kind, subject, args, created_at, ended_at)
            {_SERIES} SELECT 'look', 'v' || i, '{{"card": ' || (600000 + i) || '}}', :now - i * 100, :now - i * 100 + 5 FROM n""",
        {"most": min(5000, size.events // 10), "now": now},
    )
    at.execute(
        f"INSERT OR IGNORE INTO seen_updates (update_id, at) {_SERIES} SELECT i, :now - 700000 + i FROM n",
        {"most": min(20_000, size.events // 10), "now": now},
    )


def _backfills(at: sqlite3.Connection, size: Size, now: float, chats: dict[str, int]) -> None:
    """One that has ended, and one that the owner paused in its middle."""
    for number, state in ((1, "done"), (2, "paused")):
        at.execute(
            """INSERT INTO backfills (id, amount, pace, state, created_at, began_at, released_at, ended_at)
               VALUES (?, ?, 60, ?, ?, ?, ?, ?)""",
            (number, size.backfill, state, now - 9000, now - 8000, now - 70, now - 60 if state == "done" else None),
        )
        at.execute(
            """INSERT OR IGNORE INTO backfill_items (backfill_id, place, turn, video_id, liked_at, state, event_id)
               SELECT :number, row_number() OVER (ORDER BY id DESC), row_number() OVER (ORDER BY id), subject, happened_at,
               CASE WHEN :number = 1 OR id % 2 = 0 THEN 'released' ELSE 'waiting' END,
               CASE WHEN :number = 1 OR id % 2 = 0 THEN id END
               FROM events WHERE kind = 'liked' ORDER BY id DESC LIMIT :most""",
            {"number": number, "most": size.backfill},
        )
