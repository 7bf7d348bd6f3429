"""Two lanes: the next video is fetched while this one is sent. The owner's wishes go first in both; neither disturbs the other."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from typing import Any

import pytest

from tests.rest import with_rest

from .downloading import Downloading, downloading
from .house import House

Json = dict[str, Any]
FIRST, SECOND, THIRD = "lane0000001", "lane0000002", "lane0000003"
SLOW = 400_000  #: bytes a second: some fifteen seconds of either lane
SLOWER = 150_000
STILL = 4_000  #: nothing gets through in the time of a story


async def three_videos(home: House) -> None:
    for video in (FIRST, SECOND, THIRD):
        await home.world.add_video(id=video, source="large", title=f"Snow {video[-1]}", channel="Lanes")


def media(home: House, video: str) -> list[float]:
    """When its streams were asked for."""
    asked = home.sandbox.youtube.requests
    return [one["at"] for one in asked if "googlevideo" in one["host"] and one["query"].get("id") == video]


async def uploads(home: House) -> list[tuple[float, float]]:
    """Of each video in Telegram: when its first and its last chunk came."""
    found, chunks = [], list[float]()
    for one in await home.world.requests("mtproto"):
        if "SaveBigFilePart" in one["method"] or "SaveFilePart" in one["method"]:
            chunks.append(one["at"])
        elif "SendMedia" in one["method"] and chunks:
            found.append((chunks[0], chunks[-1]))
            chunks = []
    return found


async def both_lanes_busy(there: Downloading) -> tuple[int, int]:
    """The first is in the middle of its way up, the second of its way down, and neither gets any further."""
    await there.home.world.line(SLOW)
    first = await there.like(FIRST)
    await true(moves(there, first, "uploading"))
    await there.home.world.line(STILL)
    await there.home.world.stream_line(SLOW)
    second = await there.like(SECOND)
    await true(moves(there, second, "downloading"))
    await there.home.world.stream_line(STILL)
    return first, second


async def free(home: House) -> None:
    await home.world.line(None)
    await home.world.stream_line(None)


async def true(what: Callable[[], bool]) -> None:
    """Until it is."""
    async with asyncio.timeout(60):
        while not what():  # noqa: ASYNC110  other processes and rows
            await asyncio.sleep(0.02)


def moves(there: Downloading, job: int, stage: str) -> Callable[[], bool]:
    """Whether its bytes are on their way."""
    return lambda: bool((seen := there.board.of(job)) and seen.stage == stage and seen.done > 0)


def states(home: House) -> list[str]:
    return [row["state"] for row in home.rows("SELECT state FROM downloads ORDER BY id")]


async def test_the_next_video_is_fetched_while_this_one_is_sent_and_the_one_after_waits_for_room(home: House) -> None:
    await three_videos(home)
    await home.world.line(SLOW)
    async with downloading(home) as there:
        there.limits["ahead"] = 2
        jobs = [await there.like(one) for one in (FIRST, SECOND, THIRD)]
        for job in jobs:
            await there.reached(job, "done")
        sent = await uploads(home)

    assert len(sent) == 3
    first, second, third = (media(home, one)[0] for one in (FIRST, SECOND, THIRD))
    assert first < sent[0][0] < second < sent[0][1], "the second comes while the first goes"
    assert sent[0][1] < third < sent[1][1], "two lie on the disk, and no third"
    assert home.left_on_disk() == []


@pytest.mark.large
async def test_with_room_for_one_they_go_one_after_the_other(home: House) -> None:
    await three_videos(home)
    async with downloading(home) as there:
        there.limits["ahead"] = 1
        jobs = [await there.like(one) for one in (FIRST, SECOND)]
        for job in jobs:
            await there.reached(job, "done")
        sent = await uploads(home)

    assert sent[0][1] < media(home, SECOND)[0]


async def test_what_the_owner_asks_for_overtakes_in_both_lanes_and_nothing_comes_twice(home: House) -> None:
    await three_videos(home)
    async with downloading(home) as there:
        await there.reached(
            await there.ask("yagamiPlain"), "done"
        )  # the bot's session is open: it needs nothing of the line
        first, second = await both_lanes_busy(there)
        asked = await there.ask("yagamiShort")
        await there.reached(asked, "fetching")
        await there.reached(second, "queued")
        assert states(home)[1] == "uploading", "nothing that was asked for is there to be sent yet"
        await home.world.stream_line(None)
        await there.reached(asked, "uploading")
        await free(home)
        for job in (asked, first, second):
            await there.reached(job, "done")
        liked, own = await there.files("likes"), await there.files()

    order = home.rows("SELECT download_id FROM parts ORDER BY sent_at")
    assert [row["download_id"] for row in order][1:] == [asked, first, second]
    assert (len(liked), len(own)) == (2, 2)


@pytest.mark.parametrize("cancelled", with_rest(("uploading", "fetching"), "uploading"))
async def test_a_cancel_in_one_lane_leaves_the_other_alone(home: House, cancelled: str) -> None:
    await three_videos(home)
    async with downloading(home) as there:
        first, second = await both_lanes_busy(there)
        asked_before = len(media(home, SECOND))
        gone, stays = (first, second) if cancelled == "uploading" else (second, first)
        seen = there.board.of(stays)
        assert seen is not None
        assert await there.store.requests.cancel(gone, there.clock.now())
        there.wakeup.call()
        await true(lambda: str(gone) not in {one.split("/")[0] for one in home.left_on_disk()})
        now = there.board.of(stays)
        assert now is not None, "it never stopped"
        assert now.done >= seen.done
        assert now.stage == seen.stage
        await free(home)
        await there.reached(stays, "done")
        assert len(media(home, SECOND)) <= asked_before + 1, "no second run of it: its sound is one request more"
    assert home.rows("SELECT state FROM downloads WHERE id = ?", gone) == [{"state": "cancelled"}]
    assert home.left_on_disk() == []


@pytest.mark.large
async def test_the_disks_budget_counts_what_the_other_lane_has_and_lets_the_next_come_when_it_is_gone(
    home: House,
) -> None:
    await three_videos(home)
    await home.world.line(SLOW)
    async with downloading(home) as there:
        there.limits["disk_gigabytes"] = 0.016  # one of them takes 12.5 MB at its peak, and 6.2 MB while it is sent
        first = await there.like(FIRST)
        await there.reached(first, "uploading")
        second = await there.like(SECOND)
        [row] = await home.until("SELECT * FROM downloads WHERE id = ? AND trouble IS NOT NULL", second)
        assert "held-disk" in row["trouble"]
        assert row["not_before"] > there.clock.now() + 60
        assert states(home) == ["uploading", "queued"]
        await there.reached(first, "done")
        await there.reached(second, "done")


@pytest.mark.large
async def test_a_video_that_is_on_its_way_already_is_not_fetched_a_second_time(home: House) -> None:
    await three_videos(home)
    await home.world.line(SLOW)
    async with downloading(home) as there:
        first = await there.like(FIRST)
        await there.reached(first, "uploading")
        requests = len(home.sandbox.youtube.requests)
        second = await there.ask(FIRST)
        third = await there.like(SECOND)
        await there.reached(third, "fetching")
        assert states(home)[1] == "queued"
        await there.reached(second, "done")
        assert media(home, FIRST)[-1] <= home.sandbox.youtube.requests[requests - 1]["at"]
        await there.reached(third, "done")
        assert len(await there.files()) == 1


@pytest.mark.large
async def test_one_that_the_owner_holds_stops_where_it_is_until_they_say_so(home: House) -> None:
    await three_videos(home)
    await home.world.line(SLOW)
    async with downloading(home) as there:
        first = await there.like(FIRST)
        await true(moves(there, first, "uploading"))
        assert await there.store.requests.hold(first, there.clock.now())
        there.wakeup.call()
        await true(lambda: there.board.of(first) is None)
        assert states(home) == ["uploading"]
        await home.world.line(None)
        second = await there.like(SECOND)
        await there.reached(second, "done")
        assert states(home) == ["uploading", "done"]
        fetched = len(media(home, FIRST))
        assert await there.store.requests.go_on(first, there.clock.now())
        there.wakeup.call()
        await there.reached(first, "done")
        assert len(media(home, FIRST)) == fetched


@pytest.mark.large
async def test_a_kill_while_both_lanes_are_busy_loses_nothing_and_doubles_nothing(home: House) -> None:
    await three_videos(home)
    await home.world.line(SLOWER)  # not still: posts go over it as well
    app = await home.start()
    await home.until("SELECT 1 FROM feeds WHERE feed = 'likes' AND seeded_at IS NOT NULL")
    await home.world.like(FIRST)
    await home.until("SELECT 1 FROM parts WHERE acked <> x''")
    await home.world.stream_line(SLOW)
    await home.world.like(SECOND)
    await home.until("SELECT 1 FROM downloads WHERE state = 'fetching'")
    await true(lambda: any(one.endswith(".part") for one in home.left_on_disk()))
    assert states(home) == ["uploading", "fetching"]
    os.kill(app.pid, signal.SIGKILL)
    await app.wait()
    assert states(home) == ["uploading", "fetching"]
    chunks = len(
        [
            one
            for one in await home.world.requests("mtproto")
            if "SaveBigFilePart" in one["method"] or "SaveFilePart" in one["method"]
        ]
    )

    await free(home)
    app = await home.start()
    await home.all_done(2)
    app.terminate()
    assert await app.wait() == 0
    await home.assert_told_once(FIRST, SECOND)
    assert chunks > 0
    assert len(media(home, FIRST)) <= 2, "what was fetched is not fetched again"
