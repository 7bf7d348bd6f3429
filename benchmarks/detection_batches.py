"""Batches of known likes that are asked about. One whose likes are all as they are known changes nothing but the time of asking, so
only that is written down; the others, and a few of these, are asked about by the app.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from bot.pace import RECONCILE_UNITS
from core.model import Feed
from core.poll.reconcile import BATCH

from .detection_app import App
from .detection_line import faults_of_a_look


class Batches:
    """Of one app."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._bytes = 0
        self._calm: tuple[object, bool] | None = None

    async def calm(self) -> list[str] | None:
        """The batch whose turn it is, if nothing would come of it; empty if nothing would of any."""
        app = self._app
        found = app.world.likes_version, app.events, app.marks.get(Feed.LIKES)
        if self._calm is None or self._calm[0] != found:
            rows = await app.store.database.fetch(
                "SELECT item, vanished, ask_after, missing_since FROM snapshot WHERE feed = 'likes'"
            )
            self._calm = found, all(self._as_known(*row) for row in rows)
        if self._calm[1]:
            return []
        batch = await app.store.likes.due(app.clock.time, BATCH, doubted=False)
        calm = all(self._as_known(one.item, one.vanished, one.ask_after, one.missing_since) for one in batch)
        return [one.item for one in batch] if calm else None

    def _as_known(self, item: str, vanished: int, ask_after: float | None, missing_since: float | None) -> bool:
        if vanished:
            return item in self._app.world.hidden and ask_after is None
        there = item in self._app.world.liked and item not in self._app.world.hidden
        return there and ask_after is None and missing_since is None

    async def count(self, items: Collection[str]) -> None:
        """Nothing comes of them."""
        app = self._app
        if items:
            async with app.store.database.transaction("asked") as t:
                await t.run(
                    "UPDATE snapshot SET asked_at = ? WHERE feed = 'likes' AND item IN (SELECT value FROM json_each(?))",
                    (app.clock.time, json.dumps(list(items))),
                )
        app.ledger.count(int(RECONCILE_UNITS) if app.world.liked else 0, self._bytes, app.clock.time)

    async def ask(self, *, faulty: bool) -> int:
        """The app's own turn -> how many events it told."""
        app, begin = self._app, self._app.clock.time
        await app.ledger.flush(app.store)
        app.line.faults.extend(faults_of_a_look(app.line.dice) if faulty else [])
        before = app.line.bytes
        await app.survived(app.reconcile.turn(begin))
        app.line.faults.clear()
        self._bytes = app.line.bytes - before
        app.ledger.bytes[app.ledger.quota_day(begin)] += self._bytes
        told = await app.news(None, begin)
        await app.mark(Feed.LIKES)
        return told
