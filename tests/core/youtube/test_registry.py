"""The package registry is asked politely, believed no further than it may be, and away without a fuss."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.errors import Permanent, Retry
from core.youtube.registry import PUBLIC, Registry
from sandbox.faults import Faults
from sandbox.packages.index import PackageIndex

TOP = Path(__file__).resolve().parents[3]


@pytest.fixture
async def index(faults: Faults) -> AsyncIterator[PackageIndex]:
    index = PackageIndex(faults, lambda: 1_800_000_000.0, slim=True)
    await index.start()
    yield index
    await index.stop()
    assert index.refused == []


class Moved:
    """What was told of bytes."""

    def __init__(self) -> None:
        self.received = self.sent = 0

    def __call__(self, received: int, sent: int) -> None:
        self.received += received
        self.sent += sent


@pytest.fixture
def moved() -> Moved:
    return Moved()


@pytest.fixture
def registry(index: PackageIndex, moved: Moved) -> Registry:
    """With a proxy that leads nowhere: what is on this machine is asked without it."""
    return Registry(index.url, "http://127.0.0.1:9", None, moved)


async def test_a_page_comes_whole_and_once(registry: Registry, index: PackageIndex, moved: Moved) -> None:
    page = await registry.page("yt-dlp")
    assert page.body is not None
    assert page.body["name"] == "yt-dlp"
    assert all(file["url"].startswith("http://127.0.0.1:") for file in page.body["files"]), "addresses are absolute"
    before = moved.received
    again = await registry.page("yt-dlp", page.etag)
    assert (again.body, again.etag) == (None, page.etag)
    assert moved.received - before < 600
    assert index.asked == ["page yt-dlp 200", "page yt-dlp 304"]


async def test_a_file_is_what_was_promised_or_is_refused(registry: Registry, tmp_path: Path, moved: Moved) -> None:
    page = await registry.page("yt-dlp")
    assert page.body is not None
    file = page.body["files"][-1]
    url, sha256, size = file["url"], file["hashes"]["sha256"], file["size"]
    await registry.file(url, sha256, size, tmp_path / "x")
    assert hashlib.sha256((tmp_path / "x").read_bytes()).hexdigest() == sha256
    assert moved.received > size

    for told, length in ((sha256[::-1], size), (sha256, size - 1)):
        with pytest.raises(Permanent, match="ytdlp-wrong-hash"):
            await registry.file(url, told, length, tmp_path / "x")
    with pytest.raises(Retry, match="registry-unreachable"):
        await registry.file(url, sha256, size + 1, tmp_path / "x")
    with pytest.raises(Permanent, match="ytdlp-too-large"):
        await registry.file(url, sha256, 1 << 40, tmp_path / "x")


@pytest.mark.parametrize("monstrous", [100, 5000])
async def test_what_is_larger_than_any_page_or_file_is_not_read_to_its_end(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, monstrous: int
) -> None:
    page = await registry.page("yt-dlp")
    assert page.body is not None
    monkeypatch.setattr("core.youtube.registry.PAGE_MOST", 100)
    monkeypatch.setattr("core.youtube.registry.FILE_MOST", monstrous)
    with pytest.raises(Retry, match="registry-nonsense"):
        await registry.page("yt-dlp")
    with pytest.raises(Permanent, match="ytdlp-too-large"):
        await registry.file(page.body["files"][-1]["url"], "0" * 64, None, tmp_path / "x")
    assert (tmp_path / "x").stat().st_size <= monstrous


@pytest.mark.parametrize(
    ("fault", "key"), [("packages.down", "registry-unreachable"), ("packages.nonsense", "registry-nonsense")]
)
async def test_a_registry_with_trouble_is_asked_again_later(
    registry: Registry, faults: Faults, fault: str, key: str
) -> None:
    faults.switch_on(fault)
    with pytest.raises(Retry, match=key):
        await registry.page("yt-dlp")
    assert (await registry.page("yt-dlp")).body is not None


async def test_a_file_that_breaks_off_is_fetched_again_later(
    registry: Registry, faults: Faults, tmp_path: Path
) -> None:
    page = await registry.page("yt-dlp")
    assert page.body is not None
    faults.switch_on("packages.half_file")
    file = page.body["files"][-1]
    with pytest.raises(Retry, match="registry-unreachable"):
        await registry.file(file["url"], file["hashes"]["sha256"], file["size"], tmp_path / "x")


async def test_a_registry_that_is_not_there_and_a_project_that_it_has_not(index: PackageIndex, moved: Moved) -> None:
    with pytest.raises(Retry, match="registry-unreachable"):
        await Registry("http://127.0.0.1:9/simple", None, None, moved).page("yt-dlp")
    with pytest.raises(Permanent, match="registry-no-project"):
        await Registry(index.url, None, None, moved).page("no-such-project")
    assert index.refused.pop() == "GET /simple/no-such-project/"


async def test_a_mirrors_password_goes_to_its_own_host_and_into_no_address(index: PackageIndex, moved: Moved) -> None:
    mirror = index.url.replace("http://", "http://name:p%40ss@")
    page = await Registry(mirror, None, None, moved).page("yt-dlp")
    assert "ss@" not in str(page.body)
    assert index.passwords == ["Basic bmFtZTpwQHNz"]
    await Registry(index.url, None, None, moved).page("yt-dlp")
    assert index.passwords[1:] == [""]


def test_the_public_registry_is_named_in_one_place() -> None:
    host = PUBLIC.split("/")[2]
    rooms = [file for room in ("bot", "core", "storage", "sandbox", "locales") for file in (TOP / room).rglob("*.*")]
    naming = [
        file for file in rooms if file.suffix in (".py", ".ftl", ".sql", ".json") and host in file.read_text("utf-8")
    ]
    assert [str(file.relative_to(TOP)) for file in naming] == ["core/youtube/registry.py"]
