"""The registry as this room sees it: a project's releases, and one wheel."""

from __future__ import annotations

from pathlib import Path

from core.errors import Permanent, Retry, Scope
from core.youtube.registry import Registry

from . import releases
from .releases import Release


class RegistryWheels:
    """What install.py and renew.py ask of it."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    async def newest(self, project: str, etag: str | None) -> tuple[tuple[Release, ...] | None, str | None]:
        """-> (its releases, or None if the page is as it was under that tag; its tag). Raises Retry."""
        page = await self._registry.page(project, etag)
        if page.body is None:
            return None, page.etag
        try:
            return releases.read(page.body, project), page.etag
        except ValueError as error:
            raise Retry("registry-nonsense", scope=Scope.YTDLP) from error

    async def releases(self, project: str) -> tuple[Release, ...]:
        """Empty for a project that the registry does not have. Raises Retry."""
        try:
            found, _ = await self.newest(project, None)
        except Permanent:
            return ()
        return found or ()

    async def fetch(self, release: Release, to: Path) -> None:
        """Raises Permanent for a file that is not what was promised, Retry and OSError."""
        await self._registry.file(release.url, release.sha256, release.size, to)
