"""Where the same file stands in Telegram already. For core/download, which sends it from there (core/download/reuse.py).

What makes it another file, beside another video:
- the quality or the height that was wished; but a height that was wished is the one that came, whatever was wished then. Only
  `original` may hold what does not play everywhere, so it stands in for nothing else, and nothing else for it;
- what was to be cut out of it (`cut`, SponsorBlock's categories as they were wished; what the categories held on that day is not
  asked again). Rows of older versions don't know what was cut: they count as any;
- what is done with a video over the limit: whoever wishes one file takes no parts, and whoever wishes the full quality no smaller
  picture;
- subtitles: what has more languages than are wished will do, and leaves the others out; what has fewer will not.
Whose account sent it, in which chat, and how often it was copied makes no difference.
"""

from __future__ import annotations

from dataclasses import replace

from core import subtitles
from core.download.job import Job, Standing, Wanted
from core.model import PartKind
from core.settings import Large, Quality

from . import job_rows
from .database import Database, Row
from .rows import destination

CANDIDATES = 5  #: the newest; each is asked for at Telegram until one is there

#: Whole: each part has a message, and a message that is there (not one that Telegram still converts).
_WHOLE = """SELECT j.id, j.subtitles, j.chapters FROM downloads j
    WHERE j.video_id = :video AND j.id <> :job AND j.state IN ('sent', 'done')
    AND (j.height IS :height AND (:height IS NOT NULL OR j.quality IS :quality) OR :lines > 0 AND j.quality IS NOT :original
        AND EXISTS (SELECT 1 FROM parts p WHERE p.download_id = j.id AND p.kind = 'video' AND min(p.width, p.height) = :lines))
    AND (j.cut IS NULL OR j.cut = :cut)
    AND (CASE :large WHEN 'fit' THEN j.large IS 'fit' OR
            (SELECT count(*) FROM parts p WHERE p.download_id = j.id AND p.kind = :kind) = 1
        ELSE j.large IS NOT 'fit' OR :lines > 0
            AND EXISTS (SELECT 1 FROM parts p WHERE p.download_id = j.id AND min(p.width, p.height) = :lines) END)
    AND EXISTS (SELECT 1 FROM parts p WHERE p.download_id = j.id AND p.kind = :kind)
    AND NOT EXISTS (SELECT 1 FROM parts p WHERE p.download_id = j.id AND (p.message_id IS NULL OR p.scheduled = 1))
    ORDER BY j.id DESC"""
_PARTS = """SELECT p.*, t.id AS destination, t.chat_id, t.title, t.topic_id FROM parts p
    JOIN downloads j ON j.id = p.download_id JOIN destinations t ON t.id = j.destination_id
    WHERE p.download_id = ? ORDER BY p.number"""


async def standing(database: Database, job: Job, wanted: Wanted) -> list[tuple[Standing, ...]]:
    """Each with all its parts, the newest first. wanted.wish: settled."""
    wish = wanted.wish
    rows = await database.fetch(
        _WHOLE,
        {
            "video": job.video.id,
            "job": job.id,
            "height": wish.height,
            "lines": wish.most_height or 0,
            "quality": wish.quality,
            "original": Quality.ORIGINAL,
            "cut": ",".join(sorted(wanted.sponsorblock)),
            "large": wish.large or Large.SPLIT,
            "kind": PartKind.AUDIO if wish.sound_only else PartKind.VIDEO,
        },
    )
    covering = [row for row in rows if subtitles.covers(row["subtitles"], wish.subtitles)][:CANDIDATES]
    return [_wished(row, await database.fetch(_PARTS, (row["id"],)), wish.subtitles) for row in covering]


def _wished(whole: Row, parts: list[Row], languages: str | None) -> tuple[Standing, ...]:
    """Without the subtitles that nobody wishes now, and numbered anew."""
    chapters = job_rows.chapters(whole)
    read = [(job_rows.part(row), destination(row)) for row in parts]
    kept = [
        (part, at)
        for part, at in read
        if part.kind is not PartKind.SUBTITLES
        or any(subtitles.answers(one, [part.path]) for one in subtitles.languages(languages))
    ]
    return tuple(Standing(replace(part, number=n), at, chapters) for n, (part, at) in enumerate(kept, 1))
