"""Gathers what the status screen shows from the rows."""

from __future__ import annotations

from bot.screens.status import Pause, Status
from core.clock import Clock
from core.model import DeliveryState, Feed
from storage.store import Store


class StatusRows:
    """The status screen's reader."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def status(self) -> Status:
        """What the rows say now."""
        now = self._clock.now()
        state = await self._store.feeds.state(Feed.LIKES)
        pauses = [Pause(scope, until, said.key, said.args) for scope, until, said in await self._store.pauses.all(now)]
        if state.trouble:
            pauses.insert(0, Pause("likes", state.not_before, state.trouble.key, state.trouble.args))
        for until, said in await self._store.destinations.waiting(now):
            pauses.append(Pause("chat", until, said.key, said.args))
        counts = await self._store.jobs.count_by_state()
        return Status(
            likes_seeded=await self._store.feeds.count_seeded(Feed.LIKES) if state.seeded_at is not None else None,
            last_look=state.looked_at,
            waiting_deliveries=await self._store.outbox.count(DeliveryState.WAITING),
            failed_deliveries=await self._store.outbox.count(DeliveryState.FAILED),
            downloads={str(state): count for state, count in counts.items()},
            pauses=tuple(pauses),
        )
