"""Gigabytes: outside the fast gate (`./yagami test --large`).

The videos are noise, so that seconds of them weigh as much as hours do: some are encoded, and repeated without encoding.
They are served by the sandbox's YouTube in two streams and go the whole way. What arrives is compared packet by packet with what
was served. 12 GB of disk are in use for a while.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.identity import random_id
from core.media.ffmpeg import find_tools
from sandbox.youtube.rare_recipes import RARE
from sandbox.youtube.recipes import AAC, Recipe, Stream

from .house import House, Json
from .memory import Peaks, watched

SIZE = 1_990_000_000
CHUNK = 512 * 1024
LIMIT = 4000 * CHUNK
MOST_MEMORY = 200  #: MB of the whole app at its peak, the yt-dlp child included
LONG = 900.0  #: seconds; a free machine needs a tenth
VIDEO = "yagamiHuge0"
ONCE = 20  #: seconds that are encoded: 100 MB
NOISE = Stream(136, "video/mp4", "avc1.4d401f", "mp4", 40_000_000, "hd720", "720p", 1280, 720)
HUGE = Recipe(
    "huge", 22 * ONCE, "testsrc2=size=1280x720:rate=24,noise=alls=80:allf=t", "sine=frequency=330:sample_rate=48000",
    (NOISE, AAC), loops=22,
)  # fmt: skip


@pytest.fixture
def huge(monkeypatch: pytest.MonkeyPatch, home: House) -> Iterator[None]:
    """A kind of video that the site can have, and that does not stay in the cache of the catalogue."""
    monkeypatch.setitem(RARE, "huge", HUGE)
    monkeypatch.setitem(RARE, "nearly", replace(HUGE, name="nearly", duration=19 * ONCE, loops=19))
    yield
    for name in ("huge", "nearly"):
        shutil.rmtree(home.sandbox.youtube.catalogue.path(name, "x").parent, ignore_errors=True)


@pytest.mark.large
@pytest.mark.timeout(2 * LONG)
async def test_a_video_of_over_two_gigabytes_goes_up_in_parts_that_are_the_whole(home: House, huge: None) -> None:
    peaks, parts = await brought(home, "huge")
    assert sum(one["media"]["size"] for one in parts) > 2_150_000_000
    assert len(parts) == 2
    assert all(one["media"]["size"] <= LIMIT for one in parts)
    assert ["1/2" in one["text"] for one in parts] == [True, False]
    assert ["2/2" in one["text"] for one in parts] == [False, True]
    assert [one["media"]["sha256"] for one in parts] == made(home)
    assert await packets_of_parts(home, parts) == await packets_served(home, "huge")
    assert peaks.together < MOST_MEMORY, peaks


@pytest.mark.large
@pytest.mark.timeout(2 * LONG)
async def test_a_video_of_nearly_two_gigabytes_goes_up_in_one_piece(home: House, huge: None) -> None:
    peaks, [video] = await brought(home, "nearly")
    assert 1_850_000_000 < video["media"]["size"] <= LIMIT
    assert [video["media"]["sha256"]] == made(home)
    assert await packets_of_parts(home, [video]) == await packets_served(home, "nearly")
    assert peaks.together < MOST_MEMORY, peaks


@pytest.mark.large
@pytest.mark.timeout(LONG)
async def test_a_file_of_two_gigabytes_goes_up_whole_and_the_app_stays_small(home: House) -> None:
    """A job that has fetched its file already: the file is random bytes, since only the way up is looked at here."""
    digest = a_fetched_job(home)
    peaks, [video] = await worked(home)
    assert (video["media"]["size"], video["media"]["sha256"]) == (SIZE, digest)
    assert peaks.together < MOST_MEMORY, peaks


async def brought(home: House, source: str) -> tuple[Peaks, list[Json]]:
    """A download of such a video by the real app, from the site to the channel."""
    await home.world.add_video(id=VIDEO, source=source, title="Noise", channel="Catalogue")
    home.write(
        f"""INSERT INTO videos (id, title, seen_at) VALUES ('{VIDEO}', 'Noise', 0);
        INSERT INTO downloads (destination_id, video_id, created_at, changed_at)
            SELECT destination_id, '{VIDEO}', 0, 0 FROM feeds WHERE feed = 'likes';"""
    )
    return await worked(home)


async def worked(home: House) -> tuple[Peaks, list[Json]]:
    """Until the only download is done, by an app in a process of its own -> its peaks, the videos in the channel."""
    app = await home.start()
    try:
        async with watched(app.pid) as peaks:
            [job] = await home.until(
                "SELECT state, trouble FROM downloads WHERE state IN ('done', 'failed', 'skipped', 'offered')",
                timeout=LONG,
            )
    finally:
        app.terminate()
        code = await app.wait()
    assert (job["state"], code) == ("done", 0), job
    assert home.left_on_disk() == []
    _, videos = await home.channel()
    return peaks, videos


def made(home: House) -> list[str]:
    """The SHA-256 of each file before its upload, as the app's log tells them."""
    return re.findall(r": fetched, SHA-256 (\w+)", (home.folder / "app.log").read_text())


async def packets_of_parts(home: House, parts: list[Json]) -> dict[str, list[str]]:
    """The checksum of each packet of each kind, in order, over all parts."""
    found: dict[str, list[str]] = {"video": [], "audio": []}
    for one in parts:
        [file] = [file for file in home.sandbox.state.files.values() if file.sha256 == one["media"]["sha256"]]
        for kind, packets in found.items():
            packets += await checksums(file.path, kind)
    return found


async def packets_served(home: House, source: str) -> dict[str, list[str]]:
    catalogue = home.sandbox.youtube.catalogue
    return {
        "video": await checksums(catalogue.path(source, NOISE.file), "video"),
        "audio": await checksums(catalogue.path(source, AAC.file), "audio"),
    }


async def checksums(file: Path, kind: str) -> list[str]:
    """MD5 of every packet as it stands in the file; of a picture its slices alone.

    ffmpeg repeats the parameter sets before the keyframes of what it cuts by its concat demuxer (measured: no other byte differs).
    """
    call = [str(find_tools(None).ffmpeg), "-v", "error", "-nostdin", "-i", f"file:{file}", "-map", f"0:{kind[0]}:0"]
    call += [
        "-c",
        "copy",
        *(("-bsf:v", "filter_units=pass_types=1-5") if kind == "video" else ()),
        "-f",
        "framemd5",
        "-",
    ]
    said = await asyncio.to_thread(subprocess.run, call, check=True, capture_output=True, text=True, timeout=300)
    return [line.rsplit(",", 1)[1].strip() for line in said.stdout.splitlines() if not line.startswith("#")]


def a_fetched_job(home: House) -> str:
    """Put a random file into the work folder, with the rows of a download that has just fetched it -> its SHA-256."""
    folder = home.data / "work" / "1"
    folder.mkdir(parents=True)
    digest = hashlib.sha256()
    with (folder / f"{VIDEO}.mp4").open("wb") as file:
        for start in range(0, SIZE, 1 << 24):
            block = os.urandom(min(1 << 24, SIZE - start))
            digest.update(block)
            file.write(block)
    chat = home.addresses["channels"]["likes"]
    number = random_id(b"any key", 1, chat, "liked video", f"{VIDEO}@1", part=1)
    home.write(
        f"""INSERT INTO videos (id, title, seen_at) VALUES ('{VIDEO}', 'Two gigabytes', 0);
        INSERT INTO downloads (id, destination_id, video_id, state, created_at, changed_at)
            SELECT 1, id, '{VIDEO}', 'fetched', 0, 0 FROM destinations WHERE chat_id = {chat};
        INSERT INTO parts (download_id, number, account, random_id, path, size, duration, width, height, file_id, chunk_size)
            VALUES (1, 1, 'user', {number}, '1/{VIDEO}.mp4', {SIZE}, 60, 1280, 720, 4711, {CHUNK});"""
    )
    return digest.hexdigest()
