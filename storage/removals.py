"""Videos that are to be taken out of their chats again. For core/notify/remove.py. storage/likes.py says which."""

from __future__ import annotations

from core.download.follow import GIVE_UP
from core.model import Account, Sentence
from core.notify.remove import Removal

from .database import Database
from .job_rows import IS_OPEN
from .rows import destination, sentence_json

#: Telegram still converts one of its videos, and it is being followed to its message.
_UNNUMBERED = (
    "EXISTS (SELECT 1 FROM parts p WHERE p.download_id = r.download_id AND p.scheduled = 1 AND p.sent_at >= ?)"
)


class Removals:
    """Rows in `removals`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(self, now: float) -> Removal | None:
        """One whose download has come to an end: what is still on its way would stand there afterwards. Not what the owner has
        asked for since. In a group that has become a supergroup its messages have other numbers (destinations.py marks its posts
        as gone): none is named."""
        row = await self._database.one(
            f"""SELECT r.download_id, r.tries, t.id AS destination, t.chat_id, t.title, t.topic_id,
                t.kind = 'supergroup' AND coalesce((SELECT gone FROM deliveries WHERE id = j.delivery_id), 0) AS moved
                FROM removals r CROSS JOIN downloads j ON j.id = r.download_id JOIN destinations t ON t.id = j.destination_id
                WHERE r.not_before <= ? AND t.not_before <= ? AND NOT ({IS_OPEN}) AND j.asked = 0 AND NOT {_UNNUMBERED}
                ORDER BY r.download_id LIMIT 1""",
            (now, now, now - GIVE_UP),
        )
        if row is None:
            return None
        parts = await self._database.fetch(
            """SELECT account, message_id FROM parts
               WHERE download_id = ? AND message_id IS NOT NULL AND scheduled = 0 AND NOT ? ORDER BY number""",
            (row["download_id"], row["moved"]),
        )
        messages = tuple((Account(part["account"]), int(part["message_id"])) for part in parts)
        return Removal(row["download_id"], destination(row), messages, row["tries"])

    async def next_due(self, now: float) -> float | None:
        """When one that waits for a time becomes due; None if none does."""
        row = await self._database.one(
            f"""SELECT min(max(r.not_before, t.not_before)) AS due FROM removals r
                CROSS JOIN downloads j ON j.id = r.download_id JOIN destinations t ON t.id = j.destination_id
                WHERE NOT ({IS_OPEN}) AND max(r.not_before, t.not_before) > ? AND NOT {_UNNUMBERED}""",
            (now, now - GIVE_UP),
        )
        return row["due"] if row else None

    async def done(self, removal: Removal) -> None:
        """None of its messages stands any more: they are no copy to be had, and the post says so."""
        async with self._database.transaction("removed") as t:
            if removal.messages:
                await t.run(
                    """UPDATE parts SET message_id = NULL, document_id = NULL, document_hash = NULL, document_reference = NULL,
                       sent_at = NULL WHERE download_id = ?""",
                    (removal.download,),
                )
                await t.run(
                    """UPDATE deliveries SET status_wanted = ?
                       WHERE id = (SELECT delivery_id FROM downloads WHERE id = ? AND state = 'done')""",
                    (sentence_json(Sentence("status-removed")), removal.download),
                )
            await t.run("DELETE FROM removals WHERE download_id = ?", (removal.download,))

    async def later(self, removal: Removal, not_before: float) -> None:
        async with self._database.transaction("removal-later") as t:
            await t.run(
                "UPDATE removals SET not_before = ?, tries = tries + 1 WHERE download_id = ?",
                (not_before, removal.download),
            )

    async def given_up(self, removal: Removal) -> None:
        """Its messages stay."""
        async with self._database.transaction("removal-given-up") as t:
            await t.run("DELETE FROM removals WHERE download_id = ?", (removal.download,))
