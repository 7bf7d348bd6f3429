"""The three feeds, each with what it is read by: Google for likes and subscriptions, the owner's cookies for the history."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from bot.credentials import Credentials
from core.clock import Clock
from core.model import Feed, Video
from core.poll.decide import Sender
from core.poll.history import History
from core.poll.likes import Likes
from core.poll.poll import Look
from core.poll.reconcile import Reconcile
from core.poll.subscriptions import Subscriptions
from core.youtube.google import Google
from core.youtube.history import HistoryJob, HistoryRead, read_history
from storage.store import Store

OUT = "google-quota"  #: the trouble of a feed that waits for tomorrow's units


class CookieHistory:
    """The history as the owner's cookies of the moment show it. Implements core.poll.history.YouTube."""

    def __init__(
        self, store: Store, credentials: Credentials, clock: Clock, *, cache: Path, proxy: str | None, ca: Path | None
    ) -> None:
        """cache: yt-dlp's own folder. proxy, ca: as HistoryJob has them."""
        self._store = store
        self._credentials = credentials
        self._clock = clock
        self._cache = cache
        self._proxy = proxy
        self._ca = ca
        self._used = ""

    async def ready(self) -> bool:
        return await self._credentials.cookies() is not None

    async def read_history(self, limit: int) -> HistoryRead:
        self._used = cookies = await self._credentials.cookies() or ""
        return await read_history(
            HistoryJob(
                cookies,
                self._cache,
                self._clock.now(),
                limit,
                proxy=self._proxy,
                ca=self._ca,
                count=partial(self._store.traffic.note, "poll"),
            )
        )

    async def keep_jar(self, jar: str) -> None:
        """What the page renewed of the jar that it was read with."""
        await self._credentials.renew_cookies(self._used, jar)


def looks(store: Store, google: Google, credentials: Credentials, history: CookieHistory) -> Mapping[Feed, Look]:
    """A feed whose account is not there yet rests until it is."""
    connected = partial(_connected, credentials)
    return {
        Feed.LIKES: Likes(google, store.likes, connected),
        Feed.SUBSCRIPTIONS: Subscriptions(google, store.feeds, connected),
        Feed.HISTORY: History(
            history, store.feeds, history.ready, partial(_figures, store, google), store.private.since
        ),
    }


def reconciliation(
    store: Store, google: Google, credentials: Credentials, sender: Sender, clock: Clock, wake: Callable[[], None]
) -> Reconcile:
    """What asks about known likes. wake: called when there is something to tell, or to stop."""
    return Reconcile(
        google, store.likes, store.feeds, store.settings.chosen, partial(_connected, credentials), sender, clock, wake
    )


async def _figures(store: Store, google: Google, ids: Sequence[str]) -> dict[str, Video]:
    """Of watched videos, for what is left of the quota: not worth asking for where Google has refused the likes for it."""
    likes = await store.feeds.state(Feed.LIKES)
    return {} if likes.trouble is not None and likes.trouble.key == OUT else await google.videos(ids)


async def _connected(credentials: Credentials) -> bool:
    return await credentials.credentials() is not None
