"""The disk is full in mid-download and in mid-upload: it waits, says so, and goes on when there is room. On a real small disk."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.clocks import FastClock

from .house import House, house


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    """A tmpfs of that size on `folder`; needs root."""
    folder.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def grow(folder: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=64m", str(folder)], check=True)


async def test_a_disk_that_fills_in_mid_download_is_waited_for(tmp_path: Path) -> None:
    with small_disk(tmp_path / "small", "5m"):
        async with house(tmp_path) as home:
            home.extra["YAGAMI_WORK"] = str(tmp_path / "small")
            await home.move_in()
            async with home.living(FastClock(60)):
                await home.world.like("yagamiLarge")
                await home.until("SELECT 1 FROM pauses WHERE scope = 'disk' AND condition = 'disk_full'")
                await home.world.wait("likes", text="there is no room on the disk")
                grow(tmp_path / "small")
                await home.all_done(1)
            assert home.rows("SELECT tries FROM downloads") == [{"tries": 0}]
            await home.assert_told_once("yagamiLarge")
            assert list((tmp_path / "small").iterdir()) == []


async def test_a_disk_that_fills_in_mid_upload_is_waited_for(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with small_disk(tmp_path / "data", "4m"):
        async with house(tmp_path) as home:
            home.extra["YAGAMI_WORK"] = str(tmp_path / "work")
            await home.move_in()
            async with home.living(FastClock(20)):
                await home.world.line(1_500_000)
                await home.world.like("yagamiLarge")
                await home.until("SELECT 1 FROM downloads WHERE state = 'uploading'")
                fill_up(home)
                await home.world.line(None)
                async with asyncio.timeout(60):
                    while "disk_full" not in caplog.text:  # noqa: ASYNC110  a log has no event
                        await asyncio.sleep(0.05)
                (home.data / "filler").unlink()
                await home.all_done(1)
            await home.assert_told_once("yagamiLarge")


def fill_up(home: House) -> None:
    """Until not one more byte has room."""
    with (home.data / "filler").open("wb", buffering=0) as filler:
        for size in (65536, 4096, 1):
            with contextlib.suppress(OSError):
                while True:
                    filler.write(b"x" * size)
