"""The sandbox's package registry answers as the real one's simple API, and refuses the rest."""

from __future__ import annotations

import hashlib
import io
import zipfile
from importlib.metadata import version
from pathlib import Path

import aiohttp
import pytest

from sandbox.client import World, WorldError
from sandbox.packages import wheels
from sandbox.packages.index import FORM
from sandbox.world import Sandbox


async def test_it_has_what_is_installed_and_what_is_published(tmp_path: Path) -> None:
    async with Sandbox() as sandbox, World(sandbox.control.url) as world, aiohttp.ClientSession() as http:
        await world.do("release", version="2027.1.1", days=2.5, yanked=True)
        index = sandbox.addresses()["package_index"]
        async with http.get(f"{index}/yt-dlp/", headers={"Accept": FORM}) as answer:
            page = await answer.json(content_type=FORM)
        source, first, second = page["files"]
        assert source["filename"].endswith(".tar.gz"), "also what is no wheel"
        assert first["filename"] == f"yt_dlp-{version('yt-dlp')}-py3-none-any.whl"
        assert second["yanked"]
        async with http.get(f"{index}/yt-dlp/{second['url']}") as answer:
            body = await answer.read()
        assert (hashlib.sha256(body).hexdigest(), len(body)) == (second["hashes"]["sha256"], second["size"])
        assert (await world.do("packages"))["refused"] == []


@pytest.mark.parametrize(
    "path",
    ["/simple/", "/simple/yt_dlp/", "/simple/yt-dlp", "/simple/yt-dlp/?a=1", "/files/x.whl", "/pypi/yt-dlp/json"],
)
async def test_whatever_else_is_asked_for_is_refused_and_listed(path: str) -> None:
    async with Sandbox() as sandbox, World(sandbox.control.url) as world, aiohttp.ClientSession() as http:
        index = sandbox.addresses()["package_index"].removesuffix("/simple")
        async with http.get(f"{index}{path}", headers={"Accept": FORM}) as answer:
            assert answer.status == 404
        assert (await world.do("packages"))["refused"] == [f"GET {path}"]


async def test_another_form_than_json_is_refused() -> None:
    async with (
        Sandbox() as sandbox,
        aiohttp.ClientSession() as http,
        http.get(f"{sandbox.addresses()['package_index']}/yt-dlp/") as answer,
    ):
        assert answer.status == 406


@pytest.mark.parametrize("wrong", [{"version": "soon"}, {"version": "2027.1.1", "kind": "nice"}, {"version": "2027/1"}])
async def test_a_release_that_is_none_is_refused(wrong: dict[str, str]) -> None:
    async with Sandbox() as sandbox, World(sandbox.control.url) as world:
        with pytest.raises(WorldError, match="a release is a version"):
            await world.do("release", **wrong)


@pytest.mark.parametrize("kind", [one for one in wheels.KINDS if one != "hash"])
def test_each_kind_is_a_wheel_that_is_otherwise_whole(kind: str) -> None:
    name, body = wheels.build("2027.1.1", kind)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        assert "Version: 2027.1.1" in archive.read("yt_dlp-2027.1.1.dist-info/METADATA").decode()
    assert name == "yt_dlp-2027.1.1-py3-none-any.whl"
    assert len(names) > 1000
    assert not [one for one in names if "__pycache__" in one]
