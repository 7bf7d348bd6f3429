"""The downloads and their parts, as their worker needs them. For core/download. What the owner does to them is in requests.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.download.job import MOVES, Job, JobMoved, Move, Part, Standing, Wish, to, waiting
from core.model import DownloadState, PartKind, Sentence, UploadProgress
from core.settings import Quality

from . import job_rows
from .database import Database
from .job_rows import INSERT_PART, IS_OPEN, JOB, ORDER
from .rows import destination, sentence_json


class Jobs:
    """Rows in `downloads` and `parts`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(self, states: Sequence[DownloadState], now: float, *, automatic: bool = True) -> Job | None:
        """The next open job in one of these states that may go on now. A job whose post still waits is not due.

        automatic=False: none that would be fetched without having been asked for; what is fetched already is sent.
        """
        row = await self._database.one(
            f"""{JOB} WHERE j.state IN ({", ".join("?" * len(states))}) AND {IS_OPEN}
                AND j.not_before <= ? AND t.not_before <= ? AND (d.id IS NULL OR d.state <> 'waiting')
                AND (? OR j.asked OR j.state NOT IN ('queued', 'fetching')) {ORDER} LIMIT 1""",
            (*states, now, now, automatic),
        )
        return job_rows.job(row) if row else None

    async def get(self, job: int) -> Job:
        """As it is now. Raises KeyError."""
        row = await self._database.one(f"{JOB} WHERE j.id = ?", (job,))
        if row is None:
            raise KeyError(job)
        return job_rows.job(row)

    async def next_due(self, now: float) -> float | None:
        """When an open job that waits for a time may go on; None if none does."""
        row = await self._database.one(
            f"""SELECT min(max(j.not_before, t.not_before)) AS due FROM downloads j
               JOIN destinations t ON t.id = j.destination_id
               WHERE {IS_OPEN} AND max(j.not_before, t.not_before) > ?""",
            (now,),
        )
        return row["due"] if row else None

    async def open_ids(self) -> set[int]:
        rows = await self._database.fetch(f"SELECT id FROM downloads j WHERE {IS_OPEN}")
        return {row["id"] for row in rows}

    async def count_by_state(self) -> dict[DownloadState, int]:
        rows = await self._database.fetch("SELECT state, count(*) AS n FROM downloads GROUP BY state")
        return {DownloadState(row["state"]): row["n"] for row in rows}

    async def parts(self, job: int) -> list[Part]:
        rows = await self._database.fetch("SELECT * FROM parts WHERE download_id = ? ORDER BY number", (job,))
        return [job_rows.part(row) for row in rows]

    async def standing(self, job: Job, wish: Wish) -> list[Standing]:
        """The parts of the same video at the same wish that stand in Telegram already, newest first; empty if there are none.

        The same wish: the same quality or height, or the height that was picked is the one that came. Sponsors are as they were
        cut then.
        """
        row = await self._database.one(
            """SELECT j.id FROM downloads j WHERE j.video_id = :video AND j.id <> :job AND j.state IN ('sent', 'done')
               AND (:subtitles IS NULL OR j.subtitles IS :subtitles)
               AND (j.height IS :height AND (:height IS NOT NULL OR j.quality IS :quality) OR EXISTS (
                   SELECT 1 FROM parts p WHERE p.download_id = j.id AND p.kind = 'video' AND min(p.width, p.height) = :lines))
               AND EXISTS (SELECT 1 FROM parts p WHERE p.download_id = j.id AND p.kind = :kind)
               AND NOT EXISTS (SELECT 1 FROM parts p WHERE p.download_id = j.id AND p.message_id IS NULL)
               ORDER BY j.id DESC LIMIT 1""",
            {
                "video": job.video.id,
                "job": job.id,
                "height": wish.height,
                "lines": wish.most_height or -1,
                "quality": wish.quality,
                "subtitles": wish.subtitles,
                "kind": PartKind.AUDIO if wish.sound_only else PartKind.VIDEO,
            },
        )
        if row is None:
            return []
        rows = await self._database.fetch(
            """SELECT p.*, t.id AS destination, t.chat_id, t.title, t.topic_id FROM parts p
               JOIN downloads j ON j.id = p.download_id JOIN destinations t ON t.id = j.destination_id
               WHERE p.download_id = ? AND (? OR p.kind <> 'subtitles') ORDER BY p.number""",
            (row["id"], wish.subtitles is not None),
        )
        return [
            Standing(replace(job_rows.part(one), number=number), destination(one)) for number, one in enumerate(rows, 1)
        ]

    async def move(
        self, job: Job, move: Move, now: float, *, parts: Sequence[Part] | None = None, quality: Quality | None = None
    ) -> Job:
        """Write a move with its post's status line.

        parts: of a file that has just been fetched, or under another account; those that stand already are left as they are.
        quality: as it was settled, where the row leaves it to the settings.
        Raises JobMoved when the row is not in the job's state any more, ValueError for a move that is not in MOVES.
        """
        if move.state not in MOVES[job.state]:
            raise ValueError(f"a download can't go from {job.state} to {move.state}")
        async with self._database.transaction(f"job-{move.state}") as t:
            moved = await t.run(
                """UPDATE downloads SET state = ?, trouble = ?, not_before = ?, tries = tries + ?, changed_at = ?,
                   quality = coalesce(quality, ?) WHERE id = ? AND state = ? RETURNING tries, quality""",
                (
                    move.state, sentence_json(move.trouble), move.not_before, int(move.counted), now, quality,
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
                stand = [part.number for part in parts if part.message_id is not None]
                await t.run(
                    f"DELETE FROM parts WHERE download_id = ? AND number NOT IN ({', '.join('?' * len(stand))})",
                    (job.id, *stand),
                )
                await t.run_many(INSERT_PART, [job_rows.part_row(job.id, part, now) for part in parts])
        row = moved[0]
        settled = replace(job.wish, quality=Quality(row["quality"])) if row["quality"] else job.wish
        return replace(
            job, state=move.state, tries=row["tries"], wish=settled, not_before=move.not_before, trouble=move.trouble
        )

    async def show_hold(self, why: Sentence | None) -> bool:
        """Posts of automatic downloads that wait for their turn say why -> whether one had said something else."""
        status = sentence_json(waiting(why) if why else to(DownloadState.QUEUED).status)
        waits = f"""SELECT j.delivery_id FROM downloads j WHERE {IS_OPEN} AND j.asked = 0 AND j.trouble IS NULL
            AND j.not_before = 0 AND j.state IN ({"'queued', 'fetching'" if why else "'queued'"})"""
        changed = f"id IN ({waits}) AND status_wanted IS NOT ?"
        if not await self._database.one(f"SELECT 1 FROM deliveries WHERE {changed} LIMIT 1", (status,)):
            return False
        async with self._database.transaction("hold") as t:
            await t.run(f"UPDATE deliveries SET status_wanted = ? WHERE {changed}", (status, status))
        return True

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
