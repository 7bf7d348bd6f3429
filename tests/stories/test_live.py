"""Premieres and live streams: told, waited for, and brought when there is a recording."""

from __future__ import annotations

import json

import pytest

from core.download.live import LONGEST, SOONEST
from core.model import DownloadState
from tests.bot.screens.talking import Talking
from tests.clocks import JumpingClock

from .cards import buttons, reads
from .downloading import Downloading, downloading
from .house import House, Json

SOON, LIVE = "yagamiSoon0", "yagamiLive0"
HOUR = 3600.0


async def waits(home: House, key: str) -> Json:
    """The row of the one download that waits for this."""
    [row] = await home.until(
        "SELECT * FROM downloads WHERE state = 'queued' AND json_extract(trouble, '$.key') = ?", key
    )
    return row


async def test_a_premiere_is_told_waited_for_and_brought_when_it_is_over(home: House) -> None:
    clock = JumpingClock()

    async def later(seconds: float) -> None:
        clock.jump(seconds)
        await home.world.say("/queue")  # whatever is said wakes everybody

    async with home.living(clock):
        starts = round(clock.now() + 3 * HOUR)
        await home.world.set_video(SOON, starts_at=float(starts))
        await home.world.like(SOON)
        upcoming = await waits(home, "held-upcoming")
        assert 20 <= upcoming["not_before"] - starts < 25
        [post] = await home.world.wait("likes", text="⏳ waiting: it premieres at 20")
        await home.world.like("yagamiShort")
        await home.until("SELECT 1 FROM downloads WHERE video_id = 'yagamiShort' AND state = 'done'")

        await home.world.set_video(SOON, live="live")
        await later(3 * HOUR + 60)
        live = await waits(home, "held-live")
        assert 0 < live["not_before"] - clock.now() <= SOONEST
        await home.world.wait("likes", text="⏳ waiting: it is live now")
        await later(SOONEST)
        await home.until("SELECT 1 FROM downloads WHERE not_before > ? AND state = 'queued'", live["not_before"])

        await home.world.set_video(SOON, live="post_live")
        await later(2 * SOONEST)
        await waits(home, "held-processing")
        await home.world.set_video(SOON, live="was_live")
        await later(2 * SOONEST)
        await home.all_done(2)

    assert home.rows("SELECT DISTINCT tries FROM downloads") == [{"tries": 0}]
    await home.assert_told_once(SOON, "yagamiShort")
    [stood] = [one for one in (await home.channel())[0] if one["id"] == post["id"]]
    said = [text.split("Status: ")[1].split("\n")[0].split(" at ")[0] for text in stood["edits"]]
    after = said[said.index("⏳ waiting: it premieres") :]
    assert after == [
        "⏳ waiting: it premieres", "⏳ waiting: it is live now; the recording comes when it is over",
        "⏳ waiting: it is over, and YouTube is still working on the recording", "⬇️ downloading", "⬆️ uploading",
    ], "a look that finds nothing new changes no post"  # fmt: skip


async def test_a_premiere_that_is_called_off_ends_as_such(home: House) -> None:
    clock = JumpingClock()
    async with downloading(home, clock) as there:
        job = await there.like(SOON)
        await waits(home, "held-upcoming")
        await home.world.set_video(SOON, privacy="deleted")
        pass_by(there, clock, 24 * HOUR)
        row = await there.reached(job, DownloadState.SKIPPED)
    assert json.loads(row["trouble"])["key"] == "video-deleted"


@pytest.mark.large
async def test_a_stream_that_never_ends_is_offered_in_the_end(home: House) -> None:
    clock = JumpingClock()
    async with downloading(home, clock) as there:
        await home.world.set_video(LIVE, starts_at=clock.now() - LONGEST + HOUR)
        job = await there.like(LIVE)
        assert (await waits(home, "held-live"))["tries"] == 0
        pass_by(there, clock, HOUR)
        row = await there.reached(job, DownloadState.OFFERED)
        assert json.loads(row["trouble"])["key"] == "video-endless"
        asked = await there.ask(LIVE)
        assert (await waits(home, "held-live"))["id"] == asked, "who asks in person waits three days more"


@pytest.mark.large
async def test_one_that_waits_is_cancelled_at_a_word_and_keeps_no_other_from_its_turn(home: House) -> None:
    async with downloading(home) as there:
        job = await there.ask(LIVE)
        await waits(home, "held-live")
        other = await there.ask("yagamiShort")
        await there.reached(other, DownloadState.DONE)
        assert await there.store.requests.cancel(job, there.clock.now())
        there.wakeup.call()
        await there.reached(job, DownloadState.CANCELLED)


async def test_a_card_of_a_running_stream_waits_for_it_and_is_cancelled_by_its_button(chat: Talking) -> None:
    said = await chat.say(f"https://youtu.be/{LIVE}")
    card = await chat.sees("live right now", since=said["id"])
    await chat.press("⏳ Bring it when it is there", message=card["id"])
    now = await reads(chat, card, "waits: it is live now")
    assert "harbour webcam" in now["text"]
    await chat.say("/queue")
    await chat.sees("it is live now; the recording comes when it is over", button="1")
    await chat.press("✖️ Cancel", message=card["id"])
    ended = await reads(chat, card, "cancelled")
    assert buttons(ended)[-1] == "🔁 Try again"


def pass_by(there: Downloading, clock: JumpingClock, seconds: float) -> None:
    clock.jump(seconds)
    there.wakeup.call()
