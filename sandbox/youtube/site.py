"""www.youtube.com: the watch page, the embed page, the player's script and the player API, as far as yt-dlp reads them.

The page carries what yt-dlp takes from it: ytcfg, ytInitialPlayerResponse (client WEB: all about the video, streams without
addresses) and ytInitialData (the owner's name). The history, playlists and subtitles are written in modules of their own.
Search, channels' pages and comments are not here.
"""

from __future__ import annotations

import asyncio
import html
import json
from typing import Any

from aiohttp import web

from sandbox.faults import KNOWN, Faults
from sandbox.youtube.browsers import Browsers
from sandbox.youtube.captions import Captions
from sandbox.youtube.challenge import BASE_JS, PLAYER_PATH, SIGNATURE_TIMESTAMP
from sandbox.youtube.history_feed import HistoryFeed, account_menu
from sandbox.youtube.player import CLIENTS, PLAIN, Player
from sandbox.youtube.playlists import Playlists
from sandbox.youtube.records import SiteVideo
from sandbox.youtube.state import State

KNOWN |= {
    "watch.429": "a watch page answers 429",
    "watch.500": "a watch page answers 500",
    "watch.bot_check": "a watch page and its player ask to confirm that one is not a bot (without cookies)",
    "watch.html": "a watch page is some other page, without any data in it",
    "watch.403": "a watch page answers 403",
    "player.403": "the player API answers 403",
    "player.429": "the player API answers 429",
    "player.500": "the player API answers 500",
    "player.scripted_only": "the player API refuses the clients that need no script, as it did others before",
    "script.changed": "the player's script is one that no solver understands yet",
}

_CONSENT = "<!DOCTYPE html><html><head><title>Before you continue</title></head><body>Before you continue to YouTube</body></html>"
#: how the embedding script names the player's folder: yt-dlp reads the eight letters of the player's id out of it
_PLAYER_FOLDER = (
    PLAYER_PATH.removesuffix("/player_ias.vflset/en_US/base.js").replace("/", "\\/") + "\\/www-widgetapi.vflset"
)


class Site:
    """Serves www.youtube.com and its siblings."""

    def __init__(
        self,
        state: State,
        player: Player,
        faults: Faults,
        *,
        browsers: Browsers,
        history: HistoryFeed,
        playlists: Playlists,
        captions: Captions,
    ) -> None:
        self._state = state
        self._player = player
        self._faults = faults
        self._browsers = browsers
        self._history = history
        self._playlists = playlists
        self._captions = captions
        self._bot_checked: set[str] = set()  #: ids whose last watch page asked for it; their player calls ask too

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path
        if path == "/watch" and request.method == "GET":
            return self._watch(request)
        if path == "/feed/history" and request.method == "GET":
            if self._faults.hit("history.hang") is not None:
                await _until_hung_up(request)
            return self._history_page(request)
        if path == "/playlist" and request.method == "GET":
            return self._playlist_page(request)
        if path == "/api/timedtext" and request.method == "GET":
            return await self._captions.handle(request)
        if path == "/youtubei/v1/browse" and request.method == "POST":
            return await self._browse_api(request)
        if path == "/youtubei/v1/navigation/resolve_url" and request.method == "POST":
            return await self._resolve_api(request)
        if path == "/youtubei/v1/account/account_menu" and request.method == "POST":
            return self._account_menu(request)
        if path == "/youtubei/v1/player" and request.method == "POST":
            return await self._player_api(request)
        if path == "/youtubei/v1/next" and request.method == "POST":
            return await self._next_api(request)
        if path == "/iframe_api":
            return web.Response(
                text=f"var scriptUrl = 'https:\\/\\/www.youtube.com{_PLAYER_FOLDER}';", content_type="text/javascript"
            )
        if path.startswith("/embed/") and request.method == "GET":
            return _page([("ytcfg.set(", self._config(request, "WEB_EMBEDDED_PLAYER", 56), ");")], "YouTube")
        if path == PLAYER_PATH:
            if self._faults.hit("script.changed") is not None:
                return web.Response(text="var _yt_player={};(function(g){'use strict';})(_yt_player);")
            return web.Response(text=BASE_JS, content_type="text/javascript")
        return web.Response(status=404, text="Not Found")

    def _watch(self, request: web.BaseRequest) -> web.StreamResponse:
        for status in (403, 429, 500):
            if self._faults.hit(f"watch.{status}") is not None:
                return web.Response(status=status, text="<html></html>", content_type="text/html")
        if self._faults.hit("watch.html") is not None:
            return web.Response(text=_CONSENT, content_type="text/html")
        video_id = request.query.get("v", "")
        self._bot_checked.discard(video_id)
        if self._faults.hit("watch.bot_check") is not None:
            self._bot_checked.add(video_id)
        video = self._state.videos.get(video_id)
        first = self._answer(request, video_id, "WEB")
        parts = [
            ("ytcfg.set(", self._config(request, "WEB", 1), ");"),
            ("var ytInitialPlayerResponse = ", first, ";"),
            ("var ytInitialData = ", _initial_data(video if "videoDetails" in first else None), ";"),
        ]
        response = _page(parts, f"{video.title} - YouTube" if video and "videoDetails" in first else "YouTube")
        self._browsers.renew(request, response)
        return response

    def _history_page(self, request: web.BaseRequest) -> web.StreamResponse:
        for status in (429, 500):
            if self._faults.hit(f"history.{status}") is not None:
                return web.Response(status=status, text="<html></html>", content_type="text/html")
        if self._faults.hit("history.html") is not None:
            return web.Response(text=_CONSENT, content_type="text/html")
        session = self._browsers.of_page(request)
        data = self._history.page(session.account if session else None)
        parts = [
            ("ytcfg.set(", self._config(request, "WEB", 1), ");"),
            ("var ytInitialData = ", data, ";"),
        ]
        response = _page(parts, "YouTube")
        response.headers["Date"] = self._history.date_header()
        self._browsers.renew(request, response)
        return response

    def _playlist_page(self, request: web.BaseRequest) -> web.StreamResponse:
        if self._faults.hit("playlist.500") is not None:
            return web.Response(status=500, text="<html></html>", content_type="text/html")
        data = self._playlists.page(request.query.get("list", ""))
        parts = [
            ("ytcfg.set(", self._config(request, "WEB", 1), ");"),
            ("var ytInitialData = ", data, ";"),
        ]
        return _page(parts, "YouTube")

    async def _browse_api(self, request: web.BaseRequest) -> web.StreamResponse:
        """What continues a list, by its token; and a playlist by its browse id, as yt-dlp asks to see what is hidden."""
        try:
            asked = await request.json()
            token, browse_id = asked.get("continuation"), str(asked.get("browseId", ""))
        except (ValueError, AttributeError):
            return _invalid("Request contains an invalid argument.")
        if token is None and browse_id.startswith("VL"):
            return web.json_response(self._playlists.page(browse_id[2:]))
        session = self._browsers.of_call(request)
        found = self._history.more(str(token), session.account if session else None) or self._playlists.more(str(token))
        if found is None:
            return _invalid("Request contains an invalid argument.")
        return web.json_response(found)

    async def _resolve_api(self, request: web.BaseRequest) -> web.StreamResponse:
        """Which call an address stands for: yt-dlp's way round a page that fails. Playlists only."""
        try:
            named = str((await request.json())["url"]).partition("list=")[2].partition("&")[0]
        except (ValueError, KeyError, TypeError):
            named = ""
        if not named:
            return _invalid("Request contains an invalid argument.")
        return web.json_response({"endpoint": {"browseEndpoint": {"browseId": f"VL{named}"}}})

    def _account_menu(self, request: web.BaseRequest) -> web.StreamResponse:
        if self._faults.hit("account_menu.500") is not None:
            return web.json_response({"error": {"code": 500, "message": "Internal error encountered."}}, status=500)
        session = self._browsers.of_call(request)
        return web.json_response(account_menu(self._browsers.viewer(session) if session else None))

    async def _player_api(self, request: web.BaseRequest) -> web.StreamResponse:
        for status in (403, 429, 500):
            if self._faults.hit(f"player.{status}") is not None:
                said = {"error": {"code": status, "message": "Resource has been exhausted"}}
                return web.json_response(said, status=status)
        try:
            asked = await request.json()
            client = asked["context"]["client"]["clientName"]
            video_id = asked["videoId"]
        except (ValueError, KeyError, TypeError):
            return _invalid("Request contains an invalid argument.")
        if client not in CLIENTS:
            return _invalid(f"Precondition check failed: client {client!r}.")
        if client in PLAIN and self._faults.hit("player.scripted_only") is not None:
            return _invalid("Precondition check failed.")
        return web.json_response(self._answer(request, str(video_id), client))

    async def _next_api(self, request: web.BaseRequest) -> web.StreamResponse:
        try:
            video = self._state.videos.get(str((await request.json())["videoId"]))
        except (ValueError, KeyError, TypeError):
            return _invalid("Request contains an invalid argument.")
        return web.json_response(_initial_data(video if video and video.privacy == "public" else None))

    def _answer(self, request: web.BaseRequest, video_id: str, client: str) -> dict[str, Any]:
        return self._player.answer(
            self._state.videos.get(video_id),
            client,
            signed_in=self._browsers.of_page(request) is not None,
            bot_check=video_id in self._bot_checked,
        )

    def _config(self, request: web.BaseRequest, client: str, number: int) -> dict[str, Any]:
        session = self._browsers.of_page(request)
        config: dict[str, Any] = {
            "INNERTUBE_CONTEXT": {
                "client": {
                    "clientName": client,
                    "clientVersion": "2.20261120.00.00",
                    "visitorData": "CgtMb29wYmFjazEyMw%3D%3D",
                }
            },
            "INNERTUBE_CONTEXT_CLIENT_NAME": number,
            "INNERTUBE_CONTEXT_CLIENT_VERSION": "2.20261120.00.00",
            "LOGGED_IN": session is not None,
            "PLAYER_JS_URL": PLAYER_PATH,
            "STS": SIGNATURE_TIMESTAMP,
            "VISITOR_DATA": "CgtMb29wYmFjazEyMw%3D%3D",
        }
        if session is not None:
            config |= {"SESSION_INDEX": 0, "DATASYNC_ID": self._browsers.datasync_id(session)}
        return config


def _page(parts: list[tuple[str, dict[str, Any], str]], title: str) -> web.Response:
    scripts = "".join(f"<script>{head}{_script_json(data)}{tail}</script>" for head, data, tail in parts)
    text = f"<!DOCTYPE html><html><head><title>{html.escape(title)}</title></head><body>{scripts}</body></html>"
    return web.Response(text=text, content_type="text/html")


def _script_json(data: dict[str, Any]) -> str:
    """JSON that can stand in a <script>: nothing in a title may close it."""
    return json.dumps(data).replace("<", "\\u003c").replace(">", "\\u003e")


def _initial_data(video: SiteVideo | None) -> dict[str, Any]:
    contents: list[dict[str, Any]] = []
    if video is not None:
        channel = video.channel
        where = {"browseEndpoint": {"browseId": channel.id, "canonicalBaseUrl": f"/{channel.handle}"}}
        owner = {
            "title": {"runs": [{"text": channel.title, "navigationEndpoint": where}]},
            "navigationEndpoint": where,
            "subscriberCountText": {"simpleText": f"{channel.subscribers} subscribers"},
        }
        contents = [
            {"videoPrimaryInfoRenderer": {"title": {"runs": [{"text": video.title}]}}},
            {"videoSecondaryInfoRenderer": {"owner": {"videoOwnerRenderer": owner}}},
        ]
    said: dict[str, Any] = {"contents": {"twoColumnWatchNextResults": {"results": {"results": {"contents": contents}}}}}
    if video is not None and video.chapters:
        said["playerOverlays"] = {"playerOverlayRenderer": {"decoratedPlayerBarRenderer": _player_bar(video)}}
    return said


def _player_bar(video: SiteVideo) -> dict[str, Any]:
    """The bar under a picture, with its chapters; of one without a title the name is missing."""
    listed = [
        {
            "chapterRenderer": {"timeRangeStartMillis": round(at * 1000)}
            | ({"title": {"simpleText": title}} if title is not None else {})
        }
        for at, title in video.chapters
    ]
    return {"decoratedPlayerBarRenderer": {"playerBar": {"chapteredPlayerBarRenderer": {"chapters": listed}}}}


def _invalid(message: str) -> web.Response:
    return web.json_response({"error": {"code": 400, "message": message, "status": "INVALID_ARGUMENT"}}, status=400)


async def _until_hung_up(request: web.BaseRequest) -> None:
    while request.transport is not None and not request.transport.is_closing():  # noqa: ASYNC110  aiohttp says nothing
        await asyncio.sleep(0.05)
