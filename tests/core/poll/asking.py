"""Turns that ask about known likes, for tests: the real client, the real database, Google of the sandbox."""

from __future__ import annotations

from core.model import Feed
from core.poll.decide import Sender
from core.poll.poll import Poller
from core.poll.reconcile import Reconcile

from .looking import Rig

HOUR = 3600.0
THREE = ("yagamiPlain", "KettleWhist", "BachPrelude")


def reconcile(rig: Rig) -> Reconcile:
    async def ready() -> bool:
        return rig.ready

    return Reconcile(
        rig.google.google, rig.store.likes, rig.store.feeds, rig.store.settings.chosen, ready, Sender(7, b"key"),
        rig.google.clock, lambda: rig.woken.append(True), 60.0,
    )  # fmt: skip


async def seeded(rig: Rig, *ids: str) -> Poller:
    for video in ids:
        rig.google.clock.time += 1
        rig.google.world.like(video)
    poller = rig.poller()
    await poller.look(Feed.LIKES)
    rig.google.clock.time += HOUR
    rig.google.units.clear()
    return poller


async def turn(rig: Rig, later: float = 0.0) -> int:
    rig.google.clock.time += later
    return await reconcile(rig).turn(rig.google.clock.now())


def hide(rig: Rig, *ids: str, why: str = "private") -> None:
    for video in ids:
        rig.google.world.videos[video].privacy = why  # type: ignore[assignment]
