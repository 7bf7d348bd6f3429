"""Snapshots, and how each feed is. What a look decided is written by record.py."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict

from core.model import Destination, EventKind, Feed, Sentence
from core.poll.decide import FeedState
from core.record import MassChange, Record, SnapshotItem
from core.settings import CatchUp

from . import forgotten
from .database import Database, Row
from .record import write
from .rows import destination, sentence, sentence_json

#: A time that is past for every clock, and another one each time, so that a look that is under way sees that it was written.
_AT_ONCE = "not_before = min(not_before, 0) - 1"


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
            MassChange(**json.loads(row["held"])) if row["held"] else None,
            CatchUp(row["believe"]) if row["believe"] else None,
            bool(row["gap"]),
        )

    async def snapshot(self, feed: Feed) -> tuple[SnapshotItem, ...]:
        """All of it, in the order in which it was recorded."""
        rows = await self._database.fetch(
            "SELECT item, since, missing_since FROM snapshot WHERE feed = ? ORDER BY place, item", (feed,)
        )
        return tuple(SnapshotItem(row["item"], row["since"], row["missing_since"]) for row in rows)

    async def times_watched(self, days_and_videos: Collection[str]) -> dict[str, int]:
        """How many watches of each `DAY:VIDEO` were ever recorded; those with none are left out."""
        rows = await self._database.fetch(
            """SELECT w.value AS watched, count(*) AS n FROM json_each(?) w JOIN events e
               ON e.kind = 'watched' AND e.identity > w.value || ':' AND e.identity < w.value || ';' GROUP BY w.value""",
            (json.dumps(sorted(days_and_videos)),),
        )
        counted = {row["watched"]: row["n"] for row in rows}
        return await self._with_forgotten(counted, {one: forgotten.of_day(one) for one in days_and_videos})

    async def watched_ever(self, videos: Collection[str]) -> dict[str, int]:
        """How many watches of each video are recorded, on any day; those with none are left out."""
        rows = await self._database.fetch(
            """SELECT e.subject, count(*) AS n FROM json_each(?) w JOIN events e ON e.subject = w.value AND e.kind = 'watched'
               GROUP BY e.subject""",
            (json.dumps(sorted(videos)),),
        )
        counted = {row["subject"]: row["n"] for row in rows}
        return await self._with_forgotten(counted, {one: forgotten.watched(one) for one in videos})

    async def vanished_before(self, channels: Collection[str]) -> dict[str, int]:
        """How often each was recorded as vanished; those that never were are left out."""
        rows = await self._database.fetch(
            """SELECT e.subject, count(*) AS n FROM json_each(?) w JOIN events e ON e.subject = w.value AND e.kind = 'vanished'
               GROUP BY e.subject""",
            (json.dumps(sorted(channels)),),
        )
        counted = {row["subject"]: row["n"] for row in rows}
        names = {one: forgotten.numbered(EventKind.VANISHED, one) for one in channels}
        return await self._with_forgotten(counted, names)

    async def _with_forgotten(self, counted: dict[str, int], names: Mapping[str, forgotten.Name]) -> dict[str, int]:
        return forgotten.added(counted, await forgotten.counts(self._database.fetch, names))

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

    async def believe(self, feed: Feed, change: MassChange, mode: CatchUp) -> bool:
        """The owner's word on a mass change: it is true, and is told like this by the next look -> False if it is not (or not any
        more) that change which waits."""
        async with self._database.transaction("believe") as t:
            heard = await t.run(
                "UPDATE feeds SET believe = ? WHERE feed = ? AND held = ? RETURNING feed",
                (mode, feed, json.dumps(asdict(change))),
            )
        return bool(heard)

    async def look_again(self, feed: Feed) -> None:
        """The owner says so: it waits for nothing any more."""
        async with self._database.transaction("look-again") as t:
            await t.run(f"UPDATE feeds SET {_AT_ONCE} WHERE feed = ?", (feed,))

    async def look_failed(
        self, feed: Feed, not_before: float, trouble: Sentence, *, began: float | None = None, gap: bool = False
    ) -> None:
        """began: `not_before` as the look found it. Another one by now is the owner's word, given while that look was under way:
        what it has met says nothing about the next one, and is not written. gap: it makes a gap, which only a good look ends."""
        async with self._database.transaction("look-failed") as t:
            await t.run(
                """UPDATE feeds SET not_before = ?, tries = tries + 1, trouble = ?, gap = max(gap, ?) WHERE feed = ?
                   AND not_before = coalesce(?, not_before)""",
                (not_before, sentence_json(trouble), int(gap), feed, began),
            )

    async def begin_anew(self, *feeds: Feed) -> None:
        """They are another account's from now on: the next look is a first one. Events stay."""
        async with self._database.transaction("feeds-anew") as t:
            for feed in feeds:
                await t.run("DELETE FROM snapshot WHERE feed = ?", (feed,))
                await t.run(
                    """UPDATE feeds SET seeded_at = NULL, looked_at = NULL, catch_up = NULL, held = NULL, believe = NULL,
                       skipped = 0, skipped_at = NULL, not_before = 0, tries = 0, trouble = NULL, gap = 0 WHERE feed = ?""",
                    (feed,),
                )

    async def mended(self, *feeds: Feed) -> None:
        """What they waited for was mended by the owner: they are looked at again at their next turn."""
        async with self._database.transaction("feeds-mended") as t:
            for feed in feeds:
                await t.run(f"UPDATE feeds SET {_AT_ONCE}, tries = 0, trouble = NULL WHERE feed = ?", (feed,))

    async def record(self, record: Record) -> int:
        """Write all of it in one transaction -> how many events were new."""
        async with self._database.transaction("record", lasting=not record.is_empty) as t:
            return await write(t, record)


def _place(row: Row) -> Destination | None:
    return destination(row) if row["destination"] is not None else None
