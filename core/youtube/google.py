"""Google as the app holds it: one object from the start to the end, while the owner's consent comes, changes and goes.

    google = Google(http, consents, clock, spend)
    google.renewed()      the consent or the client was changed, or was taken away: what was known of it is forgotten

Every call asks for the credentials that count now. Without any it raises NeedsOwner(GOOGLE_CONSENT), which pauses what
depends on Google until they are there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Protocol

import httpx

from core.clock import Clock
from core.errors import Condition, NeedsOwner, Scope
from core.model import Channel, Subscription, Video
from core.youtube import consent, pkce
from core.youtube.client_file import Client
from core.youtube.data_api import ROOT, DataApi, LikedPage
from core.youtube.liked_list import LikedListPage
from core.youtube.oauth import AccessTokens, GoogleCredentials


class Consents(Protocol):
    """Where the owner's client and consent are kept."""

    async def credentials(self) -> GoogleCredentials | None:
        """Those that count now; None while there are none."""

    async def replace(self, old: str, new: str) -> None:
        """Google gave a new refresh token for the old one. If another consent stands there by now, it stays."""


class Google:
    """The Data API under the consent of the moment, and the ways to a new one. Raises as DataApi does."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        consents: Consents,
        clock: Clock,
        spend: Callable[[int], Awaitable[None]],
        root: str = ROOT,
    ) -> None:
        """spend: awaited with the units of every request, tries included, before it leaves."""
        self._http = http
        self._consents = consents
        self._clock = clock
        self._spend = spend
        self._root = root
        self._lock = asyncio.Lock()
        self._api: DataApi | None = None
        self._changes = 0

    def renewed(self) -> None:
        """The kept credentials are others now, or none. A call that is under way ends with the old ones."""
        self._api = None
        self._changes += 1

    # -- the Data API ------------------------------------------------------------------------------------------

    async def liked_page(self, page: str | None = None, *, titles: bool = False) -> LikedPage:
        return await (await self._now()).liked_page(page, titles=titles)

    async def videos(self, ids: Sequence[str]) -> dict[str, Video]:
        return await (await self._now()).videos(ids)

    async def liked_list(self, page: str | None = None) -> LikedListPage:
        return await (await self._now()).liked_list(page)

    async def like_times(self, wanted: Collection[str], max_pages: int | None = None) -> dict[str, float]:
        return await (await self._now()).like_times(wanted, max_pages)

    async def newest_likes(self) -> tuple[tuple[str, float | None], ...]:
        return await (await self._now()).newest_likes()

    async def hidden_because(self, video: str) -> str | None:
        return await (await self._now()).hidden_because(video)

    async def my_channel(self) -> Channel:
        return await (await self._now()).my_channel()

    async def channels(self, ids: Sequence[str]) -> dict[str, Channel]:
        return await (await self._now()).channels(ids)

    async def subscriptions(self, *, lenient: bool = False, whole: bool = False) -> tuple[Subscription, ...]:
        return await (await self._now()).subscriptions(lenient=lenient, whole=whole)

    async def subscribed(self, channel_ids: Sequence[str]) -> dict[str, Subscription]:
        return await (await self._now()).subscribed(channel_ids)

    async def ratings(self, ids: Sequence[str]) -> dict[str, str]:
        return await (await self._now()).ratings(ids)

    # -- the ways to a consent ---------------------------------------------------------------------------------

    async def channel_of(self, credentials: GoogleCredentials) -> Channel:
        """Whose consent it is, before it is kept. Also proves that the API is enabled. Raises as my_channel."""
        return await self._api_for(credentials, keep=_keep_nothing).my_channel()

    async def begin_device(self, client: Client) -> consent.DeviceCode:
        """See consent.begin_device."""
        return await consent.begin_device(self._http, client, self._clock)

    async def poll_device(self, client: Client, code: consent.DeviceCode) -> consent.Granted | consent.Pending:
        """See consent.poll_device."""
        return await consent.poll_device(self._http, client, code, self._clock)

    def begin_link(self, client: Client) -> pkce.PkceStart:
        """See pkce.begin."""
        return pkce.begin(client, self._clock.now())

    async def exchange(self, client: Client, start: pkce.PkceStart, code: str) -> consent.Granted:
        """See pkce.exchange."""
        return await pkce.exchange(self._http, client, start, code, self._clock)

    async def revoke(self, token: str) -> None:
        """See consent.revoke."""
        await consent.revoke(self._http, token, self._clock)

    # -- small parts -------------------------------------------------------------------------------------------

    async def _now(self) -> DataApi:
        async with self._lock:
            while self._api is None:
                changes = self._changes
                credentials = await self._consents.credentials()
                if changes != self._changes:
                    continue  # changed while they were read: these may be the old ones
                if credentials is None:
                    raise NeedsOwner(Condition.GOOGLE_CONSENT, scope=Scope.GOOGLE)
                self._api = self._api_for(credentials, keep=self._consents.replace)
            return self._api

    def _api_for(self, credentials: GoogleCredentials, keep: Callable[[str, str], Awaitable[None]]) -> DataApi:
        current = credentials.refresh_token

        async def renewed(new: str) -> None:
            nonlocal current
            await keep(current, new)
            current = new

        tokens = AccessTokens(self._http, credentials, self._clock, renewed)
        return DataApi(self._http, tokens, self._clock, self._spend, self._root)


async def _keep_nothing(_old: str, _new: str) -> None:
    """The credentials are not kept yet; a refresh token that replaces another leaves that one alive at Google."""
