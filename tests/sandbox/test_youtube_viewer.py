"""The site as a signed-in browser sees it: by the unmodified yt-dlp command, by httpx, and by the control API's verbs."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from sandbox.client import World, WorldError
from sandbox.faults import Faults
from sandbox.world import Sandbox
from sandbox.youtube.captions import lines
from sandbox.youtube.world import YouTubeWorld
from tests.sandbox.youtube_rig import StillClock

DAY = 86_400
HISTORY = "https://www.youtube.com/feed/history"
API = "https://www.youtube.com/youtubei/v1"


@pytest.fixture
def now(clock: StillClock) -> StillClock:
    return clock


async def yt_dlp(world: YouTubeWorld, folder: Path, *arguments: str) -> tuple[int, str, str]:
    """-> (return code, stdout, stderr)."""
    env = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    env |= {"HTTPS_PROXY": world.proxy_url, "SSL_CERT_FILE": str(world.ca_path), "HOME": str(folder)}
    call = [
        sys.executable,
        "-m",
        "yt_dlp",
        "--compat-options",
        "no-certifi",
        "--no-cache-dir",
        "--ignore-config",
        "--no-update",
    ]
    process = await asyncio.create_subprocess_exec(
        *call, *arguments, cwd=folder, env=env, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    said, warned = await process.communicate()
    return process.returncode or 0, said.decode(), warned.decode()


def jar(world: YouTubeWorld, folder: Path, account: str = "owner") -> tuple[str, str]:
    path = folder / "cookies.txt"
    path.write_text(world.browsers.sign_in(account))
    return "--cookies", str(path)


def page_data(text: str) -> Any:
    found = re.search(r"var ytInitialData = (\{.*?\});</script>", text)
    assert found
    return json.loads(found[1])


def cookies_of(text: str) -> dict[str, str]:
    fields = [line.removeprefix("#HttpOnly_").split("\t") for line in text.splitlines()]
    return {field[5]: field[6] for field in fields if len(field) == 7 and field[0] == ".youtube.com"}


@pytest.mark.parametrize(("layout", "expected"), [("new", 2), ("old", 3)])
async def test_yt_dlp_lists_the_history_and_misses_the_shelf_of_shorts(
    world: YouTubeWorld, tmp_path: Path, layout: Any, expected: int
) -> None:
    world.history.layout = layout
    for video in ("yagamiPlain", "yagamiShort", "KettleWhist"):
        world.watch(video)

    rc, said, warned = await yt_dlp(world, tmp_path, *jar(world, tmp_path), "--flat-playlist", "-J", ":ythistory")

    assert (rc, warned) == (0, "")
    entries = json.loads(said)["entries"]
    assert len(entries) == expected
    first = world.videos["KettleWhist"]
    seen = {key: entries[0][key] for key in ("id", "title", "channel", "channel_id", "uploader_id", "duration")}
    assert seen == {
        "id": first.id, "title": first.title, "channel": first.channel.title, "channel_id": first.channel.id,
        "uploader_id": first.channel.handle, "duration": first.duration,
    }  # fmt: skip


@pytest.mark.parametrize("told", [False, True])
async def test_to_yt_dlp_a_dead_session_is_an_empty_list(world: YouTubeWorld, tmp_path: Path, told: bool) -> None:
    option = jar(world, tmp_path)
    world.watch("yagamiPlain")
    world.browsers.sign_out(told=told)

    rc, said, warned = await yt_dlp(world, tmp_path, *option, "--flat-playlist", "-J", ":ythistory")

    assert (rc, json.loads(said)["entries"]) == (0, [])
    assert ("no longer valid" in warned) == told
    assert ("LOGIN_INFO" in (tmp_path / "cookies.txt").read_text()) != told, "it destroys the owner's only export"


async def test_yt_dlp_brings_subtitles_of_a_person_and_of_a_machine(world: YouTubeWorld, tmp_path: Path) -> None:
    world.player.challenges = False
    options = ["--skip-download", "--write-subs", "--write-auto-subs", "--sub-langs", "de,en-orig", "-o", "%(id)s"]

    rc, _, warned = await yt_dlp(
        world, tmp_path, *options, "--sub-format", "srt/vtt", "https://www.youtube.com/watch?v=yagamiPlain"
    )

    assert rc == 0, warned
    video = world.videos["yagamiPlain"]
    written = (tmp_path / "yagamiPlain.de.srt").read_text()
    assert written.startswith(f"1\n00:00:00,000 --> 00:00:02,000\n{lines(video, 'de')[0][2]}\n")
    assert written.count("-->") == video.duration // 2
    assert "[en] line 1" in (tmp_path / "yagamiPlain.en-orig.srt").read_text()


async def test_subtitles_need_their_signature_and_fail_on_demand(
    world: YouTubeWorld, client: httpx.AsyncClient, faults: Faults
) -> None:
    asked = {"context": {"client": {"clientName": "VISIONOS"}}, "videoId": "yagamiPlain"}
    answer = (await client.post(f"{API}/player", json=asked)).json()
    track = answer["captions"]["playerCaptionsTracklistRenderer"]["captionTracks"][0]["baseUrl"]

    assert (await client.get(f"{track}&fmt=vtt")).text.startswith("WEBVTT\nKind: captions\nLanguage: en\n")
    assert len((await client.get(f"{track}&fmt=json3")).json()["events"]) == 5
    assert (await client.get(f"{track}&fmt=ttml")).status_code == 404
    assert (await client.get(track.replace("lang=en", "lang=de") + "&fmt=vtt")).text == ""
    faults.switch_on("captions.429")
    assert (await client.get(f"{track}&fmt=vtt")).status_code == 429
    faults.switch_on("captions.empty")
    assert (await client.get(f"{track}&fmt=vtt")).text == ""
    assert "captions" not in (await client.post(f"{API}/player", json=asked | {"videoId": "NewsInFiveM"})).json()


async def test_a_second_watch_moves_up_on_its_day_and_is_a_second_line_on_another(
    world: YouTubeWorld, client: httpx.AsyncClient, clock: StillClock
) -> None:
    client.cookies.update(cookies_of(world.browsers.sign_in()))
    clock.at = clock.at // DAY * DAY + DAY / 2
    for ago, video in (
        (400, "BachPrelude"),
        (9, "KettleWhist"),
        (2, "yagamiPlain"),
        (0, "yagamiPlain"),
        (0, "KettleWhist"),
        (0, "yagamiPlain"),
    ):
        world.watch(video, at=clock.at - ago * DAY)

    page = await client.get(HISTORY)

    sections = page_data(page.text)["contents"]["twoColumnBrowseResultsRenderer"]["tabs"][0]["tabRenderer"]["content"]
    shown = {}
    for item in sections["sectionListRenderer"]["contents"]:
        section = item["itemSectionRenderer"]
        label = section["header"]["itemSectionHeaderRenderer"]["title"]["runs"][0]["text"]
        shown[label] = [one["lockupViewModel"]["contentId"] for one in section["contents"]]
    assert shown == {
        "Today": ["yagamiPlain", "KettleWhist"],
        "Saturday": ["yagamiPlain"],
        "Sep 12": ["KettleWhist"],
        "Aug 17, 2025": ["BachPrelude"],
    }
    assert page.headers["Date"] == "Mon, 21 Sep 2026 12:00:00 GMT", "its today is the world's"


async def test_only_a_living_session_is_signed_in(world: YouTubeWorld, client: httpx.AsyncClient) -> None:
    def signed_in(text: str) -> bool:
        return not page_data(text)["responseContext"]["mainAppWebResponseContext"]["loggedOut"]

    good = cookies_of(world.browsers.sign_in())
    assert not signed_in((await client.get(HISTORY)).text)
    for broken in (
        {"LOGIN_INFO": "made up"},
        dict.fromkeys(("SAPISID", "__Secure-1PAPISID", "__Secure-3PAPISID"), "x"),
    ):
        header = "; ".join(f"{name}={value}" for name, value in (good | broken).items())
        assert not signed_in((await client.get(HISTORY, headers={"Cookie": header})).text)
    header = "; ".join(f"{name}={value}" for name, value in good.items())
    assert signed_in((await client.get(HISTORY, headers={"Cookie": header})).text)
    world.browsers.sign_out()
    assert not signed_in((await client.get(HISTORY, headers={"Cookie": header})).text)


async def test_a_call_with_cookies_alone_is_nobodys(world: YouTubeWorld, client: httpx.AsyncClient) -> None:
    client.cookies.update(cookies_of(world.browsers.sign_in()))
    world.history.page_size = 1
    for video in ("yagamiPlain", "KettleWhist"):
        world.watch(video)
    page = page_data((await client.get(HISTORY)).text)
    listed = page["contents"]["twoColumnBrowseResultsRenderer"]["tabs"][0]["tabRenderer"]["content"][
        "sectionListRenderer"
    ]
    token = listed["contents"][-1]["continuationItemRenderer"]["continuationEndpoint"]["continuationCommand"]["token"]

    for headers in ({}, {"Authorization": "SAPISIDHASH 1_abc_u", "Origin": "https://www.youtube.com"}):
        assert (await client.post(f"{API}/browse", json={"continuation": token}, headers=headers)).status_code == 400
        menu = (await client.post(f"{API}/account/account_menu", json={}, headers=headers)).json()
        assert "header" not in menu["actions"][0]["openPopupAction"]["popup"]["multiPageMenuRenderer"]
    for nonsense in (b"{", b"[]", b'{"continuation": "made up"}', b"{}"):
        assert (await client.post(f"{API}/browse", content=nonsense)).status_code == 400
        assert (await client.post(f"{API}/navigation/resolve_url", content=nonsense)).status_code == 400


async def test_pages_fail_on_demand(client: httpx.AsyncClient, faults: Faults) -> None:
    for name, url in (("history", HISTORY), ("playlist", "https://www.youtube.com/playlist?list=PLx")):
        faults.switch_on(f"{name}.500")
        assert (await client.get(url)).status_code == 500
    faults.switch_on("history.429")
    assert (await client.get(HISTORY)).status_code == 429
    faults.switch_on("history.html")
    assert "ytInitial" not in (await client.get(HISTORY)).text
    faults.switch_on("account_menu.500")
    assert (await client.post(f"{API}/account/account_menu", json={})).status_code == 500
    assert "The playlist does not exist." in (await client.get("https://www.youtube.com/playlist?list=PLx")).text


async def test_the_verbs_of_the_owners_browser() -> None:
    async with Sandbox() as sandbox, World(sandbox.control.url) as world:
        first, second, brand = await world.cookies(), await world.cookies(), await world.cookies("brand")
        values = {cookies_of(text)["SAPISID"] for text in (first, second, brand)}
        assert len(values) == 3
        assert all(len(value) >= 20 for value in values)
        await world.watch("yagamiPlain", at=1000)
        await world.watch("KettleWhist")
        await world.history(paused=True)
        await world.watch("NewsInFiveM")
        seen = await world.history(layout="old", page_size=10, rotates=True)
        assert (seen["paused"], seen["layout"]) == (True, "old")
        assert [one["video"] for one in seen["watches"]] == ["KettleWhist", "yagamiPlain"]
        assert seen["watches"][1]["at"] == 1000
        assert (await world.history(cleared=True, paused=False))["watches"] == []
        await world.sign_out_cookies(told=True)
        assert not [one for one in sandbox.youtube.browsers.sessions if one.alive]
        assert set(await world.viewers()) == {"owner", "brand"}
        assert (await world.playlist("PLyagamiSandbox", "Mine", ["yagamiPlain"]))["videos"] == ["yagamiPlain"]
        assert (await world.set_video("yagamiPlain", captions=["fa"], heard=None))["captions"] == ["fa"]
        refusals = [
            world.cookies("nobody"), world.history(layout="round"), world.history(page_size=0), world.watch("nosuchvideo"),
            world.playlist("PLyagamiSandbox", "Mine", ["nosuchvideo"]), world.playlist("x", "Mine", []), world.history("nobody"),
        ]  # fmt: skip
        for refusal in refusals:
            with pytest.raises(WorldError):
                await refusal
