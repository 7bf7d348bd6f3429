"""A renewal with real rows, a real registry on loopback, real children, and a clock that stands until it is moved."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from core.clock import SystemClock, Wakeup
from core.errors import Trouble
from core.renewal.install import PROJECT
from core.renewal.renew import Renewal
from core.renewal.shelf import Shelf
from core.renewal.wheels import RegistryWheels
from core.youtube.registry import Registry
from sandbox.faults import Faults
from sandbox.packages.index import PackageIndex
from storage.store import Store

BUILTIN = version(PROJECT)
NEW, NEWER, NEWEST = "2027.1.1", "2027.1.15", "2027.2.1"
DAY = 86400.0


class MovedClock(SystemClock):
    """Shows what it was set to."""

    def __init__(self) -> None:
        self.at = time.time()  # noqa: TID251

    def now(self) -> float:
        return self.at


@dataclass
class Verdicts:
    """A trial that needs no YouTube: each version is good unless said otherwise. Says what it was asked."""

    faults: dict[str | None, Trouble] = field(default_factory=dict)
    asked: list[str | None] = field(default_factory=list)

    async def version(self, folder: Path) -> str:
        return folder.name

    async def video(self, folder: Path | None) -> None:
        name = folder.name if folder else None
        self.asked.append(name)
        if name in self.faults:
            raise self.faults[name]


class Rig:
    """What stands around one renewal."""

    def __init__(self, folder: Path, store: Store, index: PackageIndex, faults: Faults, clock: MovedClock) -> None:
        self.folder, self.store, self.index, self.faults, self.clock = folder, store, index, faults, clock
        self.trial = Verdicts()
        self.allowed = True
        self.moved = [0, 0]
        self.builtin = BUILTIN
        self.shelf, self.renewal = self.made()

    def made(self) -> tuple[Shelf, Renewal]:
        """As the app makes it at a start."""
        registry = Registry(self.index.url, None, None, self._count)
        shelf = Shelf(self.folder / "ytdlp")

        async def allowed() -> bool:
            return self.allowed

        renewal = Renewal(
            shelf, self.store.releases, self.store.pauses.over, RegistryWheels(registry), self.trial, allowed,
            self.builtin, self.clock, Wakeup(self.clock), lambda: None,
        )  # fmt: skip
        return shelf, renewal

    async def restart(self) -> None:
        self.shelf, self.renewal = self.made()
        await self.renewal.load()

    async def day(self, days: float = 1.2) -> None:
        """Time passes, and what is due is done."""
        self.clock.at += days * DAY
        await self.renewal.turn()

    async def told(self) -> list[tuple[str, str]]:
        """What the owner is told: (news, version)."""
        rows = await self.store.database.fetch(
            "SELECT subject, args ->> '$.version' AS v FROM errands WHERE kind = 'ytdlp-told' ORDER BY id"
        )
        return [(row["subject"], row["v"]) for row in rows]

    def on_disk(self) -> list[str]:
        root = self.folder / "ytdlp"
        return sorted(one.name for one in root.iterdir()) if root.exists() else []

    def pages(self) -> int:
        return sum(one.startswith("page yt-dlp ") for one in self.index.asked)

    def _count(self, received: int, sent: int) -> None:
        self.moved[0] += received
        self.moved[1] += sent


@asynccontextmanager
async def rig(folder: Path) -> AsyncIterator[Rig]:
    clock, faults = MovedClock(), Faults()
    index = PackageIndex(faults, clock.now, slim=True)
    await index.start()
    store = await Store.open(folder / "yagami.db", b"k" * 32)
    try:
        made = Rig(folder, store, index, faults, clock)
        await made.renewal.load()
        yield made
    finally:
        await store.close()
        await index.stop()
