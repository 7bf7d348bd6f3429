"""Makes a copy of the database ready to go on where another machine, or last night, left off. For bot/restore.py.

What was told since the copy was made is found again by the first looks, and has the same identities as it had then; so its random
ids are the same, and Telegram answers with the messages that stand there (core/identity.py). That holds for single posts only: a
digest is one message about many, with an id of its own, and a rule that skips would leave a gap. So the first look after a restore
tells one by one (CatchUp.ALL), whatever the owner's rule for long gaps is. The exception is the history of a copy that is older
than RECENT: hundreds of watches one by one would be a flood, most of them are not on YouTube's page any more, and the owner's rule
counts. A choice for the end of a pause that was still to be carried out stays what it was.

Rows that the other copy has made since then have taken the numbers that would come next here. Where a number makes a random id
(errands: test posts, and posts on request), numbers go on far beyond. Downloads are told apart by their time
(core/download/send.py).
"""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from core.model import Feed
from core.settings import CatchUp

from .store import Store

COPY = "copy"  #: setting: which copy of the app this is, see Copy
RESTORED_AT = "restored_at"  #: setting: Unix time
RECENT = 2 * 86400.0  #: seconds; a nightly copy and a day to notice
FAR = 1_000_000


@dataclass(frozen=True, slots=True)
class Copy:
    """Which copy of the app a database belongs to. Of two, the one with the higher generation works.

    token: another one for each restore, so that two restores of one backup are told apart. claim: the number is still to be raised
    above what is pinned in the owner's chat, at the first start. message_id: the pinned message.
    """

    generation: int = 0
    token: str = ""
    claim: bool = False
    message_id: int | None = None


async def which(store: Store) -> Copy:
    """One that was never restored is of generation 0."""
    saved = await store.settings.get(COPY)
    return Copy(**saved) if saved else Copy()


async def keep(store: Store, copy: Copy) -> None:
    kept = {"generation": copy.generation, "token": copy.token, "claim": copy.claim, "message_id": copy.message_id}
    await store.settings.put(COPY, kept)


def generation_in(database: Path) -> int:
    """Of a file that nobody has open; 0 if that can't be said."""
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            found = connection.execute(
                "SELECT json_extract(value, '$.generation') FROM settings WHERE key = ?", (COPY,)
            ).fetchone()
    except sqlite3.Error:
        return 0
    return int(found[0]) if found and found[0] else 0


async def make_ready(store: Store, now: float, least: int) -> Copy:
    """In one transaction. least: a generation that this one is to be above, besides its own."""
    async with store.database.transaction("restored") as t:
        before = await which(store)
        copy = Copy(max(before.generation, least) + 1, secrets.token_hex(8), True, before.message_id)
        await keep(store, copy)
        await store.settings.put(RESTORED_AT, now)
        await t.run(
            """UPDATE feeds SET catch_up = coalesce(catch_up, ?), gap = 0, not_before = 0, tries = 0
               WHERE seeded_at IS NOT NULL AND (feed <> ? OR looked_at > ?)""",
            (CatchUp.ALL, Feed.HISTORY, now - RECENT),
        )
        await t.run("UPDATE errands SET ended_at = ? WHERE kind IN ('backup', 'erase') AND ended_at IS NULL", (now,))
        await t.run(
            """INSERT INTO errands (id, kind, subject, args, created_at, ended_at)
               SELECT coalesce(max(id), 0) + ?, 'restored', '', '{}', ?, ? FROM errands""",
            (FAR, now, now),
        )
    return copy
