"""The downloads as screens and cards show them. For bot."""

from __future__ import annotations

import json
from dataclasses import dataclass

from core.download.job import Job
from core.model import Sentence

from . import job_rows
from .database import Database, Row
from .job_rows import IS_OPEN, JOB, OPEN_ONES, ORDER
from .rows import sentence

#: How long an ended job's card is still looked after, so that its last words are said.
CARD_SECONDS = 7 * 86400.0
FAR = 500  #: places in the queue that are told apart


@dataclass(frozen=True, slots=True)
class CardRow:
    """A message in the owner's chat that shows how far its downloads are."""

    message_id: int
    last: int  #: the newest of its downloads
    changed_at: float  #: when one of them changed last
    is_open: bool  #: one of them is
    shown: str | None  #: what the message says, as `card_shown` was told


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One download, with what only a screen wants to know."""

    job: Job
    created_at: float
    changed_at: float


class Queue:
    """Reads `downloads` in the order in which they are worked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(self, limit: int, offset: int) -> tuple[int, list[QueueRow]]:
        """-> (how many are open, a page of them)."""
        total = await self._database.one(f"SELECT count(*) AS n FROM {OPEN_ONES} WHERE {IS_OPEN}")
        rows = await self._database.fetch(  # only a page of them is joined with what else is shown
            f"{JOB} WHERE j.id IN (SELECT j.id FROM {OPEN_ONES} WHERE {IS_OPEN} {ORDER} LIMIT ? OFFSET ?) {ORDER}",
            (limit, offset),
        )
        return int(total["n"]) if total else 0, [_row(row) for row in rows]

    async def size(self) -> tuple[int, float | None]:
        """-> (how many are open, when the oldest was made)."""
        row = await self._database.one(f"SELECT count(*) AS n, min(created_at) AS t FROM {OPEN_ONES} WHERE {IS_OPEN}")
        return (int(row["n"]), row["t"]) if row else (0, None)

    async def order(self) -> dict[int, int]:
        """Open downloads, each with how many are worked before it; those far behind are left out."""
        row = await self._database.one(  # in one row: each one that is fetched may have to wait for its turn
            f"""SELECT json_group_array(id) AS ids
                FROM (SELECT j.id FROM {OPEN_ONES} WHERE {IS_OPEN} {ORDER} LIMIT {FAR})"""
        )
        return {job: place for place, job in enumerate(json.loads(row["ids"]))} if row else {}

    async def held_chats(self, now: float) -> dict[int, tuple[Sentence, float]]:
        """Destinations that are to be left alone for now: why, and until when."""
        rows = await self._database.fetch(
            "SELECT id, not_before, trouble FROM destinations WHERE trouble IS NOT NULL AND not_before > ?", (now,)
        )
        return {row["id"]: (said, row["not_before"]) for row in rows if (said := sentence(row["trouble"]))}

    async def get(self, job: int) -> QueueRow | None:
        rows = await self._database.fetch(f"{JOB} WHERE j.id = ?", (job,))
        return _row(rows[0]) if rows else None

    async def of_video(self, video_id: str) -> list[QueueRow]:
        """All downloads of one video, newest first."""
        rows = await self._database.fetch(f"{JOB} WHERE j.video_id = ? ORDER BY j.id DESC", (video_id,))
        return [_row(row) for row in rows]

    async def of_card(self, message_id: int) -> list[QueueRow]:
        """Those whose card this message is."""
        rows = await self._database.fetch(f"{JOB} WHERE j.card = ? ORDER BY j.id", (message_id,))
        return [_row(row) for row in rows]

    async def cards(self, now: float, gone: str) -> list[CardRow]:
        """Of open ones, and of ended ones whose card may not say so yet: whoever draws compares with `shown`. Not those that were
        told as `gone`."""
        rows = await self._database.fetch(
            f"""SELECT c.*, d.card_shown FROM
                (SELECT j.card, max(j.id) AS last, max(j.changed_at) AS changed_at, max({IS_OPEN}) AS is_open FROM downloads j
                 WHERE j.card > 0 AND ({IS_OPEN} OR j.changed_at > ?) GROUP BY j.card) c
                JOIN downloads d ON d.id = c.last WHERE d.card_shown IS NOT ? ORDER BY c.last""",
            (now - CARD_SECONDS, gone),
        )
        return [
            CardRow(row["card"], row["last"], row["changed_at"], bool(row["is_open"]), row["card_shown"])
            for row in rows
        ]

    async def card_shown(self, job: int, text: str) -> None:
        """The card says this now."""
        async with self._database.transaction("card-shown") as t:
            await t.run("UPDATE downloads SET card_shown = ? WHERE id = ?", (text, job))


def _row(row: Row) -> QueueRow:
    return QueueRow(job_rows.job(row), row["created_at"], row["changed_at"])
