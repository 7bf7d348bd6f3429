"""SIGKILL at every step of the main job: the app is started again and again, each time armed for the next step.

The steps are listed by the code itself (core/step.py): one undisturbed run writes their names, and then the app dies once at each
of them, before and after every commit and every call to the outside. One sandbox, one chain; nothing sleeps and hopes.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from pathlib import Path

import pytest

from bot.errands import WORKS

from .forking import Forking
from .house import House, house

#: The longest of the sandbox's videos, so that an upload has chunks to die between; and all alike, down to the title that stands in
#: the file.
ALIKE = {"source": "large", "title": "Video", "channel": "Kills"}
#: What happens in any run, also without a like, or has nothing to do with one.
NOT_OURS = ("migration", "identity-key", "secret", "peer", "bot_api", "errand", "panel", "setting", "alert",
            "reconciled", "getRating", *(f"commit.{kind}-done" for kind in WORKS))  # fmt: skip
CHUNKS = 4  #: of the chunks of an upload, so many are killed at; any other step is killed at once


@pytest.mark.timeout(900)  # quick where nothing else runs; under load each of some fifty starts takes seconds
async def test_a_kill_at_any_step_loses_nothing_and_tells_nothing_twice(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        steps = await steps_of_an_undisturbed_run(home)
        _, [video] = await home.channel()
        undisturbed = video["media"]["sha256"]
        assert len(steps) >= 30, steps
        expected = {"before commit.record", "after telegram.SendMessage", "before commit.sent", "after ytdlp.fetch",
                    "after commit.job-fetched", "before telegram.SaveFilePart", "after telegram.SendMedia",
                    "before commit.part-sent", "after commit.job-sent", "before disk.delete", "after commit.job-done"}  # fmt: skip
        assert expected <= {step.split("#")[0] for step in steps}

    (tmp_path / "chain").mkdir()
    async with house(tmp_path / "chain") as home:
        liked = await kill_at_each(home, steps)

        await home.assert_told_once(*liked)
        _, videos = await home.channel()
        assert {one["media"]["sha256"] for one in videos} == {undisturbed}
        assert list(home.folder.glob("data*/work/*")) == []


async def steps_of_an_undisturbed_run(home: House) -> list[str]:
    """The names of all steps of one like's way, in order, `NAME#N` for the N-th of a name."""
    await home.move_in(interval=0.2)
    names = home.folder / "steps"
    app = await home.start(steps=f"list:{names}")
    await home.until("SELECT 1 FROM feeds WHERE seeded_at IS NOT NULL")
    before = len(names.read_text().splitlines())
    await home.world.add_video(id="undisturbed", **ALIKE)
    await home.world.like("undisturbed")
    await home.all_done(1)
    app.terminate()
    assert await app.wait() == 0
    counted: Counter[str] = Counter()
    steps = []
    for name in names.read_text().splitlines()[before:]:
        counted[name] += 1
        most = CHUNKS if "FilePart" in name else 1
        if counted[name] <= most and not any(one in name for one in NOT_OURS):
            steps.append(f"{name}#{counted[name]}")
    return steps


async def kill_at_each(home: House, steps: list[str]) -> list[str]:
    """Start the app armed for each step, see it die there, and in the end let it finish -> every video that was liked."""
    log = home.folder / "app.log"
    async with Forking() as starts:
        chain = Chain(home, starts, log)
        await chain.new_data()
        for step in steps:
            await chain.die_at(step)
        await chain.finish()
    return chain.liked


class Chain:
    """One death after the other. Likes a video whenever there is nothing left to do."""

    def __init__(self, home: House, starts: Forking, log: Path) -> None:
        self.home = home
        self.starts = starts
        self.log = log
        self.liked: list[str] = []
        self.liked_here: list[str] = []  #: since the data folder was new

    async def new_data(self) -> None:
        """Move into a new data folder; the first look is silent, as everything that was liked has been told."""
        self.home.data = self.home.folder / f"data{len(self.liked)}"
        self.liked_here = []
        await self.home.move_in(interval=0.2)
        pid = await self.starts.start({**os.environ, **self.home.environment(), "YAGAMI_STEPS": ""}, self.log)
        await self.home.until("SELECT 1 FROM feeds WHERE feed = 'likes' AND seeded_at IS NOT NULL")
        os.kill(pid, signal.SIGKILL)
        assert await self.starts.ended() == -signal.SIGKILL

    async def die_at(self, step: str) -> None:
        """Some steps come once in the life of a data folder (a sign-in): when whole likes got by, a new folder has it."""
        for _ in range(2):
            if self.all_told():
                await self.like_another()
            pid = await self.starts.start(
                {**os.environ, **self.home.environment(), "YAGAMI_STEPS": f"kill:{step}"}, self.log
            )
            death = asyncio.ensure_future(self.starts.ended())  # noqa: TID251  raced against the rows
            likes = 1
            while not death.done() and likes <= 2:
                await asyncio.wait([death], timeout=0.05)
                if not death.done() and self.all_told():  # it got by: a step that was behind us needs a like of its own
                    await self.like_another()
                    likes += 1
            if not death.done():
                os.kill(pid, signal.SIGTERM)
            if await death == -signal.SIGKILL:
                return
            await self.finish()
            await self.new_data()
        raise AssertionError(f"the app never came to {step}: see {self.log}")

    async def like_another(self) -> None:
        video = f"kill{len(self.liked):07d}"
        await self.home.world.add_video(id=video, **ALIKE)
        await self.home.world.like(video)
        self.liked.append(video)
        self.liked_here.append(video)

    async def finish(self) -> None:
        """Let everything that was liked be told."""
        pid = await self.starts.start({**os.environ, **self.home.environment(), "YAGAMI_STEPS": ""}, self.log)
        await self.home.all_done(len(self.liked_here), timeout=60)
        os.kill(pid, signal.SIGTERM)
        assert await self.starts.ended() == 0

    def all_told(self) -> bool:
        [done] = self.home.rows("SELECT count(*) AS n FROM downloads WHERE state = 'done'")
        return bool(done["n"] == len(self.liked_here))
