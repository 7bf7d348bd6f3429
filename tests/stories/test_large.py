"""Gigabytes: outside the fast gate (`./yagami test --large`)."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

import pytest

from core.identity import random_id

from .house import House

SIZE = 1_990_000_000
CHUNK = 512 * 1024
MOST_MEMORY = 200  #: MB of the whole app at its peak


@pytest.mark.large
@pytest.mark.timeout(900)
async def test_a_file_of_two_gigabytes_goes_up_whole_and_the_app_stays_small(home: House) -> None:
    """A job that has fetched its file already: the file is random bytes, since only the way up is looked at here."""
    digest = a_fetched_job(home)
    app = await home.start()
    await home.until("SELECT 1 FROM downloads WHERE state = 'done'", timeout=600)
    peak = int(re.findall(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{app.pid}/status").read_text())[0]) / 1024
    app.terminate()
    assert await app.wait() == 0

    _, [video] = await home.channel()
    assert (video["media"]["size"], video["media"]["sha256"]) == (SIZE, digest)
    assert home.left_on_disk() == []
    assert peak < MOST_MEMORY


def a_fetched_job(home: House) -> str:
    """Put a random file into the work folder, with the rows of a download that has just fetched it -> its SHA-256."""
    folder = home.data / "work" / "1"
    folder.mkdir(parents=True)
    digest = hashlib.sha256()
    with (folder / "yagamiHuge0.mp4").open("wb") as file:
        for start in range(0, SIZE, 1 << 24):
            block = os.urandom(min(1 << 24, SIZE - start))
            digest.update(block)
            file.write(block)
    chat = home.addresses["channels"]["likes"]
    number = random_id(b"any key", 1, chat, "liked video", "yagamiHuge0@1", part=1)
    home.write(
        f"""INSERT INTO videos (id, title, seen_at) VALUES ('yagamiHuge0', 'Two gigabytes', 0);
        INSERT INTO downloads (id, destination_id, video_id, state, created_at, changed_at)
            SELECT 1, id, 'yagamiHuge0', 'fetched', 0, 0 FROM destinations WHERE chat_id = {chat};
        INSERT INTO parts (download_id, number, account, random_id, path, size, duration, width, height, file_id, chunk_size)
            VALUES (1, 1, 'user', {number}, '1/yagamiHuge0.mp4', {SIZE}, 60, 1280, 720, 4711, {CHUNK});"""
    )
    return digest.hexdigest()
