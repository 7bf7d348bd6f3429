"""The likes that are known: their order, what is doubted about them, and what became of them. For core/poll/{likes,reconcile}.py.

Rows in `snapshot`. A look writes only what its page has shown, so that what was learned by asking meanwhile stays; what was learned
by asking is written only if no look has changed one of the batch meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence

from core.download.job import CAN_BE_CANCELLED, to
from core.model import DownloadState, EventKind
from core.poll.decide import acted_at
from core.poll.decide_likes import Reconciled
from core.record import KnownLike

from . import forgotten
from .database import Database, Row, Transaction
from .record import happened
from .requests import STANDS
from .rows import sentence_json

_LIKE = """SELECT s.item, s.place, s.asked_at, s.ask_after, s.missing_since, s.vanished, s.unrated_since,
    coalesce(s.since, (SELECT e.happened_at FROM events e WHERE e.kind = 'liked' AND e.subject = s.item ORDER BY e.id DESC LIMIT 1))
    AS since FROM snapshot s WHERE s.feed = 'likes'"""
#: Its time has come. One that lies far ahead was written before the clock was set back.
#: Asked after each look: found by its own index, not by reading all likes.
_WAITS_NO_MORE = """s.item IN (SELECT item FROM snapshot
    WHERE ask_after IS NOT NULL AND (ask_after <= :now OR ask_after > :now + 86400))"""


class Likes:
    """Rows of `snapshot` of the likes feed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def anything_known(self) -> bool:
        return await self._database.one("SELECT 1 FROM snapshot WHERE feed = 'likes' LIMIT 1") is not None

    async def count(self) -> int:
        row = await self._database.one("SELECT count(*) AS n FROM snapshot WHERE feed = 'likes'")
        return int(row["n"]) if row else 0

    async def places(self, items: Sequence[str]) -> dict[str, int | None]:
        """Of those that are known."""
        rows = await self._database.fetch(
            "SELECT item, place FROM snapshot WHERE feed = 'likes' AND item IN (SELECT value FROM json_each(?))",
            (json.dumps(list(items)),),
        )
        return {row["item"]: row["place"] for row in rows}

    async def highest(self) -> int | None:
        row = await self._database.one(
            "SELECT max(place) AS place FROM snapshot WHERE feed = 'likes' AND place IS NOT NULL"
        )
        return row["place"] if row else None

    async def missing(self, above: float, seen: Collection[str], limit: int) -> tuple[str, ...]:
        """Known likes of a higher place than this that were not seen, and about which nothing is doubted yet; the newest first."""
        rows = await self._database.fetch(
            """SELECT item FROM snapshot INDEXED BY snapshot_place WHERE feed = 'likes' AND place IS NOT NULL AND place > ?
               AND ask_after IS NULL AND missing_since IS NULL AND vanished = 0 AND item NOT IN (SELECT value FROM json_each(?))
               ORDER BY place DESC LIMIT ?""",
            (above, json.dumps(list(seen)), limit),
        )
        return tuple(row["item"] for row in rows)

    async def told(self, kind: EventKind, videos: Collection[str]) -> dict[str, int]:
        """How many events of a kind there are of each video whose identity is numbered; those with none are left out."""
        if not videos:
            return {}
        rows = await self._database.fetch(
            """SELECT subject, count(*) AS n FROM events WHERE kind = ? AND subject IN (SELECT value FROM json_each(?))
               AND identity LIKE '%#%' GROUP BY subject""",
            (kind, json.dumps(sorted(videos))),
        )
        counted = {row["subject"]: row["n"] for row in rows}
        names = {one: forgotten.numbered(kind, one) for one in videos}
        return forgotten.added(counted, await forgotten.counts(self._database.fetch, names))

    async def ended(self, like_times: Mapping[str, float]) -> set[str]:
        """Videos whose like of this time was taken back, and that was told."""
        if not like_times:
            return set()
        ends = {video: acted_at(video, at) for video, at in like_times.items()}
        rows = await self._database.fetch(
            "SELECT subject FROM events WHERE kind = 'unliked' AND identity IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ends.values())),),
        )
        acts = {video: forgotten.act(EventKind.UNLIKED, end) for video, end in ends.items()}
        gone = await forgotten.are(self._database.fetch, acts.values())
        return {row["subject"] for row in rows} | {video for video, name in acts.items() if name in gone}

    async def ended_since(self, videos: Collection[str], since: float) -> set[str]:
        """Of these the videos of which it was told since then that their like was taken back."""
        rows = await self._database.fetch(
            """SELECT DISTINCT subject FROM events WHERE kind = 'unliked' AND seen_at > ?
               AND subject IN (SELECT value FROM json_each(?))""",
            (since, json.dumps(sorted(videos))),
        )
        return {row["subject"] for row in rows}

    async def channels_of(self, videos: Collection[str]) -> dict[str, str]:
        """The channel of each video, as far as it is known."""
        rows = await self._database.fetch(
            "SELECT id, channel_id FROM videos WHERE channel_id IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(videos)),),
        )
        return {row["id"]: row["channel_id"] for row in rows}

    async def due(self, now: float, limit: int, *, doubted: bool) -> tuple[KnownLike, ...]:
        """Those whose time has come; unless only they are wanted, then those asked about longest ago."""
        wanted = (
            _WAITS_NO_MORE if doubted else "(s.ask_after IS NULL OR s.ask_after <= :now OR s.ask_after > :now + 86400)"
        )
        order = "ORDER BY s.ask_after IS NULL, s.asked_at, s.place DESC"
        rows = await self._database.fetch(
            f"""{_LIKE} AND s.item IN (SELECT s.item FROM snapshot s WHERE s.feed = 'likes' AND {wanted} {order} LIMIT :limit)
                {order}""",
            {"now": now, "limit": limit},
        )
        return tuple(_like(row) for row in rows)

    async def record(self, decided: Reconciled) -> int | None:
        """Write all of it or nothing -> how many events were new; None if a look has changed one of the batch meanwhile."""
        async with self._database.transaction("reconciled") as t:
            if not await self._unchanged(t, decided.batch):
                return None
            new = await happened(t, decided.record)
            await t.run_many(
                """UPDATE snapshot SET asked_at = ?, ask_after = ?, missing_since = ?, vanished = ?, unrated_since = ?
                   WHERE feed = 'likes' AND item = ?""",
                [
                    (one.asked_at, one.ask_after, one.missing_since, int(one.vanished), one.unrated_since, one.item)
                    for one in decided.rows
                ],
            )
            kept = {one.item for one in decided.rows}
            ended = [one.item for one in decided.batch if one.item not in kept]
            await t.run_many("DELETE FROM snapshot WHERE feed = 'likes' AND item = ?", [(item,) for item in ended])
            for event in new:
                if event.kind is EventKind.UNLIKED:
                    await _taken_back(t, event.subject, decided.record.at, removes=decided.removes)
            return len(new)

    async def _unchanged(self, t: Transaction, batch: Sequence[KnownLike]) -> bool:
        rows = await t.run(
            f"{_LIKE} AND s.item IN (SELECT value FROM json_each(?))", (json.dumps([one.item for one in batch]),)
        )
        return {_like(row) for row in rows} == set(batch)


async def _taken_back(t: Transaction, video: str, now: float, *, removes: bool) -> None:
    """The like is no more: its own download is not to be fetched any more. One that the owner asked for in person goes on.

    removes: what stands of it in its chat is taken out again (core/notify/remove.py).
    """
    cancelled = to(DownloadState.CANCELLED)
    own = "event_id IN (SELECT id FROM events WHERE kind = 'liked' AND subject = ?) AND asked = 0"
    rows = await t.run(
        f"""UPDATE downloads SET state = ?, trouble = NULL, not_before = 0, changed_at = ?
            WHERE {own} AND state IN ({", ".join("?" * len(CAN_BE_CANCELLED))}) AND NOT ({STANDS}) RETURNING delivery_id""",
        (cancelled.state, now, video, *CAN_BE_CANCELLED),
    )
    await t.run_many(
        "UPDATE deliveries SET status_wanted = ? WHERE id = ?",
        [(sentence_json(cancelled.status), row["delivery_id"]) for row in rows if row["delivery_id"] is not None],
    )
    if removes:
        await t.run(f"INSERT OR IGNORE INTO removals (download_id) SELECT id FROM downloads WHERE {own}", (video,))


def _like(row: Row) -> KnownLike:
    return KnownLike(
        row["item"], row["place"], row["since"], row["asked_at"], row["ask_after"], row["missing_since"],
        bool(row["vanished"]), row["unrated_since"],
    )  # fmt: skip
