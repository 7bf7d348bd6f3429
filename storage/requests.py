"""What the owner does to downloads: asks for one, cancels, retries, puts off, moves up. For bot.

Rows only, so each may be part of the transaction of the press that asked for it; the worker is woken afterwards and finds them.
All are safe to repeat. Each post's status line follows in the same transaction.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from core.download.job import CAN_BE_ASKED, CAN_BE_CANCELLED, Move, to, waiting
from core.model import DownloadState, Sentence, Video
from core.settings import Quality

from .database import Database, Transaction
from .job_rows import IS_OPEN
from .rows import sentence_json

S = DownloadState
#: All its messages are there, only its row does not say so yet.
STANDS = """state = 'uploading' AND EXISTS (SELECT 1 FROM parts p WHERE p.download_id = downloads.id)
    AND NOT EXISTS (SELECT 1 FROM parts p WHERE p.download_id = downloads.id AND p.message_id IS NULL)"""
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
    ) -> int:
        """A personal download -> its id. The same that is open already is this one, and gets the card."""
        wish = (destination_id, video.id, quality, height, subtitles)
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
                    AND destination_id = ? AND video_id = ? AND quality IS ? AND height IS ? AND subtitles IS ?""",
                wish,
            )
            if rows:
                await t.run("UPDATE downloads SET card = coalesce(?, card) WHERE id = ?", (card, rows[0]["id"]))
            else:
                rows = await t.run(
                    """INSERT INTO downloads (destination_id, video_id, quality, height, subtitles, card, asked, created_at,
                       changed_at) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?) RETURNING id""",
                    (*wish, card, now, now),
                )
        return int(rows[0]["id"])

    async def cancel(self, job: int, now: float) -> bool:
        """False if there is nothing to cancel any more: its message stands, or it has ended."""
        return await self._set(job, CAN_BE_CANCELLED, to(S.CANCELLED), now, unless=STANDS)

    async def retry(self, job: int, now: float) -> bool:
        """Once more, with all its tries, and at the owner's own word. False if it is not at an end where that helps."""
        return await self._set(job, CAN_BE_ASKED, to(S.QUEUED), now, more=", tries = 0, asked = 1")

    async def get_now(self, job: int, now: float) -> bool:
        """What was only offered, or waits, goes first, and no pause or cap holds it. False if it is neither."""
        allowed = CAN_BE_ASKED | {S.QUEUED}
        return await self._set(job, allowed, to(S.QUEUED), now, more=", tries = 0, asked = 1")

    async def later(self, job: int, not_before: float, now: float) -> bool:
        """Not before that time. What has come so far stays. False if it is not open."""
        why = Sentence("held-later", {"time": f"{datetime.fromtimestamp(not_before, UTC):%H:%M}"})
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
