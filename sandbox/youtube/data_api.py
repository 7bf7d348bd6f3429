"""The YouTube Data API v3, as far as the app reads it: likes, their times, channels, subscriptions, ratings.

Every call of a known project costs one unit of quota, refused ones too (Google says so). Pages are positions in the
list as it is now: who likes between two pages shifts the second one, as it happens outside.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, TypeVar

from aiohttp import web

from sandbox.faults import KNOWN, Faults
from sandbox.youtube import resources
from sandbox.youtube.api_errors import (
    ApiError,
    api_not_enabled,
    backend_error,
    bad,
    no_such_page,
    not_modelled,
    quota_exceeded,
    rate_limited,
    unauthenticated,
)
from sandbox.youtube.api_query import Query, check, page_token
from sandbox.youtube.breakage import cut_in_half, reset
from sandbox.youtube.discovery import methods
from sandbox.youtube.field_mask import masked
from sandbox.youtube.oauth import TokenServer
from sandbox.youtube.records import Channel
from sandbox.youtube.resources import Json
from sandbox.youtube.state import State

KNOWN |= {
    "data_api.server_error": "the Data API answers 503 backendError",
    "data_api.quota": "the Data API answers 403 quotaExceeded",
    "data_api.rate": "the Data API answers 429 rateLimitExceeded",
    "data_api.html": "the Data API answers 200 with HTML instead of JSON",
    "data_api.half_page": "the Data API's body is cut in the middle",
    "data_api.missing_field": "the Data API leaves `id` and `snippet` out of every second item",
    "data_api.no_next_page": "a page of a list comes without nextPageToken, as if it were the last",
    "data_api.leads_back": "a page of a list names itself as the next one",
    "data_api.page_token": "the Data API answers 400 invalidPageToken to a good page token",
    "data_api.hidden_subscription": "the list of subscriptions is without `channel`; it is there if it is asked for",
    "data_api.no_channels": "channels.list answers that there is none of those that were asked for",
    "data_api.total": "the list of subscriptions counts `factor` times as many as there are",
    "data_api.slow": "the Data API answers after `seconds` (default 5)",
    "data_api.reset": "the Data API's connection is reset before the answer",
    "token.expired_now": "the Data API answers 401 to a good access token",
}


T = TypeVar("T")


class DataApi:
    """Serves /youtube/v3/... ."""

    def __init__(self, state: State, tokens: TokenServer, faults: Faults) -> None:
        self._state = state
        self._tokens = tokens
        self._faults = faults
        self._methods = methods()
        self._answers = {
            "videos.list": self._videos,
            "videos.getRating": self._rating,
            "playlistItems.list": self._playlist_items,
            "channels.list": self._channels,
            "subscriptions.list": self._subscriptions,
        }

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        if (slow := self._faults.hit("data_api.slow")) is not None:
            await asyncio.sleep(float(slow.get("seconds", 5)))
        if self._faults.hit("data_api.reset") is not None:
            raise reset(request)
        try:
            query, body = self._answer(request)
        except ApiError as refusal:
            return refusal.response()
        response = await self._send(request, query, body)
        if not response.prepared:
            response.headers["Date"] = format_datetime(datetime.fromtimestamp(self._state.now(), UTC), usegmt=True)
        return response

    def _answer(self, request: web.BaseRequest) -> tuple[Query, Json]:
        method = self._methods.get(request.path)
        if method is None or request.method != "GET":
            raise ApiError(404, "notFound", "Method not found.")
        scope = self._scope(request)
        if not self._tokens.project.api_enabled:
            raise api_not_enabled(self._tokens.project.number)
        self._spend()
        if not method.scopes & set(scope.split()):
            raise ApiError(403, "insufficientPermissions", "Request had insufficient authentication scopes.")
        query = check(method, request.query)
        if "pageToken" in query.texts and self._faults.hit("data_api.page_token") is not None:
            raise no_such_page()  # as it does at random (issuetracker 196478069)
        return query, self._answers[method.name](query)

    def _scope(self, request: web.BaseRequest) -> str:
        """What the bearer may read. Raises ApiError 401 / 403."""
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if not kind:
            message = "Method doesn't allow unregistered callers (callers without established identity)."
            raise ApiError(403, "forbidden", message)
        scope = self._tokens.scope_of(token) if kind == "Bearer" else None
        if scope is None or self._faults.hit("token.expired_now") is not None:
            raise unauthenticated()
        return scope

    def _spend(self) -> None:
        if self._state.quota_used >= self._state.quota_limit:
            raise quota_exceeded()
        self._state.quota_used += 1
        if self._faults.hit("data_api.server_error") is not None:
            raise backend_error()
        if self._faults.hit("data_api.quota") is not None:
            raise quota_exceeded()
        if self._faults.hit("data_api.rate") is not None:
            raise rate_limited()

    async def _send(self, request: web.BaseRequest, query: Query, body: Json) -> web.StreamResponse:
        if self._faults.hit("data_api.html") is not None:
            return web.Response(text="<!DOCTYPE html><html><title>Error</title></html>", content_type="text/html")
        if "nextPageToken" in body and self._faults.hit("data_api.no_next_page") is not None:
            del body["nextPageToken"]  # as it was for days (gdata issue 7163)
        if (page := query.texts.get("pageToken")) and self._faults.hit("data_api.leads_back") is not None:
            body["nextPageToken"] = page
        if self._faults.hit("data_api.missing_field") is not None:
            for item in body.get("items", [])[::2]:
                item.pop("id", None)
                item.pop("snippet", None)
        if self._faults.hit("data_api.half_page") is not None:
            return await cut_in_half(request, json.dumps(body).encode(), "application/json; charset=UTF-8")
        shown = body if query.mask is None else masked(body, query.mask)
        space: Json = {"indent": 2} if query.pretty else {"separators": (",", ":")}
        response = web.json_response(text=json.dumps(shown, **space))
        response.enable_compression()  # as far as the client takes it, as Google does
        return response

    # -- the methods -------------------------------------------------------------------------------------------

    def _videos(self, query: Query) -> Json:
        if query.one_of("id", "myRating") == "id":
            for name in ("maxResults", "pageToken"):
                if name in query.texts:  # documented as unsupported together with id; here an error
                    raise bad(
                        f"Incompatible parameters specified in the request: id, {name}", name, "incompatibleParameters"
                    )
            found = [self._state.videos[one] for one in dict.fromkeys(query.lists["id"]) if one in self._state.videos]
            shown = [resources.video(one, query.parts) for one in found if one.privacy == "public"]
            return _list("youtube#videoListResponse", shown, total=len(shown), per_page=len(shown))
        if query.texts["myRating"] != "like":
            return _list("youtube#videoListResponse", [], total=0, per_page=query.max_results)
        likes = _page(self._state.likes, query)
        shown = [
            resources.video(one, query.parts)
            for one in (self._state.videos[like.video_id] for like in likes)
            if one.privacy == "public"
        ]
        return _list("youtube#videoListResponse", shown, **_paging(len(self._state.likes), query))

    def _playlist_items(self, query: Query) -> Json:
        if query.one_of("id", "playlistId") == "id":
            raise not_modelled("playlist items by id", "id")
        if query.texts["playlistId"] != "LL":
            message = "The playlist identified with the request's <code>playlistId</code> parameter cannot be found."
            raise ApiError(404, "playlistNotFound", message, domain="youtube.playlistItem", location="playlistId")
        placed = list(enumerate(self._state.likes))
        if "videoId" in query.texts:
            placed = [(place, like) for place, like in placed if like.video_id == query.texts["videoId"]]
        shown = [
            resources.playlist_item(like, self._state.videos[like.video_id], place, self._state.me, query.parts)
            for place, like in _page(placed, query)
        ]
        return _list("youtube#playlistItemListResponse", shown, **_paging(len(placed), query))

    def _channels(self, query: Query) -> Json:
        known = self._state.channels()
        if query.one_of("id", "mine") == "mine":
            self._only_true(query)
            found = [self._state.me] if self._state.has_channel else []
        else:
            found = [known[one] for one in dict.fromkeys(query.lists["id"]) if one in known]
            found = [] if self._faults.hit("data_api.no_channels") is not None else found
        born = self._state.now() - 5 * 365 * 86_400
        shown = [resources.channel(one, born, query.parts) for one in found]
        body = _list("youtube#channelListResponse", shown, total=len(shown), per_page=query.max_results)
        if not shown:
            del body["items"]
        return body

    def _subscriptions(self, query: Query) -> Json:
        query.one_of("mine")
        self._only_true(query)
        known = self._state.channels()
        found: list[Channel] = [known[one] for one in self._state.subscriptions if one in known]
        order = query.texts.get("order", "relevance")
        if order == "alphabetical":
            found.sort(key=lambda one: one.title.casefold())
        elif order == "relevance":
            random.shuffle(found)  # the real one ranks anew at each request, so its pages overlap
        else:
            raise not_modelled(f"the order {order}", "order")
        if "forChannelId" in query.texts:
            wanted = query.texts["forChannelId"].split(",")
            found = [one for one in found if one.id in wanted]
        elif (hidden := self._faults.hit("data_api.hidden_subscription")) is not None:
            found = [one for one in found if one.id != hidden["channel"]]
        shown = [
            resources.subscription(one, self._state.subscriptions[one.id], self._state.me, query.parts)
            for one in _page(found, query)
        ]
        paging = _paging(len(found), query)
        if (wrong := self._faults.hit("data_api.total")) is not None:
            paging["total"] = int(len(found) * wrong["factor"])
        return _list("youtube#subscriptionListResponse", shown, **paging)

    def _rating(self, query: Query) -> Json:
        public = {one.id for one in self._state.videos.values() if one.privacy == "public"}
        if not public.issuperset(
            query.lists["id"]
        ):  # what Google says of those is not documented: nobody is to rely on it
            raise ApiError(
                404, "videoNotFound", "The video that you are trying to rate cannot be found.", location="id"
            )
        liked = {one.video_id for one in self._state.likes}
        items = [
            {"videoId": one, "rating": "like" if one in liked else "none"} for one in dict.fromkeys(query.lists["id"])
        ]
        return {"kind": "youtube#videoGetRatingResponse", "etag": resources.etag(items), "items": items}

    def _only_true(self, query: Query) -> None:
        if query.texts["mine"] != "true":
            raise bad("The request specifies an invalid filter parameter.", "mine", "invalidFilters")


def _page(entries: Sequence[T], query: Query) -> Sequence[T]:
    return entries[query.offset : query.offset + query.max_results]


def _paging(total: int, query: Query) -> dict[str, Any]:
    end = query.offset + query.max_results
    paging: dict[str, Any] = {"total": total, "per_page": query.max_results}
    if end < total and query.max_results:
        paging["next_token"] = page_token(end)
    if query.offset:
        paging["previous_token"] = page_token(max(0, query.offset - query.max_results), previous=True)
    return paging


def _list(
    kind: str,
    items: list[Json],
    *,
    total: int,
    per_page: int,
    next_token: str | None = None,
    previous_token: str | None = None,
) -> Json:
    body: Json = {"kind": kind, "etag": resources.etag(items)}
    if next_token:
        body["nextPageToken"] = next_token
    if previous_token:
        body["prevPageToken"] = previous_token
    return body | {"items": items, "pageInfo": {"totalResults": total, "resultsPerPage": per_page}}
