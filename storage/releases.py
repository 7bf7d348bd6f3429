"""Releases of yt-dlp: what the registry showed, which were tried, which is in use. For core/renewal and the screen.

Whatever the owner is to be told is an errand that begins in the same transaction as the change: told once, also after a crash.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from enum import StrEnum

from core.errors import YTDLP_NO_JAVASCRIPT, Condition, Scope
from core.model import Sentence
from core.renewal.decide import Shown, Standing, Tried, Why
from core.renewal.releases import Release, as_json, from_json

from .conversation import Errands
from .database import Database, Row
from .rows import sentence, sentence_json

TOLD = "ytdlp-told"  #: the errand's kind


class News(StrEnum):
    """What the owner is told."""

    TAKEN = "taken"
    FELL = "fell"  #: it failed at its first videos and was left
    USELESS = "useless"  #: the present one is broken, and the newer one failed its trial


class Releases:
    """Rows in `ytdlp_releases`, and the one of `ytdlp_index`."""

    def __init__(self, database: Database, errands: Errands) -> None:
        self._database = database
        self._errands = errands

    async def shown(self) -> Shown:
        row = await self._database.one("SELECT * FROM ytdlp_index")
        assert row is not None  # the migration makes it
        return Shown(
            row["current"], row["looked_at"], row["asked_at"], row["next_at"], row["failures"], row["etag"],
            from_json(json.loads(row["releases"])), sentence(row["trouble"]),
        )  # fmt: skip

    async def tried(self) -> list[Tried]:
        """Newest trial first."""
        return [
            _tried(row) for row in await self._database.fetch("SELECT * FROM ytdlp_releases ORDER BY tried_at DESC")
        ]

    async def broken_since(self) -> float | None:
        """Since when videos wait for a yt-dlp that works; None: for none, as far as is known. A missing JavaScript runtime is not
        mended by another yt-dlp."""
        row = await self._database.one(
            "SELECT since FROM pauses WHERE scope = ? AND condition = ? AND trouble ->> '$.args.reason' IS NOT ?",
            (Scope.YTDLP, Condition.YTDLP_BROKEN, YTDLP_NO_JAVASCRIPT),
        )
        return row["since"] if row else None

    async def looked(self, now: float, next_at: float, etag: str | None, releases: Sequence[Release] | None) -> None:
        """The registry answered. releases: None if nothing has changed there."""
        async with self._database.transaction("ytdlp-looked") as t:
            await t.run(
                """UPDATE ytdlp_index SET looked_at = ?, asked_at = ?, next_at = ?, failures = 0, trouble = NULL, etag = ?,
                   releases = coalesce(?, releases)""",
                (now, now, next_at, etag, None if releases is None else json.dumps(as_json(releases))),
            )

    async def not_looked(self, now: float, next_at: float, failures: int, trouble: Sentence) -> None:
        """It did not, or what it offers could not be tried."""
        async with self._database.transaction("ytdlp-not-looked") as t:
            await t.run(
                "UPDATE ytdlp_index SET asked_at = ?, next_at = ?, failures = ?, trouble = ?",
                (now, next_at, failures, sentence_json(trouble)),
            )

    async def switch(self, release: Release, why: Why, now: float) -> None:
        """It passed its trial: the next child runs with it."""
        async with self._database.transaction("ytdlp-switch") as t:
            await t.run(
                """INSERT OR REPLACE INTO ytdlp_releases (version, standing, uploaded_at, tried_at, used_from, why)
                   VALUES (?, 'kept', ?, ?, ?, ?)""",
                (release.version, release.uploaded_at, now, now, why),
            )
            await t.run("UPDATE ytdlp_index SET current = ?, trouble = NULL", (release.version,))
            await self._tell(News.TAKEN, release.version, now)

    async def failed(self, release: Release, why: Why, trouble: Sentence, now: float) -> None:
        """It did not pass; it is not tried again by itself."""
        async with self._database.transaction("ytdlp-failed") as t:
            await t.run(
                """INSERT OR REPLACE INTO ytdlp_releases (version, standing, uploaded_at, tried_at, why, trouble)
                   VALUES (?, 'bad', ?, ?, ?, ?)""",
                (release.version, release.uploaded_at, now, why, sentence_json(trouble)),
            )
            if why is Why.BROKEN:
                await self._tell(News.USELESS, release.version, now)

    async def proved(self, versions: Collection[str]) -> None:
        """They have brought a video."""
        async with self._database.transaction("ytdlp-proved") as t:
            await t.run_many("UPDATE ytdlp_releases SET proved = 1 WHERE version = ?", [(one,) for one in versions])

    async def leave(self, version: str, to: str | None, trouble: Sentence, now: float, *, told: bool) -> bool:
        """Go back from one to another (None: the built-in one) -> False if it was not in use any more.

        told: by a message; the owner who pressed sees it."""
        async with self._database.transaction("ytdlp-leave") as t:
            left = await t.run("UPDATE ytdlp_index SET current = ? WHERE current = ? RETURNING one", (to, version))
            if not left:
                return False
            await t.run(
                "UPDATE ytdlp_releases SET standing = 'bad', trouble = ? WHERE version = ?",
                (sentence_json(trouble), version),
            )
            if told:
                await self._tell(News.FELL, version, now)
        return True

    async def forget(self, versions: Collection[str]) -> None:
        """Their files are gone, and nothing has to be known of them any more."""
        async with self._database.transaction("ytdlp-forget") as t:
            await t.run_many("DELETE FROM ytdlp_releases WHERE version = ?", [(one,) for one in versions])
            await t.run(
                "UPDATE ytdlp_index SET current = NULL WHERE current NOT IN (SELECT version FROM ytdlp_releases)"
            )

    async def _tell(self, news: News, version: str, now: float) -> None:
        await self._errands.start(TOLD, now, news, version=version)


def _tried(row: Row) -> Tried:
    return Tried(
        row["version"], Standing(row["standing"]), row["uploaded_at"], row["tried_at"], row["used_from"], Why(row["why"]),
        bool(row["proved"]), sentence(row["trouble"]),
    )  # fmt: skip
