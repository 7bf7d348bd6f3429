"""The deliveries: owed, sent, later, failed; and the status lines of posts that stand. For core/notify."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from core.model import DownloadState, EventKind, Sentence, Text
from core.notify.deliver import Owed, Stale
from core.notify.digest import Digest
from core.notify.messages import Told

from .copies import copies
from .database import Database, Row
from .rows import CHANNEL, SUBJECT, TOLD, channel, destination, event, sentence, sentence_json, text, text_json, video

#: A delivery with what its message is made of; the download is the newest that answers it.
_MESSAGE = f"""SELECT d.id, d.digest, d.since, d.random_id, d.silent, d.message_id, d.status_wanted, d.caption, d.tries,
    j.id AS download, j.state AS download_state, {TOLD}, {CHANNEL}
    FROM deliveries d JOIN destinations t ON t.id = d.destination_id
    JOIN events e ON e.id = d.event_id
    LEFT JOIN videos v ON v.id = e.subject LEFT JOIN channels c ON c.id = e.subject
    LEFT JOIN downloads j ON j.id = (SELECT max(id) FROM downloads WHERE delivery_id = d.id)"""
DIGEST_LINES = 200  #: more than fit into a message are not even read
_CHAT_WORKS = """UPDATE destinations SET trouble = NULL
    WHERE trouble IS NOT NULL AND id = (SELECT destination_id FROM deliveries WHERE id = ?)"""


class Outbox:
    """Rows in `deliveries` and the waits of `destinations`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def owed(self, now: float) -> list[Owed]:
        """The oldest waiting delivery of each destination, if it and its destination are due."""
        rows = await self._database.fetch(
            f"""{_MESSAGE} WHERE d.id IN (
                    SELECT (SELECT min(id) FROM deliveries WHERE destination_id = one.id AND state = 'waiting')
                    FROM destinations one
                ) AND t.not_before <= :now AND d.not_before <= :now ORDER BY d.id""",
            {"now": now},
        )
        return [
            Owed(
                row["id"],
                destination(row),
                row["random_id"],
                *await self._told(row),
                sentence(row["status_wanted"]),
                row["tries"],
                bool(row["silent"]),
                *_download(row),
            )
            for row in rows
        ]

    async def stale(self, now: float) -> list[Stale]:
        """Of each destination that need not wait, the oldest post whose status line is not what it should be."""
        rows = await self._database.fetch(
            f"""{_MESSAGE} WHERE d.id IN (
                    SELECT min(id) FROM deliveries
                    WHERE state = 'sent' AND gone = 0 AND status_shown IS NOT status_wanted GROUP BY destination_id
                ) AND t.not_before <= ? ORDER BY d.id""",
            (now,),
        )
        return [await self._stale(row) for row in rows]

    async def _stale(self, row: Row) -> Stale:
        return Stale(
            row["id"],
            destination(row),
            row["message_id"],
            *await self._told(row),
            sentence(row["status_wanted"]),
            *_download(row),
            text(row["caption"]),
        )

    async def turning(self, job: int, caption: Text | None) -> Stale | None:
        """The post of a download has these words of a video from now on -> the post; None: it has none that stands."""
        async with self._database.transaction("turning") as t:
            await t.run(
                """UPDATE deliveries SET caption = ? WHERE state = 'sent' AND gone = 0
                   AND id = (SELECT delivery_id FROM downloads WHERE id = ?)""",
                (text_json(caption), job),
            )
        row = await self._database.one(
            f"""{_MESSAGE} WHERE d.state = 'sent' AND d.gone = 0
                AND d.id = (SELECT delivery_id FROM downloads WHERE id = ?)""",
            (job,),
        )
        return await self._stale(row) if row else None

    async def _told(self, row: Row) -> tuple[tuple[Told, ...], Digest | None]:
        """-> (what the message tells, and what it counts if it is a digest)."""
        if row["digest"] is None:
            one = _told_by(row)
            saved = await copies(self._database, [one.video.id]) if _gone(one) else {}
            return (replace(one, copy=saved.get(one.video.id)),), None
        counted = await self._database.fetch(
            """SELECT e.kind, e.subject, v.title IS NOT NULL OR c.id IS NULL AS of_video FROM json_each(?) one
               JOIN events e ON e.id = one.value
               LEFT JOIN videos v ON v.id = e.subject LEFT JOIN channels c ON c.id = e.subject""",
            (row["digest"],),
        )
        gone = [one["subject"] for one in counted if one["kind"] == EventKind.VANISHED and one["of_video"]]
        unliked = [one["subject"] for one in counted if one["kind"] == EventKind.UNLIKED]
        saved = await copies(self._database, {*gone, *unliked})
        about = Digest(
            Counter(EventKind(one["kind"]) for one in counted),
            len(gone),
            sum(one in saved for one in gone),
            row["since"],
        )
        rows = await self._database.fetch(
            f"""SELECT {SUBJECT}, {CHANNEL} FROM json_each(?) one JOIN events e ON e.id = one.value
                LEFT JOIN videos v ON v.id = e.subject LEFT JOIN channels c ON c.id = e.subject
                ORDER BY one.key LIMIT {DIGEST_LINES}""",
            (row["digest"],),
        )
        told = [_told_by(one) for one in rows]
        return tuple(replace(one, copy=saved.get(one.video.id)) if _gone(one) else one for one in told), about

    async def next_due(self, now: float) -> float | None:
        """When something that waits becomes due; None if nothing waits for a time."""
        row = await self._database.one(
            """SELECT min(due) AS due FROM (
                   SELECT max(d.not_before, t.not_before) AS due FROM destinations t JOIN deliveries d ON d.id =
                       (SELECT min(id) FROM deliveries WHERE destination_id = t.id AND state = 'waiting')
                   UNION ALL
                   SELECT t.not_before FROM deliveries d JOIN destinations t ON t.id = d.destination_id
                   WHERE d.state = 'sent' AND d.gone = 0 AND d.status_shown IS NOT d.status_wanted
               ) WHERE due > ?""",
            (now,),
        )
        return row["due"] if row else None

    async def sent(self, delivery: int, message_id: int, status: Sentence | None, now: float) -> None:
        async with self._database.transaction("sent") as t:
            await t.run(
                """UPDATE deliveries SET state = 'sent', message_id = ?, status_shown = ?, sent_at = ?, trouble = NULL
                   WHERE id = ?""",
                (message_id, sentence_json(status), now, delivery),
            )
            await t.run(_CHAT_WORKS, (delivery,))

    async def later(self, delivery: int, not_before: float, trouble: Sentence, *, counted: bool) -> None:
        async with self._database.transaction("later") as t:
            await t.run(
                "UPDATE deliveries SET not_before = ?, trouble = ?, tries = tries + ? WHERE id = ?",
                (not_before, sentence_json(trouble), int(counted), delivery),
            )

    async def failed(self, delivery: int, trouble: Sentence) -> None:
        async with self._database.transaction("failed") as t:
            await t.run(
                "UPDATE deliveries SET state = 'failed', trouble = ? WHERE id = ?", (sentence_json(trouble), delivery)
            )

    async def shown(self, delivery: int, status: Sentence | None) -> None:
        async with self._database.transaction("shown") as t:
            await t.run("UPDATE deliveries SET status_shown = ? WHERE id = ?", (sentence_json(status), delivery))
            await t.run(_CHAT_WORKS, (delivery,))

    async def gone(self, delivery: int) -> None:
        async with self._database.transaction("gone") as t:
            await t.run("UPDATE deliveries SET gone = 1 WHERE id = ?", (delivery,))


def _gone(one: Told) -> bool:
    """Whether it is a video of which only a saved copy may be left."""
    return one.event.kind in (EventKind.UNLIKED, EventKind.VANISHED) and not one.of_channel


def _told_by(row: Row) -> Told:
    return Told(event(row), video(row), channel(row))


def _download(row: Row) -> tuple[int | None, DownloadState | None]:
    if row["download"] is None:
        return None, None
    return row["download"], DownloadState(row["download_state"])
