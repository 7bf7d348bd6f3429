"""Where the conversation stands: the panel, the open question, errands. For bot/conversation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.model import Sentence

from .database import Database, Row
from .rows import sentence, sentence_json


@dataclass(frozen=True, slots=True)
class PanelRow:
    """The one living panel."""

    message_id: int  #: 0: not sent yet
    place: str
    drawn: str  #: digest of what it shows
    photo: bool


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """What the owner's next message answers."""

    place: str
    prompt: int | None  #: message that holds a reply keyboard
    until: float


@dataclass(frozen=True, slots=True)
class Errand:
    """Something that takes longer than an answer. Its arguments hold no secret."""

    id: int
    kind: str
    subject: str
    args: Mapping[str, Any]
    tries: int
    not_before: float
    created_at: float
    trouble: Sentence | None  #: why it failed, or why it has to wait
    ended_at: float | None

    @property
    def is_open(self) -> bool:
        return self.ended_at is None


class Conversation:
    """The panel and its question."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def panel(self) -> PanelRow | None:
        row = await self._database.one("SELECT message_id, place, drawn, photo FROM panel")
        return PanelRow(row["message_id"], row["place"], row["drawn"], bool(row["photo"])) if row else None

    async def drawn(self, panel: PanelRow, before: PanelRow | None) -> None:
        """It shows that now. before: the row as it was when drawing began.

        A press or an errand may have turned it to another place meanwhile: that stands, and is still to be drawn.
        """
        async with self._database.transaction("panel") as t:
            await t.run(
                """INSERT INTO panel (one, message_id, place, drawn, photo) VALUES (1, :id, :place, :drawn, :photo)
                   ON CONFLICT (one) DO UPDATE SET message_id = excluded.message_id, photo = excluded.photo,
                   place = CASE WHEN (place, drawn) IS (:was_at, :was_drawn) THEN excluded.place ELSE place END,
                   drawn = CASE WHEN (place, drawn) IS (:was_at, :was_drawn) THEN excluded.drawn ELSE '' END""",
                {
                    "id": panel.message_id, "place": panel.place, "drawn": panel.drawn, "photo": int(panel.photo),
                    "was_at": before.place if before else None, "was_drawn": before.drawn if before else None,
                },
            )  # fmt: skip

    async def turn_to(self, place: str) -> None:
        """The panel is to show another place: it does at its next refresh, also after a crash. Where none was sent yet, one is."""
        async with self._database.transaction("panel") as t:
            await t.run(
                """INSERT INTO panel (one, message_id, place, drawn) VALUES (1, 0, ?, '')
                   ON CONFLICT (one) DO UPDATE SET place = excluded.place, drawn = ''""",
                (place,),
            )

    async def question(self, now: float) -> QuestionRow | None:
        """The open one; None if there is none, or if it has run out."""
        row = await self._database.one("SELECT place, prompt, until FROM question WHERE until > ?", (now,))
        return QuestionRow(row["place"], row["prompt"], row["until"]) if row else None

    async def last_question(self) -> QuestionRow | None:
        """The one that was asked last, open or run out."""
        row = await self._database.one("SELECT place, prompt, until FROM question")
        return QuestionRow(row["place"], row["prompt"], row["until"]) if row else None

    async def prompt(self) -> int | None:
        """The message with a reply keyboard that still stands, whether its question is open or not."""
        row = await self._database.one("SELECT prompt FROM question")
        return row["prompt"] if row else None

    async def ask(self, question: QuestionRow | None) -> None:
        async with self._database.transaction("question") as t:
            if question is None:
                await t.run("DELETE FROM question")
            else:
                await t.run(
                    "INSERT OR REPLACE INTO question (one, place, prompt, until) VALUES (1, ?, ?, ?)",
                    (question.place, question.prompt, question.until),
                )


_ERRAND = "SELECT id, kind, subject, args, tries, not_before, created_at, trouble, ended_at FROM errands"


class Errands:
    """Rows in `errands`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def start(self, kind: str, now: float, subject: str = "", /, **args: Any) -> int:
        """-> its id. An open one of the same kind and subject is given up for it."""
        async with self._database.transaction("errand") as t:
            await t.run(
                "UPDATE errands SET ended_at = ? WHERE kind = ? AND subject = ? AND ended_at IS NULL",
                (now, kind, subject),
            )
            rows = await t.run(
                "INSERT INTO errands (kind, subject, args, created_at) VALUES (?, ?, ?, ?) RETURNING id",
                (kind, subject, json.dumps(args), now),
            )
            await t.run("DELETE FROM errands WHERE ended_at < ?", (now - 30 * 86400,))
        return int(rows[0]["id"])

    async def stop(self, kind: str, now: float, subject: str = "") -> None:
        """Give an open one up."""
        async with self._database.transaction("errand") as t:
            await t.run(
                "UPDATE errands SET ended_at = ? WHERE kind = ? AND subject = ? AND ended_at IS NULL",
                (now, kind, subject),
            )

    async def forget(self, kind: str, subject: str = "") -> None:
        """The owner has read how it ended: its trouble is not to be shown any more. The row stays, so that its id stays taken."""
        async with self._database.transaction("errand") as t:
            await t.run(
                "UPDATE errands SET trouble = NULL WHERE kind = ? AND subject = ? AND ended_at IS NOT NULL",
                (kind, subject),
            )

    async def last(self, kind: str, subject: str = "") -> Errand | None:
        """The newest one, open or ended."""
        row = await self._database.one(
            f"{_ERRAND} WHERE kind = ? AND subject = ? ORDER BY id DESC LIMIT 1", (kind, subject)
        )
        return _errand(row) if row else None

    async def with_card(self, message_id: int) -> Errand | None:
        """The newest one that speaks by this message of the bot's (its argument `card`)."""
        row = await self._database.one(
            f"{_ERRAND} WHERE json_extract(args, '$.card') = ? ORDER BY id DESC LIMIT 1", (message_id,)
        )
        return _errand(row) if row else None

    async def open(self) -> list[Errand]:
        return [_errand(row) for row in await self._database.fetch(f"{_ERRAND} WHERE ended_at IS NULL ORDER BY id")]

    async def note(self, errand: int, **args: Any) -> None:
        """Put more into its arguments: how far it has come, for after a crash."""
        async with self._database.transaction("errand-noted") as t:
            await t.run("UPDATE errands SET args = json_patch(args, ?) WHERE id = ?", (json.dumps(args), errand))

    async def later(self, errand: int, at: float, trouble: Sentence | None) -> None:
        async with self._database.transaction("errand") as t:
            await t.run(
                "UPDATE errands SET not_before = ?, tries = tries + 1, trouble = ? WHERE id = ?",
                (at, sentence_json(trouble), errand),
            )

    async def end(self, errand: int, now: float, trouble: Sentence | None = None) -> bool:
        """-> False if it had been given up meanwhile."""
        async with self._database.transaction("errand") as t:
            ended = await t.run(
                "UPDATE errands SET ended_at = ?, trouble = ? WHERE id = ? AND ended_at IS NULL RETURNING id",
                (now, sentence_json(trouble), errand),
            )
        return bool(ended)


def _errand(row: Row) -> Errand:
    return Errand(
        row["id"], row["kind"], row["subject"], json.loads(row["args"]), row["tries"], row["not_before"], row["created_at"],
        sentence(row["trouble"]), row["ended_at"],
    )  # fmt: skip
