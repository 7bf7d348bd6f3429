"""Forgets events that are older than the owner wants them kept, with all that belongs to them, a few at a time.

With an event go its post's row (the post stays in its chat), the rows of its video (which stays there too) and the titles that
nothing else needs. What is kept, so that nothing is told again, is in forgotten.py. An event stays for now while anything about
it is still to be done: a post that waits, a download on its way, a video that is to be taken out of its chat, a backfill that is
under way, something that happened to its video lately.

The rows with the highest numbers stay always. SQLite would give their numbers away again: a button under an old post would then
mean another video, and a program that reads events on from a number would miss the next ones.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from core.model import EventKind

from . import forgotten
from .database import Database, Row, Transaction
from .job_rows import IS_OPEN

#: Of an event e: nothing about it is still to be done. Named parameter: before.
_OVER = """e.id < (SELECT max(id) FROM events)
    AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.event_id = e.id
        AND (d.state = 'waiting' OR d.id = (SELECT max(id) FROM deliveries)))
    AND NOT EXISTS (SELECT 1 FROM downloads j WHERE j.event_id = e.id AND {busy})
    AND NOT EXISTS (SELECT 1 FROM deliveries d JOIN downloads j ON j.delivery_id = d.id WHERE d.event_id = e.id AND {busy})
    AND e.id NOT IN (SELECT one.value FROM deliveries d, json_each(d.digest) one
        WHERE d.state = 'waiting' AND d.digest IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM backfill_items i JOIN backfills b ON b.id = i.backfill_id
        WHERE i.event_id = e.id AND b.ended_at IS NULL)""".format(
    busy=f"""({IS_OPEN} OR j.changed_at >= :before OR j.id = (SELECT max(id) FROM downloads)
        OR EXISTS (SELECT 1 FROM removals r WHERE r.download_id = j.id))"""
)
#: Only of likes it is asked later whether they had been told (backfills.py).
_TOLD = """e.kind = 'liked' AND (EXISTS (SELECT 1 FROM deliveries d WHERE d.event_id = e.id)
    OR EXISTS (SELECT 1 FROM deliveries d, json_each(d.digest) one
        WHERE d.digest IS NOT NULL AND d.event_id >= e.id AND one.value = e.id))"""
_IN = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Batch:
    """What one step has done."""

    gone: int
    #: Where the next one begins; None: there is no more.
    next: tuple[float, int] | None


class Retention:
    """Rows in `events` and all that hangs on them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def older(self, before: float) -> tuple[int, int]:
        """-> (events seen before then, all events). Some of the first may have to stay for a while. The younger ones are counted:
        of a million events they are few, and all together SQLite counts by pages."""
        row = await self._database.one(
            """SELECT (SELECT count(*) FROM events INDEXED BY events_seen WHERE seen_at >= ?) AS young,
               (SELECT count(*) FROM events) AS everything""",
            (before,),
        )
        return (row["everything"] - row["young"], row["everything"]) if row else (0, 0)

    async def count(self) -> int:
        """All events."""
        row = await self._database.one("SELECT count(*) AS n FROM events")
        return int(row["n"]) if row else 0

    async def forget(self, before: float, begin: tuple[float, int], limit: int) -> Batch:
        """The next `limit` events seen before then are looked at, the oldest first; all of it in one transaction."""
        async with self._database.transaction("forgotten") as t:
            looked_at = await t.run(
                """SELECT id, seen_at FROM events INDEXED BY events_seen WHERE seen_at < ? AND (seen_at, id) > (?, ?)
                   AND seen_at >= ? ORDER BY seen_at, id LIMIT ?""",
                (before, *begin, begin[0], limit),
            )
            if not looked_at:
                return Batch(0, None)
            rows = await t.run(
                f"""SELECT e.id, e.kind, e.identity, e.subject, e.happened_at, {_TOLD} AS told FROM events e
                    WHERE e.id IN (SELECT value FROM json_each(:ids)) AND {_OVER} ORDER BY e.id""",
                {"ids": json.dumps([row["id"] for row in looked_at]), "before": before},
            )
            if rows:
                await _keep_marks(t, rows)
                await _delete(t, rows)
        last = looked_at[-1]
        return Batch(len(rows), (last["seen_at"], last["id"]) if len(looked_at) == limit else None)


async def _keep_marks(t: Transaction, rows: Sequence[Row]) -> None:
    kept = [
        (forgotten.mark(name), times)
        for row in rows
        for name, times in forgotten.names(
            EventKind(row["kind"]), row["identity"], row["subject"], told=bool(row["told"])
        )
    ]
    await t.run_many(
        "INSERT INTO forgotten (mark, times) VALUES (?, ?) ON CONFLICT (mark) DO UPDATE SET times = times + excluded.times",
        kept,
    )
    await t.run_many(  # it is the identity of its end
        "UPDATE snapshot SET since = ? WHERE feed = 'likes' AND item = ? AND since IS NULL",
        [
            (row["happened_at"], row["subject"])
            for row in rows
            if row["kind"] == EventKind.LIKED and row["happened_at"] is not None
        ],
    )


async def _delete(t: Transaction, rows: Sequence[Row]) -> None:
    events = json.dumps([row["id"] for row in rows])
    subjects = json.dumps(sorted({row["subject"] for row in rows}))
    posts = json.dumps([row["id"] for row in await t.run(f"SELECT id FROM deliveries WHERE event_id {_IN}", (events,))])
    jobs = json.dumps([
        row["id"]
        for row in await t.run(
            f"SELECT id FROM downloads WHERE event_id {_IN} UNION SELECT id FROM downloads WHERE delivery_id {_IN}",
            (events, posts),
        )
    ])  # fmt: skip
    for table, column, which in (
        ("parts", "download_id", jobs), ("downloads", "id", jobs), ("deliveries", "id", posts)
    ):  # fmt: skip
        await t.run(f"DELETE FROM {table} WHERE {column} {_IN}", (which,))
    await t.run(f"UPDATE backfill_items SET event_id = NULL WHERE event_id {_IN}", (events,))
    await t.run(f"DELETE FROM events WHERE id {_IN}", (events,))
    await t.run(  # a known like keeps its title: it is told when its video vanishes
        f"""DELETE FROM videos WHERE id {_IN} AND NOT EXISTS (SELECT 1 FROM events e WHERE e.subject = videos.id)
            AND NOT EXISTS (SELECT 1 FROM snapshot s WHERE s.feed = 'likes' AND s.item = videos.id)
            AND NOT EXISTS (SELECT 1 FROM downloads j WHERE j.video_id = videos.id)
            AND id NOT IN (SELECT i.video_id FROM backfill_items i JOIN backfills b ON b.id = i.backfill_id
                           WHERE b.ended_at IS NULL)""",
        (subjects,),
    )
    await t.run(
        f"""DELETE FROM channels WHERE id {_IN} AND NOT EXISTS (SELECT 1 FROM events e WHERE e.subject = channels.id)
            AND NOT EXISTS (SELECT 1 FROM snapshot s WHERE s.feed = 'subscriptions' AND s.item = channels.id)""",
        (subjects,),
    )
