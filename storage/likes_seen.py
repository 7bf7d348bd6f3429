"""Writes what a look's page says of likes that are known. Part of record.py's transaction."""

from __future__ import annotations

import json

from core.record import LikesSeen

from .database import Transaction


async def page_seen(t: Transaction, seen: LikesSeen, at: float) -> None:
    """What a look's page says of known likes; those that are new are known already."""
    await t.run_many(
        "UPDATE snapshot SET place = ? WHERE feed = 'likes' AND item = ? AND place IS NOT ?",
        [(place, item, place) for item, place in seen.places.items()],
    )
    await t.run_many(
        "UPDATE snapshot SET since = ? WHERE feed = 'likes' AND item = ?",
        [(since, item) for item, since in seen.since.items()],
    )
    await t.run(
        """UPDATE snapshot SET ask_after = NULL, missing_since = NULL, unrated_since = NULL, vanished = 0 WHERE feed = 'likes'
           AND (ask_after IS NOT NULL OR missing_since IS NOT NULL OR unrated_since IS NOT NULL OR vanished)
           AND item IN (SELECT value FROM json_each(?))""",
        (json.dumps(seen.shown),),
    )
    await t.run(
        """UPDATE snapshot SET ask_after = ? WHERE feed = 'likes' AND ask_after IS NULL AND missing_since IS NULL
           AND vanished = 0 AND item IN (SELECT value FROM json_each(?))""",
        (at, json.dumps(seen.doubted)),
    )
    await t.run(
        "UPDATE snapshot SET vanished = 1, missing_since = ? WHERE feed = 'likes' AND item IN (SELECT value FROM json_each(?))",
        (at, json.dumps(seen.hidden)),
    )
