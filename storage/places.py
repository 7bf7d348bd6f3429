"""Small things that more than one room asks for: settings, pauses. (Destinations and peers: destinations.py.)"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from typing import Any

from core import settings
from core.backoff import pause as pause_after
from core.errors import Condition, NeedsOwner, Scope, Trouble
from core.model import Sentence

from .database import Database
from .destinations import Destinations as Destinations
from .rows import sentence, sentence_json


class Settings:
    """What the owner chose, and the few facts the app keeps: JSON values by name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, key: str, default: Any = None) -> Any:
        row = await self._database.one("SELECT value FROM settings WHERE key = ?", (key,))
        return json.loads(row["value"]) if row else default

    async def put(self, key: str, value: Any) -> None:
        async with self._database.transaction("setting") as t:
            await t.run("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", (key, json.dumps(value)))

    async def chosen(self) -> settings.Settings:
        """What the owner chose, with the defaults of the rest."""
        # In one row: each one that is fetched may have to wait for its turn, and this is asked at every press.
        row = await self._database.one("SELECT json_group_object(key, json(value)) AS chosen FROM settings")
        assert row is not None  # an aggregate has one row
        return settings.read(json.loads(row["chosen"]))

    async def choose(self, name: str, value: Any) -> None:
        """Raises ValueError for a name that is no setting, or a value that it can't have."""
        option = settings.OPTIONS.get(name)
        if option is None or not option.fits(value):
            raise ValueError(f"{name} can't be that")
        await self.put(name, value)

    async def identity_key(self) -> bytes:
        """The key that random ids are derived with (core/identity.py): made once, kept in the database and its backups."""
        async with self._database.transaction("identity-key") as t:
            await t.run(
                "INSERT OR IGNORE INTO settings (key, value) VALUES ('identity-key', json_quote(?))",
                (secrets.token_hex(32),),
            )
            rows = await t.run("SELECT json_extract(value, '$') AS key FROM settings WHERE key = 'identity-key'")
        return bytes.fromhex(rows[0]["key"])


class Pauses:
    """What a whole scope waits for. An outage pauses its scope and counts against no job."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.changed: Callable[[], None] = lambda: None  #: called when a scope begins to wait, or waits no more

    async def pause(self, trouble: Trouble, now: float, dice: float) -> float:
        """Pause the trouble's scope -> until when: as long as was asked, or longer with every try that failed."""
        row = await self._database.one("SELECT tries FROM pauses WHERE scope = ?", (trouble.scope,))
        tries = (row["tries"] if row else 0) + 1
        condition = trouble.condition if isinstance(trouble, NeedsOwner) else None
        seconds = pause_after(trouble, tries, dice)
        async with self._database.transaction("pause") as t:
            await t.run(
                """INSERT INTO pauses (scope, until, condition, trouble, since, tries) VALUES (?, ?, ?, ?, ?, ?)
                   ON CONFLICT (scope) DO UPDATE SET until = max(until, excluded.until), condition = excluded.condition,
                   trouble = excluded.trouble, tries = excluded.tries""",
                (
                    trouble.scope, now + seconds, condition,
                    sentence_json(Sentence(trouble.key, trouble.args_for_text)), now, tries,
                ),
            )  # fmt: skip
        self.changed()
        return now + seconds

    async def over(self, scope: Scope) -> None:
        """The scope works again. Cheap when it was not paused."""
        if await self._database.one("SELECT 1 FROM pauses WHERE scope = ?", (scope,)):
            async with self._database.transaction("pause-over") as t:
                await t.run("DELETE FROM pauses WHERE scope = ?", (scope,))
            self.changed()

    async def until(self, *scopes: Scope) -> float:
        """When the last of them may be tried again; 0 if none is paused."""
        row = await self._database.one(
            f"SELECT max(until) AS until FROM pauses WHERE scope IN ({', '.join('?' * len(scopes))})", scopes
        )
        return row["until"] or 0.0 if row else 0.0

    async def conditions(self) -> dict[Condition, Sentence]:
        """What only the owner can mend, whether it is just being tried again or not."""
        rows = await self._database.fetch("SELECT condition, trouble FROM pauses WHERE condition IS NOT NULL")
        return {Condition(row["condition"]): said for row in rows if (said := sentence(row["trouble"]))}

    async def all(self, now: float) -> list[tuple[Scope, float, Sentence]]:
        """What is paused now: until when, and why."""
        rows = await self._database.fetch(
            "SELECT scope, until, trouble FROM pauses WHERE until > ? ORDER BY scope", (now,)
        )
        return [(Scope(row["scope"]), row["until"], said) for row in rows if (said := sentence(row["trouble"]))]
