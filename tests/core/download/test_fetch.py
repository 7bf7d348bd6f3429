"""What lies in a job's folder from a run before, and what becomes of it. No site is asked for anything here."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.download import brought
from core.download.brought import Making
from core.download.fetch import Access, YouTubeFetcher
from core.download.job import Wanted, Wish
from core.download.split import Cut
from core.errors import Retry
from core.media.ffmpeg import find_tools
from core.media.workdir import WorkDir
from core.settings import Quality
from core.youtube.ytdlp import Fetched, Stream

from .test_rules import JOB

WANTED = Wanted(Wish(Quality.BEST), 10**9)


class NoCookies:
    """There are none."""

    async def allowed(self) -> bool:
        return False

    async def jar(self) -> str | None:
        return None

    async def renew(self, used: str, renewed: str) -> None:
        raise AssertionError("there are none")


async def test_a_file_that_a_power_cut_emptied_is_made_anew_and_costs_no_video(tmp_path: Path) -> None:
    work = WorkDir(tmp_path / "work")
    folder, name = work.folder(JOB.id), f"{JOB.video.id}.mp4"
    stream = folder / f"{JOB.video.id}.f18.mp4"
    stream.write_bytes(bytes(5000))
    brought.write(folder, JOB.video.id, WANTED, Fetched((Stream(stream, "both"),), None, None, 20.0, None))
    (folder / name).write_bytes(bytes(5000))  # of the right size, and nothing in it
    brought.write_making(folder, Making(10**9, (folder / name,), (Cut(0.0, 20.0, 5000),), sizes=(5000,)))
    access = Access(None, None, tmp_path / "cache")
    fetcher = YouTubeFetcher(work, lambda: find_tools(None), access, lambda *_: None, lambda *_: None, NoCookies())

    with pytest.raises(Retry) as caught:
        await fetcher.fetch(JOB, WANTED)

    assert caught.value.key == "file-unreadable"
    assert list(folder.iterdir()) == [], "kept, it would fail every next run in the same way"
