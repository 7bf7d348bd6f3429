"""What looks are tested with: the real database, the real clients, Google and YouTube of the sandbox."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.model import Feed
from core.poll.decide import Sender
from core.poll.history import History
from core.poll.likes import Likes
from core.poll.poll import Look, Poller
from core.poll.subscriptions import Subscriptions
from core.youtube.history import HistoryJob, HistoryRead, read_history
from storage.store import Store
from tests.core.youtube.google_rig import GoogleRig, google_rig


@dataclass
class Rig:
    """What a test holds on to."""

    google: GoogleRig
    store: Store
    cache: Path
    woken: list[bool] = field(default_factory=list)
    ready: bool = True
    used: tuple[int, int] = (0, 0)
    jars: list[str] = field(default_factory=list)
    limits: dict[Feed, float] = field(default_factory=lambda: dict.fromkeys(Feed, 60.0))

    def poller(self, **looks: Look) -> Poller:
        """looks: by feed; the real ones where left out."""

        async def ready() -> bool:
            return self.ready

        async def used(_now: float) -> tuple[int, int]:
            return self.used

        feeds = self.store.feeds
        real: dict[Feed, Look] = {
            Feed.LIKES: Likes(self.google.google, self.store.likes, ready),
            Feed.SUBSCRIPTIONS: Subscriptions(self.google.google, feeds, ready),
            Feed.HISTORY: History(self, feeds, ready, self.google.google.videos, self.store.private.since),
        }
        given = {Feed(name): look for name, look in looks.items()}
        return Poller(
            real | given, feeds, self.store.settings.chosen, Sender(7, b"key"), self.google.clock,
            lambda: self.woken.append(True), used, self.limits,
        )  # fmt: skip

    async def read_history(self, limit: int) -> HistoryRead:
        """As bot/looks.py does it."""
        world = self.google.world
        job = HistoryJob(
            self.jars[-1], self.cache, self.google.clock.now(), limit,
            proxy=world.proxy_url, ca=world.ca_path, pause=0,
        )  # fmt: skip
        return await read_history(job)

    async def keep_jar(self, jar: str) -> None:
        self.jars.append(jar)

    async def rows(self, sql: str) -> list[dict[str, Any]]:
        return [dict(row) for row in await self.store.database.fetch(sql)]

    async def told(self) -> list[tuple[str, str]]:
        """Kind and subject of what a message is owed for, in their order."""
        return [
            (row["kind"], row["subject"])
            for row in await self.rows(
                "SELECT e.kind, e.subject FROM deliveries d JOIN events e ON e.id = d.event_id ORDER BY d.id"
            )
        ]

    async def recorded(self) -> list[tuple[str, str]]:
        return [
            (row["kind"], row["subject"]) for row in await self.rows("SELECT kind, subject FROM events ORDER BY id")
        ]

    async def trouble(self, feed: Feed) -> str | None:
        said = (await self.store.feeds.state(feed)).trouble
        return said.key if said else None


@asynccontextmanager
async def looking(folder: Path) -> AsyncIterator[Rig]:
    async with google_rig(folder / "world") as google:
        google.consented()
        store = await Store.open(folder / "yagami.db", b"k" * 32)
        for number, feed in enumerate(Feed):
            await store.feeds.set_destination(feed, await store.destinations.add(-100 - number))
        yield Rig(google, store, folder / "cache")
        await store.close()


def channel(rig: Rig, title: str) -> str:
    """A channel with a video -> its id."""
    state = rig.google.world.state
    video = f"channel{len(state.videos):04d}"
    state.add_video(id=video, source="talk", title=f"By {title}", channel=title)
    return state.videos[video].channel.id
