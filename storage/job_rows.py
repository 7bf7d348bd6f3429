"""Rows of `downloads` and `parts` to words and back."""

from __future__ import annotations

import json
from pathlib import Path

from core.download.chapters import Chapter
from core.download.chapters import read as read_chapters
from core.download.job import OPEN, Job, Part, Wish
from core.model import Account, DownloadState, PartKind, UploadProgress
from core.settings import Large, Quality

from .database import Row
from .rows import TOLD, destination, event, sentence, video

JOB = f"""SELECT j.id, j.state, j.tries, CASE d.gone WHEN 0 THEN d.message_id END AS post, j.event_id, j.asked, j.quality,
    j.height, j.large, j.subtitles, j.chapters, j.again, j.card, j.not_before, j.trouble, j.created_at, j.changed_at, j.card_shown,
    {TOLD}
    FROM downloads j JOIN destinations t ON t.id = j.destination_id
    LEFT JOIN deliveries d ON d.id = j.delivery_id
    LEFT JOIN events e ON e.id = j.event_id
    JOIN videos v ON v.id = j.video_id"""
#: As the index downloads_open has it, so that it is used.
IS_OPEN = "j.state NOT IN ('offered', 'done', 'skipped', 'failed', 'cancelled')"
#: SQLite would rather read an index of all downloads that holds every column it is asked for.
OPEN_ONES = "downloads j INDEXED BY downloads_open"
assert {state.value for state in OPEN} == set(DownloadState) - {"offered", "done", "skipped", "failed", "cancelled"}
#: What is asked for in person first, then what the owner moved up, then what is begun; last what met trouble: one video that
#: YouTube refuses again and again must not keep the others from showing that YouTube works.
ORDER = """ORDER BY j.state <> 'sent', j.state = 'queued' AND j.trouble IS NOT NULL, j.asked = 0, j.rank, j.state = 'queued',
    j.trouble IS NOT NULL, CASE WHEN j.trouble IS NULL THEN 0 ELSE j.changed_at END, j.id"""

INSERT_PART = """INSERT INTO parts (download_id, number, account, random_id, path, thumb, cover, size, duration, width, height,
    file_id, chunk_size, acked, kind, message_id, sent_at, document_id, document_hash, document_reference, scheduled, one_message)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (download_id, number) DO NOTHING"""


def part_row(job: int, part: Part, now: float) -> tuple[object, ...]:
    return (
        job, part.number, part.account, part.random_id, str(part.path), part.thumb and str(part.thumb),
        part.cover and str(part.cover), part.size, part.duration, part.width, part.height,
        part.progress.file_id, part.progress.chunk_size, part.progress.acked, part.kind, part.message_id,
        now if part.message_id is not None else None, *(part.document or (None, None, None)), part.scheduled,
        part.one_message,
    )  # fmt: skip


def part(row: Row) -> Part:
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
        PartKind(row["kind"]),
        None if row["document_id"] is None else (row["document_id"], row["document_hash"], row["document_reference"]),
        bool(row["scheduled"]),
        bool(row["one_message"]),
    )


def job(row: Row) -> Job:
    return Job(
        row["id"],
        DownloadState(row["state"]),
        video(row),
        event(row) if row["event_id"] is not None else None,
        destination(row),
        row["post"],
        row["tries"],
        bool(row["asked"]),
        wish(row),
        row["again"],
        row["card"],
        row["not_before"],
        sentence(row["trouble"]),
        chapters(row),
        row["created_at"],
    )


def wish(row: Row) -> Wish:
    return Wish(
        Quality(row["quality"]) if row["quality"] else None,
        row["height"],
        row["subtitles"],
        Large(row["large"]) if row["large"] else None,
    )


def chapters(row: Row) -> tuple[Chapter, ...]:
    return read_chapters(json.loads(row["chapters"])) if row["chapters"] else ()
