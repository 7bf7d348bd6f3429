"""YouTube's Data API v3: what the owner likes, what a video is, when a like was given.

Reads only. It decides nothing and keeps nothing but the token (core/youtube/oauth.py). Every call costs one unit of 10,000
a day, refused ones too, and is told to `spend` before it is sent.
"""

from __future__ import annotations

import ssl
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from core.clock import Clock
from core.errors import Retry
from core.model import Video
from core.youtube.google_http import ask, body_of, trouble_of
from core.youtube.google_shapes import added_of, id_of, items_of, page_token_of, total_of, video_of
from core.youtube.oauth import AccessTokens

ROOT = "https://youtube.googleapis.com"
PAGE = 50  #: the most that videos.list and playlistItems.list give; costs the same one unit as 5
LIKED_PLAYLIST = "LL"


@dataclass(frozen=True, slots=True)
class LikedPage:
    """One page of liked videos, newest like first; private and deleted ones are left out by Google."""

    ids: tuple[str, ...]
    next_page: str | None
    total: int | None  #: approximate


def http_client(proxy: str | None, ca: Path | None) -> httpx.AsyncClient:
    """The client for Google. proxy: an http, https, socks5 or socks5h address. ca: PEM file, trusted besides certifi's.

    Raises OSError (ssl.SSLError is one) for a ca that can't be read, ValueError for a proxy that is none.
    """
    context: ssl.SSLContext = httpx.create_ssl_context()
    if ca is not None:
        context.load_verify_locations(cafile=ca)
    return httpx.AsyncClient(proxy=proxy, verify=context, timeout=httpx.Timeout(15.0, connect=10.0))


class DataApi:
    """The few methods the app needs. Every method raises Retry and NeedsOwner with scope GOOGLE, and gives whole answers."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        tokens: AccessTokens,
        clock: Clock,
        spend: Callable[[int], Awaitable[None]],
        root: str = ROOT,
    ) -> None:
        """spend: awaited with the units of every request, tries included, before it leaves."""
        self._http = http
        self._tokens = tokens
        self._clock = clock
        self._spend = spend
        self._root = root.rstrip("/")

    async def liked_page(self, page: str | None = None) -> LikedPage:
        """One page of likes. There is no `order` for this method, and no time of the like in it."""
        params = {"part": "id", "myRating": "like", "maxResults": str(PAGE)}
        if page is not None:
            params["pageToken"] = page
        body = await self._call("videos.list", params)
        ids = tuple(id_of(item.get("id")) for item in items_of(body))
        return LikedPage(ids, page_token_of(body), total_of(body))

    async def videos(self, ids: Sequence[str]) -> dict[str, Video]:
        """Details by id. Private, deleted and unknown ones are absent."""
        found: dict[str, Video] = {}
        unique = list(dict.fromkeys(ids))
        for start in range(0, len(unique), PAGE):
            batch = unique[start : start + PAGE]
            # No maxResults: it is refused beside id.
            params = {"part": "snippet,contentDetails,statistics", "id": ",".join(batch)}
            body = await self._call("videos.list", params)
            videos = [video_of(item) for item in items_of(body)]
            found |= {video.id: video for video in videos if video.id in batch}
        return found

    async def like_times(self, wanted: Collection[str], max_pages: int | None = None) -> dict[str, float]:
        """When the wanted videos were liked (Unix seconds), from the LL playlist, newest first. May leave some out.

        max_pages: None: as many as the wanted ones fill, and three more for what stands between them.
        """
        missing, times = set(wanted), dict[str, float]()
        if max_pages is None:
            max_pages = len(missing) // PAGE + 3
        page: str | None = None
        for _ in range(max_pages):
            if not missing:
                break
            params = {"part": "snippet", "playlistId": LIKED_PLAYLIST, "maxResults": str(PAGE)}
            if page is not None:
                params["pageToken"] = page
            try:
                body = await self._call("playlistItems.list", params)
            except Retry as trouble:
                if trouble.args_for_text.get("reason") == "playlistNotFound":
                    break  # an account may have no such list to show; the likes themselves are read without it
                raise
            for name, added in map(added_of, items_of(body)):
                if name in missing and added is not None:
                    times[name] = added
                    missing.discard(name)
            page = page_token_of(body)
            if page is None:
                break
        return times

    async def _call(self, method: str, params: Mapping[str, str]) -> Mapping[str, Any]:
        """One answer. A 401 costs the token, once: the second one is the owner's to mend."""
        url = f"{self._root}/youtube/v3/{method.removesuffix('.list')}"
        token = await self._tokens.get()
        response = await self._get(method, url, params, token)
        if response.status_code == 401:
            self._tokens.forget(token)
            response = await self._get(method, url, params, await self._tokens.get())
        if response.status_code != 200:
            raise trouble_of(response, self._clock.now())
        return body_of(response)

    async def _get(self, method: str, url: str, params: Mapping[str, str], token: str) -> httpx.Response:
        async def send() -> httpx.Response:
            await self._spend(1)
            # In the header, not in the URL: httpx logs URLs.
            return await self._http.get(url, params=params, headers={"Authorization": f"Bearer {token}"})

        return await ask(f"google.{method}", send)
