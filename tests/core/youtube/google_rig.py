"""The app's hands on the sandbox's Google: one clock for both, and a client of httpx that trusts it."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from core.youtube.client_file import Client
from core.youtube.google import Google
from core.youtube.oauth import GoogleCredentials
from sandbox.faults import Faults
from sandbox.youtube.google_project import OAuthClient, Project
from sandbox.youtube.world import YouTubeWorld
from tests.core.youtube.google import HandClock
from tests.sandbox.youtube_rig import trusting, youtube_world


@dataclass
class Kept:
    """Where the app keeps its consent: in memory here."""

    now: GoogleCredentials | None = None
    replaced: list[tuple[str, str]] = field(default_factory=list)

    async def credentials(self) -> GoogleCredentials | None:
        return self.now

    async def replace(self, old: str, new: str) -> None:
        self.replaced.append((old, new))


@dataclass
class GoogleRig:
    """`google` is the app's; the rest is what stands behind it."""

    world: YouTubeWorld
    http: httpx.AsyncClient
    clock: HandClock
    faults: Faults
    kept: Kept
    google: Google
    units: list[int]

    @property
    def project(self) -> Project:
        return self.world.tokens.project

    @property
    def tv(self) -> Client:
        return as_pasted(self.project.first)

    @property
    def desktop(self) -> Client:
        return as_pasted(self.project.desktop)

    def consented(self) -> None:
        """The owner's consent is kept, as the sandbox opened with it."""
        self.kept.now = GoogleCredentials(**self.world.google)
        self.google.renewed()


def as_pasted(client: OAuthClient) -> Client:
    return Client(client.client_id, client.client_secret)


@contextlib.asynccontextmanager
async def google_rig(folder: Path) -> AsyncIterator[GoogleRig]:
    clock, faults, kept, units = HandClock(), Faults(), Kept(), list[int]()

    async def spend(spent: int) -> None:
        units.append(spent)

    async with youtube_world(folder, faults, clock.now) as world:
        async with httpx.AsyncClient(proxy=world.proxy_url, verify=trusting(world)) as http:
            yield GoogleRig(world, http, clock, faults, kept, Google(http, kept, clock, spend), units)
        assert world.denied == [], "somebody asked for hosts that are none of our business"
