"""*.googlevideo.com: the streams, by ranges, and the manifest of a live one.

An address is good only as the player gave it: unexpired, with the right `sig`, and with the solved `n` where the client
solves riddles; else 403, as the real one answers. A live stream's manifest lists its variants, but their
segments are not modelled: whoever starts recording a live stream gets 404.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

from aiohttp import web

from sandbox.faults import KNOWN, Faults
from sandbox.line import Line
from sandbox.mishaps import PAUSE, PIECES, Kind, Mishap
from sandbox.youtube.breakage import close_early, reset
from sandbox.youtube.catalogue import Catalogue
from sandbox.youtube.challenge import Signer
from sandbox.youtube.player import SCRIPTED
from sandbox.youtube.rare_recipes import recipe
from sandbox.youtube.recipes import Stream
from sandbox.youtube.records import SiteVideo
from sandbox.youtube.state import State

KNOWN |= {
    "media.403": "a stream answers 403",
    "media.429": "a stream answers 429",
    "media.500": "a stream answers 500",
    "media.truncate": "a stream sends half of the asked range and closes",
    "media.reset": "a stream sends half of the asked range, then the connection is reset",
    "media.slow": "one request of a stream is served with `bytes` a second (default 65536)",
}

MISHAP = web.RequestKey("mishap", Mishap)  #: what befalls this request, if anything does
SENT = web.RequestKey("sent", int)  #: how many bytes of the stream one request was given
BREAKS = {Kind.HALF: "media.truncate", Kind.RESET: "media.reset"}  #: and the faults that do the same
_CHUNK = 64 * 1024
_RANGE = re.compile(r"bytes=(\d+)-(\d*)")


class Media:
    """Serves stream bytes. `rate`: bytes a second of each request; None is as fast as it goes. `line` is what all of them share."""

    def __init__(self, state: State, catalogue: Catalogue, signer: Signer, faults: Faults) -> None:
        self.rate: float | None = None
        self.line = Line()
        self.challenges: Callable[[], bool] = lambda: True
        self._state = state
        self._catalogue = catalogue
        self._signer = signer
        self._faults = faults

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.path.startswith("/api/manifest/hls_variant/"):
            return _manifest()
        if request.path != "/videoplayback" or request.method not in ("GET", "HEAD"):
            return web.Response(status=404)
        for status in (403, 429, 500):
            if self._faults.hit(f"media.{status}") is not None:
                return web.Response(status=status)
        found = self._find(request)
        if found is None:
            return web.Response(status=403)
        if (mishap := request.get(MISHAP)) is not None and mishap.kind in (Kind.SILENT, Kind.NONSENSE):
            return web.Response()  # what befalls it is done to this answer
        return await self._send(request, *found)

    def _find(self, request: web.BaseRequest) -> tuple[SiteVideo, Stream] | None:
        """What the address names; None if it is not one that the player gave out and that still holds."""
        query = request.query
        video = self._state.videos.get(query.get("id", ""))
        itag, expire, client = query.get("itag", ""), query.get("expire", ""), query.get("c", "")
        if video is None or not itag.isdecimal() or not expire.isdecimal() or int(expire) < self._state.now():
            return None
        if query.get("sig") != self._signer.sig(video.id, int(itag), int(expire), client):
            return None
        needs_n = client in SCRIPTED and self.challenges()
        if needs_n and query.get("n") != self._signer.n(video.id, int(itag), int(expire), client):
            return None
        tags = query.get("xtags", "")
        streams = recipe(video.source).streams
        stream = next((one for one in streams if one.itag == int(itag) and one.xtags == tags), None)
        return (video, stream) if stream else None

    async def _send(self, request: web.BaseRequest, video: SiteVideo, stream: Stream) -> web.StreamResponse:
        path = self._catalogue.path(video.source, stream.file)
        size = path.stat().st_size
        asked = request.headers.get("Range", "")
        bounds = _RANGE.fullmatch(asked)
        first = int(bounds[1]) if bounds else 0
        last = min(int(bounds[2]) if bounds and bounds[2] else size - 1, size - 1)
        if asked and (bounds is None or first > last):
            return web.Response(status=416, headers={"Content-Range": f"bytes */{size}"})
        length = last - first + 1
        headers = {"Content-Type": stream.mime, "Content-Length": str(length), "Accept-Ranges": "bytes"}
        if bounds:
            headers["Content-Range"] = f"bytes {first}-{last}/{size}"
        response = web.StreamResponse(status=206 if bounds else 200, headers=headers)
        mishap = request.get(MISHAP)
        broken = BREAKS.get(mishap.kind) if mishap else None
        broken = broken or next((name for name in BREAKS.values() if self._faults.hit(name) is not None), None)
        slow = self._faults.hit("media.slow")
        rate = float(slow.get("bytes", 65_536)) if slow is not None else self.rate
        if mishap and mishap.kind is Kind.DRIP:
            rate = length / (PIECES * PAUSE)
        await response.prepare(request)
        if request.method == "HEAD":
            return response
        left = length // 2 if broken else length
        with path.open("rb") as file:
            file.seek(first)
            while left:
                data = file.read(min(_CHUNK, left, max(1, int(rate / 10)) if rate else _CHUNK))
                if rate:
                    await asyncio.sleep(len(data) / rate)
                await self.line.take(len(data))
                await response.write(data)
                left -= len(data)
                request[SENT] = request.get(SENT, 0) + len(data)
        if broken == "media.reset":
            raise reset(request)
        return close_early(request, response) if broken else response


def _manifest() -> web.Response:
    lines = ["#EXTM3U", "#EXT-X-INDEPENDENT-SEGMENTS"]
    for itag, width, height, rate in ((91, 256, 144, 290_000), (93, 640, 360, 1_200_000), (95, 1280, 720, 3_000_000)):
        lines.append(
            f'#EXT-X-STREAM-INF:BANDWIDTH={rate},CODECS="mp4a.40.2,avc1.4d401f",RESOLUTION={width}x{height},FRAME-RATE=30'
        )
        lines.append(f"https://manifest.googlevideo.com/api/manifest/hls_playlist/itag/{itag}/index.m3u8")
    return web.Response(text="\n".join(lines) + "\n", content_type="application/vnd.apple.mpegurl")
