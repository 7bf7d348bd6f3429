"""What Google answers: the Data API, method by method, tokens, consents; and what an owner pastes or sends of Google's."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, cast

import httpx
import stamina

from core.errors import Permanent
from core.youtube import consent, pkce
from core.youtube.client_file import Client, OnlyId, OnlySecret, read_client_file
from core.youtube.data_api import DataApi
from core.youtube.google_troubles import consent_trouble_of, trouble_of, word_of
from core.youtube.oauth import AccessTokens
from tests.core.youtube.google import CREDENTIALS, HandClock

from .inputs import Mill
from .parser import Parser, fits_a_row, pure
from .samples import (
    CHANNELS,
    CLIENTS,
    DEVICE,
    GOOGLE_ERRORS,
    PASTED,
    PLAYLIST_ITEMS,
    RATINGS,
    SUBSCRIPTIONS,
    TOKENS,
    VIDEOS,
)

CLIENT = Client("123456789012-abc.apps.googleusercontent.com", "GOCSPX-abcdefghijklmnopqrstuvwx")
NOW = 1_795_000_000.0
IDS = ("dQw4w9WgXcQ", "jNQXAC9IVRw", "UC_x5XG1OV2P6uZZ5FSM9Ttw")
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {},
    {"Content-Type": "text/html; charset=nonsense"},
    {"Content-Encoding": "gzip"},
    {"Content-Type": "application/json"},
)
DATES = (
    "60",
    "",
    "-1",
    "Wed, 25 Nov 2026 18:00:00 GMT",
    "Mon, 01 Jan 0001 00:00:00 -0000",
    "9" * 400,
    "1e9",
    "Mon, 32 Foo 99999",
)
Answer = tuple[int, dict[str, str], bytes, int]
#: One method of what reads answers, and what has to hold of what it gives.
Ask = Callable[[DataApi], Awaitable[object]]


def answers(samples: Sequence[str], refused: float = 0.1) -> Callable[[Mill], Answer]:
    """Status, headers, body; and a number that chooses the method. Mostly good ones; some are Google's refusals."""

    def made(mill: Mill) -> Answer:
        headers, turn = dict(mill.one(HEADERS) if mill.chance(0.05) else {}), mill.random.randrange(1 << 16)
        if mill.chance(refused):
            if mill.chance(0.3):
                headers["Retry-After"] = mill.one(DATES) if mill.chance(0.5) else latin(mill.text(DATES))
            return mill.one((400, 401, 403, 404, 428, 429, 418, 302)), headers, mill.json(GOOGLE_ERRORS), turn
        return 200, headers, mill.json(samples), turn

    return made


def latin(text: str) -> str:
    """What a header can hold."""
    return text.encode("latin-1", "replace").decode("latin-1").replace("\r", " ").replace("\n", " ").replace("\0", " ")


class Server:
    """A Google that answers everything alike. Its token server is well, if it is to be.

    http: httpx as it is, on a line of ours. near: what httpx's client takes most of its time for is left out, so that many more
    answers are read.
    """

    def __init__(self, *, well: bool = True) -> None:
        self.answer: Answer = (200, {}, b"", 0)
        self.well = well
        self.http = httpx.AsyncClient(transport=httpx.MockTransport(lambda request: self._answered(str(request.url))))
        self.near = cast("httpx.AsyncClient", self)

    async def get(self, url: str, **_more: object) -> httpx.Response:
        return self._answered(url)

    post = get

    def _answered(self, url: str) -> httpx.Response:
        if self.well and url.endswith("/token"):
            return httpx.Response(200, json={"access_token": "t", "expires_in": 3599})
        status, headers, body, _ = self.answer
        raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        try:
            return httpx.Response(status, headers=raw, content=body)
        except httpx.DecodingError as error:  # a request that could not be read to its end, as the client says it
            raise httpx.ReadError("") from error

    def one(self) -> httpx.AsyncClient:
        return self.http if self.answer[3] % 16 == 0 else self.near


def asking(*methods: Ask) -> Callable[[Path], AbstractContextManager[Callable[[Answer], object]]]:
    """Reads an answer by one of the methods."""

    @contextmanager
    def opened(_folder: Path) -> Iterator[Callable[[Answer], object]]:
        server, clock = Server(), HandClock(NOW)

        def api_over(http: httpx.AsyncClient) -> DataApi:
            tokens = AccessTokens(http, CREDENTIALS, clock, lambda _token: nothing())
            return DataApi(http, tokens, clock, lambda _units: nothing())

        apis = {id(http): api_over(http) for http in (server.http, server.near)}

        def read(answer: Answer) -> object:
            server.answer = answer
            found = loop.run_until_complete(within(methods[answer[3] // 16 % len(methods)](apis[id(server.one())])))
            fits_a_row(found)
            return found or None

        with asyncio.Runner() as runner, once():
            loop = runner.get_loop()
            yield read
            loop.run_until_complete(server.http.aclose())

    return opened


async def within(asked: Awaitable[object]) -> object:
    return await asked


async def nothing() -> None:
    return


@contextmanager
def once() -> Iterator[None]:
    """Nothing is tried again, so that nothing is waited for."""
    stamina.set_testing(True, attempts=1)
    try:
        yield
    finally:
        stamina.set_testing(False)


@contextmanager
def token_server(_folder: Path) -> Iterator[Callable[[Answer], object]]:
    """The token server's answers: a refresh, a device code, a poll, an exchange, a revocation."""
    server, clock = Server(well=False), HandClock(NOW)
    code = consent.DeviceCode("device", "ABCD-EFGH", "https://www.google.com/device", NOW + 900, 5.0)
    start = pkce.begin(CLIENT, NOW)

    async def refreshed() -> object:
        tokens = AccessTokens(server.one(), CREDENTIALS, clock, lambda _token: nothing())
        return await tokens.get(), tokens._dies_at

    methods: tuple[Callable[[], Awaitable[object]], ...] = (
        refreshed,
        lambda: consent.begin_device(server.one(), CLIENT, clock),
        lambda: consent.poll_device(server.one(), CLIENT, code, clock),
        lambda: pkce.exchange(server.one(), CLIENT, start, "4/code", clock),
        lambda: consent.revoke(server.one(), "1//token", clock),
    )

    def read(answer: Answer) -> object:
        server.answer = answer
        found = loop.run_until_complete(within(methods[answer[3] // 16 % len(methods)]()))
        fits_a_row(found)
        if isinstance(found, consent.DeviceCode):
            assert consent.DeviceCode.from_text(found.to_text()) == found
        return found

    with asyncio.Runner() as runner, once():
        loop = runner.get_loop()
        yield read
        loop.run_until_complete(server.http.aclose())


def refusal(answer: Answer) -> object:
    """Always a trouble, and one that can be written down."""
    status, headers, body, _ = answer
    headers.pop("Content-Encoding", None)  # a body that can't be unpacked is the line's fault, and never gets here
    response = httpx.Response(
        status, headers=[(name.encode(), value.encode("latin-1")) for name, value in headers.items()], content=body
    )
    for trouble in (trouble_of(response, NOW), consent_trouble_of(response, NOW)):
        fits_a_row(dict(trouble.args_for_text))
        fits_a_row(getattr(trouble, "after", None))
    return word_of(response) or None


def client(data: bytes) -> object:
    found = read_client_file(data)
    if isinstance(found, Client):
        assert read_client_file(
            json.dumps({"installed": {"client_id": found.client_id, "client_secret": found.client_secret}}).encode()
        )
        assert found.client_secret not in repr(found)
        assert found.client_id.isascii()
        assert found.project.isdigit()
    assert isinstance(found, (Client, OnlyId, OnlySecret))
    fits_a_row(found)
    return found


def pasted(text: str) -> object:
    code = pkce.read_pasted(text, pkce.PkceStart("https://x", "state-1", "verifier", pkce.REDIRECT, NOW))
    fits_a_row(code)
    assert code
    return code


def _long(samples: Sequence[str]) -> tuple[Sequence[str], Callable[[str], Any]]:
    return samples, lambda text: (200, {}, text.encode("utf-8", "surrogatepass"), len(text))


PARSERS = (
    Parser(
        "google-videos",
        "Data API: videos.list",
        answers(VIDEOS),
        asking(lambda api: api.liked_page(), lambda api: api.liked_page(titles=True), lambda api: api.videos(IDS)),
        long=_long(VIDEOS),
    ),
    Parser(
        "google-playlist-items",
        "Data API: playlistItems.list",
        answers(PLAYLIST_ITEMS),
        asking(
            lambda api: api.liked_list(),
            lambda api: api.like_times(IDS),
            lambda api: api.newest_likes(),
            lambda api: api.hidden_because(IDS[0]),
        ),
        long=_long(PLAYLIST_ITEMS),
    ),
    Parser(
        "google-channels",
        "Data API: channels.list",
        answers(CHANNELS),
        asking(lambda api: api.my_channel(), lambda api: api.channels(IDS)),
        long=_long(CHANNELS),
    ),
    Parser(
        "google-subscriptions",
        "Data API: subscriptions.list",
        answers(SUBSCRIPTIONS),
        asking(
            lambda api: api.subscriptions(),
            lambda api: api.subscriptions(lenient=True, whole=True),
            lambda api: api.subscribed(IDS),
        ),
        long=_long(SUBSCRIPTIONS),
    ),
    Parser(
        "google-ratings",
        "Data API: videos.getRating",
        answers(RATINGS),
        asking(lambda api: api.ratings(IDS)),
        long=_long(RATINGS),
    ),
    Parser(
        "google-refusals",
        "refusals in Google's three shapes",
        answers(GOOGLE_ERRORS, 1.0),
        pure(refusal),
        (),
        _long(GOOGLE_ERRORS),
    ),
    Parser(
        "google-tokens",
        "token, device-code and exchange answers",
        answers((*TOKENS, *DEVICE), 0.2),
        token_server,
        long=_long((*TOKENS, *DEVICE)),
    ),
    Parser(
        "google-client",
        "the OAuth client: its file, or pasted",
        lambda mill: mill.json(CLIENTS[:4]) if mill.chance(0.5) else mill.data(CLIENTS),
        pure(client),
        (Permanent,),
        (CLIENTS, lambda text: text.encode("utf-8", "surrogatepass")),
    ),
    Parser(
        "google-pasted",
        "the address that a browser ended at",
        lambda mill: mill.text(PASTED),
        pure(pasted),
        long=(PASTED, str),
        most=4096 * 4,
    ),
)
