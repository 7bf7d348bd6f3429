"""Puts yt-dlp's renewal together: the registry, the trial by a known video, the rows, the folder in the data volume."""

from __future__ import annotations

from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bot.settings import Settings
from bot.wakeups import Wakeups
from core.clock import Clock
from core.renewal.install import PROJECT
from core.renewal.releases import normal
from core.renewal.renew import Renewal
from core.renewal.shelf import Shelf
from core.renewal.wheels import RegistryWheels
from core.youtube import canary
from core.youtube.look import LookJob
from core.youtube.registry import Registry
from storage.store import Store

FOLDER = "ytdlp"  #: in the data folder


def builtin() -> str | None:
    """The version that came with the app; None if there is none."""
    try:
        return version(PROJECT)
    except PackageNotFoundError:
        return None


def own() -> str:
    """The same, as the registry writes it; "0" if there is none."""
    return normal(builtin() or "0") or "0"


def renewal(settings: Settings, store: Store, clock: Clock, cache: Path, wake: Wakeups) -> tuple[Renewal, Shelf]:
    """One that is not running yet, and what lends its releases."""
    count = partial(store.traffic.note, "update")
    registry = Registry(settings.package_index, settings.youtube_proxy, settings.ca, count)
    shelf = Shelf(settings.data / FOLDER)

    async def allowed() -> bool:
        chosen = await store.settings.chosen()
        return chosen.ytdlp_updates and chosen.paused_at is None

    made = Renewal(
        shelf, store.releases, store.pauses.over, RegistryWheels(registry), Canary(settings, store, cache), allowed,
        builtin() or "0", clock, wake.renewal, wake.everybody,
    )  # fmt: skip
    return made, shelf


class Canary:
    """The trial, with the boot settings filled in."""

    def __init__(self, settings: Settings, store: Store, cache: Path) -> None:
        self._ca = settings.ca
        self._cache = cache
        self._job = LookJob(
            settings.canary_video, cache, proxy=settings.youtube_proxy, ca=settings.ca,
            po_tokens=settings.po_token_url, count=partial(store.traffic.note, "look"),
        )  # fmt: skip

    async def version(self, folder: Path) -> str:
        return await canary.imports(folder, self._cache, self._ca)

    async def video(self, folder: Path | None) -> None:
        await canary.canary(folder, self._job)
