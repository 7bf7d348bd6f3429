"""What happens to a renewal: a release is taken, the one in use breaks."""

from __future__ import annotations

from core.errors import Condition, NeedsOwner, Scope

from .rig import DAY, Rig

BROKEN = NeedsOwner(Condition.YTDLP_BROKEN, scope=Scope.YTDLP)


async def broken(home: Rig) -> None:
    home.clock.at += 1.0
    await home.store.pauses.pause(BROKEN, home.clock.now(), 0.5)


async def taken(home: Rig, version: str, days: float = 3.0) -> None:
    home.index.add(version, "whole", days * DAY)
    await home.day()
    assert home.shelf.current == version
