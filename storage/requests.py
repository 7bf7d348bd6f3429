"""What the owner does to downloads: asks for one, cancels, retries, puts off, holds, moves up and down. For bot.

Rows only, so each may be part of the transaction of the press that asked for it; the worker is woken afterwards and finds them.
All are safe to repeat. Each post's status line follows in the same transaction.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from core.download.job import CAN_BE_ASKED, CAN_BE_CANCELLED, FOREVER, NOT_EVERYWHERE, Move, to, waiting
from core.model import DownloadState, Sentence, Video
from core.settings import Large, Quality
from core.subtitles import IF_ANY

from .database import Database, Transaction
from .job_rows import IS_OPEN
from .rows import sentence_json

S = DownloadState
#: All its messages are there, only its row does not say so yet.
STANDS = """state = 'uploading' AND EXISTS (SELECT 1 FROM parts p WHERE p.download_id = downloads.id)
    AND NOT EXISTS (SELECT 1 FROM parts p WHERE p.download_id = downloads.id AND p.message_id IS NULL)"""
#: What has no picture that plays everywhere comes as the original that it is, unless it may be encoded anew by now.
AS_IT_IS = f"""json_extract(trouble, '$.key') IN ({", ".join(f"'{key}'" for key in NOT_EVERYWHERE)})
    AND (json_extract(trouble, '$.key') <> 'video-only-vp9'
         OR NOT EXISTS (SELECT 1 FROM settings WHERE key = 'download.convert' AND value = 'true'))"""
#: At the owner's own word, with all its tries.
ASKED = f""", tries = 0, asked = 1, quality = CASE WHEN {AS_IT_IS} THEN 'original' ELSE quality END,
    height = CASE WHEN {AS_IT_IS} THEN NULL ELSE height END"""
PUT_OFF = frozenset({S.QUEUED, S.FETCHING, S.FETCHED, S.UPLOADING})


class Requests:
    """Rows in `downloads`, as the owner moves them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def request(
        self,
        video: Video,
        destination_id: int,
        quality: Quality | None,
        height: int | None,
        subtitles: str | None,
        card: int | None,
        now: float,
        large: Large | None = None,
    ) -> int:
        """A personal download -> its id. The same that is open already is this one, and gets the card."""
        wish = (destination_id, video.id, quality, height, subtitles, large)
        async with self._database.transaction("request") as t:
            await t.run(
                """INSERT INTO videos (id, title, channel, channel_id, duration, views, live_status, seen_at)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
                   title = coalesce(title, excluded.title), channel = coalesce(channel, excluded.channel),
                   channel_id = coalesce(channel_id, excluded.channel_id), duration = coalesce(duration, excluded.duration),
                   views = coalesce(excluded.views, views), live_status = coalesce(excluded.live_status, live_status)""",
                (
                    video.id, video.title, video.channel, video.channel_id, video.duration, video.views,
                    video.live_status, now,
                ),
            )  # fmt: skip
            rows = await t.run(
                f"""SELECT id FROM downloads j WHERE {IS_OPEN} AND asked = 1 AND event_id IS NULL
                    AND destination_id = ?1 AND video_id = ?2 AND quality IS ?3 AND height IS ?4
                    AND (large IS ?6 OR ?6 IS NULL)
                    AND (subtitles IS ?5 OR ?5 IS NULL AND subtitles LIKE '%{IF_ANY}')""",  # settled by the settings
                wish,
            )
            if rows:
                await t.run("UPDATE downloads SET card = coalesce(?, card) WHERE id = ?", (card, rows[0]["id"]))
            else:
                rows = await t.run(
                    """INSERT INTO downloads (destination_id, video_id, quality, height, subtitles, large, card, asked,
                       created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?) RETURNING id""",
                    (*wish, card, now, now),
                )
        return int(rows[0]["id"])

    async def cancel(self, job: int, now: float) -> bool:
        """False if there is nothing to cancel any more: its message stands, or it has ended."""
        return await self._set(job, CAN_BE_CANCELLED, to(S.CANCELLED), now, unless=STANDS)

    async def retry(self, job: int, now: float) -> bool:
        """Once more, with all its tries, and at the owner's own word. False if it is not at an end where that helps."""
        return await self._set(job, CAN_BE_ASKED, to(S.QUEUED), now, more=ASKED)

    async def get_now(self, job: int, now: float) -> bool:
        """What was only offered, or waits, goes first, and no pause or cap holds it. False if it is neither."""
        allowed = CAN_BE_ASKED | {S.QUEUED}
        return await self._set(job, allowed, to(S.QUEUED), now, more=ASKED)

    async def later(self, job: int, not_before: float, now: float) -> bool:
        """Not before that time. What has come so far stays. False if it is not open."""
        why = Sentence("held-later", {"time": f"{datetime.fromtimestamp(not_before, UTC):%H:%M}"})
        return await self._put_off(job, not_before, why, now)

    async def hold(self, job: int, now: float) -> bool:
        """Not until the owner says so. What has come so far stays. False if it is not open."""
        return await self._put_off(job, FOREVER, Sentence("held-by-you"), now)

    async def go_on(self, job: int, now: float) -> bool:
        """At once what was to wait: put off, held, or between two tries. False if it does not wait."""
        async with self._database.transaction("go-on") as t:
            rows = await t.run(
                f"""UPDATE downloads SET not_before = 0, changed_at = ?,
                    trouble = CASE WHEN trouble ->> 'key' IN ('held-later', 'held-by-you') THEN NULL ELSE trouble END
                    WHERE id = ? AND not_before > ? AND state IN ({_marks(PUT_OFF)}) RETURNING id, state, trouble""",
                (now, job, now, *PUT_OFF),
            )
            if rows and rows[0]["trouble"] is None:
                await _tell(t, [job], to(S(rows[0]["state"])).status)
        return bool(rows)

    async def _put_off(self, job: int, not_before: float, why: Sentence, now: float) -> bool:
        async with self._database.transaction("later-job") as t:
            rows = await t.run(
                f"""UPDATE downloads SET not_before = ?, trouble = ?, changed_at = ?,
                    state = CASE state WHEN 'fetching' THEN 'queued' ELSE state END
                    WHERE id = ? AND state IN ({_marks(PUT_OFF)}) RETURNING id""",
                (not_before, sentence_json(why), now, job, *PUT_OFF),
            )
            await _tell(t, [row["id"] for row in rows], waiting(why))
        return bool(rows)

    async def drop_older(self, than: float, now: float) -> int:
        """Cancel what has waited for its turn since before that time -> how many."""
        async with self._database.transaction("drop-older") as t:
            rows = await t.run(
                """UPDATE downloads SET state = 'cancelled', trouble = NULL, not_before = 0, changed_at = ?
                   WHERE state = 'queued' AND created_at < ? RETURNING id""",
                (now, than),
            )
            await _tell(t, [row["id"] for row in rows], to(S.CANCELLED).status)
        return len(rows)

    async def move_first(self, job: int) -> bool:
        """Before all others of its kind (asked for, or not). False if it is not open."""
        async with self._database.transaction("move-first") as t:
            rows = await t.run(
                f"""UPDATE downloads AS j SET rank = (SELECT min(0, min(rank)) - 1 FROM downloads j WHERE {IS_OPEN})
                    WHERE id = ? AND {IS_OPEN} RETURNING id""",
                (job,),
            )
        return bool(rows)

    async def swap(self, job: int, *, up: bool) -> bool:
        """One place up or down among those of its kind that wait for their turn. False if it is none of them, or at the end.

        The others keep their order, and what comes later comes behind them: only ranks of what stands right before are spread out.
        """
        async with self._database.transaction("swap") as t:
            rows = await t.run(
                """SELECT id, rank FROM downloads WHERE state = 'queued' AND trouble IS NULL
                   AND asked = (SELECT asked FROM downloads WHERE id = ?) ORDER BY rank, id""",
                (job,),
            )
            ids = [row["id"] for row in rows]
            if job not in ids:
                return False
            lower = ids.index(job) if up else ids.index(job) + 1  # goes before the one above it
            if not 0 < lower < len(ids):
                return False
            rank = rows[lower - 1]["rank"]
            begins = next(place for place, row in enumerate(rows) if row["rank"] == rank)
            floor = rows[begins - 1]["rank"] if begins else rank - 1
            moved = [*ids[begins : lower - 1], ids[lower]]
            await t.run_many(
                "UPDATE downloads SET rank = ? WHERE id = ?",
                [(floor + (rank - floor) * (place + 1) / (len(moved) + 1), one) for place, one in enumerate(moved)],
            )
        return True

    async def _set(
        self, job: int, allowed: Collection[DownloadState], move: Move, now: float, more: str = "", unless: str = "0"
    ) -> bool:
        async with self._database.transaction(f"asked-{move.state}") as t:
            rows = await t.run(
                f"""UPDATE downloads SET state = ?, trouble = NULL, not_before = 0, changed_at = ?{more}
                    WHERE id = ? AND state IN ({_marks(allowed)}) AND NOT ({unless}) RETURNING id""",
                (move.state, now, job, *allowed),
            )
            await _tell(t, [row["id"] for row in rows], move.status)
        return bool(rows)


async def _tell(t: Transaction, jobs: Collection[int], status: Sentence) -> None:
    await t.run_many(
        "UPDATE deliveries SET status_wanted = ? WHERE id = (SELECT delivery_id FROM downloads WHERE id = ?)",
        [(sentence_json(status), job) for job in jobs],
    )


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))
