"""The provider of PO tokens is asked by the real yt-dlp where its address is set, and nothing is loaded where it is not."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from core.errors import Condition, NeedsOwner
from core.youtube.look import LookJob, look
from core.youtube.ytdlp import fetch
from sandbox.youtube.opening import ONE_OF_EACH
from sandbox.youtube.world import YouTubeWorld
from tests.core.youtube.ytdlp_rig import Order, media, quiet

PLAIN = ONE_OF_EACH["plain"]
TOKEN = base64.urlsafe_b64encode(b"a proof of origin" * 8).decode()
#: What a plugin of the owner's own yt-dlp might do; it stands below HOME, where yt-dlp looks for plugins by itself.
PLUGIN = """import pathlib
from yt_dlp.extractor.youtube import YoutubeIE
pathlib.Path({mark!r}).touch()
class NoYoutubePluginIE(YoutubeIE, plugin_name="no"):
    def _real_extract(self, url):
        raise Exception("not today")
"""


@dataclass
class Provider:
    """bgutil's server 1.3.1 as its plugin of the same version speaks to it: what it is asked, in order."""

    url: str
    version: str = "1.3.1"
    asked: list[dict[str, Any]] = field(default_factory=list)

    async def ping(self, _: web.Request) -> web.Response:
        return web.json_response({"server_uptime": 5.0, "version": self.version})

    async def get_pot(self, request: web.Request) -> web.Response:
        asked = await request.json()
        assert set(asked) == {
            "bypass_cache", "challenge", "content_binding", "disable_tls_verification", "proxy", "innertube_context",
            "source_address",
        }  # fmt: skip
        assert asked["content_binding"]
        self.asked.append(asked)
        return web.json_response({"poToken": TOKEN, "contentBinding": asked["content_binding"]})


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    app = web.Application()
    made = Provider("")
    app.add_routes([web.get("/ping", made.ping), web.post("/get_pot", made.get_pot)])
    async with AsyncExitStack() as stack:
        runner = web.AppRunner(app)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        made.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield made


def job(world: YouTubeWorld, folder: Path) -> LookJob:
    world.player.challenges = False
    return LookJob(PLAIN, folder / "cache", proxy=world.proxy_url, ca=world.ca_path, pause=0)


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Plugins of the owner's own yt-dlp, of the provider's names too -> a file that is there as soon as one was loaded."""
    folder = tmp_path / "home/.config/yt-dlp/plugins/any/yt_dlp_plugins/extractor"
    folder.mkdir(parents=True)
    mark = tmp_path / "loaded"
    for name in ("no.py", "getpot_bgutil.py", "getpot_bgutil_http.py"):
        (folder / name).write_text(PLUGIN.format(mark=str(mark)))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return mark


async def test_a_line_that_youtube_mistrusts_gets_its_video_by_the_provider_that_is_set_and_nobody_else_is_loaded(
    world: YouTubeWorld, tmp_path: Path, order: Order, provider: Provider, loaded: Path
) -> None:
    ask = replace(job(world, tmp_path), po_tokens=provider.url)
    assert (await look(ask)).formats
    assert provider.asked == [], "where YouTube trusts the line"

    world.player.web_only = True
    with pytest.raises(NeedsOwner) as trouble:
        await look(replace(ask, po_tokens=None))
    assert trouble.value.condition is Condition.BOT_CHECK

    assert (await look(ask)).formats
    await fetch(order(PLAIN, po_tokens=provider.url), quiet)

    assert len(provider.asked) == 2
    assert {one["proxy"] for one in provider.asked} == {world.proxy_url}, "it reaches YouTube as yt-dlp does"
    assert media(world)
    assert {one["query"].get("pot") for one in media(world)} == {TOKEN}
    assert not loaded.exists()


@pytest.mark.large
async def test_a_provider_that_is_of_no_use_keeps_nothing_from_coming(
    world: YouTubeWorld, tmp_path: Path, provider: Provider
) -> None:
    provider.version = "2.0.0"
    assert (await look(replace(job(world, tmp_path), po_tokens="http://127.0.0.1:1"))).formats

    world.player.web_only = True
    with pytest.raises(NeedsOwner):
        await look(replace(job(world, tmp_path), po_tokens=provider.url))
    assert provider.asked == []
