"""What can befall any call at any door, the same everywhere. What only one door knows (a refusal's words, a lost part) is a fault.

A call is named by its door and its method: `mtproto.SendMedia`, `bot_api.getUpdates`, and at YouTube and Google one of WEB
(`data_api.playlistItems`, `media`). `befall` puts a mishap on it: the next `times` of these calls, after `skip` of them, have it.
Where it matters to the caller whether the work was done, the harder of the two is taken: an answer that is lost, cut or spoiled is
lost after the work is done.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum

from aiohttp import web

from sandbox.youtube.breakage import close_early, reset


class Kind(StrEnum):
    """What happens to the call."""

    REFUSED = "refused"  #: the connection is closed before anything is done
    ERROR = "5xx"  #: the door's own word for "not now"; nothing is done
    SILENT = "timeout"  #: done; no answer comes, and the connection stays
    RESET = "reset in the middle"  #: done; half of the answer comes, then a reset (at MTProto nothing of it)
    HALF = "half an answer"  #: done; half of the answer comes, then an orderly end
    DRIP = "slow drip"  #: done; the answer comes in PIECES, one each PAUSE seconds
    NONSENSE = "nonsense"  #: done; something else comes that is no answer to it
    HELD = "held"  #: waits until it is over, then is done as if nothing had been: for what happens meanwhile


#: those that are the answer's, when the work is done
SPOILING = {Kind.SILENT, Kind.RESET, Kind.HALF, Kind.DRIP, Kind.NONSENSE}
PIECES, PAUSE = 20, 0.4
NONSENSE = b"<!DOCTYPE html><html><head><title>Welcome</title></head><body>Please accept the terms of this network.</body></html>"

#: The calls of YouTube and Google: name -> host, path
WEB = {
    "data_api.playlistItems": (r"(www|youtube)\.googleapis\.com", r"/youtube/v3/playlistItems"),
    "data_api.videos": (r"(www|youtube)\.googleapis\.com", r"/youtube/v3/videos"),
    "data_api.channels": (r"(www|youtube)\.googleapis\.com", r"/youtube/v3/channels"),
    "data_api.subscriptions": (r"(www|youtube)\.googleapis\.com", r"/youtube/v3/subscriptions"),
    "token": (r"oauth2\.googleapis\.com", r"/token"),
    "history.page": (r"www\.youtube\.com", r"/feed/history"),
    "history.menu": (r"www\.youtube\.com", r"/youtubei/v1/account/account_menu"),
    "extraction.watch": (r"www\.youtube\.com", r"/watch"),
    "extraction.player": (r"www\.youtube\.com", r"/youtubei/v1/player"),
    "extraction.script": (r"www\.youtube\.com", r"/s/player/.+/base\.js"),
    "media": (r".+\.googlevideo\.com", r"/videoplayback"),
    "thumbnail": (r"i\.ytimg\.com", r"/vi(_webp)?/.+"),
    "picture": (r"yt\d\.ggpht\.com", r"/.+"),
    "sponsorblock": (r"sponsor\.ajay\.app", r"/.+"),
}
_WEB = {name: (re.compile(host), re.compile(path)) for name, (host, path) in WEB.items()}
_NAME = re.compile(r"(mtproto|bot_api)\.\w+")


@dataclass(slots=True, eq=False)
class Mishap:
    """One that was put on a call."""

    call: str
    kind: Kind
    times: int | None  #: how many more calls it befalls; None: until it is over
    skip: int = 0
    hits: int = 0  #: calls that had it
    met: asyncio.Event = field(default_factory=asyncio.Event)  #: the first did
    done: asyncio.Event = field(default_factory=asyncio.Event)  #: of one that is silent: its work is done
    over: asyncio.Event = field(default_factory=asyncio.Event)  #: what is held or drips goes on


class Mishaps:
    """Asked by every door for every call."""

    def __init__(self) -> None:
        self.active: list[Mishap] = []
        self._not_over: list[Mishap] = []  #: with those that befall no more, and may hold what they befell

    def befall(self, call: str, kind: Kind | str, times: int | None = 1, skip: int = 0) -> Mishap:
        """Raises KeyError for a call that no door has, ValueError for a kind that is none."""
        if call not in WEB and not _NAME.fullmatch(call):
            raise KeyError(f"unknown call {call!r}; known: mtproto.METHOD, bot_api.METHOD, {', '.join(WEB)}")
        mishap = Mishap(call, Kind(kind), times, skip)
        self.active.append(mishap)
        self._not_over.append(mishap)
        return mishap

    def end(self, mishap: Mishap | None = None) -> None:
        """It is over, and what it holds goes on; None: all of them."""
        for one in [mishap] if mishap else list(self._not_over):
            one.over.set()
            for those in (self.active, self._not_over):
                if one in those:
                    those.remove(one)

    def strikes(self, call: str) -> Mishap | None:
        """The mishap that this call has, if any; it counts as one of its times."""
        for one in self.active:
            if one.call != call:
                continue
            if one.skip > 0:
                one.skip -= 1
                continue
            if one.times is not None:
                one.times -= 1
                if one.times <= 0:
                    self.active.remove(one)
            one.hits += 1
            one.met.set()
            return one
        return None


def web_call(host: str, path: str) -> str | None:
    """How a request to YouTube or Google is called; None: nobody puts mishaps on it."""
    for name, (its_host, its_path) in _WEB.items():
        if its_host.fullmatch(host) and its_path.fullmatch(path):
            return name
    return None


Answering = Callable[[], Awaitable[web.StreamResponse]]


async def befallen(request: web.BaseRequest, mishap: Mishap, work: Answering, error: Answering) -> web.StreamResponse:
    """The answer to a request over HTTP that has a mishap. error: the door's own 5xx. A stream breaks itself (media.py)."""
    match mishap.kind:
        case Kind.REFUSED:
            raise reset(request)
        case Kind.ERROR:
            return await error()
        case Kind.HELD:
            await _until_over(request, mishap)
            return await work()
    response = await work()
    if response.prepared:
        return response
    body = response.body if isinstance(response, web.Response) and isinstance(response.body, bytes) else NONSENSE
    if mishap.kind is Kind.SILENT:
        mishap.done.set()
        await _until_over(request, mishap)
        raise reset(request)
    if mishap.kind is Kind.NONSENSE:
        return web.Response(body=NONSENSE, content_type="text/html")
    told = web.StreamResponse(status=response.status, headers={"Content-Length": str(len(body))})
    told.headers["Content-Type"] = response.headers.get("Content-Type", "application/octet-stream")
    await told.prepare(request)
    if mishap.kind is Kind.DRIP:
        for piece in pieces(body):
            await told.write(piece)
            await paused(mishap)
        return told
    await told.write(body[: len(body) // 2])
    if mishap.kind is Kind.RESET:
        raise reset(request)
    return close_early(request, told)


def pieces(body: bytes) -> list[bytes]:
    """PIECES of it, or as many as it has bytes."""
    size = max(1, -(-len(body) // PIECES))
    return [body[at : at + size] for at in range(0, len(body), size)]


async def paused(mishap: Mishap) -> None:
    """Between two pieces of what drips."""
    try:
        async with asyncio.timeout(PAUSE):
            await mishap.over.wait()
    except TimeoutError:
        pass


async def _until_over(request: web.BaseRequest, mishap: Mishap) -> None:
    """Raises ConnectionResetError if the client hangs up before."""
    while not mishap.over.is_set():
        if request.transport is None or request.transport.is_closing():
            raise ConnectionResetError("the client has hung up")
        await paused(mishap)
