"""SIGTERM at the two long places: the app ends at once and well, and the next start goes on where it was."""

from __future__ import annotations

import asyncio
import fcntl
import time

import pytest

from .house import House

STOP = 5.0  #: seconds that a stop may take; this is a promise, not a measurement


@pytest.mark.parametrize(
    ("state", "slowed"), [("uploading", "line"), pytest.param("fetching", "media.slow", marks=pytest.mark.large)]
)
async def test_a_stop_in_mid_work_is_quick_and_the_next_start_goes_on(home: House, state: str, slowed: str) -> None:
    stranger = home.data / "work" / "4711"
    stranger.mkdir(parents=True)
    (stranger / "left.mp4").write_bytes(b"from another life")
    if slowed == "line":
        await home.world.line(400_000)
    else:
        await home.world.fault("media.slow", times=None, bytes=300_000)
    app = await home.start()
    await home.until("SELECT 1 FROM feeds WHERE feed = 'likes' AND seeded_at IS NOT NULL")
    assert not stranger.exists()
    await home.world.like("yagamiLarge")
    await home.until("SELECT 1 FROM downloads WHERE state = ?", state)
    await something_moved(home, state)

    asked = time.monotonic()
    assert state != "fetching" or a_child_is_left(home)
    app.terminate()
    assert await app.wait() == 0
    assert time.monotonic() - asked < STOP
    assert home.rows("SELECT state FROM downloads") == [{"state": state}]
    assert state != "fetching" or not a_child_is_left(home)

    await home.world.line(None)
    await home.world.heal()
    app = await home.start()
    await home.all_done(1)
    app.terminate()
    assert await app.wait() == 0
    await home.assert_told_once("yagamiLarge")
    assert "Traceback" not in (home.folder / "app.log").read_text()
    await assert_no_secret_in_clear(home)


async def assert_no_secret_in_clear(home: House) -> None:
    """Neither in the log at DEBUG nor in any file of the data folder."""
    google = home.addresses["google"]
    secrets = [
        home.addresses["bot_token"],
        home.addresses["api_hash"],
        google["client_secret"],
        google["refresh_token"],
    ]
    files = [home.folder / "app.log", *(one for one in home.data.iterdir() if one.is_file())]
    assert len(files) >= 4
    for file in files:
        held = file.read_bytes()
        assert [secret for secret in secrets if secret.encode() in held] == [], file.name


async def something_moved(home: House, state: str) -> None:
    """Until the first bytes are on their way, so that the stop comes in the middle."""
    async with asyncio.timeout(60):
        while True:
            if state == "fetching" and any(name.endswith(".part") for name in home.left_on_disk()):
                return
            if state == "uploading" and any("FilePart" in str(one) for one in await home.world.requests("mtproto")):
                return
            await asyncio.sleep(0.02)


def a_child_is_left(home: House) -> bool:
    """Whether a yt-dlp still runs for the job: it holds the lock of the job's folder as long as it lives."""
    with (home.data / "work" / "1" / ".lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
