"""Forgets what is old as the night does it."""

from __future__ import annotations

from storage.store import Store

DAY = 86400.0
START = 20_000 * DAY + DAY / 2


async def forget_all(store: Store, before: float, limit: int = 3) -> int:
    """As the night does it (bot/forgetting.py), a few at a time."""
    gone, begin = 0, (0.0, 0)
    while True:
        batch = await store.retention.forget(before, begin, limit)
        gone += batch.gone
        if batch.next is None:
            return gone
        begin = batch.next
