"""Premieres and live streams: told, waited for, and brought when there is a recording."""

from __future__ import annotations

import json

from core.model import DownloadState
from tests.clocks import FastClock

from .downloading import downloading
from .house import House, Json

SOON, LIVE = "yagamiSoon0", "yagamiLive0"
FAST = 300.0  #: so that ten minutes pass in two seconds


async def waits(home: House, key: str) -> Json:
    """The row of the one download that waits for this."""
    [row] = await home.until(
        "SELECT * FROM downloads WHERE state = 'queued' AND json_extract(trouble, '$.key') = ?", key
    )
    return row


async def test_a_premiere_is_told_waited_for_and_brought_when_it_is_over(home: House) -> None:
    clock = FastClock(FAST)
    async with home.living(clock):
        starts = round(clock.now() + 1800)
        await home.world.set_video(SOON, starts_at=float(starts))
        await home.world.like(SOON)
        upcoming = await waits(home, "held-upcoming")
        [post] = await home.world.wait("likes", text="⏳ waiting: it premieres at 20")
        assert upcoming["not_before"] == starts + 20
        await home.world.like("yagamiShort")
        await home.until("SELECT 1 FROM downloads WHERE video_id = 'yagamiShort' AND state = 'done'")

        await home.world.set_video(SOON, live="live")
        await waits(home, "held-live")
        await home.world.wait("likes", text="⏳ waiting: it is live now")
        await home.until("SELECT 1 FROM traffic WHERE purpose = 'look'")
        await home.world.set_video(SOON, live="post_live")
        await waits(home, "held-processing")
        await home.world.set_video(SOON, live="was_live")
        await home.all_done(2, timeout=90)

    assert home.rows("SELECT DISTINCT tries FROM downloads") == [{"tries": 0}]
    await home.assert_told_once(SOON, "yagamiShort")
    [stood] = [one for one in (await home.channel())[0] if one["id"] == post["id"]]
    said = [text.split("Status: ")[1].split("\n")[0] for text in stood["edits"]]
    assert said.count("⬇️ downloading") <= 2, f"a look that finds nothing new changes no post: {said}"


async def test_a_premiere_that_is_called_off_ends_as_such(home: House) -> None:
    clock = FastClock(FAST)
    async with downloading(home, clock) as there:
        job = await there.like(SOON)
        await waits(home, "held-upcoming")
        await home.world.set_video(SOON, privacy="deleted")
        row = await there.reached(job, DownloadState.SKIPPED)
    assert json.loads(row["trouble"])["key"] == "video-deleted"


async def test_a_stream_that_never_ends_is_offered_in_the_end(home: House) -> None:
    clock = FastClock(FAST)
    async with downloading(home, clock) as there:
        await home.world.set_video(LIVE, starts_at=clock.now() - 3 * 86_400 + 1500)
        job = await there.like(LIVE)
        assert (await waits(home, "held-live"))["tries"] == 0
        row = await there.reached(job, DownloadState.OFFERED)
        assert json.loads(row["trouble"])["key"] == "video-endless"
        asked = await there.ask(LIVE)
        again = await waits(home, "held-live")
        assert (again["id"], again["asked"]) == (asked, 1)


async def test_one_that_waits_is_cancelled_at_a_word_and_keeps_no_other_from_its_turn(home: House) -> None:
    async with downloading(home) as there:
        job = await there.ask(LIVE)
        await waits(home, "held-live")
        other = await there.ask("yagamiShort")
        await there.reached(other, DownloadState.DONE)
        assert await there.store.requests.cancel(job, there.clock.now())
        await there.reached(job, DownloadState.CANCELLED)
    assert home.left_on_disk() == []
