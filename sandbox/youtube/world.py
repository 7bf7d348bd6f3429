"""YouTube and Google, whole: the proxy, and behind it every host that the app and yt-dlp talk to.

world = YouTubeWorld(folder, faults)
await world.start()         # HTTPS_PROXY=world.proxy_url  SSL_CERT_FILE=world.ca_path
world.like("yagamiPlain")
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiohttp import web

from sandbox.faults import Faults
from sandbox.mishaps import befallen, web_call
from sandbox.youtube.browsers import Browsers
from sandbox.youtube.captions import Captions
from sandbox.youtube.catalogue import Catalogue, cache_folder
from sandbox.youtube.challenge import Signer
from sandbox.youtube.data_api import DataApi
from sandbox.youtube.history_feed import HistoryFeed
from sandbox.youtube.media import MISHAP, SENT, Media
from sandbox.youtube.oauth import TokenServer
from sandbox.youtube.pictures import HOST, ChannelPictures
from sandbox.youtube.player import Player
from sandbox.youtube.playlists import Playlists
from sandbox.youtube.proxy import Proxy
from sandbox.youtube.records import SiteVideo
from sandbox.youtube.site import Site
from sandbox.youtube.sponsorblock import SponsorBlock
from sandbox.youtube.state import State
from sandbox.youtube.thumbnails import Thumbnails

Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]

_KEPT_REQUESTS = 2000


class YouTubeWorld:
    """Starts and stops it all, and passes on the verbs a person would use. `now` is the world's own clock, Unix seconds."""

    def __init__(
        self,
        folder: Path,
        faults: Faults,
        *,
        catalogue: Path | None = None,
        now: Callable[[], float] = time.time,  # noqa: TID251  the world's own clock
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.state = State(now)
        self._mishaps = faults.mishaps
        self.catalogue = Catalogue(catalogue or cache_folder(folder / "catalogue"))
        self.tokens = TokenServer(faults, now)
        signer = Signer(secrets.token_bytes(16))
        self.player = Player(self.catalogue, signer, now)
        self.media = Media(self.state, self.catalogue, signer, faults)
        self.media.challenges = lambda: self.player.challenges
        self.browsers = Browsers(self.state)
        self.history = HistoryFeed(self.state, faults)
        site = Site(
            self.state,
            self.player,
            faults,
            browsers=self.browsers,
            history=self.history,
            playlists=Playlists(self.state),
            captions=Captions(self.state, signer, faults),
        )
        data_api = DataApi(self.state, self.tokens, faults)
        self.requests: list[
            dict[str, Any]
        ] = []  #: what was asked, newest last: host, method, path, query, range, status (None: unanswered), sent (of a stream), at
        self._hosts: dict[str, Handler] = {
            "www.youtube.com": site.handle,
            "i.ytimg.com": Thumbnails(self.state, self.catalogue, faults).handle,
            HOST: ChannelPictures(self.state, faults).handle,
            "sponsor.ajay.app": SponsorBlock(self.state, faults).handle,
            "youtube.googleapis.com": data_api.handle,
            "www.googleapis.com": data_api.handle,
            "oauth2.googleapis.com": self.tokens.handle,
        }
        self._server = web.Server(self._dispatch)
        self._proxy = Proxy(folder, faults, lambda host: self._handler(host) is not None, self._server)

    async def start(self) -> None:
        """Make the catalogue's files if they are not there (seconds, once a machine), then open the proxy.

        Raises catalogue.NoFfmpeg.
        """
        await self.catalogue.make()
        await self._proxy.start()

    async def stop(self) -> None:
        """Close every connection; leaves no task, port or file but the catalogue."""
        await self._server.shutdown(0.1)
        await self._proxy.stop()

    # -- where it is and what it saw ---------------------------------------------------------------------------

    @property
    def proxy_url(self) -> str:
        return self._proxy.url

    @property
    def ca_path(self) -> Path:
        """The test CA."""
        return self._proxy.ca_path

    @property
    def denied(self) -> list[str]:
        """Hosts that were asked for and are not played here."""
        return self._proxy.denied

    @property
    def google(self) -> dict[str, str]:
        """client_id, client_secret and refresh_token of the account, as the owner's Google project would give them."""
        return self.tokens.credentials()

    @property
    def rate(self) -> float | None:
        """Bytes a second of one media request; None: as fast as it goes."""
        return self.media.rate

    @rate.setter
    def rate(self, rate: float | None) -> None:
        self.media.rate = rate

    @property
    def videos(self) -> dict[str, SiteVideo]:
        return self.state.videos

    @property
    def quota_used(self) -> int:
        return self.state.quota_used

    @quota_used.setter
    def quota_used(self, units: int) -> None:
        self.state.quota_used = units

    @property
    def quota_limit(self) -> int:
        return self.state.quota_limit

    @quota_limit.setter
    def quota_limit(self, units: int) -> None:
        self.state.quota_limit = units

    # -- what a person does ------------------------------------------------------------------------------------

    def add_video(self, id: str, source: str = "landscape", **fields: Any) -> SiteVideo:  # noqa: A002
        """See State.add_video."""
        return self.state.add_video(id, source, **fields)

    def like(self, video_id: str, at: float | None = None) -> None:
        """See State.like."""
        self.state.like(video_id, at)

    def unlike(self, video_id: str) -> None:
        self.state.unlike(video_id)

    def liked(self) -> list[str]:
        """Ids of the liked videos, newest like first."""
        return [one.video_id for one in self.state.likes]

    def subscribe(self, channel_id: str) -> None:
        self.state.subscribe(channel_id)

    def unsubscribe(self, channel_id: str) -> None:
        self.state.unsubscribe(channel_id)

    def watch(self, video_id: str, account: str = "owner", at: float | None = None) -> None:
        """See State.watch."""
        self.state.watch(video_id, account, at)

    # -- HTTP --------------------------------------------------------------------------------------------------

    def _handler(self, host: str) -> Handler | None:
        if host.endswith(".googlevideo.com"):
            return self.media.handle
        return self._hosts.get(host)

    async def _befallen(self, request: web.BaseRequest, host: str, handler: Handler) -> web.StreamResponse:
        """The handler's answer, or what becomes of it if the call has a mishap."""
        call = web_call(host, request.path)
        mishap = self._mishaps.strikes(call) if call else None
        if mishap is None:
            return await handler(request)
        request[MISHAP] = mishap

        async def work() -> web.StreamResponse:
            return await handler(request)

        async def error() -> web.StreamResponse:
            return web.Response(status=503, text="<html><title>Error 503</title></html>", content_type="text/html")

        return await befallen(request, mishap, work, error)

    async def _dispatch(self, request: web.BaseRequest) -> web.StreamResponse:
        host = request.host.partition(":")[0].lower()
        asked: dict[str, Any] = {
            "host": host,
            "method": request.method,
            "path": request.path,
            "query": dict(request.query),
            "range": request.headers.get("Range"),
            "status": None,
            "sent": None,
            "at": self.state.now(),
        }
        self.requests.append(asked)
        del self.requests[:-_KEPT_REQUESTS]
        handler = self._handler(host)
        try:
            response = await self._befallen(request, host, handler) if handler else web.Response(status=421)
        except (
            ConnectionError
        ):  # the client went away, or a fault cut it: nothing can be answered, and it is no error here
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        finally:
            asked["sent"] = request.get(SENT)
        asked["status"] = response.status
        return response
