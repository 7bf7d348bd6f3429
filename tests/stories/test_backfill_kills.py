"""SIGKILL before and after every commit of a backfill: each old like stands in its channel once, and its end is told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.screens.talking import Talking

from .forking import Forking
from .house import house
from .mortal import Mortal
from .test_backfill import drawn

LIKES = ("KettleWhist", "BachPrelude", "SourdoughNo", "ChessEndgam", "NewsInFiveM", "LinuxBoot16", "yagamiPlain", "OwlsAtNight",
         "KnotsYouUse", "TrainCab4km")  # fmt: skip
WHILE_LISTING = ("backfill-page", "backfill-list-done")
WHILE_POSTING = ("backfill-release", "backfill-done")
STEPS = [f"{when} commit.{name}" for name in (*WHILE_LISTING, *WHILE_POSTING) for when in ("before", "after")]
STEPS += [
    "before telegram.SendMessage#2",
    "after telegram.SendMessage#2",
]  # the word about the end; the first is the post


@pytest.mark.large
@pytest.mark.timeout(300)
async def test_a_kill_at_any_commit_posts_each_like_once_and_tells_each_end_once(tmp_path: Path) -> None:
    assert len(STEPS) == len(LIKES)
    async with house(tmp_path) as home:
        await home.move_in()
        talk = Talking(home)
        for n, video in enumerate(LIKES):
            await home.world.like(video, at=1_700_000_000.0 - n * 86_400)
        async with Forking() as starts, Mortal(home, starts) as app:
            await app.up()
            await home.until("SELECT 1 FROM feeds WHERE feed = 'likes' AND seeded_at IS NOT NULL")
            await app.down()
            for count, step in enumerate(STEPS, 1):
                await app.up(f"kill:{step}")
                said = await talk.say(f"/backfill {count}")  # all but the oldest of them are posted already
                if any(name in step for name in WHILE_LISTING):
                    await app.died()
                    await app.up()
                await drawn(talk, "1 like to post", said["id"])
                await talk.press("⬜ posts only")
                await talk.sees("Only posts", since=said["id"])
                await talk.press("▶️ Post 1 like")
                if not any(name in step for name in WHILE_LISTING):
                    await app.died()
                    await app.up()
                await home.until("SELECT 1 FROM backfills WHERE id = ? AND state = 'done'", count)
                await home.until(
                    "SELECT 1 FROM errands WHERE kind = 'backfill-tell' AND subject = ? AND ended_at IS NOT NULL",
                    str(count),
                )
                await app.down()

        posts, _ = await home.channel()
        assert [one["text"].rsplit("/", 1)[1] for one in posts] == list(LIKES)
        ends = [one["text"] for one in await home.world.read("dm") if one["text"].startswith("✅ Your last")]
        assert len(ends) == len(STEPS), ends
        assert home.rows("SELECT count(*) AS n FROM backfills") == [{"n": len(STEPS)}]
