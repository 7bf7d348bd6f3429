"""Likes of long ago that are posted on request: one backfill at a time, what the owner says to it, and its likes' turns.

Letting a like go is one transaction: its event, its post, its download, and that its turn is over; so it is told once, whatever is
killed. Whether it was told already, by a look or by an earlier backfill, is found in that same transaction. How its likes are
listed and counted is in backfill_list.py.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from core.model import Destination, Feed, Sentence, Video
from core.poll.backfill import PACE, POST_PACE, BackfillState, Item, ItemState
from core.record import NewEvent, Record

from .conversation import Errands
from .database import Database, Row, Transaction
from .forgotten import told_likes
from .record import remember, write_late
from .rows import destination, sentence, sentence_json

S = BackfillState
#: Kinds of errands whose subject is a backfill (bot/errands/backfill.py): to read the list of likes; to tell its end, or its pause.
LIST, TELL = "backfill-list", "backfill-tell"
IS_ON_ITS_WAY = "state NOT IN ('offered', 'done', 'skipped', 'failed', 'cancelled')"
#: The same like, of events e: the same video, liked at the same time as far as both are known. And whether anything was told of it.
SAME = """e.kind = 'liked' AND e.subject = {video}
    AND (e.happened_at IS NULL OR {at} IS NULL OR CAST(e.happened_at AS INT) = CAST({at} AS INT))"""
TOLD = """(EXISTS (SELECT 1 FROM deliveries d WHERE d.event_id = e.id)
    OR e.id IN (SELECT j.value FROM deliveries o, json_each(o.digest) j WHERE o.digest IS NOT NULL))"""
_SAME_LIKE = f"""SELECT e.id, {TOLD} AS told FROM events e WHERE {SAME.format(video=":video", at=":at")}
    ORDER BY told DESC, e.id LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Backfill:
    """One row."""

    id: int
    amount: int | None  #: the newest so many likes, or
    since: float | None  #: all since then
    videos: bool  #: with their videos
    pace: float
    state: BackfillState
    trouble: Sentence | None  #: why it is paused; None: the owner said so
    cursor: str | None  #: the page of the list to be read next
    truncated: bool
    created_at: float
    began_at: float | None
    released_at: float | None
    ended_at: float | None

    @property
    def under_way(self) -> bool:
        return self.state in (S.RUNNING, S.PAUSED)


class Backfills:
    """Rows in `backfills` and `backfill_items`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- reading -----------------------------------------------------------------------------------------------

    async def current(self) -> Backfill | None:
        """The one that has not ended."""
        return _maybe(await self._database.one("SELECT * FROM backfills WHERE ended_at IS NULL"))

    async def last(self) -> Backfill | None:
        """The newest that was confirmed and has ended."""
        return _maybe(
            await self._database.one(
                "SELECT * FROM backfills WHERE ended_at IS NOT NULL AND began_at IS NOT NULL ORDER BY id DESC LIMIT 1"
            )
        )

    async def get(self, backfill: int) -> Backfill | None:
        return _maybe(await self._database.one("SELECT * FROM backfills WHERE id = ?", (backfill,)))

    async def next_item(self, backfill: int) -> Item | None:
        """The oldest one whose turn is still to come."""
        row = await self._database.one(
            """SELECT i.turn, i.liked_at, i.video_id, v.title, v.channel, v.channel_id, v.duration, v.views, v.live_status
               FROM backfill_items i LEFT JOIN videos v ON v.id = i.video_id
               WHERE i.backfill_id = ? AND i.state = 'waiting' ORDER BY i.turn LIMIT 1""",
            (backfill,),
        )
        if row is None:
            return None
        video = Video(
            row["video_id"], row["title"], row["channel"], row["channel_id"], row["duration"], row["views"],
            row["live_status"],
        )  # fmt: skip
        return Item(row["turn"], video, row["liked_at"])

    async def place(self) -> tuple[Destination | None, float, Sentence | None]:
        """Where likes are told -> (nowhere yet: None, not before this time, what is wrong there)."""
        row = await self._database.one(
            """SELECT t.id AS destination, t.chat_id, t.title, t.topic_id, t.not_before, t.trouble
               FROM feeds f JOIN destinations t ON t.id = f.destination_id WHERE f.feed = ?""",
            (Feed.LIKES,),
        )
        return (destination(row), row["not_before"], sentence(row["trouble"])) if row else (None, 0.0, None)

    # -- what the owner says -----------------------------------------------------------------------------------

    async def begin(self, amount: int | None, since: float | None, now: float) -> int | None:
        """A new one, to be listed -> its id; None: another one is under way. One that was not confirmed makes room."""
        async with self._database.transaction("backfill-begin") as t:
            await self._drop(t, now)
            if await t.run("SELECT 1 FROM backfills WHERE ended_at IS NULL"):
                return None
            rows = await t.run(
                "INSERT INTO backfills (amount, since, pace, created_at) VALUES (?, ?, ?, ?) RETURNING id",
                (amount, since, PACE, now),
            )
        return int(rows[0]["id"])

    async def choose_videos(self, backfill: int, videos: bool) -> bool:
        """Before it is confirmed -> False: it is no more to be chosen."""
        return await self._set(
            backfill, (S.PROPOSED,), "videos = ?, pace = ?", (int(videos), PACE if videos else POST_PACE)
        )

    async def confirm(self, backfill: int, now: float) -> bool:
        return await self._set(backfill, (S.PROPOSED,), "state = 'running', began_at = ?", (now,))

    async def pause(self, backfill: int, why: Sentence | None, now: float) -> bool:
        """why: what the owner has to know of, and is told; None: they say so themselves."""
        async with self._database.transaction("backfill-pause"):
            paused = await self._set(backfill, (S.RUNNING,), "state = 'paused', trouble = ?", (sentence_json(why),))
            if paused and why is not None:
                await Errands(self._database).start(TELL, now, str(backfill))
        return paused

    async def go_on(self, backfill: int) -> bool:
        return await self._set(backfill, (S.PAUSED,), "state = 'running', trouble = NULL", ())

    async def drop(self, now: float) -> None:
        """The one that was not confirmed is not wanted."""
        async with self._database.transaction("backfill-drop") as t:
            await self._drop(t, now)

    async def stop(self, backfill: int, now: float) -> list[int] | None:
        """The likes whose turn is still to come are left -> its downloads that are on their way; None: it is not under way."""
        async with self._database.transaction("backfill-stop") as t:
            if not await self._end(t, backfill, S.STOPPED, now):
                return None
            await t.run(
                "UPDATE backfill_items SET state = 'left' WHERE backfill_id = ? AND state = 'waiting'", (backfill,)
            )
            rows = await t.run(
                f"""SELECT j.id FROM backfill_items i JOIN downloads j ON j.event_id = i.event_id AND j.{IS_ON_ITS_WAY}
                    WHERE i.backfill_id = ? AND i.state = 'released' ORDER BY j.id""",
                (backfill,),
            )
        return [row["id"] for row in rows]

    # -- what is done ------------------------------------------------------------------------------------------

    async def release(self, backfill: int, item: Item, new: NewEvent, now: float, *, rank: float) -> ItemState | None:
        """Its turn has come -> what became of it; None: it was paused or stopped meanwhile, and nothing is written."""
        async with self._database.transaction("backfill-release") as t:
            rows = await t.run(
                """SELECT b.created_at FROM backfills b JOIN backfill_items i ON i.backfill_id = b.id
                   WHERE b.id = ? AND b.state = 'running' AND i.turn = ? AND i.state = 'waiting'""",
                (backfill, item.number),
            )
            if not rows:
                return None
            video = {"video": item.video.id, "at": item.liked_at}
            same = await t.run(_SAME_LIKE, video)
            event_id, state = (same[0]["id"] if same else None), ItemState.RELEASED
            known = same[0]["told"] if same else await told_likes(t.run, [(item.video.id, item.liked_at)])
            if known:
                state = ItemState.KNOWN
            elif await t.run(
                "SELECT 1 FROM events WHERE kind = 'unliked' AND subject = ? AND seen_at >= ?",
                (item.video.id, rows[0]["created_at"]),
            ):
                event_id, state = None, ItemState.UNLIKED
            else:
                await remember(t, Record(Feed.LIKES, now, videos=(item.video,)))
                event_id = await write_late(t, new, now, rank=rank, event_id=event_id)
                await t.run("UPDATE backfills SET released_at = ? WHERE id = ?", (now, backfill))
            await t.run(
                "UPDATE backfill_items SET state = ?, event_id = ? WHERE backfill_id = ? AND turn = ?",
                (state, event_id, backfill, item.number),
            )
        return state

    async def done(self, backfill: int, now: float) -> bool:
        """All of it has ended; the owner is told."""
        async with self._database.transaction("backfill-done") as t:
            return await self._end(t, backfill, S.DONE, now)

    # -- small parts -------------------------------------------------------------------------------------------

    async def _set(self, backfill: int, allowed: Sequence[BackfillState], what: str, args: Sequence[object]) -> bool:
        async with self._database.transaction("backfill") as t:
            rows = await t.run(
                f"UPDATE backfills SET {what} WHERE id = ? AND state IN (SELECT value FROM json_each(?)) RETURNING id",
                (*args, backfill, json.dumps(list(allowed))),
            )
        return bool(rows)

    async def _end(self, t: Transaction, backfill: int, state: BackfillState, now: float) -> bool:
        rows = await t.run(
            """UPDATE backfills SET state = ?, ended_at = ?, trouble = NULL WHERE id = ? AND state IN ('running', 'paused')
               RETURNING id""",
            (state, now, backfill),
        )
        if rows:
            await Errands(self._database).start(TELL, now, str(backfill))
        return bool(rows)

    async def _drop(self, t: Transaction, now: float) -> None:
        rows = await t.run(
            "UPDATE backfills SET state = 'dropped', ended_at = ? WHERE state IN ('listing', 'proposed') RETURNING id",
            (now,),
        )
        await t.run_many("DELETE FROM backfill_items WHERE backfill_id = ?", [(row["id"],) for row in rows])


def _maybe(row: Row | None) -> Backfill | None:
    if row is None:
        return None
    return Backfill(
        row["id"], row["amount"], row["since"], bool(row["videos"]), row["pace"], S(row["state"]),
        sentence(row["trouble"]), row["cursor"], bool(row["truncated"]), row["created_at"], row["began_at"],
        row["released_at"], row["ended_at"],
    )  # fmt: skip
