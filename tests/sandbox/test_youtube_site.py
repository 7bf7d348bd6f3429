"""The site behind the proxy, asked by httpx: streams by ranges, riddles, thumbnails, faults, and what stopping leaves."""

from __future__ import annotations

import asyncio
import io
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from PIL import Image, UnidentifiedImageError

from sandbox.faults import Faults
from sandbox.youtube.catalogue import Catalogue
from sandbox.youtube.recipes import AAC, OPUS, Recipe
from sandbox.youtube.world import YouTubeWorld
from tests.sandbox.youtube_rig import trusting

PLAYER = "https://www.youtube.com/youtubei/v1/player"


async def _format(client: httpx.AsyncClient, name: str, itag: int = 160) -> dict[str, Any]:
    asked = {"context": {"client": {"clientName": name, "clientVersion": "1"}}, "videoId": "yagamiPlain"}
    formats = (await client.post(PLAYER, json=asked)).json()["streamingData"]["adaptiveFormats"]
    return next(one for one in formats if one["itag"] == itag)


async def test_a_range_is_that_range_of_the_file(world: YouTubeWorld, client: httpx.AsyncClient) -> None:
    url = (await _format(client, "VISIONOS"))["url"]
    whole = world.catalogue.path("landscape", "160.mp4").read_bytes()
    part = await client.get(url, headers={"Range": "bytes=1000-1999"})
    assert (part.status_code, part.content) == (206, whole[1000:2000])
    assert part.headers["content-range"] == f"bytes 1000-1999/{len(whole)}"
    rest = await client.get(url, headers={"Range": f"bytes={len(whole) - 5}-10000000000"})
    assert rest.content == whole[-5:]
    assert (await client.get(url)).content == whole
    beyond = await client.get(url, headers={"Range": f"bytes={len(whole)}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{len(whole)}")


async def test_an_address_with_an_unsolved_riddle_or_a_changed_field_is_forbidden(client: httpx.AsyncClient) -> None:
    cipher = {name: one[0] for name, one in parse_qs((await _format(client, "TVHTML5"))["signatureCipher"]).items()}
    sig = list(reversed(cipher["s"]))
    sig[0], sig[7] = sig[7], sig[0]
    parts = urlsplit(cipher["url"])
    query = {name: one[0] for name, one in parse_qs(parts.query).items()}
    solved = query | {"sig": "".join(sig), "n": query["n"][5:] + query["n"][:5]}

    async def status(query: dict[str, str]) -> int:
        return (await client.head(f"https://{parts.netloc}{parts.path}?{urlencode(query)}")).status_code

    assert await status(solved) == 200
    assert await status(solved | {"n": query["n"]}) == 403
    assert await status(solved | {"sig": cipher["s"]}) == 403
    assert await status(solved | {"itag": "136"}) == 403
    assert await status(solved | {"expire": str(int(query["expire"]) + 1)}) == 403


async def test_an_unknown_host_is_refused_and_noted(world: YouTubeWorld, client: httpx.AsyncClient) -> None:
    with pytest.raises(httpx.ProxyError):
        await client.get("https://example.org/")
    assert (await client.get("http://example.net/")).status_code == 502
    assert world.denied == ["example.org:443", "example.net"]


async def test_a_client_without_the_test_ca_is_not_deceived(world: YouTubeWorld) -> None:
    async with httpx.AsyncClient(proxy=world.proxy_url) as stranger:
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            await stranger.get("https://www.youtube.com/watch?v=yagamiPlain")


async def test_media_faults_strike_and_pass(world: YouTubeWorld, client: httpx.AsyncClient, faults: Faults) -> None:
    url = (await _format(client, "VISIONOS"))["url"]
    for status in (403, 429, 500):
        faults.switch_on(f"media.{status}")
        assert (await client.get(url)).status_code == status
    faults.switch_on("media.truncate")
    with pytest.raises(httpx.RemoteProtocolError):
        await client.get(url)
    faults.switch_on("media.reset")
    with pytest.raises(httpx.ReadError):
        await client.get(url)
    faults.switch_on("media.slow", bytes=10_000)
    began = time.monotonic()
    assert len((await client.get(url, headers={"Range": "bytes=0-1499"})).content) == 1500
    assert time.monotonic() - began >= 0.14
    faults.switch_on("proxy.refuse")
    async with httpx.AsyncClient(proxy=world.proxy_url, verify=trusting(world)) as other:
        with pytest.raises(httpx.ProxyError):
            await other.get(url)
    assert world.denied == []
    assert (await client.get(url)).status_code == 200


async def test_a_rate_holds_for_every_stream(world: YouTubeWorld, client: httpx.AsyncClient) -> None:
    url = (await _format(client, "VISIONOS"))["url"]
    world.rate = 20_000
    began = time.monotonic()
    await client.get(url, headers={"Range": "bytes=0-2999"})
    assert time.monotonic() - began >= 0.14


async def test_page_faults_strike_and_pass(client: httpx.AsyncClient, faults: Faults) -> None:
    page = "https://www.youtube.com/watch?v=yagamiPlain"
    for status in (429, 500):
        faults.switch_on(f"watch.{status}")
        assert (await client.get(page)).status_code == status
    faults.switch_on("watch.html")
    assert "ytInitial" not in (await client.get(page)).text
    faults.switch_on("watch.bot_check")
    assert "not a bot" in (await client.get(page)).text
    asked = {"context": {"client": {"clientName": "VISIONOS"}}, "videoId": "yagamiPlain"}
    assert (await client.post(PLAYER, json=asked)).json()["playabilityStatus"]["status"] == "LOGIN_REQUIRED"
    assert "not a bot" not in (await client.get(page)).text
    faults.switch_on("player.429")
    assert (await client.post(PLAYER, json=asked)).status_code == 429
    assert (await client.post(PLAYER, json=asked)).json()["playabilityStatus"]["status"] == "OK"


async def test_the_player_refuses_what_it_does_not_know(client: httpx.AsyncClient) -> None:
    assert (await client.post(PLAYER, content=b"{")).status_code == 400
    asked = {"context": {"client": {"clientName": "GRAMOPHONE"}}, "videoId": "yagamiPlain"}
    assert (await client.post(PLAYER, json=asked)).status_code == 400
    assert (await client.get("https://www.youtube.com/feed/trending")).status_code == 404


async def test_thumbnails_come_in_their_sizes_and_break_by_fault(client: httpx.AsyncClient, faults: Faults) -> None:
    names = {
        "vi/yagamiPlain/maxresdefault.jpg": ("JPEG", (1280, 720)),
        "vi_webp/yagamiPlain/hqdefault.webp": ("WEBP", (480, 360)),
    }
    for name, expected in names.items():
        with Image.open(io.BytesIO((await client.get(f"https://i.ytimg.com/{name}")).content)) as picture:
            assert (picture.format, picture.size) == expected
    assert (await client.get("https://i.ytimg.com/vi/yagamiPriva/maxresdefault.jpg")).status_code == 404
    url = "https://i.ytimg.com/vi/yagamiPlain/maxresdefault.jpg"
    faults.switch_on("thumbnail.missing")
    assert (await client.get(url)).status_code == 404
    faults.switch_on("thumbnail.broken")
    with pytest.raises(UnidentifiedImageError):
        Image.open(io.BytesIO((await client.get(url)).content))


async def test_stopping_in_the_middle_of_a_stream_leaves_no_task_port_or_file(tmp_path: Path) -> None:
    world = YouTubeWorld(tmp_path / "youtube", Faults())
    before = asyncio.all_tasks()
    await world.start()
    port = urlsplit(world.proxy_url).port
    world.rate = 1000
    async with httpx.AsyncClient(proxy=world.proxy_url, verify=trusting(world)) as client:
        url = (await _format(client, "VISIONOS"))["url"]
        async with client.stream("GET", url) as response:
            await anext(response.aiter_bytes())
            await world.stop()
    assert asyncio.all_tasks() == before
    assert list((tmp_path / "youtube").iterdir()) == []
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", port)


async def test_two_that_make_the_same_catalogue_at_once_share_one(tmp_path: Path) -> None:
    tiny = {"tiny": Recipe("tiny", 1, "color=size=64x64:rate=2", "sine", (AAC, OPUS), fps=2)}
    first, second = Catalogue(tmp_path / "cache", tiny), Catalogue(tmp_path / "cache", tiny)
    await asyncio.gather(first.make(), second.make())
    assert first.path("tiny", AAC.file) == second.path("tiny", AAC.file)
    (place,) = (tmp_path / "cache").iterdir()
    assert {one.name for one in place.iterdir()} == {AAC.file, OPUS.file, "thumb.jpg"}


async def test_a_new_video_plays_the_streams_of_its_kind(world: YouTubeWorld, client: httpx.AsyncClient) -> None:
    video = world.add_video("newVideo001", "vertical", title="New", channel="Somebody", views=7, live="was_live")
    asked = {"context": {"client": {"clientName": "VISIONOS"}}, "videoId": video.id}
    details = (await client.post(PLAYER, json=asked)).json()["videoDetails"]
    assert (details["title"], details["author"], details["viewCount"]) == ("New", "Somebody", "7")
    with pytest.raises(ValueError, match="not a free video id"):
        world.add_video("newVideo001")
    with pytest.raises(KeyError):
        world.like("nobody00000")
