"""The control API's verbs for the package registry."""

from __future__ import annotations

from typing import Any

from sandbox.packages.index import DAY, PackageIndex

Json = dict[str, Any]


class PackageVerbs:
    """What its maintainers do, and what was asked of it."""

    def __init__(self, index: PackageIndex) -> None:
        self._index = index

    async def release(self, version: str, kind: str = "whole", days: float = 3.0, yanked: bool = False) -> bool:
        """Publish a release of yt-dlp that is so many days old. kind: whole, or how it is broken (sandbox/packages/wheels.py)."""
        self._index.add(version, kind, days * DAY, yanked=yanked)
        return True

    async def packages(self) -> Json:
        """-> asked: what was asked of the registry, in order; refused: what it does not have."""
        return {"asked": list(self._index.asked), "refused": list(self._index.refused)}
