"""The downloads and their parts, as their worker needs them. For core/download. What the owner does to them is in requests.py."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import replace

from core.download.chapters import Chapter
from core.download.job import MOVES, Job, JobMoved, Move, Part, Standing, Wanted, to, waiting
from core.model import DownloadState, Sentence, UploadProgress
from core.settings import Large, Quality

from . import job_rows
from .database import Database
from .job_rows import INSERT_PART, IS_OPEN, JOB, OPEN_ONES, ORDER
from .rows import sentence_json
from .standing import standing


class Jobs:
    """Rows in `downloads` and `parts`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(
        self, states: Sequence[DownloadState], now: float, *, automatic: bool = True, beside: Collection[int] = ()
    ) -> Job | None:
        """The next open job in one of these states that may go on now. A job whose post still waits is not due.

        automatic=False: none that would be fetched without having been asked for; what is fetched already is sent.
        beside: those that are worked on. What is on its way as the same file is not fetched beside it: it is copied when it stands.
        """
        others = ", ".join("?" * len(beside))
        row = await self._database.one(
            f"""{JOB} WHERE j.state IN ({", ".join("?" * len(states))}) AND {IS_OPEN}
                AND j.not_before <= ? AND t.not_before <= ? AND (d.id IS NULL OR d.state <> 'waiting')
                AND (? OR j.asked OR j.state NOT IN ('queued', 'fetching'))
                AND j.id NOT IN ({others})
                AND (j.state NOT IN ('queued', 'fetching') OR NOT EXISTS (
                    SELECT 1 FROM downloads o JOIN destinations p ON p.id = o.destination_id
                    WHERE o.video_id = j.video_id AND o.id <> j.id
                    AND (o.state IN ('fetched', 'uploading') AND max(o.not_before, p.not_before) <= ? OR o.id IN ({others}))
                    AND o.height IS j.height AND (j.quality IS NULL OR o.quality IS j.quality)))
                {ORDER} LIMIT 1""",
            (*states, now, now, automatic, *beside, now, *beside),
        )
        return job_rows.job(row) if row else None

    async def lying(self, now: float, at_work: Collection[int]) -> tuple[int, int]:
        """How many videos lie on the disk that are worked on, or may go on from there -> (asked for in person, all)."""
        row = await self._database.one(
            f"""SELECT coalesce(sum(j.asked), 0) AS asked, count(*) AS n FROM downloads j
                JOIN destinations t ON t.id = j.destination_id WHERE j.id IN (NULL{", ?" * len(at_work)})
                OR ({IS_OPEN} AND j.state IN ('fetched', 'uploading', 'sent') AND max(j.not_before, t.not_before) <= ?)""",
            (*at_work, now),
        )
        return (int(row["asked"]), int(row["n"])) if row else (0, 0)

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
        row = await self._database.one(f"SELECT json_group_array(id) AS ids FROM {OPEN_ONES} WHERE {IS_OPEN}")
        return set(json.loads(row["ids"])) if row else set()

    async def count_by_state(self) -> dict[DownloadState, int]:
        rows = await self._database.fetch("SELECT state, count(*) AS n FROM downloads GROUP BY state")
        return {DownloadState(row["state"]): row["n"] for row in rows}

    async def parts(self, job: int) -> list[Part]:
        rows = await self._database.fetch("SELECT * FROM parts WHERE download_id = ? ORDER BY number", (job,))
        return [job_rows.part(row) for row in rows]

    async def standing(self, job: Job, wanted: Wanted) -> list[tuple[Standing, ...]]:
        """The same file where it stands in Telegram already, whole, each with all its parts; the newest first."""
        return await standing(self._database, job, wanted)

    async def move(
        self, job: Job, move: Move, now: float, *, parts: Sequence[Part] | None = None, quality: Quality | None = None,
        subtitles: str | None = None, chapters: Sequence[Chapter] | None = None, cut: Sequence[str] | None = None,
        large: Large | None = None, names: tuple[str | None, str | None] = (None, None),
    ) -> Job:  # fmt: skip
        """Write a move with its post's status line.

        parts: of a file that has just been fetched, or under another account; those that stand already are left as they are.
        quality, subtitles, large: as they were settled, where the row leaves them to the settings. chapters: of what came.
        cut: SponsorBlock's categories that were to be cut out of it. names: its title and channel, where they are not known yet.
        Raises JobMoved when the row is not in the job's state any more, ValueError for a move that is not in MOVES.
        """
        if move.state not in MOVES[job.state]:
            raise ValueError(f"a download can't go from {job.state} to {move.state}")
        async with self._database.transaction(f"job-{move.state}") as t:
            moved = await t.run(
                """UPDATE downloads SET state = ?, trouble = ?, not_before = ?, tries = tries + ?, changed_at = ?,
                   quality = coalesce(quality, ?), subtitles = coalesce(subtitles, ?), chapters = coalesce(?, chapters),
                   cut = coalesce(?, cut), large = coalesce(large, ?)
                   WHERE id = ? AND state = ? RETURNING tries, quality, subtitles, chapters""",
                (
                    move.state, sentence_json(move.trouble), move.not_before, int(move.counted), now, quality, subtitles,
                    None if chapters is None else json.dumps(chapters), None if cut is None else ",".join(sorted(cut)),
                    large, job.id, job.state,
                ),
            )  # fmt: skip
            if not moved:
                raise JobMoved(f"download {job.id} is not {job.state} any more")
            await t.run(
                "UPDATE deliveries SET status_wanted = ? WHERE id = (SELECT delivery_id FROM downloads WHERE id = ?)",
                (sentence_json(move.status), job.id),
            )
            if any(names):
                await t.run(
                    "UPDATE videos SET title = coalesce(title, ?), channel = coalesce(channel, ?) WHERE id = ?",
                    (*names, job.video.id),
                )
            if parts is not None:
                stand = [part.number for part in parts if part.message_id is not None]
                await t.run(
                    f"""DELETE FROM parts WHERE download_id = ?
                        AND (message_id IS NULL OR number NOT IN ({", ".join("?" * len(stand))}))""",
                    (job.id, *stand),
                )
                await t.run_many(INSERT_PART, [job_rows.part_row(job.id, part, now) for part in parts])
        row = moved[0]
        known = replace(job.video, title=job.video.title or names[0], channel=job.video.channel or names[1])
        settled = replace(
            job.wish,
            quality=Quality(row["quality"]) if row["quality"] else job.wish.quality,
            subtitles=row["subtitles"],
        )
        return replace(
            job, state=move.state, tries=row["tries"], wish=settled, not_before=move.not_before, trouble=move.trouble,
            chapters=job_rows.chapters(row), video=known,
        )  # fmt: skip

    async def show_hold(self, why: Sentence | None, at_work: Collection[int] = ()) -> bool:
        """Posts of automatic downloads that wait for their turn say why -> whether one had said something else.

        at_work: whose posts say how far they are.
        """
        status = sentence_json(waiting(why) if why else to(DownloadState.QUEUED).status)
        waits = f"""SELECT j.delivery_id FROM downloads j WHERE {IS_OPEN} AND j.asked = 0 AND j.trouble IS NULL
            AND j.not_before = 0 AND j.state IN ({"'queued', 'fetching'" if why else "'queued'"})
            AND j.id NOT IN ({", ".join("?" * len(at_work))})"""
        changed = f"id IN ({waits}) AND status_wanted IS NOT ?"
        if not await self._database.one(f"SELECT 1 FROM deliveries WHERE {changed} LIMIT 1", (*at_work, status)):
            return False
        async with self._database.transaction("hold") as t:
            await t.run(f"UPDATE deliveries SET status_wanted = ? WHERE {changed}", (status, *at_work, status))
        return True

    async def room_again(self) -> bool:
        """Something has left the disk: what waits for room there is due -> whether anything does."""
        waits = f"{IS_OPEN} AND j.not_before > 0 AND j.trouble ->> 'key' = 'held-disk'"
        if not await self._database.one(f"SELECT 1 FROM downloads j WHERE {waits} LIMIT 1"):
            return False
        async with self._database.transaction("room-again") as t:
            await t.run(f"UPDATE downloads AS j SET not_before = 0 WHERE {waits}")
        return True

    async def upload_progress(self, job: int, number: int, progress: UploadProgress) -> None:
        """What Telegram has acknowledged so far."""
        async with self._database.transaction("chunks") as t:
            await t.run(
                "UPDATE parts SET file_id = ?, chunk_size = ?, acked = ? WHERE download_id = ? AND number = ?",
                (progress.file_id, progress.chunk_size, progress.acked, job, number),
            )

    async def part_sent(
        self,
        job: int,
        number: int,
        message_id: int,
        document: tuple[int, int, bytes] | None,
        now: float,
        *,
        scheduled: bool = False,
    ) -> None:
        """document: (id, access hash, file reference), good for the part's account; None if it was gone at once.

        scheduled: Telegram still converts it, the message's id is of the schedule's queue.
        """
        async with self._database.transaction("part-sent") as t:
            await t.run(
                """UPDATE parts SET message_id = ?, document_id = ?, document_hash = ?, document_reference = ?, sent_at = ?,
                   scheduled = ? WHERE download_id = ? AND number = ?""",
                (message_id, *(document or (None, None, None)), now, scheduled, job, number),
            )
            await t.run(
                """UPDATE destinations SET trouble = NULL
                   WHERE trouble IS NOT NULL AND id = (SELECT destination_id FROM downloads WHERE id = ?)""",
                (job,),
            )

    async def scheduled(self, since: float) -> list[tuple[int, int, float]]:
        """(job, part's number, when it was sent) of parts that were sent since then and still are converted, the oldest first."""
        rows = await self._database.fetch(
            "SELECT download_id, number, sent_at FROM parts WHERE scheduled = 1 AND sent_at >= ? ORDER BY sent_at",
            (since,),
        )
        return [(row["download_id"], row["number"], row["sent_at"]) for row in rows]

    async def part_appeared(
        self, job: int, number: int, message_id: int, document: tuple[int, int, bytes] | None
    ) -> None:
        """The message of a part that was converted has its own number now."""
        async with self._database.transaction("part-appeared") as t:
            await t.run(
                """UPDATE parts SET message_id = ?, document_id = ?, document_hash = ?, document_reference = ?, scheduled = 0
                   WHERE download_id = ? AND number = ? AND scheduled = 1""",
                (message_id, *(document or (None, None, None)), job, number),
            )
