"""Looks at pages of the watch history that say what a test wants."""

from __future__ import annotations

from dataclasses import replace

from core.errors import Trouble
from core.model import Feed, Video
from core.poll.history import History
from core.youtube.history import HistoryRead
from core.youtube.watches import Watch

from .looking import Rig

DATE = "2026-11-18"


class Scripted:
    """Implements core.poll.history.YouTube."""

    def __init__(self, *pages: HistoryRead | Trouble) -> None:
        self.pages = list(pages)
        self.asked: list[int] = []

    async def read_history(self, limit: int) -> HistoryRead:
        self.asked.append(limit)
        page = self.pages.pop(0)
        if isinstance(page, Trouble):
            raise page
        return replace(page, watches=page.watches[:limit])

    async def keep_jar(self, jar: str) -> None: ...


def shown(videos: str, day: str | None = DATE, *, signed_in: bool | None = True, paused: bool = False) -> HistoryRead:
    """A page with one entry a letter, the newest first."""
    return HistoryRead(tuple(Watch(Video(video, video), day) for video in videos), signed_in, paused)


async def ready() -> bool:
    return True


async def looked(rig: Rig, *pages: HistoryRead | Trouble, apart: float = 300.0) -> Scripted:
    """A look at each page, one after the other; the first seeds."""
    youtube = Scripted(*pages)
    poller = rig.poller(history=History(youtube, rig.store.feeds, ready, None, rig.store.private.since))
    while youtube.pages:
        await poller.look(Feed.HISTORY)
        rig.google.clock.time += apart
    return youtube


async def watched(rig: Rig) -> str:
    return "".join(subject for _, subject in await rig.recorded())
