"""The likes of a backfill (backfills.py): listed page by page, so that a crash goes on at the next one; put in order; counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.download.live import WAITS
from core.model import Feed, Video
from core.poll.backfill import Entry, ItemState, in_order
from core.record import Record

from .backfills import IS_ON_ITS_WAY, SAME, TOLD
from .database import Database
from .forgotten import told_likes
from .record import remember

#: A premiere or stream among old likes is waited for, for days it may be: the others, and the end, do not wait for it.
_WAITS = ", ".join(f"'{key}'" for key in sorted(WAITS))


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of a backfill's likes."""

    listed: int = 0
    waiting: int = 0
    known: int = 0
    gone: int = 0
    unliked: int = 0
    left: int = 0
    released: int = 0
    posted: int = 0  #: of the released: their post stands
    post_failed: int = 0
    fetched: int = 0  #: their video stands
    skipped: int = 0
    failed: int = 0
    offered: int = 0  #: a button brings it; also those that were cancelled
    open_posts: int = 0
    open_videos: int = 0  #: without those that wait for a stream to end

    @property
    def to_post(self) -> int:
        """How many it comes to in all, as far as is known."""
        return self.waiting + self.released


class BackfillList:
    """Rows in `backfill_items`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add_page(
        self, backfill: int, entries: Sequence[Entry], videos: Sequence[Video], cursor: str | None, now: float
    ) -> None:
        """What a page brought. videos: those that are there; the others are gone. cursor: the next page."""
        there = {one.id for one in videos}
        async with self._database.transaction("backfill-page") as t:
            if not await t.run("SELECT 1 FROM backfills WHERE id = ? AND state = 'listing'", (backfill,)):
                return  # it was cancelled while the page came
            rows = await t.run(
                "SELECT coalesce(max(place) + 1, 0) AS n FROM backfill_items WHERE backfill_id = ?", (backfill,)
            )
            await remember(t, Record(Feed.LIKES, now, videos=tuple(videos)))
            await t.run_many(
                """INSERT INTO backfill_items (backfill_id, place, video_id, liked_at, state) VALUES (?, ?, ?, ?, ?)
                   ON CONFLICT DO NOTHING""",
                [
                    (
                        backfill,
                        rows[0]["n"] + n,
                        one.video_id,
                        one.liked_at,
                        ItemState.WAITING if one.video_id in there else ItemState.GONE,
                    )
                    for n, one in enumerate(entries)
                ],
            )
            await t.run("UPDATE backfills SET cursor = ? WHERE id = ?", (cursor, backfill))

    async def propose(self, backfill: int, *, truncated: bool) -> None:
        """The list is read: each like gets its turn, and those that were told already have none."""
        turns = {name: turn for turn, name in enumerate(in_order(await self.listed(backfill)), 1)}
        async with self._database.transaction("backfill-propose") as t:
            await t.run_many(
                "UPDATE backfill_items SET turn = ? WHERE backfill_id = ? AND video_id = ?",
                [(turn, backfill, name) for name, turn in turns.items()],
            )
            told = await t.run(
                f"""SELECT i.video_id, min(e.id) AS event FROM backfill_items i
                    JOIN events e ON {SAME.format(video="i.video_id", at="i.liked_at")}
                    WHERE i.backfill_id = ? AND i.state = 'waiting' AND {TOLD} GROUP BY i.video_id""",
                (backfill,),
            )
            await t.run_many(
                "UPDATE backfill_items SET state = 'known', event_id = ? WHERE backfill_id = ? AND video_id = ?",
                [(row["event"], backfill, row["video_id"]) for row in told],
            )
            waiting = await t.run(
                "SELECT video_id, liked_at FROM backfill_items WHERE backfill_id = ? AND state = 'waiting'", (backfill,)
            )
            gone = await told_likes(t.run, [(row["video_id"], row["liked_at"]) for row in waiting])
            await t.run_many(
                "UPDATE backfill_items SET state = 'known' WHERE backfill_id = ? AND video_id = ?",
                [(backfill, video) for video in sorted(gone)],
            )
            await t.run(
                "UPDATE backfills SET state = 'proposed', truncated = ?, cursor = NULL WHERE id = ? AND state = 'listing'",
                (int(truncated), backfill),
            )

    async def counts(self, backfill: int) -> Counts:
        items = await self._database.fetch(
            "SELECT state, count(*) AS n FROM backfill_items WHERE backfill_id = ? GROUP BY state", (backfill,)
        )
        by = {row["state"]: int(row["n"]) for row in items}
        told = await self._database.one(
            f"""SELECT count(*) FILTER (WHERE d.state = 'sent') AS posted,
                count(*) FILTER (WHERE d.state = 'failed') AS post_failed,
                count(*) FILTER (WHERE d.state = 'waiting') AS open_posts,
                count(*) FILTER (WHERE j.state IN ('sent', 'done')) AS fetched,
                count(*) FILTER (WHERE j.state = 'skipped') AS skipped,
                count(*) FILTER (WHERE j.state = 'failed') AS failed,
                count(*) FILTER (WHERE j.state IN ('offered', 'cancelled')) AS offered,
                count(*) FILTER (WHERE j.{IS_ON_ITS_WAY} AND coalesce(j.trouble ->> '$.key', '') NOT IN ({_WAITS})) AS open_videos
                FROM backfill_items i JOIN deliveries d ON d.event_id = i.event_id AND d.digest IS NULL
                LEFT JOIN downloads j ON j.id = (SELECT max(id) FROM downloads WHERE delivery_id = d.id)
                WHERE i.backfill_id = ? AND i.state = 'released'""",
            (backfill,),
        )
        assert told is not None  # an aggregate has one row
        return Counts(
            listed=sum(by.values()),
            **{state: by.get(state, 0) for state in ItemState},
            **dict(told),
        )

    async def lengths(self, backfill: int) -> list[int | None]:
        """Seconds of those whose turn is still to come; None where YouTube does not say (a live one)."""
        rows = await self._database.fetch(
            """SELECT v.duration FROM backfill_items i LEFT JOIN videos v ON v.id = i.video_id
               WHERE i.backfill_id = ? AND i.state = 'waiting'""",
            (backfill,),
        )
        return [row["duration"] for row in rows]

    async def listed(self, backfill: int) -> list[Entry]:
        """As read so far, the newest first."""
        rows = await self._database.fetch(
            "SELECT video_id, liked_at FROM backfill_items WHERE backfill_id = ? ORDER BY place", (backfill,)
        )
        return [Entry(row["video_id"], row["liked_at"]) for row in rows]

    async def downloads(self) -> set[int]:
        """Downloads on their way that a backfill brought."""
        rows = await self._database.fetch(
            f"""SELECT j.id FROM downloads j WHERE j.{IS_ON_ITS_WAY} AND EXISTS (
                SELECT 1 FROM backfill_items i WHERE i.event_id = j.event_id AND i.state = 'released')"""
        )
        return {row["id"] for row in rows}
