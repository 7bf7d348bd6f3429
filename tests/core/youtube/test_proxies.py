"""Google and yt-dlp through the proxies that owners have, TLS verified, against the sandbox."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from core.clock import SystemClock
from core.errors import Condition, NeedsOwner, Retry, Trouble
from core.media.ffmpeg import Tools
from core.youtube.data_api import DataApi
from core.youtube.google_http import http_client
from core.youtube.oauth import AccessTokens, GoogleCredentials
from core.youtube.ytdlp import FetchJob, fetch
from sandbox.faults import Faults
from sandbox.youtube.opening import ONE_OF_EACH
from sandbox.youtube.world import YouTubeWorld

PLAIN, SHORT = ONE_OF_EACH["plain"], ONE_OF_EACH["short"]


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()


@pytest.fixture
async def socks_url(world: YouTubeWorld) -> AsyncIterator[str]:
    """A SOCKS5 proxy that leads into the sandbox. It takes names only: resolving them here would find nothing."""
    port = httpx.URL(world.proxy_url).port

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            _, methods = await reader.readexactly(2)
            await reader.readexactly(methods)
            writer.write(b"\x05\x00")
            head = await reader.readexactly(5)
            assert head[:4] == b"\x05\x01\x00\x03", head
            host = (await reader.readexactly(head[4])).decode()
            await reader.readexactly(2)
            inner, outer = await asyncio.open_connection("127.0.0.1", port)
            outer.write(f"CONNECT {host}:443 HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            await inner.readuntil(b"\r\n\r\n")
            writer.write(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
            await asyncio.gather(_copy(reader, outer), _copy(inner, writer))
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"socks5h://127.0.0.1:{server.sockets[0].getsockname()[1]}"


@contextlib.asynccontextmanager
async def opened(world: YouTubeWorld, proxy: str | None, ca: Path | None) -> AsyncIterator[DataApi]:
    async def nothing(_: object) -> None:
        """Neither quota nor new refresh tokens are of interest here."""

    async with http_client(proxy, ca) as http:
        tokens = AccessTokens(http, GoogleCredentials(**world.google), SystemClock(), nothing)
        yield DataApi(http, tokens, SystemClock(), nothing)


@pytest.fixture
async def api(world: YouTubeWorld) -> AsyncIterator[DataApi]:
    async with opened(world, world.proxy_url, world.ca_path) as api:
        yield api


async def test_likes_details_and_like_times_are_read(api: DataApi, world: YouTubeWorld) -> None:
    world.like(PLAIN, at=1_700_000_000)
    world.like(SHORT, at=1_700_000_100)
    page = await api.liked_page()
    assert (page.ids, page.next_page, page.total) == ((SHORT, PLAIN), None, 2)
    videos = await api.videos([PLAIN, SHORT, ONE_OF_EACH["deleted"]])
    assert set(videos) == {PLAIN, SHORT}
    plain = videos[PLAIN]
    assert (plain.title, plain.channel, plain.views) == ("How a Sewing Machine Works", "Gears & Levers", 2_134_567)
    assert plain.duration == 10
    assert await api.like_times({PLAIN, SHORT}) == {PLAIN: 1_700_000_000, SHORT: 1_700_000_100}


async def test_a_hundred_and_twenty_likes_come_in_three_pages(api: DataApi, world: YouTubeWorld) -> None:
    for number in range(120):
        world.add_video(f"many{number:07d}", "vertical")
        world.like(f"many{number:07d}", at=1_700_000_000 + number)
    ids: list[str] = []
    page = await api.liked_page()
    ids += page.ids
    while page.next_page is not None:
        page = await api.liked_page(page.next_page)
        ids += page.ids
    assert ids == [f"many{number:07d}" for number in reversed(range(120))]
    assert world.quota_used == 3
    assert len(await api.videos(ids)) == 120


async def test_a_socks_proxy_serves_google_and_ytdlp(
    world: YouTubeWorld, socks_url: str, tools: Tools, tmp_path: Path
) -> None:
    world.like(SHORT)
    async with opened(world, socks_url, world.ca_path) as api:
        assert (await api.liked_page()).ids == (SHORT,)
    folder = tmp_path / "job"
    folder.mkdir()
    job = FetchJob(SHORT, folder, 10**9, None, (), tools.ffmpeg, socks_url, world.ca_path, pause=0)
    assert (await fetch(job, lambda progress: None)).streams


async def test_an_unknown_ca_is_not_trusted(world: YouTubeWorld) -> None:
    async with opened(world, world.proxy_url, None) as api:
        with pytest.raises(Retry) as caught:
            await api.liked_page()
    assert caught.value.key == "google-unreachable"


def test_a_ca_that_is_none_and_a_proxy_that_is_none_are_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    with pytest.raises(OSError, match=r"."):
        http_client(None, tmp_path / "ca.pem")
    with pytest.raises(OSError, match=r"."):
        http_client(None, tmp_path / "gone.pem")
    with pytest.raises(ValueError, match="scheme"):
        http_client("gopher://127.0.0.1:1", None)


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        ("data_api.server_error", "google-down"),
        ("data_api.quota", "google-quota"),
        ("data_api.rate", "google-rate-limited"),
        ("data_api.html", "google-nonsense"),
        ("data_api.half_page", None),
        ("data_api.missing_field", "google-nonsense"),
        ("data_api.reset", "google-unreachable"),
        ("proxy.refuse", "google-unreachable"),
        ("token.server_error", "google-down"),
    ],
)
async def test_every_bad_answer_of_the_sandbox_is_a_retry_and_loses_nothing(
    api: DataApi, world: YouTubeWorld, faults: Faults, fault: str, key: str | None
) -> None:
    world.like(PLAIN)
    world.like(SHORT)
    faults.switch_on(fault, times=None)
    with pytest.raises(Retry) as caught:
        await api.liked_page()
    assert key in (None, caught.value.key)
    faults.switch_off(fault)
    assert (await api.liked_page()).ids == (SHORT, PLAIN)


async def test_a_token_that_google_dropped_is_made_anew(api: DataApi, world: YouTubeWorld, faults: Faults) -> None:
    world.like(PLAIN)
    faults.switch_on("token.expired_now")
    assert (await api.liked_page()).ids == (PLAIN,)
    assert world.tokens.refreshes == 2


async def test_a_consent_taken_back_is_the_owners(api: DataApi, world: YouTubeWorld) -> None:
    await api.liked_page()
    world.tokens.revoke_all()
    with pytest.raises(Trouble) as caught:
        await api.liked_page()
    assert isinstance(caught.value, NeedsOwner)
    assert caught.value.condition == Condition.GOOGLE_CONSENT


async def test_the_bytes_of_each_request_and_answer_are_counted(world: YouTubeWorld) -> None:
    moved: list[tuple[int, int]] = []
    async with http_client(world.proxy_url, world.ca_path, lambda *both: moved.append(both)) as http:
        answer = await http.post("https://oauth2.googleapis.com/token", data={"grant_type": "x" * 5000})
        async with http.stream("GET", "https://www.youtube.com/iframe_api") as stream:
            page = await stream.aread()
    received, sent = (sum(one) for one in zip(*moved, strict=True))
    assert 5000 < sent < 7000
    assert len(answer.content) + len(page) < received < len(answer.content) + len(page) + 2000
