"""A like is taken back, or its video vanishes: what is told, what becomes of the video, and that it is so over kills."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.clock import SystemClock

from .forking import Forking
from .house import House, house
from .mortal import Mortal

VIDEO = "yagamiShort"
HOUR = 3600.0
DELETES = "INSERT OR REPLACE INTO settings (key, value) VALUES ('likes.unliked_deletes', 'true')"


class Ahead(SystemClock):
    """Goes forward by hours when a test says so."""

    ahead = 0.0

    def now(self) -> float:
        return super().now() + self.ahead


async def told(home: House) -> list[str]:
    """The headings of the posts in the likes channel, in their order."""
    posts, _ = await home.channel()
    return [one["text"].split("\n")[0] for one in posts]


async def said(home: House, *, times: int = 1) -> None:
    """Until so many events beside likes are told."""
    await home.until(
        """SELECT 1 WHERE (SELECT count(*) FROM events e JOIN deliveries d ON d.event_id = e.id
                           WHERE e.kind <> 'liked' AND d.state = 'sent') >= ?
           AND NOT EXISTS (SELECT 1 FROM deliveries WHERE state = 'waiting' OR (gone = 0 AND status_shown IS NOT status_wanted))""",
        times,
    )


async def look_and_ask_on(home: House) -> None:
    """Until the likes were looked at, and a turn after it has asked, a few times more."""
    [before] = home.rows("SELECT sum(units) AS units FROM quota")  # a day of the quota may end meanwhile
    await home.until("SELECT 1 FROM (SELECT sum(units) AS units FROM quota) WHERE units > ?", before["units"] + 5)


async def test_unliking_a_video_on_its_way_cancels_its_download_and_is_told(home: House) -> None:
    await home.world.add_video(id="slowly00000", source="large", title="Slowly", channel="Slow")
    await home.world.stream_rate(20_000)
    async with home.living():
        await home.world.like("slowly00000")
        await home.until("SELECT 1 FROM downloads WHERE state = 'fetching'")
        await home.world.unlike("slowly00000")
        await said(home)
        await home.until("SELECT 1 FROM downloads WHERE state = 'cancelled'")
        await home.world.stream_rate(None)
        await home.world.like(VIDEO)
        await home.until("SELECT 1 FROM downloads WHERE state = 'done'")  # the worker is free, and has swept

    posts, videos = await home.channel()
    assert await told(home) == ["❤️ Liked", "💔 Unliked", "❤️ Liked"]
    assert "🚫 cancelled" in posts[0]["text"]
    assert len(videos) == 1
    assert home.left_on_disk() == []


async def test_the_video_of_a_like_that_was_taken_back_stays(home: House) -> None:
    async with home.living():
        await home.world.like(VIDEO)
        await home.all_done(1)
        await home.world.unlike(VIDEO)
        await said(home)
        await look_and_ask_on(home)

    posts, videos = await home.channel()
    assert await told(home) == ["❤️ Liked", "💔 Unliked"]
    assert "✅ sent" in posts[0]["text"]
    assert len(videos) == 1


@pytest.mark.large
async def test_or_goes_where_a_setting_says_so_and_the_same_video_comes_again_with_another_like(home: House) -> None:
    home.write(DELETES)
    async with home.living():
        await home.world.like(VIDEO)
        await home.all_done(1)
        await home.world.unlike(VIDEO)
        await said(home)
        await home.until("SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM removals)")
        await home.until("SELECT 1 FROM deliveries WHERE status_shown LIKE '%status-removed%'")
        assert (await home.channel())[1] == []
        await home.world.like(VIDEO)
        await home.all_done(2)

    posts, videos = await home.channel()
    assert await told(home) == ["❤️ Liked", "💔 Unliked", "❤️ Liked"]
    assert "🗑 deleted: you took the like back" in posts[0]["text"]
    assert [one["reply_to"] for one in videos] == [posts[2]["id"]]


async def test_a_video_that_turns_private_is_told_once_and_never_again_while_it_is_gone(home: House) -> None:
    clock = Ahead()
    async with home.living(clock):
        await home.world.like("KettleWhist")
        await home.all_done(1)
        await home.world.set_video("KettleWhist", privacy="private")
        await home.until("SELECT 1 FROM snapshot WHERE missing_since IS NOT NULL")
        assert await told(home) == ["❤️ Liked"]
        clock.ahead += HOUR + 60
        await said(home)
        for _ in range(3):
            clock.ahead += HOUR + 60
            await look_and_ask_on(home)

    posts, videos = await home.channel()
    assert await told(home) == ["❤️ Liked", "🫥 Vanished"]
    assert "private" in posts[1]["text"]
    assert len(videos) == 1
    assert [row["identity"] for row in home.rows("SELECT identity FROM events WHERE kind = 'vanished'")] == [
        "KettleWhist#1"
    ]


@pytest.mark.large
@pytest.mark.timeout(300)
async def test_a_kill_at_any_step_of_it_tells_once_and_removes_all(tmp_path: Path) -> None:
    steps = (
        "before commit.reconciled", "after commit.reconciled", "after telegram.DeleteMessages", "before commit.removed",
    )  # fmt: skip
    async with house(tmp_path) as home:
        await home.move_in(interval=0.2)
        home.write(DELETES)
        async with Forking() as starts, Mortal(home, starts) as app:
            await app.up()
            await home.until("SELECT 1 FROM feeds WHERE feed = 'likes' AND seeded_at IS NOT NULL")
            for number, step in enumerate(steps, 1):
                await home.world.like(VIDEO)
                await home.all_done(number)
                await app.down()
                await app.up(f"kill:{step}")
                await home.world.unlike(VIDEO)
                await app.died()
                await app.up()
                await said(home, times=number)
                await home.until("SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM removals)")
            await app.down()

        assert await told(home) == ["❤️ Liked", "💔 Unliked"] * len(steps)
        assert (await home.channel())[1] == []
        assert home.left_on_disk() == []
