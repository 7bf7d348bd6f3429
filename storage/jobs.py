"""The downloads and their parts. For core/download."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.download.job import MOVES, OPEN, Job, JobMoved, Move, Part
from core.model import Account, DownloadState, UploadProgress

from .database import Database, Row
from .rows import TOLD, destination, event, sentence_json, video

_JOB = f"""SELECT j.id, j.state, j.tries, CASE d.gone WHEN 0 THEN d.message_id END AS post, j.event_id, {TOLD}
    FROM downloads j JOIN destinations t ON t.id = j.destination_id
    LEFT JOIN deliveries d ON d.id = j.delivery_id
    LEFT JOIN events e ON e.id = j.event_id
    JOIN videos v ON v.id = j.video_id"""


class Jobs:
    """Rows in `downloads` and `parts`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(self, states: Sequence[DownloadState], now: float) -> Job | None:
        """The next open job in one of these states that may go on now. A job whose post still waits is not due.

        What is begun comes before what is queued, and what met trouble behind what did not: one video that YouTube refuses again
        and again must not keep the others from showing that YouTube works.
        """
        row = await self._database.one(
            f"""{_JOB} WHERE j.state IN ({", ".join("?" * len(states))})
                AND j.state NOT IN ('offered', 'done', 'skipped', 'failed', 'cancelled')
                AND j.not_before <= ? AND t.not_before <= ? AND (d.id IS NULL OR d.state <> 'waiting')
                ORDER BY j.state = 'queued', j.trouble IS NOT NULL, CASE WHEN j.trouble IS NULL THEN 0 ELSE j.changed_at END, j.id
                LIMIT 1""",
            (*states, now, now),
        )
        return _job(row) if row else None

    async def get(self, job: int) -> Job:
        """As it is now. Raises KeyError."""
        row = await self._database.one(f"{_JOB} WHERE j.id = ?", (job,))
        if row is None:
            raise KeyError(job)
        return _job(row)

    async def next_due(self, now: float) -> float | None:
        """When an open job that waits for a time may go on; None if none does."""
        row = await self._database.one(
            """SELECT min(max(j.not_before, t.not_before)) AS due FROM downloads j
               JOIN destinations t ON t.id = j.destination_id
               WHERE j.state NOT IN ('offered', 'done', 'skipped', 'failed', 'cancelled')
               AND max(j.not_before, t.not_before) > ?""",
            (now,),
        )
        return row["due"] if row else None

    async def open_ids(self) -> set[int]:
        rows = await self._database.fetch(
            "SELECT id FROM downloads WHERE state NOT IN ('offered', 'done', 'skipped', 'failed', 'cancelled')"
        )
        return {row["id"] for row in rows}

    async def count_by_state(self) -> dict[DownloadState, int]:
        rows = await self._database.fetch("SELECT state, count(*) AS n FROM downloads GROUP BY state")
        return {DownloadState(row["state"]): row["n"] for row in rows}

    async def parts(self, job: int) -> list[Part]:
        rows = await self._database.fetch("SELECT * FROM parts WHERE download_id = ? ORDER BY number", (job,))
        return [_part(row) for row in rows]

    async def move(self, job: Job, move: Move, now: float, *, parts: Sequence[Part] | None = None) -> Job:
        """Write a move with its post's status line, and the parts of a file that has just been fetched, if given.

        Raises JobMoved when the row is not in the job's state any more, ValueError for a move that is not in MOVES.
        """
        if move.state not in MOVES[job.state]:
            raise ValueError(f"a download can't go from {job.state} to {move.state}")
        async with self._database.transaction(f"job-{move.state}") as t:
            moved = await t.run(
                """UPDATE downloads SET state = ?, trouble = ?, not_before = ?, tries = tries + ?, changed_at = ?
                   WHERE id = ? AND state = ? RETURNING tries""",
                (
                    move.state, sentence_json(move.trouble), move.not_before, int(move.counted), now,
                    job.id, job.state,
                ),
            )  # fmt: skip
            if not moved:
                raise JobMoved(f"download {job.id} is not {job.state} any more")
            await t.run(
                "UPDATE deliveries SET status_wanted = ? WHERE id = (SELECT delivery_id FROM downloads WHERE id = ?)",
                (sentence_json(move.status), job.id),
            )
            if parts is not None:
                await t.run("DELETE FROM parts WHERE download_id = ?", (job.id,))
                await t.run_many(_INSERT_PART, [_part_row(job.id, part) for part in parts])
        return Job(job.id, move.state, job.video, job.event, job.to, job.post, moved[0]["tries"])

    async def upload_progress(self, job: int, number: int, progress: UploadProgress) -> None:
        """What Telegram has acknowledged so far."""
        async with self._database.transaction("chunks") as t:
            await t.run(
                "UPDATE parts SET file_id = ?, chunk_size = ?, acked = ? WHERE download_id = ? AND number = ?",
                (progress.file_id, progress.chunk_size, progress.acked, job, number),
            )

    async def part_sent(
        self, job: int, number: int, message_id: int, document: tuple[int, int, bytes] | None, now: float
    ) -> None:
        """document: (id, access hash, file reference), good for the part's account; None if it was gone at once."""
        async with self._database.transaction("part-sent") as t:
            await t.run(
                """UPDATE parts SET message_id = ?, document_id = ?, document_hash = ?, document_reference = ?, sent_at = ?
                   WHERE download_id = ? AND number = ?""",
                (message_id, *(document or (None, None, None)), now, job, number),
            )
            await t.run(
                """UPDATE destinations SET trouble = NULL
                   WHERE trouble IS NOT NULL AND id = (SELECT destination_id FROM downloads WHERE id = ?)""",
                (job,),
            )


_INSERT_PART = """INSERT INTO parts (download_id, number, account, random_id, path, thumb, cover, size, duration, width, height,
    file_id, chunk_size, acked) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def _part_row(job: int, part: Part) -> tuple[object, ...]:
    return (
        job, part.number, part.account, part.random_id, str(part.path), part.thumb and str(part.thumb),
        part.cover and str(part.cover), part.size, part.duration, part.width, part.height,
        part.progress.file_id, part.progress.chunk_size, part.progress.acked,
    )  # fmt: skip


def _part(row: Row) -> Part:
    return Part(
        row["number"],
        Account(row["account"]),
        row["random_id"],
        Path(row["path"]),
        Path(row["thumb"]) if row["thumb"] else None,
        Path(row["cover"]) if row["cover"] else None,
        row["size"],
        row["duration"],
        row["width"],
        row["height"],
        UploadProgress(row["file_id"], row["chunk_size"], row["acked"]),
        row["message_id"],
    )


def _job(row: Row) -> Job:
    happened = event(row) if row["event_id"] is not None else None
    return Job(
        row["id"], DownloadState(row["state"]), video(row), happened, destination(row), row["post"], row["tries"]
    )


assert {state.value for state in OPEN} == set(DownloadState) - {"offered", "done", "skipped", "failed", "cancelled"}
