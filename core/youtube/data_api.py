"""YouTube's Data API v3: what the owner likes and is subscribed to, what a video or a channel is, when a like was given, and
whether it still is.

Reads only. It decides nothing and keeps nothing but the token (core/youtube/oauth.py). Every call costs one unit of 10,000
a day, refused ones too, and is told to `spend` before it is sent. Parts of an answer are never half an answer: what can't be read
whole is a trouble.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from core.clock import Clock
from core.errors import Permanent, Retry, Scope
from core.model import Channel, Subscription, Video
from core.youtube.google_http import ask, body_of
from core.youtube.google_shapes import (
    added_of,
    channel_of,
    hidden_of,
    id_of,
    is_named,
    items_of,
    page_token_of,
    rating_of,
    subscription_of,
    total_of,
    video_of,
)
from core.youtube.google_troubles import nonsense, trouble_of
from core.youtube.liked_list import METHOD, LikedListPage, page_of, params
from core.youtube.oauth import AccessTokens

ROOT = "https://youtube.googleapis.com"
PAGE = 50  #: the most that any list gives; costs the same one unit as 5
LIKED_PLAYLIST = "LL"
#: What of an answer is needed: a page of fifty ids is 0.5 KB on the wire so, and 1.8 KB whole (measured, compressed).
LIKED_IDS = "nextPageToken,pageInfo/totalResults,items/id"
LIKED_TITLES = "nextPageToken,pageInfo/totalResults,items(id,snippet(title,channelTitle,channelId))"
VIDEOS = (
    "pageInfo/totalResults,items(id,snippet(title,channelTitle,channelId,liveBroadcastContent),"
    "contentDetails/duration,statistics/viewCount)"
)
LIKE_TIMES = "nextPageToken,pageInfo/totalResults,items/snippet(publishedAt,resourceId/videoId)"
HIDDEN = "pageInfo/totalResults,items(snippet(title,resourceId/videoId),status/privacyStatus)"
SUBSCRIBED = "nextPageToken,pageInfo/totalResults,items/snippet(title,publishedAt,resourceId/channelId)"
SUBSCRIBED_WHOLE = (
    "nextPageToken,pageInfo/totalResults,items/snippet(title,description,thumbnails,publishedAt,resourceId/channelId)"
)
#: So many subscriptions, or a tenth, may be missing from what Google counts: it counts channels that are no longer shown
FEW_MISSING = 5


@dataclass(frozen=True, slots=True)
class LikedPage:
    """One page of liked videos, newest like first; private and deleted ones are left out by Google."""

    ids: tuple[str, ...]
    next_page: str | None
    total: int | None  #: approximate; counts those that are left out
    videos: tuple[Video, ...] = ()  #: with title and channel, if they were asked for


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

    async def liked_page(self, page: str | None = None, *, titles: bool = False) -> LikedPage:
        """One page of likes. There is no `order` for this method, and no time of the like in it. titles: for the same unit."""
        params = {"part": "id", "myRating": "like", "maxResults": str(PAGE), "fields": LIKED_IDS}
        if titles:
            params |= {"part": "snippet", "fields": LIKED_TITLES}
        if page is not None:
            params["pageToken"] = page
        body = await self._call("videos.list", params)
        ids = tuple(id_of(item.get("id")) for item in items_of(body))
        videos = tuple(video_of(item) for item in items_of(body)) if titles else ()
        return LikedPage(ids, page_token_of(body), total_of(body), videos)

    async def videos(self, ids: Sequence[str]) -> dict[str, Video]:
        """Details by id. Private, deleted and unknown ones are absent."""
        found: dict[str, Video] = {}
        for batch in _batches(ids):
            # No maxResults: it is refused beside id.
            params = {"part": "snippet,contentDetails,statistics", "id": ",".join(batch), "fields": VIDEOS}
            body = await self._call("videos.list", params)
            videos = [video_of(item) for item in items_of(body)]
            found |= {video.id: video for video in videos if video.id in batch}
        return found

    async def liked_list(self, page: str | None = None) -> LikedListPage:
        """One page of the playlist of likes, with their times. Raises Retry whose reason is playlistNotFound if there is none."""
        return page_of(await self._call(METHOD, params(page)))

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
            params = {"part": "snippet", "playlistId": LIKED_PLAYLIST, "maxResults": str(PAGE), "fields": LIKE_TIMES}
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

    async def newest_likes(self) -> tuple[tuple[str, float | None], ...]:
        """The newest page of the LL playlist, hidden videos too, with when each was liked. Empty where there is no such list."""
        params = {"part": "snippet", "playlistId": LIKED_PLAYLIST, "maxResults": str(PAGE), "fields": LIKE_TIMES}
        try:
            return tuple(map(added_of, items_of(await self._call("playlistItems.list", params))))
        except Retry as trouble:
            if trouble.args_for_text.get("reason") == "playlistNotFound":
                return ()
            raise

    async def hidden_because(self, video: str) -> str | None:
        """Why a liked video is not shown any more (google_shapes.hidden_of); None if the list of likes does not say. One unit."""
        params = {
            "part": "snippet,status", "playlistId": LIKED_PLAYLIST, "videoId": video, "maxResults": "5", "fields": HIDDEN,
        }  # fmt: skip
        try:
            body = await self._call("playlistItems.list", params)
        except Retry as trouble:
            if trouble.args_for_text.get("reason") in ("playlistNotFound", "videoNotFound"):
                return None
            raise
        return next((hidden_of(item) for item in items_of(body) if added_of(item)[0] == video), None)

    async def my_channel(self) -> Channel:
        """The channel under which the owner consented. Raises Permanent("google-no-channel"): the account has none."""
        # The owner chooses one on Google's page, so there are never several; were there, the first is the account's own.
        body = await self._call("channels.list", {"part": "snippet", "mine": "true"})
        found = [channel_of(item) for item in _channels_in(body)]
        if not found:
            raise Permanent("google-no-channel", scope=Scope.GOOGLE)
        return found[0]

    async def channels(self, ids: Sequence[str]) -> dict[str, Channel]:
        """Channels by id, with their numbers. Terminated and unknown ones are absent."""
        found: dict[str, Channel] = {}
        for batch in _batches(ids):
            params = {"part": "snippet,statistics", "id": ",".join(batch), "maxResults": str(PAGE)}
            body = await self._call("channels.list", params)
            channels = [channel_of(item) for item in _channels_in(body)]
            found |= {channel.id: channel for channel in channels if channel.id in batch}
        return found

    async def subscriptions(self, *, lenient: bool = False, whole: bool = False) -> tuple[Subscription, ...]:
        """Every subscription, or Retry: never some of them.

        Alphabetical, because by relevance each page is ranked anew, so that pages overlap and others are lost. A read counts only
        if every page came, no channel came twice, and about as many came as Google counts (its count is approximate).
        lenient: what is unnamed, double or not there is Google's own fault by now; two of three must be there all the same.
        whole: with descriptions and pictures, for the same units and many more bytes.
        """
        found: dict[str, Subscription] = {}
        read, total, page, pages = 0, None, None, set[str]()
        while True:
            params = {
                "part": "snippet", "mine": "true", "order": "alphabetical", "maxResults": str(PAGE),
                "fields": SUBSCRIBED_WHOLE if whole else SUBSCRIBED,
            }  # fmt: skip
            if page is not None:
                params["pageToken"] = page
            body = await self._call("subscriptions.list", params)
            total = total_of(body)
            for item in items_of(body):
                read += 1
                if not lenient or is_named(item):
                    one = subscription_of(item)
                    found[one.channel_id] = one
            page = page_token_of(body)
            if page is None:
                break
            if page in pages:
                raise nonsense("nextPageToken")
            pages.add(page)
        missing = max(read, total or 0) - len(found)
        few = len(found) // 2 if lenient else max(FEW_MISSING, read // 10) if found else 0
        if missing > few or (len(found) != read and not lenient):
            raise Retry("subscriptions-incomplete", scope=Scope.GOOGLE)
        return tuple(found.values())

    async def subscribed(self, channel_ids: Sequence[str]) -> dict[str, Subscription]:
        """Those of these channels that the owner is subscribed to, by channel; one unit for fifty of them."""
        found: dict[str, Subscription] = {}
        for batch in _batches(channel_ids):
            params = {
                "part": "snippet", "mine": "true", "forChannelId": ",".join(batch), "order": "alphabetical",
                "maxResults": str(PAGE), "fields": SUBSCRIBED,
            }  # fmt: skip
            page, pages = None, set[str]()
            while True:
                body = await self._call("subscriptions.list", params if page is None else params | {"pageToken": page})
                asked = [one for one in map(subscription_of, items_of(body)) if one.channel_id in batch]
                found |= {one.channel_id: one for one in asked}
                page = page_token_of(body)
                if page is None or all(one in found for one in batch):
                    break
                if page in pages:
                    raise nonsense("nextPageToken")
                pages.add(page)
        return found

    async def ratings(self, ids: Sequence[str]) -> dict[str, str]:
        """What the owner says to these videos: like, dislike, none or unspecified, in Google's words.

        What it answers for a video that is gone is not documented: only what it says of one that is there means anything.
        """
        found: dict[str, str] = {}
        for batch in _batches(ids):
            body = await self._call("videos.getRating", {"id": ",".join(batch)})
            found |= {name: rating for name, rating in map(rating_of, items_of(body)) if name in batch}
        return found

    async def _call(self, method: str, params: dict[str, str]) -> Mapping[str, Any]:
        """One answer. A 401 costs the token, once: the second one is the owner's to mend."""
        url = f"{self._root}/youtube/v3/{method.removesuffix('.list').replace('.', '/')}"
        token = await self._tokens.get()
        response = await self._get(method, url, params, token)
        if response.status_code == 401:
            self._tokens.forget(token)
            response = await self._get(method, url, params, await self._tokens.get())
        if response.status_code != 200:
            raise trouble_of(response, self._clock.now())
        return body_of(response)

    async def _get(self, method: str, url: str, params: dict[str, str], token: str) -> httpx.Response:
        async def send() -> httpx.Response:
            await self._spend(1)
            # In the header, not in the URL: httpx logs URLs.
            headers = {"Authorization": f"Bearer {token}"}
            return await self._http.get(url, params=params | {"prettyPrint": "false"}, headers=headers)

        return await ask(f"google.{method}", send)


def _batches(ids: Sequence[str]) -> Iterator[list[str]]:
    unique = list(dict.fromkeys(ids))
    for start in range(0, len(unique), PAGE):
        yield unique[start : start + PAGE]


def _channels_in(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """channels.list leaves `items` out where it has none."""
    return items_of(body) if "items" in body else []
