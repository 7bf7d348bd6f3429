"""Conditions that the owner must know of: which hold by the rows, and what was told of each. For bot/alerts.py.

An alert is a row from its beginning on; it ends in its row too, and is told once each way. One that comes again soon is the
same one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import Condition
from core.model import EventKind, Feed, Sentence
from core.record import MassChange

from .database import Database, Row
from .rows import sentence, sentence_json


@dataclass(frozen=True, slots=True)
class PauseFact:
    """A scope waits."""

    condition: Condition | None
    trouble: Sentence
    until: float


@dataclass(frozen=True, slots=True)
class FeedFact:
    """A look at it failed."""

    feed: Feed
    trouble: Sentence
    until: float


@dataclass(frozen=True, slots=True)
class HeldFact:
    """More changed in it at once than an owner does, and waits for their word."""

    feed: Feed
    change: MassChange


@dataclass(frozen=True, slots=True)
class PlaceFact:
    """A chat where something is told, or owed, has trouble."""

    id: int
    title: str
    feed: Feed | None  #: one of those that are told there
    trouble: Sentence


@dataclass(frozen=True, slots=True)
class Alert:
    """One row."""

    id: int
    condition: Condition
    subject: str
    trouble: Sentence
    began_at: float
    message_id: int | None  #: None: not told
    muted_until: float
    ended_at: float | None
    events: int  #: that were caught up with
    end_told: bool

    @property
    def key(self) -> tuple[Condition, str]:
        return self.condition, self.subject


_ALERT = "SELECT * FROM alerts"


class Alerts:
    """Rows in `alerts`, and reads of those that say what holds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- what the rows say -------------------------------------------------------------------------------------

    async def pauses(self) -> list[PauseFact]:
        rows = await self._database.fetch("SELECT condition, trouble, until FROM pauses")
        return [
            PauseFact(Condition(row["condition"]) if row["condition"] else None, said, row["until"])
            for row in rows
            if (said := sentence(row["trouble"]))
        ]

    async def feeds(self) -> list[FeedFact]:
        rows = await self._database.fetch("SELECT feed, trouble, not_before FROM feeds WHERE trouble IS NOT NULL")
        return [
            FeedFact(Feed(row["feed"]), said, row["not_before"]) for row in rows if (said := sentence(row["trouble"]))
        ]

    async def held(self) -> list[HeldFact]:
        rows = await self._database.fetch("SELECT feed, held FROM feeds WHERE held IS NOT NULL")
        return [HeldFact(Feed(row["feed"]), MassChange(**json.loads(row["held"]))) for row in rows]

    async def places(self) -> list[PlaceFact]:
        """Those that matter: where a feed is told, or a message is still owed."""
        rows = await self._database.fetch(
            """SELECT d.id, d.title, d.trouble, (SELECT min(f.feed) FROM feeds f WHERE f.destination_id = d.id) AS feed
               FROM destinations d WHERE d.trouble IS NOT NULL AND (feed IS NOT NULL
                   OR EXISTS (SELECT 1 FROM deliveries o WHERE o.destination_id = d.id AND o.state = 'waiting'))"""
        )
        return [
            PlaceFact(row["id"], row["title"], Feed(row["feed"]) if row["feed"] else None, said)
            for row in rows
            if (said := sentence(row["trouble"]))
        ]

    async def events_since(self, kinds: Sequence[EventKind], since: float) -> int:
        row = await self._database.one(
            f"""SELECT count(*) AS n FROM events INDEXED BY events_seen
                WHERE seen_at > ? AND kind IN ({", ".join("?" * len(kinds))})""",
            (since, *kinds),
        )
        return int(row["n"]) if row else 0

    async def posts(self, since: float, destination: int | None) -> tuple[int, int]:
        """-> (sent since then, still owed), to one place or to all."""
        row = await self._database.one(
            """SELECT (SELECT count(*) FROM deliveries INDEXED BY deliveries_sent
                   WHERE sent_at > :since AND state = 'sent' AND (:place IS NULL OR destination_id = :place)) AS sent,
               (SELECT count(*) FROM deliveries
                   WHERE state = 'waiting' AND (:place IS NULL OR destination_id = :place)) AS owed""",
            {"since": since, "place": destination},
        )
        return (int(row["sent"]), int(row["owed"])) if row else (0, 0)

    # -- what was told -----------------------------------------------------------------------------------------

    async def current(self, ended_after: float) -> list[Alert]:
        """Those that hold, that are still to be told as mended, or that ended after that time."""
        rows = await self._database.fetch(
            f"{_ALERT} WHERE ended_at IS NULL OR end_told = 0 OR ended_at > ? ORDER BY id", (ended_after,)
        )
        return [_alert(row) for row in rows]

    async def get(self, alert: int) -> Alert | None:
        row = await self._database.one(f"{_ALERT} WHERE id = ?", (alert,))
        return _alert(row) if row else None

    async def begin(self, condition: Condition, subject: str, trouble: Sentence, now: float) -> None:
        """It holds from now on. What is muted stays so."""
        async with self._database.transaction("alert-begins") as t:
            await t.run(
                """INSERT INTO alerts (condition, subject, trouble, began_at, muted_until) VALUES (?, ?, ?, ?, coalesce(
                   (SELECT max(muted_until) FROM alerts WHERE condition = ? AND subject = ?), 0))""",
                (condition, subject, sentence_json(trouble), now, condition, subject),
            )

    async def again(self, alert: int, trouble: Sentence) -> None:
        """It had ended, and holds again: it is the same one."""
        async with self._database.transaction("alert-again") as t:
            await t.run(
                "UPDATE alerts SET ended_at = NULL, end_told = 0, events = 0, trouble = ? WHERE id = ?",
                (sentence_json(trouble), alert),
            )

    async def changed(self, alert: int, trouble: Sentence) -> None:
        """It holds for another reason."""
        async with self._database.transaction("alert-changed") as t:
            await t.run("UPDATE alerts SET trouble = ? WHERE id = ?", (sentence_json(trouble), alert))

    async def told(self, alert: int, message_id: int) -> None:
        async with self._database.transaction("alert-told") as t:
            await t.run("UPDATE alerts SET message_id = ? WHERE id = ?", (message_id, alert))

    async def end(self, alert: int, now: float) -> None:
        """It holds no more. Whoever was never told of it is not told of its end either."""
        async with self._database.transaction("alert-ends") as t:
            await t.run(
                "UPDATE alerts SET ended_at = ?, end_told = (message_id IS NULL) WHERE id = ? AND ended_at IS NULL",
                (now, alert),
            )

    async def end_told(self, alert: int, events: int) -> None:
        async with self._database.transaction("alert-end-told") as t:
            await t.run("UPDATE alerts SET end_told = 1, events = ? WHERE id = ?", (events, alert))

    async def mute(self, alert: int, until: float) -> None:
        """It is not told again before that time; 0: it may be."""
        async with self._database.transaction("alert-mute") as t:
            await t.run("UPDATE alerts SET muted_until = ? WHERE id = ?", (until, alert))

    async def purge(self, before: float) -> None:
        """Forget those that ended before that time. What holds, or is to be told, stays; so does the newest one, whose number must
        not be given again: an old message's button would be about another alert."""
        old = "ended_at < ? AND end_told = 1 AND id < (SELECT max(id) FROM alerts)"
        if await self._database.one(f"SELECT 1 FROM alerts WHERE {old} LIMIT 1", (before,)):
            async with self._database.transaction("alerts-purge") as t:
                await t.run(f"DELETE FROM alerts WHERE {old}", (before,))

    async def try_again(self, condition: Condition) -> None:
        """The owner says that it is mended: what waits for it is tried at once."""
        key = f"condition-{condition}"
        async with self._database.transaction("alert-try") as t:
            await t.run("UPDATE pauses SET until = 0 WHERE condition = ?", (condition,))
            for table in ("feeds", "destinations"):
                await t.run(f"UPDATE {table} SET not_before = 0 WHERE trouble ->> '$.key' = ?", (key,))


def _alert(row: Row) -> Alert:
    said = sentence(row["trouble"])
    assert said is not None  # NOT NULL
    return Alert(
        row["id"], Condition(row["condition"]), row["subject"], said, row["began_at"], row["message_id"],
        row["muted_until"], row["ended_at"], row["events"], bool(row["end_told"]),
    )  # fmt: skip
