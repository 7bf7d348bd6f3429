"""The ledger against Google's own count: killed anywhere around a call, it never has less; what is used up is told once."""

from __future__ import annotations

import asyncio

import pytest

from .forking import Forking
from .house import House
from .mortal import Mortal

#: A call is counted in a transaction of its own, then made.
STEPS = ("before commit.quota", "after commit.quota", "after commit.quota#3", "before google.videos.list",
         "after google.videos.list", "before google.playlistItems.list", "after google.playlistItems.list")  # fmt: skip


@pytest.mark.timeout(300)
async def test_a_kill_around_a_call_counts_too_much_at_most_and_never_too_little(home: House) -> None:
    liked = 0
    home.write("INSERT INTO settings VALUES ('download.auto', 'false')")
    async with Forking() as starts, Mortal(home, starts) as app:
        await app.up()
        await home.until("SELECT 1 FROM feeds WHERE feed = 'likes' AND seeded_at IS NOT NULL")
        await app.down()
        assert_not_less(home, too_much=1)
        for step in STEPS:
            await home.world.add_video(id=f"quota{liked:06d}", source="vertical", title="A video", channel="Units")
            await home.world.like(f"quota{liked:06d}")
            liked += 1
            await app.up(f"kill:{step}")
            await app.died()
            assert_not_less(home, too_much=1 + liked)

        await app.up()
        await home.until("SELECT 1 WHERE (SELECT count(*) FROM events WHERE kind = 'liked') = ?", liked)
        await app.down()
    assert_not_less(home, too_much=1 + liked)


def assert_not_less(home: House, too_much: int) -> None:
    """too_much: calls that were counted and, killed in between, not made."""
    [row] = home.rows("SELECT sum(units) AS units FROM quota")
    made = home.sandbox.youtube.quota_used
    assert made <= row["units"] <= made + too_much


async def test_what_others_used_up_is_told_once_and_asked_for_no_more(home: House) -> None:
    """Another program has the same project: Google refuses long before the ledger would."""
    async with home.living():
        await home.world.quota(used=10_000)
        await home.until(
            "SELECT 1 FROM feeds WHERE feed = 'likes' AND not_before > 0 AND trouble LIKE '%google-quota%'"
        )
        await home.until("SELECT 1 FROM alerts WHERE condition = 'quota_out' AND message_id IS NOT NULL")
        spent = home.rows("SELECT units FROM quota")
        [likes] = home.rows("SELECT tries, not_before FROM feeds WHERE feed = 'likes'")
        assert likes["tries"] == 1

    async with home.living():  # a start asks no more than one that goes on
        await home.until("SELECT 1 FROM alerts WHERE condition = 'quota_out'")
        await asyncio.sleep(2)  # the time in which six looks would have been made
    assert home.rows("SELECT tries, not_before FROM feeds WHERE feed = 'likes'") == [likes]
    assert len(home.rows("SELECT 1 FROM alerts")) == 1
    assert home.rows("SELECT units FROM quota")[0]["units"] <= spent[0]["units"] + 2


async def test_a_limit_of_a_minute_backs_off_and_is_no_used_up_quota(home: House) -> None:
    async with home.living():
        await home.world.fault("data_api.rate", times=None)
        await home.until("SELECT 1 FROM feeds WHERE feed = 'likes' AND trouble LIKE '%google-rate-limited%'")
        await home.world.heal()
        await home.world.like("yagamiShort")
        await home.until("SELECT 1 FROM events WHERE kind = 'liked'")
        assert home.rows("SELECT 1 FROM alerts WHERE condition = 'quota_out'") == []
